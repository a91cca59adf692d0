"""What notices do when others announce something."""

from jiaxin.facts.records.events import FactEnding
from jiaxin.flows.comparisons.events import AnswerChanged
from jiaxin.flows.queries.events import ApprovedFromAfar, QueryAsked
from jiaxin.flows.rights.events import DeletionAsked, PersonErasing
from jiaxin.flows.vetting.events import HearingEnding, VettingEnded, VettingOpened
from jiaxin.gateways.notices import errands
from jiaxin.gateways.notices import services as notices
from jiaxin.ground.events import on, within
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.events import CodeIssued


@on(CodeIssued, queue="notices", attempts=5)
def send_the_code(event: CodeIssued) -> None:
    """A code is of use for five minutes only, so few tries."""
    errands.send_code(event.code_id)


@on(QueryAsked, queue="notices", attempts=3)
def remind_of_the_request(event: QueryAsked) -> None:
    """Three seconds after the request, unless her page has it."""
    errands.remind_of_request(event.worker_id, event.query_id)


@on(VettingOpened, queue="notices")
def tell_that_it_is_looked_at(event: VettingOpened) -> None:
    """She is told at once, so that she can answer."""
    errands.tell_of_vetting(event.worker_id, event.case_id, round_id=event.round_id)


@on(HearingEnding, queue="notices")
def remind_of_the_hearing(event: HearingEnding) -> None:
    """In the morning of the last day, if she has not answered."""
    errands.remind_of_hearing(event.worker_id, event.case_id, round_id=event.round_id)


@on(VettingEnded, queue="notices")
def tell_the_outcome(event: VettingEnded) -> None:
    """Where to read it; the text says nothing of what it is."""
    errands.tell_of_outcome(event.worker_id, event.case_id, ending_id=event.ending_id)


@on(AnswerChanged, queue="notices", attempts=8)
def tell_of_the_change(event: AnswerChanged) -> None:
    """What is said about her has changed: she learns that it did, and reads what on her page."""
    errands.tell_of_change(event.worker_id, event.fact_id)


@on(FactEnding, queue="notices", attempts=5)
def tell_what_runs_out(event: FactEnding) -> None:
    """In the morning, unless something newer has come meanwhile."""
    errands.remind_of_ending(event.worker_id, event.fact_id, event.days)


@on(ApprovedFromAfar, queue="notices", attempts=5)
def tell_who_asked(event: ApprovedFromAfar) -> None:
    """Whoever asked yesterday does not sit before the page."""
    errands.tell_of_approval(event.worker_id, event.query_id)


@on(DeletionAsked, queue="notices", attempts=5)
def say_that_it_will_be_deleted(event: DeletionAsked) -> None:
    """Should it not have been she, there is time to take it back."""
    errands.tell_of_deletion(event.worker_id, event.deletion_id)


@within(PersonErasing)
def forget_messages(event: PersonErasing) -> None:
    """While her phone is still known: afterwards nothing finds them."""
    notices.forget(Actor.system("notices"), person=event.person_id)
