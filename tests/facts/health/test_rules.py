"""The law of the examination: classes, terms, tables, what is signed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.facts.health import formats
from jiaxin.facts.health.rules import (
    Conclusion,
    ExamClass,
    Party,
    Report,
    covers,
    days_left,
    in_date,
    last_day,
    signed_text,
    strictest,
)

classes = st.sampled_from(ExamClass)
days = st.dates(date(2000, 1, 1), date(2090, 1, 1))
lines = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]))
reports = st.builds(
    Report,
    name=lines,
    number=lines,
    exam_class=classes,
    conclusion=st.sampled_from(Conclusion),
    examined=days,
    report_no=lines,
    issuer=lines,
)


def test_the_classes_rise_in_this_order() -> None:
    assert [one.value for one in ExamClass] == ["general", "live_in", "elder_care", "mother_baby"]
    assert covers(ExamClass.MOTHER_BABY, ExamClass.GENERAL)
    assert not covers(ExamClass.ELDER_CARE, ExamClass.MOTHER_BABY)


@given(one=classes, two=classes, three=classes)
def test_covering_is_an_order_of_all_classes(
    one: ExamClass, two: ExamClass, three: ExamClass
) -> None:
    assert covers(one, one)
    assert covers(one, two) or covers(two, one)
    if covers(one, two) and covers(two, one):
        assert one is two
    if covers(one, two) and covers(two, three):
        assert covers(one, three)


@given(needed=st.lists(classes, max_size=6))
def test_the_strictest_covers_all(needed: list[ExamClass]) -> None:
    chosen = strictest(tuple(needed))

    assert (chosen is None) is (not needed)
    assert chosen is None or all(covers(chosen, one) for one in needed)
    assert chosen is None or chosen in needed


@pytest.mark.parametrize(
    ("examined", "months", "until"),
    [
        (date(2026, 11, 25), 12, date(2027, 11, 24)),
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2023, 3, 1), 12, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 28), 12, date(2025, 2, 27)),
        (date(2024, 2, 29), 48, date(2028, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 14)),
        (date(2026, 11, 1), 1, date(2026, 11, 30)),
    ],
)
def test_the_last_day_is_the_day_before_the_same_day(
    examined: date, months: int, until: date
) -> None:
    assert last_day(examined, months) == until


@given(examined=days, months=st.integers(1, 36))
def test_a_term_is_never_longer_than_its_months_nor_a_day_too_short(
    examined: date, months: int
) -> None:
    until = last_day(examined, months)
    whole = examined.year * 12 + examined.month - 1 + months
    month_of_end = (until + timedelta(days=1)).replace(day=1)

    assert until > examined
    assert abs((month_of_end.year * 12 + month_of_end.month - 1) - whole) <= 1
    assert (until + timedelta(days=1)).day in {examined.day, 1}


@given(examined=days, later=st.integers(1, 400), months=st.integers(1, 36))
def test_a_later_examination_never_ends_earlier(examined: date, later: int, months: int) -> None:
    then = examined + timedelta(days=later)

    assert last_day(examined, months) <= last_day(then, months)


def test_it_is_good_on_its_last_day_and_not_on_the_next() -> None:
    until = date(2026, 11, 25)

    assert in_date(until, until)
    assert not in_date(until, until + timedelta(days=1))


@given(until=days, left=st.integers(-40, 60))
def test_from_a_month_before_it_says_how_many_days_are_left(until: date, left: int) -> None:
    said = days_left(until, until - timedelta(days=left))

    assert said == (left + 1 if 0 <= left <= 30 else None)
    assert in_date(until, until - timedelta(days=left)) is (left >= 0)


@given(low=classes, high=classes)
def test_a_higher_class_holds_every_item_of_a_lower(low: ExamClass, high: ExamClass) -> None:
    tables = formats.sample()

    if covers(high, low):
        assert set(tables.items_of(low)) <= set(tables.items_of(high))
    assert tables.months_of(low) == 12


def test_a_trade_needs_its_class_and_an_unknown_one_nothing() -> None:
    tables = formats.sample()

    assert tables.needed_by("maternity_care") is ExamClass.MOTHER_BABY
    assert tables.needed_by("housekeeping") is ExamClass.GENERAL
    assert tables.needed_by("gardening") is None
    assert all(tables.duties_of(party) for party in Party)


@given(one=reports, two=reports)
def test_two_reports_never_sign_the_same_text(one: Report, two: Report) -> None:
    assert (signed_text(one) == signed_text(two)) is (one == two)


@pytest.mark.parametrize("broken", ["a\nb", "a\rb"])
def test_a_field_that_would_make_a_line_of_its_own_is_no_report(broken: str) -> None:
    report = Report(
        broken, "1", ExamClass.GENERAL, Conclusion.FIT, date(2026, 11, 1), "R-1", "hospital"
    )

    with pytest.raises(ValueError, match="one line"):
        signed_text(report)
