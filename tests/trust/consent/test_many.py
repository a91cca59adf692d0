"""Who of many had agreed: the set-based answer is the one that the rule gives, one by one."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaxin.ground.ids import new_id
from jiaxin.trust.consent import many, reads, rules
from jiaxin.trust.consent.models import Consent
from jiaxin.trust.consent.rules import Kind, Term
from tests import clockwork

pytestmark = pytest.mark.django_db

DAY = datetime(2026, 11, 25, tzinfo=UTC)
LAST = UUID(int=2**128 - 1)
hours = st.integers(0, 12)
terms = st.tuples(
    st.sampled_from([Kind.PLATFORM, Kind.BACKGROUND, Kind.FACE]),
    hours,
    hours,
    st.none() | hours,
)


def at(hour: int) -> datetime:
    return DAY + timedelta(hours=hour)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    given_by=st.lists(st.lists(terms, max_size=4), min_size=1, max_size=3), asked=hours, took=hours
)
def test_the_set_is_what_the_rule_says_of_each(
    given_by: list[list[tuple[Kind, int, int, int | None]]], asked: int, took: int
) -> None:
    Consent.objects.all().delete()
    since, until = at(asked), at(asked + took)
    expected = set()
    for consents in given_by:
        worker = new_id()
        for kind, start, end, back in consents:
            _put(worker, kind, at(start), at(end), None if back is None else at(back))
        held = {
            kind
            for kind, start, end, back in consents
            for term in [Term(at(start), at(end), None if back is None else at(back))]
            if rules.holds(term, since) and rules.holds(term, until)
        }
        if {Kind.PLATFORM, Kind.BACKGROUND} <= held:
            expected.add(str(worker))

    found = many.agreed_between(
        after=UUID(int=0), upto=LAST, kind=Kind.BACKGROUND, since=since, until=until
    )

    assert found == expected


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(given_by=st.lists(st.lists(terms, max_size=4), min_size=1, max_size=3), asked=hours)
def test_what_holds_of_many_is_what_holds_of_each(
    given_by: list[list[tuple[Kind, int, int, int | None]]], asked: int
) -> None:
    Consent.objects.all().delete()
    workers = [new_id() for _ in given_by]
    for worker, consents in zip(workers, given_by, strict=True):
        for kind, start, end, back in consents:
            back_at = None if back is None or at(back) > at(asked) else at(back)
            _put(worker, kind, at(start), at(end), back_at)

    with clockwork.at(at(asked)):
        found = many.in_force_of(workers, frozenset({Kind.BACKGROUND}))
        each = {worker: reads.in_force(worker) for worker in workers}

    wanted = {Kind.PLATFORM, Kind.BACKGROUND}
    assert {
        worker: {kind: one.ends_at for kind, one in held.items()} for worker, held in found.items()
    } == {
        worker: {kind: one.ends_at for kind, one in held.items() if kind in wanted}
        for worker, held in each.items()
        if held
    }


def test_a_range_takes_its_end_and_leaves_its_beginning() -> None:
    workers = [new_id() for _ in range(3)]
    for worker in workers:
        for kind in (Kind.PLATFORM, Kind.BACKGROUND):
            _put(worker, kind, at(0), at(9), None)

    found = many.agreed_between(
        after=workers[0], upto=workers[1], kind=Kind.BACKGROUND, since=at(1), until=at(1)
    )

    assert found == {str(workers[1])}
    assert many.agreed_throughout(workers[2], kind=Kind.BACKGROUND, since=at(1), until=at(2))
    assert not many.agreed_throughout(workers[2], kind=Kind.HEALTH, since=at(1), until=at(2))


def _put(worker: UUID, kind: Kind, start: datetime, end: datetime, back: datetime | None) -> None:
    Consent.objects.create(
        worker_id=worker,
        kind=kind,
        text_version="1",
        text_digest="0" * 64,
        language="en",
        channel="web",
        starts_at=start,
        ends_at=end,
        withdrawn_at=back,
    )
