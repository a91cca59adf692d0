"""She wrote where she worked and asks that firm; its yes makes it confirmed, its no hides it."""

from datetime import timedelta
from uuid import UUID

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.firms.errors import UnknownFirm
from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.facts.records import services as facts
from jiaxin.facts.records.rules import Came, Confirmation, Side, VerdictWord
from jiaxin.flows.engagements import rules
from jiaxin.flows.engagements.errors import ClaimOver, FirmNotHere, NotToConfirm
from jiaxin.flows.engagements.models import Claim
from jiaxin.ground import clock
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.ground.errors import NotFound
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, service, spend
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind, Purpose
from jiaxin.trust.identity import colleagues
from jiaxin.trust.identity import reads as identity
from jiaxin.trust.identity import services as persons

_A_DAY = Limit("engagements.claim", 10, timedelta(days=1))


@service(Action.CLAIM_ASK)
def ask_to_confirm(actor: Actor, /, *, line: UUID, code: CreditCode) -> UUID:
    """Show this one entry of hers to the firm that she chose, for a yes or a no."""
    about(actor.person, line=line)
    spend(_A_DAY, str(actor.person))
    persons.hold(actor, worker=actor.person)
    consent.prove(
        actor, worker=actor.person, kinds=frozenset({Kind.PLATFORM}), purpose=Purpose.CHECK
    )
    [fact, *_] = records.history(records.own_record(actor), line)
    is_hers = fact.kind == kinds.EMPLOYMENT and fact.came is Came.ENTERED
    if not is_hers or fact.stands.word is not Confirmation.WAITING:
        raise NotToConfirm
    firm = _firm_of(code)
    row, _ = Claim.objects.get_or_create(
        firm_id=firm,
        worker_id=actor.person,
        line=line,
        version=fact.version,
        defaults={
            "said": {"name": identity.my_name(actor), "content": dict(fact.content)},
            "asked_at": clock.now(),
            "until": clock.now() + rules.INVITATION_LASTS,
        },
    )
    about(actor.person, line=line, firm=firm, claim=row.id)
    look_again(*topics_of("firm", firm))
    return row.id


@service(Action.CLAIM_ANSWER)
def answer_claim(actor: Actor, /, *, claim_id: UUID, agrees: bool) -> None:
    """The firm's word on it. What she wrote is not kept at the firm's desk any longer."""
    rows = Claim.objects.select_for_update().filter(firm_id=actor.acts_for)
    row = rows.filter(id=claim_id).first()
    if row is None:
        raise NotFound
    about(row.worker_id, claim=row.id, firm=row.firm_id, agrees=agrees)
    if row.answered_at is not None or clock.now() >= row.until:
        raise ClaimOver
    word = VerdictWord.CONFIRMED if agrees else VerdictWord.REJECTED
    facts.settle(
        actor,
        worker=row.worker_id,
        line=row.line,
        version=row.version,
        side=Side.FIRM,
        source=rules.source_of(firms.named(row.firm_id).code),
        word=word,
        evidence=str(row.id),
    )
    row.said, row.answered_at = None, clock.now()
    row.save(update_fields=["said", "answered_at"])
    about(row.worker_id, claim=row.id, firm=row.firm_id, line=row.line, word=word)


def _firm_of(code: CreditCode) -> UUID:
    """The firm of this code, if somebody of it could answer."""
    try:
        firm = firms.by_code(code).id
    except UnknownFirm as unknown:
        raise FirmNotHere from unknown
    if not colleagues.has_owner(firm):
        raise FirmNotHere
    return firm
