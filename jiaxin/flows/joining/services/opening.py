"""The verbs of a firm's entry: ask once, then open the owner's account."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from jiaxin.facts.firms import reads as firm_reads
from jiaxin.facts.firms import services as firms
from jiaxin.facts.firms.rules.profile import FirmStatus, Registration
from jiaxin.facts.firms.services import NewFirmFact
from jiaxin.flows.joining.errors import FirmHasOwner, NotInBusiness
from jiaxin.ground import clock
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.ground.id_numbers import IdNumber
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service, spend_each, step
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import colleagues
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.services import NewStaff, Opened

# Nobody tries out names against a register here.
_FROM_ONE_PLACE = Limit("joining.origin", 10, timedelta(hours=1))
_FOR_ONE_FIRM = Limit("joining.firm", 6, timedelta(hours=24))


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """Who wants to open which firm's desk, as her licence and her card say it."""

    code: CreditCode
    name: str
    number: str
    staff_name: str


@service(Action.JOINING_ASK)
def ask(actor: Actor, /, *, asked: Asked) -> None:
    """Before any register is asked: the try counts, and what cannot be is refused."""
    spend_each((_FROM_ONE_PLACE, actor.origin), (_FOR_ONE_FIRM, asked.code))
    IdNumber.parse(asked.number, clock.today())


@service(Action.JOINING_OPEN)
def open_owner(actor: Actor, /, *, asked: Asked, registration: NewFirmFact) -> Opened:
    """Both registers know her: the firm is on record, and its desk is hers."""
    firm, said = hold_firm(actor, asked=asked, registration=registration)
    if colleagues.has_owner(firm):
        raise FirmHasOwner(region=said.region)
    opened = open_account(actor, asked=asked, firm=firm)
    about(opened.id, firm=firm, evidence=registration.evidence)
    return opened


@step
def hold_firm(
    actor: Actor, /, *, asked: Asked, registration: NewFirmFact
) -> tuple[UUID, Registration]:
    """The firm, on record and held: of two who come at once, one finds what the other did."""
    said = registration.said
    if not isinstance(said, Registration) or said.status is not FirmStatus.OPEN:
        raise NotInBusiness
    firms.admit(actor, fact=registration)
    return firm_reads.id_of(asked.code), said


@step
def open_account(actor: Actor, /, *, asked: Asked, firm: UUID) -> Opened:
    """The owner's account, with her first password."""
    return identity.keep_account(
        actor,
        staff=NewStaff(
            role=Role.FIRM_OWNER,
            staff_name=asked.staff_name,
            name=asked.name,
            number=asked.number,
            organisation=firm,
        ),
    )
