"""Time against the comparison: whatever workers do, nobody is asked about without authorisation."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaxin.facts.records import reads as records
from jiaxin.flows.comparisons import reads
from jiaxin.flows.comparisons.models import Run
from jiaxin.ground import clock
from jiaxin.ground.errors import Refusal
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import LASTS, Kind
from jiaxin.trust.identity import reads as identity
from tests import clockwork, makers
from tests.makers import Outside, a_number
from tests.makers_comparisons import FakeSlices, compare

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WAITS = (timedelta(seconds=1), HOUR, DAY, LASTS - timedelta(minutes=1), LASTS)
ACTS = ("platform", "background", "withdraw", "withdraw all", "renew")
steps = st.lists(
    st.tuples(st.sampled_from((0, 1)), st.sampled_from(ACTS))
    | st.sampled_from(WAITS)
    | st.sampled_from(("compare", "compare, and meanwhile")),
    min_size=3,
    max_size=10,
)
orders = count(10, 2)


@dataclass
class Law:
    """What a worker agreed to, kept beside what the product does: (from, to) of each kind."""

    number: str
    spans: dict[Kind, list[tuple[datetime, datetime]]] = field(default_factory=dict)

    def holds(self, kind: Kind, now: datetime) -> bool:
        return any(start <= now < end for start, end in self.spans.get(kind, []))

    def may_be_asked_about(self, now: datetime) -> bool:
        return self.holds(Kind.PLATFORM, now) and self.holds(Kind.BACKGROUND, now)


def do(worker: Actor, act: str) -> None:
    """One act of hers, if it is hers to do now."""
    held = consents.in_force(worker.person)
    try:
        match act:
            case "platform" | "background":
                makers.agree(worker, Kind(act))
            case "withdraw" if Kind.BACKGROUND in held:
                consent.withdraw(worker, consent_id=held[Kind.BACKGROUND].id)
            case "withdraw all" if Kind.PLATFORM in held:
                consent.withdraw(worker, consent_id=held[Kind.PLATFORM].id)
            case "renew":
                consent.renew(worker, language="en")
    except Refusal:
        pass  # nothing to renew, or nothing to agree to without the platform's


def spans_of(worker: Actor) -> dict[Kind, list[tuple[datetime, datetime]]]:
    """Her consents as her own list shows them: a record that the comparison does not read."""
    spans: dict[Kind, list[tuple[datetime, datetime]]] = {}
    for held in consents.own(worker):
        end = min(held.ends_at, held.withdrawn_at or held.ends_at)
        spans.setdefault(held.kind, []).append((held.starts_at, end))
    return spans


@pytest.fixture
def workers(outside: Outside) -> list[Actor]:
    numbers = [a_number(order=next(orders)) for _ in range(2)]
    phones = [f"1390000{number[14:17]}0" for number in numbers]
    return [
        makers.a_worker(number=number, phone=phone)
        for number, phone in zip(numbers, phones, strict=True)
    ]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(story=steps)
def test_nobody_is_asked_about_but_whose_authorisation_is_in_force_at_that_moment(
    story: list[object], workers: list[Actor], source: FakeSlices
) -> None:
    source.asked.clear()
    numbers = [identity.myself(worker).number for worker in workers]
    with clockwork.at(clock.now() + HOUR) as hands:
        # Stories follow each other in one world: its time only goes on.
        if last := Run.objects.order_by("-started_at").first():
            hands.move_to(last.started_at + LASTS)
        for step in story:
            hands.move(timedelta(milliseconds=1))
            match step:
                case timedelta():
                    hands.move(step)
                case (int(who), str(act)):
                    do(workers[who], act)
                case "compare":
                    _compare_and_check(workers, numbers, source, hands)
                case "compare, and meanwhile":
                    source.meanwhile = lambda: _an_hour_later_she_withdraws(hands, workers[0])
                    _compare_and_check(workers, numbers, source, hands)
                    source.meanwhile = lambda: None


def _an_hour_later_she_withdraws(hands: clockwork.Hands, worker: Actor) -> None:
    hands.move(HOUR)
    do(worker, "withdraw")


def _compare_and_check(
    workers: list[Actor], numbers: list[str], source: FakeSlices, hands: clockwork.Hands
) -> None:
    asked_at = hands.moment
    may = {
        number
        for worker, number in zip(workers, numbers, strict=True)
        if Law(number, spans_of(worker)).may_be_asked_about(asked_at)
    }
    source.asked.clear()

    compare()

    assert set(source.numbers) == may
    for worker, number in zip(workers, numbers, strict=True):
        # The slice counts for whoever was authorised from the question to the answer.
        kept = number in may and Law(number, spans_of(worker)).may_be_asked_about(hands.moment)
        seen = reads.own(worker, most=1)
        assert (bool(seen) and seen[0].checked_at == hands.moment) == kept
        if kept:
            (fact,) = [
                one for one in records.facts(records.own_record(worker)) if one.kind == "background"
            ]
            assert fact.checked_at == hands.moment
