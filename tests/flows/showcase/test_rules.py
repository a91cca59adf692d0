"""The card's law."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.facts.records.rules import Colour, ExamClass
from jiaxin.flows.showcase import rules
from jiaxin.flows.showcase.rules import NameShown, Telling, Wanted
from jiaxin.ground import regions
from tests.makers_showcase import a_draft

BARE = Telling(exam_class=None, skills=0, colour=None)
FULL = Telling(exam_class=ExamClass.ELDER_CARE, skills=1, colour=Colour.GREEN)


def test_nothing_typed_keeps_a_number_to_call() -> None:
    draft = a_draft(called="林阿姨 13800000001", words="打我 一三八 0000 0001").tidy()

    assert draft.called == "林阿姨 ***********"
    assert draft.words == "打我 *** **** ****"


def test_what_turns_the_words_around_it_is_left_out() -> None:
    draft = a_draft(called="林\u202e阿姨\x00", words="第一行\r\n第二行\u200b").tidy()

    assert (draft.called, draft.words) == ("林阿姨", "第一行\n第二行")


def test_choices_come_back_as_they_were_made() -> None:
    draft = a_draft(name=NameShown.FULL, lines=frozenset({UUID(int=7)}), exam=True)

    ticks = rules.ticks_in(rules.ticks_of(draft))

    assert (ticks.name, ticks.lines, ticks.exam, ticks.light) == (
        NameShown.FULL,
        frozenset({UUID(int=7)}),
        True,
        False,
    )


@pytest.mark.parametrize(
    ("shown", "called", "name"),
    [
        (NameShown.MASKED, "林阿姨", "林*英"),
        (NameShown.FULL, "林阿姨", "林秀英"),
        (NameShown.OWN, "林阿姨", "林阿姨"),
        (NameShown.OWN, "", "林*英"),
    ],
)
def test_her_name_stands_as_she_chose(shown: NameShown, called: str, name: str) -> None:
    assert rules.name_on_card(shown, "林秀英", called) == name


@pytest.mark.parametrize(
    ("card", "wanted", "found"),
    [
        (BARE, Wanted(), True),
        (BARE, Wanted(skilled=True), False),
        (BARE, Wanted(exam_class=ExamClass.GENERAL), False),
        (BARE, Wanted(colour=Colour.GREY), False),
        (FULL, Wanted(skilled=True, colour=Colour.GREEN), True),
        (FULL, Wanted(colour=Colour.YELLOW), False),
        (FULL, Wanted(exam_class=ExamClass.LIVE_IN), True),
        (FULL, Wanted(exam_class=ExamClass.MOTHER_BABY), False),
    ],
)
def test_only_what_is_shown_is_found(card: Telling, wanted: Wanted, found: bool) -> None:
    assert rules.fits(card, wanted) is found


def test_who_works_in_the_whole_city_is_found_in_its_county() -> None:
    assert rules.regions_around("330106") == ["330106", "330000", "330100"]
    assert rules.regions_around("") == []


@given(st.sampled_from(sorted(one.code for one in regions.provinces())))
def test_the_prefix_of_a_division_is_that_of_all_within_it(code: str) -> None:
    for inner in regions.below(code):
        assert inner.code.startswith(regions.prefix_of(code))
