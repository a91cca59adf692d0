"""The officer's part: take, hand on, return with reasons, accept. Once, whoever is quicker."""

from collections.abc import Sequence
from uuid import UUID

from jiaxin.facts.firms import services as firms
from jiaxin.facts.firms.rules.facts import FIRM_ITSELF, FirmCame
from jiaxin.facts.firms.rules.filing import FilingState, may_move
from jiaxin.facts.firms.services import NewFirmFact
from jiaxin.flows.filings import contents, plain, reads, rules
from jiaxin.flows.filings.errors import FilingMoved, FilingTaken, NobodyThere, ReasonsMissing
from jiaxin.flows.filings.models import Filing
from jiaxin.flows.filings.rules import Did, Reason, Topic
from jiaxin.flows.filings.services.keeping import note
from jiaxin.ground import clock
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from jiaxin.trust.identity import colleagues


@service(Action.FILING_TAKE)
def take(actor: Actor, /, *, filing_id: UUID) -> None:
    """From now on others see that this officer has it."""
    filing = _waiting(actor, filing_id)
    if filing.taken_by != actor.person:
        _hold(filing, actor.person)
        note(actor, filing=filing, did=Did.TAKEN)


@service(Action.FILING_TAKE)
def hand_back(actor: Actor, /, *, filing_id: UUID) -> None:
    """Give it back to the list."""
    filing = _waiting(actor, filing_id)
    if filing.taken_by != actor.person:
        raise FilingMoved
    filing.taken_by = filing.taken_at = None
    filing.save(update_fields=["taken_by", "taken_at"])
    note(actor, filing=filing, did=Did.HANDED_BACK)


@service(Action.FILING_TAKE)
def assign(actor: Actor, /, *, filing_id: UUID, to: UUID) -> None:
    """Give it to a colleague in charge of the same region."""
    filing = _waiting(actor, filing_id)
    colleague = colleagues.officer(actor, staff=to)
    if colleague is None or not colleague.reaches(filing.region):
        raise NobodyThere
    _hold(filing, to)
    about(filing.firm_id, filing=filing.id, to=to)
    note(actor, filing=filing, did=Did.ASSIGNED, words=colleague.staff_name)


@service(Action.FILING_OPEN)
def open_page(actor: Actor, /, *, filing_id: UUID, paper_id: UUID, number: int) -> bytes:
    """Look at one page of the evidence: on the trail."""
    whole = reads.one(actor, filing_id=filing_id)
    about(whole.line.firm, filing=filing_id, evidence=paper_id, page=number)
    return reads.page_of(filing_id, paper_id, number)


@service(Action.FILING_DECIDE)
def send_back(
    actor: Actor,
    /,
    *,
    filing_id: UUID,
    edition: int,
    reasons: Sequence[Reason],
    words: str = "",
) -> None:
    """Return it: which parts, why, and what to do."""
    filing = _to_decide(actor, filing_id, edition)
    tidy = [Reason(one.part, one.why, plain.words(one.words)) for one in reasons]
    if not rules.fits(Topic(filing.topic), tidy):
        raise ReasonsMissing
    _decide(actor, filing, FilingState.RETURNED)
    note(actor, filing=filing, did=Did.RETURNED, words=plain.words(words), reasons=tidy)


@service(Action.FILING_DECIDE)
def accept(actor: Actor, /, *, filing_id: UUID, edition: int, words: str = "") -> None:
    """Accept it: it stands on the firm's public record, and the search finds it, from now on."""
    filing = _to_decide(actor, filing_id, edition)
    _decide(actor, filing, FilingState.ACCEPTED)
    note(actor, filing=filing, did=Did.ACCEPTED, words=plain.words(words))
    firms.admit(
        actor,
        fact=NewFirmFact(
            code=CreditCode(filing.code),
            said=contents.said(Topic(filing.topic), filing.content),
            source=FIRM_ITSELF,
            came=FirmCame.FILED,
            checked_at=clock.now(),
            evidence=f"filing {filing.id}",
            confirmed_by=actor.region,
        ),
    )


def _to_decide(actor: Actor, filing_id: UUID, edition: int) -> Filing:
    """What this officer looked at, as she saw it, and nobody else's to decide."""
    filing = _waiting(actor, filing_id)
    if filing.edition != edition:
        raise FilingMoved
    return filing


def _waiting(actor: Actor, filing_id: UUID) -> Filing:
    """A filing of this officer's region, locked, that waits and that nobody else has."""
    found = reads.reached(actor).filter(id=filing_id).values_list("firm_id", flat=True).first()
    if found is None:
        raise NotFound
    about(found, filing=filing_id)
    filing = Filing.objects.select_for_update().get(id=filing_id)
    if FilingState(filing.state) is not FilingState.SUBMITTED:
        raise FilingMoved
    if not actor.reaches(filing.region):
        raise NotFound
    mine, since = filing.taken_by in {None, actor.person}, filing.taken_at
    held = since is not None and rules.is_held(clock.day_of(since), clock.today())
    if not mine and held and filing.taken_by not in reads.away_today():
        raise FilingTaken
    return filing


def _hold(filing: Filing, officer: UUID) -> None:
    filing.taken_by, filing.taken_at = officer, clock.now()
    filing.save(update_fields=["taken_by", "taken_at"])


def _decide(actor: Actor, filing: Filing, then: FilingState) -> None:
    if not may_move(FilingState(filing.state), then):
        raise FilingMoved
    filing.state = then
    filing.decided_by, filing.decided_at = actor.person, clock.now()
    filing.taken_by = filing.taken_at = None
    filing.save()
    about(filing.firm_id, filing=filing.id, then=then.value, edition=filing.edition)
