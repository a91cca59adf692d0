"""She is heard: what she says stands, nothing is decided against her before, and she may appeal."""

from datetime import UTC, datetime, timedelta

import pytest

from jiaxin.facts.records.ports import BackgroundWord
from jiaxin.flows.vetting import reads
from jiaxin.flows.vetting import services as vetting
from jiaxin.flows.vetting.errors import (
    MayNotSit,
    NoAppeal,
    NoCase,
    NotHeardYet,
    TooLateToSpeak,
    TooManyPapers,
    WordsMissing,
)
from jiaxin.flows.vetting.models import Exhibit, ExhibitPage, Statement
from jiaxin.flows.vetting.rules import MOST_PAPERS, Paper, Says, State
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers
from tests.evidence import jobs, last_line
from tests.makers_vetting import TAN, WEI, XUE, YAN, a_case, answered, case_of, decide, opine

pytestmark = pytest.mark.django_db

WORDS = "那不是我，是同名的人。"
PAGE = b"\xff\xd8\xff a page \xff\xd9"


def test_what_she_says_stands_sealed_and_in_order(lin: Actor, outside: makers.Outside) -> None:
    case = a_case(lin, outside)

    for words in (WORDS, "补充一点。"):
        vetting.say(lin, words=f"  {words}\u202e ")

    mine = reads.own_newest(lin)
    assert mine is not None
    assert [one.words for one in mine.said] == [WORDS, "补充一点。"]
    assert last_line(Action.VETTING_SAY).subject == lin.person
    assert Statement.objects.filter(case_id=case).count() == 2


@pytest.mark.parametrize("words", ["", " \n\u200b ", "多" * 2001])
def test_no_words_or_too_many_are_refused_and_nothing_is_kept(
    lin: Actor, outside: makers.Outside, words: str
) -> None:
    a_case(lin, outside)

    with pytest.raises(WordsMissing):
        vetting.say(lin, words=words)

    assert Statement.objects.count() == 0


def test_there_is_nothing_to_say_where_nobody_looks(lin: Actor) -> None:
    with pytest.raises(NoCase):
        vetting.say(lin, words=WORDS)


def test_once_it_is_decided_it_is_too_late(lin: Actor, outside: makers.Outside) -> None:
    decide(lin, a_case(lin, outside), Says.NONE_FOUND)

    with pytest.raises(TooLateToSpeak):
        vetting.say(lin, words=WORDS)


def test_what_she_brings_is_kept_page_by_page(lin: Actor, outside: makers.Outside) -> None:
    a_case(lin, outside)
    vetting.admit_file(lin)

    exhibit = vetting.attach(lin, paper=Paper.PDF, pages=[PAGE + b"1", PAGE + b"2"])

    assert reads.own_page(lin, exhibit_id=exhibit, number=2) == PAGE + b"2"
    with pytest.raises(NotFound):
        reads.own_page(lin, exhibit_id=exhibit, number=3)
    mei = makers.a_worker(phone="13800138002", number=makers.a_number(order=4))
    with pytest.raises(NotFound):
        reads.own_page(mei, exhibit_id=exhibit, number=1)


def test_a_case_takes_so_many_files(lin: Actor, outside: makers.Outside) -> None:
    a_case(lin, outside)
    for _ in range(MOST_PAPERS):
        vetting.attach(lin, paper=Paper.PHOTO, pages=[PAGE])

    with pytest.raises(TooManyPapers):
        vetting.admit_file(lin)
    with pytest.raises(TooManyPapers):
        vetting.attach(lin, paper=Paper.PHOTO, pages=[PAGE])

    assert Exhibit.objects.count() == ExhibitPage.objects.count() == MOST_PAPERS


def test_nothing_is_said_against_her_while_she_may_answer(
    lin: Actor, outside: makers.Outside
) -> None:
    # Wednesday: Thursday, Friday and Monday are hers.
    with clockwork.at(datetime(2026, 12, 2, 4, tzinfo=UTC)) as hands:
        case = a_case(lin, outside)
        hands.move_to(datetime(2026, 12, 7, 15, 59, 59, tzinfo=UTC))

        with pytest.raises(NotHeardYet):
            opine(TAN, case, Says.NOT_ISSUED)
        hands.move(timedelta(seconds=1))

        assert opine(TAN, case, Says.NOT_ISSUED) is State.PROPOSED


def test_when_she_says_that_she_is_done_nobody_waits(lin: Actor, outside: makers.Outside) -> None:
    case = a_case(lin, outside)

    vetting.be_done(lin)

    assert opine(TAN, case, Says.NOT_ISSUED) is State.PROPOSED


def test_what_is_good_for_her_need_not_wait(lin: Actor, outside: makers.Outside) -> None:
    assert opine(TAN, a_case(lin, outside), Says.NONE_FOUND) is State.PROPOSED


def test_an_appeal_goes_to_two_others_and_she_is_heard_again(
    lin: Actor, outside: makers.Outside
) -> None:
    case = a_case(lin, outside)
    decide(lin, case, Says.NOT_ISSUED)

    vetting.appeal(lin, case_id=case, words=WORDS)

    assert case_of(lin).state == State.APPEALED
    for reviewer in (TAN, WEI):
        with pytest.raises(MayNotSit):
            vetting.take(reviewer, case_id=case)
    with pytest.raises(NotHeardYet):
        opine(XUE, case, Says.NOT_ISSUED)
    assert decide(lin, case, Says.NOT_ISSUED, by=(XUE, YAN)) is State.UPHELD
    assert len(jobs("tell_the_outcome", lin)) == 2


def test_there_is_no_second_appeal(lin: Actor, outside: makers.Outside) -> None:
    case = a_case(lin, outside)
    decide(lin, case, Says.NOT_ISSUED)
    vetting.appeal(lin, case_id=case, words=WORDS)
    decide(lin, case, Says.NOT_ISSUED, by=(XUE, YAN))

    with pytest.raises(NoAppeal):
        vetting.appeal(lin, case_id=case, words=WORDS)


def test_an_appeal_comes_within_sixty_days(lin: Actor, outside: makers.Outside) -> None:
    case = a_case(lin, outside)
    decide(lin, case, Says.NOT_ISSUED)

    with clockwork.at(clock.now() + timedelta(days=60)), pytest.raises(NoAppeal):
        vetting.appeal(lin, case_id=case, words=WORDS)


def test_what_went_well_for_her_is_not_appealed(lin: Actor, outside: makers.Outside) -> None:
    case = a_case(lin, outside)
    decide(lin, case, Says.NONE_FOUND)

    with pytest.raises(NoAppeal):
        vetting.appeal(lin, case_id=case, words=WORDS)


def test_nobody_appeals_for_another(lin: Actor, hu: Actor, outside: makers.Outside) -> None:
    case = a_case(lin, outside)
    decide(lin, case, Says.NOT_ISSUED)
    mei = makers.a_worker(phone="13800138002", number=makers.a_number(order=4))

    with pytest.raises(NotFound):
        vetting.appeal(mei, case_id=case, words=WORDS)
    with pytest.raises(NotAllowed):
        vetting.appeal(hu, case_id=case, words=WORDS)


def test_an_appeal_waits_while_it_is_looked_at_anew(lin: Actor, outside: makers.Outside) -> None:
    case = a_case(lin, outside)
    decide(lin, case, Says.NOT_ISSUED)
    answered(lin, outside, BackgroundWord.NONE_FOUND)

    with pytest.raises(NoAppeal):
        vetting.appeal(lin, case_id=case, words=WORDS)
