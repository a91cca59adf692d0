"""The record's law: a background answer ages; which examination counts; how one is confirmed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.facts.records.rules import (
    STALE_AFTER,
    Background,
    Came,
    Conclusion,
    ExamClass,
    ExamHeld,
    Side,
    background_word,
    covers,
    exam_that_counts,
    is_other_side,
    side_of,
)

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
DAYS = st.dates(date(2020, 1, 1), date(2027, 1, 1))
EXAMS = st.lists(
    st.builds(ExamHeld, st.sampled_from(ExamClass), st.sampled_from(Conclusion), DAYS, DAYS)
)


@pytest.mark.parametrize("came", Came)
def test_every_way_in_is_somebodys_word(came: Came) -> None:
    assert side_of(came) in Side


def test_the_other_side_of_hers_is_theirs() -> None:
    assert is_other_side(Side.WORKER, Side.FIRM)
    assert is_other_side(Side.BODY, Side.WORKER)
    assert not is_other_side(Side.FIRM, Side.BODY)
    assert not is_other_side(Side.WORKER, Side.WORKER)


@given(held=EXAMS, needed=st.sampled_from([None, *ExamClass]))
def test_the_newest_examination_that_covers_the_need_decides(
    held: list[ExamHeld], needed: ExamClass | None
) -> None:
    counts = exam_that_counts(held, needed)

    covering = [one for one in held if needed is None or covers(one.exam_class, needed)]
    assert (counts is None) == (not held)
    if covering:
        assert counts in covering
        assert counts is not None
        assert counts.on == max(one.on for one in covering)


def test_a_later_unfit_outweighs_an_earlier_fit_of_a_covering_class() -> None:
    fit = ExamHeld(ExamClass.MOTHER_BABY, Conclusion.FIT, date(2026, 1, 1), date(2026, 12, 31))
    unfit = ExamHeld(ExamClass.ELDER_CARE, Conclusion.UNFIT, date(2026, 6, 1), date(2027, 5, 31))

    assert exam_that_counts([fit, unfit], ExamClass.ELDER_CARE) is unfit
    assert exam_that_counts([fit, unfit], ExamClass.MOTHER_BABY) is fit


@given(ago=st.timedeltas(timedelta(days=-1), timedelta(days=400)))
def test_none_found_is_said_for_thirty_six_hours_only(ago: timedelta) -> None:
    word = background_word(Background.NONE_FOUND, NOON - ago, NOON)

    assert (word is Background.STALE) == (ago > STALE_AFTER)


@given(
    one=st.timedeltas(timedelta(0), timedelta(days=9)),
    two=st.timedeltas(timedelta(0), timedelta(days=9)),
)
def test_an_old_answer_never_becomes_new_again(one: timedelta, two: timedelta) -> None:
    first, second = sorted((one, two))
    if background_word(Background.NONE_FOUND, NOON, NOON + first) is Background.STALE:
        assert background_word(Background.NONE_FOUND, NOON, NOON + second) is Background.STALE


@pytest.mark.parametrize("said", [Background.BEING_VERIFIED, Background.NOT_ISSUED])
def test_what_people_decide_does_not_age_away(said: Background) -> None:
    assert background_word(said, NOON, NOON + timedelta(days=400)) is said


def test_what_was_never_asked_is_not_checked() -> None:
    assert background_word(None, None, NOON) is Background.NOT_CHECKED
    assert background_word(Background.NONE_FOUND, None, NOON) is Background.NOT_CHECKED
