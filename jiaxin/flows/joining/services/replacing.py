"""The owner is gone, or lost: the representative proves herself again, and gets the desk.

Name and number of a representative are no secret. So whoever owns the desk hears of it at once and
may object; it is handed over three days later, to whoever proves the same again with the claim code
that was shown once.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaxin.facts.firms import reads as firm_reads
from jiaxin.facts.firms.services import NewFirmFact
from jiaxin.flows.joining import rules
from jiaxin.flows.joining.errors import (
    NothingToReplace,
    NotTheClaim,
    ObjectedTo,
    TooEarly,
)
from jiaxin.flows.joining.events import OwnerReplaced, ReplacementAsked
from jiaxin.flows.joining.models import Replacement
from jiaxin.flows.joining.rules import Outcome
from jiaxin.flows.joining.services.opening import Asked, hold_firm, open_account
from jiaxin.ground import clock
from jiaxin.ground.crypto.held_keys import purpose_key
from jiaxin.ground.errors import NotFound
from jiaxin.ground.events import announce
from jiaxin.ground.ids import narrowed
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, service
from jiaxin.trust.identity import colleagues, first_passwords
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.services import Opened


@dataclass(frozen=True, slots=True, repr=False)
class Claim:
    """What is shown once to whoever asked: the code to come back with, and from when until when."""

    code: str
    ready_at: datetime
    until: datetime


@service(Action.JOINING_REPLACE)
def ask_replacement(actor: Actor, /, *, asked: Asked, registration: NewFirmFact) -> Claim:
    """Both registers know her: whoever owns the desk is told, and has three days to object."""
    firm, _ = hold_firm(actor, asked=asked, registration=registration)
    if not colleagues.has_owner(firm):
        raise NothingToReplace
    now = clock.now()
    rows = Replacement.objects.filter(firm_id=firm)
    objected = rows.filter(outcome=Outcome.OBJECTED).order_by("-settled_at").first()
    if objected and objected.settled_at and rules.objection_holds(objected.settled_at, now):
        raise ObjectedTo(region=firm_reads.whose(firm).region)
    rows.filter(settled_at=None).update(outcome=Outcome.ASKED_ANEW, settled_at=now)
    code = first_passwords.new_password()
    row = Replacement.objects.create(
        firm_id=firm,
        claim=_digest(firm, asked, code),
        outcome=Outcome.WAITING,
        asked_at=now,
        ready_at=now + rules.OBJECT_WITHIN,
        until=now + rules.DONE_WITHIN,
    )
    announce(ReplacementAsked(firm_id=firm, replacement_id=row.id))
    about(firm, replacement=row.id, evidence=registration.evidence)
    look_again(*topics_of("firm", firm))
    return Claim(code, row.ready_at, row.until)


@service(Action.JOINING_TAKE_OVER)
def finish_replacement(
    actor: Actor, /, *, asked: Asked, claim: str, registration: NewFirmFact
) -> Opened:
    """The three days are over and nobody objected: the old owner's account ends, hers begins."""
    firm, _ = hold_firm(actor, asked=asked, registration=registration)
    row = Replacement.objects.select_for_update().filter(firm_id=firm, settled_at=None).first()
    now = clock.now()
    if row is None or not hmac.compare_digest(row.claim, _digest(firm, asked, claim)):
        raise NotTheClaim
    if rules.stands(Outcome(row.outcome), row.until, now) is not Outcome.WAITING:
        raise NotTheClaim
    if not rules.may_be_done(Outcome(row.outcome), row.ready_at, row.until, now):
        raise TooEarly(ready_at=row.ready_at)
    closed = identity.close_owners(actor, organisation=firm)
    opened = open_account(actor, asked=asked, firm=firm)
    _settle(row, Outcome.DONE)
    announce(OwnerReplaced(firm_id=firm, replacement_id=row.id))
    about(opened.id, firm=firm, replacement=row.id, closed=closed, evidence=registration.evidence)
    return opened


@service(Action.JOINING_OBJECT)
def object_to(actor: Actor, /, *, replacement_id: UUID) -> None:
    """The owner who is there says no: from now on only the department decides."""
    about(actor.acts_for, replacement=replacement_id)
    rows = Replacement.objects.select_for_update().filter(firm_id=actor.acts_for)
    row = rows.filter(id=replacement_id, settled_at=None).first()
    if row is None:
        raise NotFound
    _settle(row, Outcome.OBJECTED)
    look_again(*topics_of("firm", actor.acts_for))


def _settle(row: Replacement, outcome: Outcome) -> None:
    row.outcome, row.settled_at = outcome, clock.now()
    row.save(update_fields=["outcome", "settled_at"])


def _digest(firm: UUID, asked: Asked, code: str) -> bytes:
    said = f"{firm}/{asked.number}/{narrowed(code)}"
    return hmac.digest(purpose_key("joining.claim"), said.encode(), "sha256")
