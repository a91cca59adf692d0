"""The law of publication and repair, case by case, with dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.facts.firms.rules.penalties import (
    TERMS,
    Ended,
    Grade,
    Lack,
    PenaltyKind,
    Publicity,
    Repair,
    annulment_due,
    grade_of,
    lacking,
    last_day_allowed,
    last_day_shown,
    months_after,
    publication_due,
    repair_answer_due,
    repairable_from,
    shown,
)

days = st.dates(date(2015, 1, 1), date(2040, 12, 31))
grades = st.sampled_from(Grade)
ALL_DONE = Repair(corrected=True, committed=True, others_met=True)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-04-01", 3, "2026-07-01"),
        ("2026-11-30", 3, "2027-02-28"),  # February has no thirtieth
        ("2027-11-30", 3, "2028-02-29"),  # in a leap year it has a twenty-ninth
        ("2028-02-29", 12, "2029-02-28"),  # the leap day's year ends on the month's last day
        ("2028-02-29", 36, "2031-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-10-31", 1, "2026-11-30"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-31", 0, "2026-01-31"),
    ],
)
def test_months_end_on_the_same_day_or_the_months_last(start: str, count: int, end: str) -> None:
    assert months_after(day(start), count) == day(end)


@pytest.mark.parametrize(
    ("grade", "decided", "named", "last"),
    [
        # Minor: hidden, or where the source asks for it at most three months.
        (Grade.MINOR, "2026-04-01", None, None),
        (Grade.MINOR, "2026-04-01", "2026-05-01", "2026-05-01"),
        (Grade.MINOR, "2026-04-01", "2026-07-01", "2026-07-01"),
        (Grade.MINOR, "2026-04-01", "2026-12-31", "2026-07-01"),
        # Ordinary: as the source says, at most a year; a year where it says nothing.
        (Grade.ORDINARY, "2026-04-01", None, "2027-04-01"),
        (Grade.ORDINARY, "2026-04-01", "2026-07-01", "2026-07-01"),
        (Grade.ORDINARY, "2026-04-01", "2026-12-01", "2026-12-01"),
        (Grade.ORDINARY, "2026-04-01", "2029-04-01", "2027-04-01"),
        (Grade.ORDINARY, "2028-02-29", None, "2029-02-28"),
        (Grade.ORDINARY, "2027-02-28", None, "2028-02-28"),
        # Serious: at most three years.
        (Grade.SERIOUS, "2026-04-01", None, "2029-04-01"),
        (Grade.SERIOUS, "2026-04-01", "2027-04-01", "2027-04-01"),
        (Grade.SERIOUS, "2025-02-28", None, "2028-02-28"),
        (Grade.SERIOUS, "2028-02-29", "2099-12-31", "2031-02-28"),
        # In the Spring Festival, or on a weekend that is worked: a last day all the same.
        (Grade.ORDINARY, "2025-02-17", None, "2026-02-17"),
        (Grade.ORDINARY, "2025-02-14", None, "2026-02-14"),
        # Decided before the law's first day and still shown after it: the same terms.
        (Grade.ORDINARY, "2025-12-01", None, "2026-12-01"),
    ],
)
def test_a_penalty_is_shown_until(
    grade: Grade, decided: str, named: str | None, last: str | None
) -> None:
    given = Publicity(day(decided), grade, until=day(named) if named else None)

    assert last_day_shown(given) == (day(last) if last else None)


@pytest.mark.parametrize(
    ("today", "seen"),
    [
        ("2026-03-31", False),  # not before the document's own date
        ("2026-04-01", True),
        ("2027-03-31", True),
        ("2027-04-01", True),  # the last day is a whole day
        ("2027-04-02", False),  # and from the next one it is gone by itself
    ],
)
def test_it_hides_by_itself_the_day_after_its_last(today: str, seen: bool) -> None:
    given = Publicity(day("2026-04-01"), Grade.ORDINARY)

    assert shown(given, day(today)) is seen


@pytest.mark.parametrize("ended", Ended)
@given(decided=days, grade=grades, today=days)
def test_an_annulled_or_repaired_one_is_never_shown(
    ended: Ended, decided: date, grade: Grade, today: date
) -> None:
    until = last_day_allowed(decided, grade)

    assert not shown(Publicity(decided, grade, until=until, ended=ended), today)


@given(decided=days, grade=grades, named=st.none() | days, today=days)
def test_nothing_is_ever_shown_longer_than_the_law_allows(
    decided: date, grade: Grade, named: date | None, today: date
) -> None:
    if shown(Publicity(decided, grade, until=named), today):
        assert decided <= today <= months_after(decided, TERMS[grade].most)


@given(decided=days, grade=grades, named=st.none() | days, today=days)
def test_what_has_gone_does_not_come_back(
    decided: date, grade: Grade, named: date | None, today: date
) -> None:
    given = Publicity(decided, grade, until=named)
    if decided <= today and not shown(given, today):
        assert not shown(given, today + timedelta(days=1))


@pytest.mark.parametrize(
    ("kinds", "grade"),
    [
        ({PenaltyKind.WARNING}, Grade.MINOR),
        ({PenaltyKind.CRITICISM}, Grade.MINOR),
        ({PenaltyKind.WARNING, PenaltyKind.CRITICISM}, Grade.MINOR),
        ({PenaltyKind.WARNING, PenaltyKind.FINE}, Grade.ORDINARY),
        ({PenaltyKind.LICENCE_REVOKED}, Grade.ORDINARY),
        (set(), Grade.ORDINARY),
    ],
)
def test_a_grade_that_is_not_given_follows_from_the_kind_and_is_never_serious(
    kinds: set[PenaltyKind], grade: Grade
) -> None:
    assert grade_of(frozenset(kinds)) is grade


@pytest.mark.parametrize(
    ("grade", "decided", "first"),
    [
        (Grade.MINOR, "2026-04-01", "2026-04-01"),
        (Grade.ORDINARY, "2026-04-01", "2026-07-02"),
        (Grade.ORDINARY, "2026-11-30", "2027-03-01"),
        (Grade.ORDINARY, "2027-11-30", "2028-03-01"),
        (Grade.SERIOUS, "2026-04-01", "2027-04-02"),
        (Grade.SERIOUS, "2028-02-29", "2029-03-01"),
    ],
)
def test_a_repair_may_be_asked_for_once_the_shortest_term_is_over(
    grade: Grade, decided: str, first: str
) -> None:
    given = Publicity(day(decided), grade)
    before = day(first) - timedelta(days=1)

    assert repairable_from(day(decided), grade) == day(first)
    assert lacking(given, ALL_DONE, day(first)) == ()
    assert lacking(given, ALL_DONE, before) == (Lack.TOO_EARLY,)


@pytest.mark.parametrize(
    ("repair", "missing"),
    [
        (Repair(corrected=False, committed=True, others_met=True), (Lack.NOT_CORRECTED,)),
        (Repair(corrected=True, committed=False, others_met=True), (Lack.NO_COMMITMENT,)),
        (Repair(corrected=True, committed=True, others_met=False), (Lack.OTHER_CONDITION,)),
        (
            Repair(corrected=False, committed=False, others_met=False),
            (Lack.NOT_CORRECTED, Lack.NO_COMMITMENT, Lack.OTHER_CONDITION),
        ),
    ],
)
def test_a_repair_says_everything_that_it_waits_for(
    repair: Repair, missing: tuple[Lack, ...]
) -> None:
    assert (
        lacking(Publicity(day("2026-04-01"), Grade.ORDINARY), repair, day("2026-09-01")) == missing
    )


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-04-01", "2026-04-16"),  # Tomb-sweeping: 4 to 6 April are free
        ("2026-09-24", "2026-10-15"),  # 25-27 Sept, 1-7 Oct free; Saturday 10 Oct is worked
        ("2026-02-12", "2026-03-04"),  # Spring Festival 15-23 Feb; 14 and 28 Feb are worked
        ("2028-02-21", "2028-03-06"),  # a leap day among them, the year not announced yet
    ],
)
def test_a_repair_is_answered_in_ten_working_days(asked: str, due: str) -> None:
    assert repair_answer_due(day(asked)) == day(due)


@pytest.mark.parametrize(
    ("decided", "due"),
    [
        ("2026-11-23", "2026-12-02"),
        ("2026-09-29", "2026-10-14"),  # 30 Sept, 8-10 Oct (a worked Saturday), 12-14 Oct
        ("2025-12-30", "2026-01-09"),  # 1-3 January free, Sunday the 4th worked
    ],
)
def test_a_decision_is_published_in_seven_working_days(decided: str, due: str) -> None:
    assert publication_due(day(decided)) == day(due)


def test_an_annulled_one_is_gone_within_three_days() -> None:
    assert annulment_due(day("2028-02-27")) == day("2028-03-01")
