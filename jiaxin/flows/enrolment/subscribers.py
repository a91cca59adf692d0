"""What enrolment does when a comparison is wanted, and once a person is proven."""

from jiaxin.facts.records import errands as records
from jiaxin.flows.enrolment import errands
from jiaxin.flows.enrolment.events import ComparisonWanted, PersonProven
from jiaxin.ground.events import on


@on(ComparisonWanted, queue="exchange")
def ask_the_police(event: ComparisonWanted) -> None:
    """The question is put outside any transaction; its state survives a crash."""
    errands.compare(event.worker_id, event.attempt)


@on(PersonProven, queue="exchange")
def check_background_at_once(event: PersonProven) -> None:
    """Whoever agreed to the background check before being proven is checked now."""
    records.check_background(event.worker_id)
