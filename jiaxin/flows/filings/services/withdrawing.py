"""The firm changes its mind: a filing is called back or given up, an award taken off the record."""

from uuid import UUID

from jiaxin.facts.firms import services as firms
from jiaxin.facts.firms.rules.filing import FilingState, may_move
from jiaxin.flows.filings import contents, plain
from jiaxin.flows.filings.errors import FilingClosed
from jiaxin.flows.filings.models import Filing, FilingPage, FilingPaper
from jiaxin.flows.filings.rules import OPEN_TO_FIRM, Did, Topic
from jiaxin.flows.filings.services.keeping import note
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service


@service(Action.FILING_WITHDRAW)
def give_up(actor: Actor, /, *, filing_id: UUID) -> None:
    """What nobody has seen yet is deleted; what a department had stays, as withdrawn."""
    filing = _own(actor, filing_id)
    if FilingState(filing.state) not in OPEN_TO_FIRM:
        raise FilingClosed
    if filing.edition == 0:
        papers = FilingPaper.objects.filter(filing_id=filing.id)
        FilingPage.objects.filter(paper_id__in=papers.values("id")).delete()
        papers.delete()
        filing.delete()
        return
    _move(filing, FilingState.WITHDRAWN)
    note(actor, filing=filing, did=Did.WITHDRAWN)


@service(Action.FILING_WITHDRAW)
def call_back(actor: Actor, /, *, filing_id: UUID) -> None:
    """It is not decided yet: the firm has it in hand again, and sends it anew when it will."""
    filing = _own(actor, filing_id)
    if FilingState(filing.state) is not FilingState.SUBMITTED:
        raise FilingClosed
    filing.submitted_at = filing.due_on = filing.taken_by = filing.taken_at = None
    _move(filing, FilingState.DRAFT)
    note(actor, filing=filing, did=Did.CALLED_BACK)


@service(Action.FILING_WITHDRAW)
def withdraw_award(actor: Actor, /, *, filing_id: UUID, words: str) -> None:
    """An award that no longer stands is off the public record at once; its history stays."""
    filing = _own(actor, filing_id)
    is_award = Topic(filing.topic) is Topic.AWARD
    if not is_award or FilingState(filing.state) is not FilingState.ACCEPTED:
        raise FilingClosed
    firms.retire_award(
        actor,
        code=CreditCode(filing.code),
        said=contents.said(Topic.AWARD, filing.content),
        evidence=f"filing {filing.id}",
    )
    _move(filing, FilingState.WITHDRAWN)
    note(actor, filing=filing, did=Did.WITHDRAWN, words=plain.words(words))


def _own(actor: Actor, filing_id: UUID) -> Filing:
    """The firm's own, locked; another firm's is not there."""
    about(actor.acts_for, filing=filing_id)
    rows = Filing.objects.select_for_update().filter(firm_id=actor.acts_for)
    filing = rows.filter(id=filing_id).first()
    if filing is None:
        raise NotFound
    return filing


def _move(filing: Filing, then: FilingState) -> None:
    if not may_move(FilingState(filing.state), then):
        raise FilingClosed
    filing.state = then
    filing.save()
