"""What the desk does when a source answers, a consent ends, or a finding grows old."""

from jiaxin.facts.records.events import BackgroundAnswered
from jiaxin.flows.vetting import services as vetting
from jiaxin.flows.vetting.events import FindingAges
from jiaxin.ground.events import on, within
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.events import ConsentWithdrawn
from jiaxin.trust.consent.rules import Kind

_SYSTEM = Actor.system("vetting")


@within(BackgroundAnswered)
def note_the_answer(event: BackgroundAnswered) -> None:
    """An answer that is to be verified and its case commit together, or neither does."""
    vetting.note_answer(_SYSTEM, worker=event.worker_id)


@within(ConsentWithdrawn)
def rest_without_consent(event: ConsentWithdrawn) -> None:
    """Without her consent to the check nobody looks, from that moment."""
    if event.kind is Kind.BACKGROUND:
        vetting.rest(_SYSTEM, worker=event.worker_id)


@on(FindingAges, queue="vetting")
def look_at_it_again(event: FindingAges) -> None:
    """Weeks before a finding runs out, so that she is not left without an answer."""
    vetting.review_finding(_SYSTEM, worker=event.worker_id, case_id=event.case_id)
