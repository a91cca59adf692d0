"""The law of orders and declarations."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.facts.epidemic import rules
from jiaxin.facts.epidemic.rules import (
    COLDEST,
    FEVER,
    HISTORY_DAYS,
    HOTTEST,
    NATION,
    Case,
    Declared,
    NewOrder,
    OrderFault,
    Phase,
    Term,
    Word,
    covers,
    faults_of,
    phase,
    word_of,
)

moments = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001 — hypothesis sets the zone itself
    max_value=datetime(2040, 1, 1),  # noqa: DTZ001 — as above
    timezones=st.just(UTC),
)
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))
START = datetime(2026, 11, 24, 16, tzinfo=UTC)
END = datetime(2026, 12, 24, 16, tzinfo=UTC)
A_MOMENT = timedelta(microseconds=1)
TODAY = date(2026, 11, 25)


def a_day(**more: object) -> Declared:
    given: dict[str, object] = {
        "region": "330100",
        "temperature": 365,
        "case": Case.NONE,
        "shared_transport": False,
    }
    return Declared(**(given | more))  # type: ignore[arg-type]  # a declaration's fields


def an_order(**more: object) -> NewOrder:
    given: dict[str, object] = {
        "number": "1号",
        "issuer": "防控办",
        "regions": ("330100",),
        "first_day": TODAY,
        "last_day": TODAY,
        "retention_days": 14,
    }
    return NewOrder(**(given | more))  # type: ignore[arg-type]  # an order's fields


def test_an_order_holds_from_its_first_second_to_its_last() -> None:
    term = Term(START, END)

    assert phase(term, START - A_MOMENT) is Phase.TO_COME
    assert phase(term, START) is Phase.IN_FORCE
    assert phase(term, END - A_MOMENT) is Phase.IN_FORCE
    assert phase(term, END) is Phase.OVER


def test_a_closed_order_is_over_from_that_moment_even_before_it_began() -> None:
    closed = START + timedelta(days=1)

    assert phase(Term(START, END, closed), closed - A_MOMENT) is Phase.IN_FORCE
    assert phase(Term(START, END, closed), closed) is Phase.OVER
    assert phase(Term(START, END, START - A_MOMENT), START) is Phase.OVER


@given(one=moments, two=moments, start=moments, end=moments, closed=st.none() | moments)
def test_an_order_only_ever_goes_forward(
    one: datetime, two: datetime, start: datetime, end: datetime, closed: datetime | None
) -> None:
    term, order = Term(start, end, closed), list(Phase)
    first, second = sorted((one, two))

    assert order.index(phase(term, first)) <= order.index(phase(term, second))


@pytest.mark.parametrize(
    ("ordered", "region", "covered"),
    [
        (("330100",), "330100", True),
        (("330100",), "330106", True),
        (("330000",), "330106", True),
        (("330106",), "330100", False),
        (("330200", "330100"), "330106", True),
        (("110000",), "330106", False),
        ((NATION,), "650000", True),
        ((NATION,), NATION, True),
        (("330000",), NATION, False),
        ((), "330106", False),
    ],
)
def test_an_order_covers_its_regions_and_what_lies_in_them(
    ordered: tuple[str, ...], region: str, covered: bool
) -> None:
    assert covers(ordered, region) is covered


@given(temperature=st.integers(COLDEST, HOTTEST), case=st.sampled_from(Case), shared=st.booleans())
def test_anything_to_note_is_noted_and_nothing_else(
    temperature: int, case: Case, shared: bool
) -> None:
    declared = a_day(temperature=temperature, case=case, shared_transport=shared)

    to_note = temperature >= FEVER or case is not Case.NONE or shared
    assert word_of(declared, ()) is (Word.ATTENTION if to_note else Word.NORMAL)


def test_where_she_was_counts_only_where_an_order_watches_it() -> None:
    been = a_day(places=("110105", "330100"), countries=("JP",))

    assert word_of(been, ()) is Word.NORMAL
    assert word_of(been, ("110000",)) is Word.ATTENTION
    assert word_of(been, ("JP",)) is Word.ATTENTION
    assert word_of(been, ("120000", "FR")) is Word.NORMAL


@given(day=days, today=days, said=st.sampled_from([Word.NORMAL, Word.ATTENTION]))
def test_the_answer_of_another_day_is_none_for_today(day: date, today: date, said: Word) -> None:
    assert rules.word_now(said, day, today) is (said if day == today else Word.NOT_DECLARED)
    assert rules.word_now(None, None, today) is Word.NOT_DECLARED


@pytest.mark.parametrize(
    ("changed", "possible"),
    [
        ({"temperature": 340}, True),
        ({"temperature": 339}, False),
        ({"temperature": 430}, True),
        ({"temperature": 431}, False),
        ({"places": tuple(f"3301{n:02}" for n in range(8))}, True),
        ({"places": tuple(f"3301{n:02}" for n in range(9))}, False),
        ({"places": ("330100", "330100")}, False),
        ({"countries": ("JP", "FR", "DE", "IT")}, True),
        ({"countries": ("JP", "FR", "DE", "IT", "ES")}, False),
    ],
)
def test_answers_keep_to_their_limits(changed: dict[str, object], possible: bool) -> None:
    assert rules.is_possible(a_day(**changed)) is possible


@given(day=days, retention=st.integers(14, 90))
def test_every_kept_day_stands_in_the_history_until_its_fourteen_days_are_over(
    day: date, retention: int
) -> None:
    last_in_history = day + timedelta(days=HISTORY_DAYS - 1)

    assert rules.history_from(last_in_history) == day
    assert rules.gone_from(day, retention) > last_in_history


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"number": "  "}, OrderFault.NUMBER),
        ({"number": "号" * 65}, OrderFault.NUMBER),
        ({"issuer": ""}, OrderFault.ISSUER),
        ({"regions": ()}, OrderFault.REGIONS),
        ({"regions": ("330100", "999999")}, OrderFault.REGIONS),
        ({"regions": ("杭州",)}, OrderFault.REGIONS),
        ({"last_day": TODAY - timedelta(days=1)}, OrderFault.DAYS),
        ({"first_day": TODAY + timedelta(days=2)}, OrderFault.DAYS),
        ({"last_day": TODAY + timedelta(days=366)}, OrderFault.DAYS),
        ({"retention_days": 13}, OrderFault.RETENTION),
        ({"retention_days": 91}, OrderFault.RETENTION),
        ({"watched": ("XX",)}, OrderFault.WATCHED),
        ({"watched": (NATION,)}, OrderFault.WATCHED),
    ],
)
def test_each_fault_of_an_order_is_named(changed: dict[str, object], fault: OrderFault) -> None:
    assert faults_of(an_order(**changed), TODAY, ("JP",)) == (fault,)


def test_an_order_without_fault_has_none() -> None:
    for order in (
        an_order(),
        an_order(first_day=TODAY - timedelta(days=30)),
        an_order(last_day=TODAY + timedelta(days=365)),
        an_order(regions=(NATION,), watched=("JP", "110000"), retention_days=90),
    ):
        assert faults_of(order, TODAY, ("JP",)) == ()
