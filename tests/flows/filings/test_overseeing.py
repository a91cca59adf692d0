"""Leave and cover, decisions looked at again, firms whose filing was not true."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from jiaxin.flows.filings import oversight, reads
from jiaxin.flows.filings import services as filings
from jiaxin.flows.filings.errors import (
    AwayAlready,
    DaysInDisorder,
    FilingTaken,
    NobodyThere,
    NotDrawn,
    SettledAlready,
    WordsMissing,
)
from jiaxin.flows.filings.models import SpotCheck
from jiaxin.flows.filings.rules import Finding, Topic
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers_desk, makers_filings
from tests.makers_filings import WRONG_NAME, an_officer

pytestmark = pytest.mark.django_db


def a_week_later(filing: UUID, officer: Actor) -> None:
    """The officer accepts it, a week ago."""
    with clockwork.at(clock.now() - timedelta(days=7)):
        filings.accept(officer, filing_id=filing, edition=1)


def test_what_an_officer_on_leave_holds_is_her_covers_to_decide() -> None:
    filing = makers_filings.an_award(makers_desk.a_desk())
    away, cover = an_officer(), an_officer()
    filings.take(away, filing_id=filing)
    today = clock.today()
    with pytest.raises(FilingTaken):
        filings.accept(cover, filing_id=filing, edition=1)

    filings.be_away(away, first=today, last=today + timedelta(days=5), cover=cover.person)

    (row,) = reads.queue(cover)
    assert (row.is_covered, row.is_anothers) == (True, False)
    assert oversight.i_cover(cover) == [away.person]
    filings.accept(cover, filing_id=filing, edition=1)


def test_whoever_is_back_holds_again_what_she_held() -> None:
    filing = makers_filings.an_award(makers_desk.a_desk())
    away, cover = an_officer(), an_officer()
    filings.take(away, filing_id=filing)
    today = clock.today()
    filings.be_away(away, first=today, last=today, cover=cover.person)

    filings.come_back(away)

    assert oversight.my_leave(away) is None
    with pytest.raises(FilingTaken):
        filings.accept(cover, filing_id=filing, edition=1)


def test_a_leave_to_come_changes_nothing_yet() -> None:
    filing = makers_filings.an_award(makers_desk.a_desk())
    away, cover = an_officer(), an_officer()
    filings.take(away, filing_id=filing)
    tomorrow = clock.today() + timedelta(days=1)
    filings.be_away(away, first=tomorrow, last=tomorrow, cover=cover.person)

    assert reads.queue(cover)[0].is_anothers
    leave = oversight.my_leave(away)
    assert leave is not None
    assert leave.cover == cover.person


def test_a_cover_reaches_as_far_and_is_another() -> None:
    officer, today = an_officer(), clock.today()

    for nobody in (an_officer("330000"), an_officer("110105"), officer):
        with pytest.raises(NobodyThere):
            filings.be_away(officer, first=today, last=today, cover=nobody.person)
    cover = an_officer("000000")
    with pytest.raises(DaysInDisorder):
        filings.be_away(officer, first=today, last=today - timedelta(days=1), cover=cover.person)
    filings.be_away(officer, first=today, last=today, cover=cover.person)
    with pytest.raises(AwayAlready):
        filings.be_away(officer, first=today, last=today, cover=cover.person)


def test_last_weeks_decisions_are_drawn_for_others_and_looked_at_once() -> None:
    filing = makers_filings.an_award(makers_desk.a_desk())
    decided, other = an_officer(), an_officer()
    a_week_later(filing, decided)

    assert oversight.drawn(decided) == []
    assert [row.id for row in oversight.drawn(other)] == [filing]
    with pytest.raises(NotDrawn):
        filings.note_check(decided, filing_id=filing, finding=Finding.RIGHT)
    with pytest.raises(WordsMissing):
        filings.note_check(other, filing_id=filing, finding=Finding.WRONG)
    filings.note_check(other, filing_id=filing, finding=Finding.WRONG, words="证书无法核实")

    assert oversight.drawn(other) == []
    assert SpotCheck.objects.get().words == "证书无法核实"
    with pytest.raises(NotDrawn):
        filings.note_check(other, filing_id=filing, finding=Finding.RIGHT)


def test_what_lies_elsewhere_or_is_of_another_week_is_not_drawn() -> None:
    filing = makers_filings.an_award(makers_desk.a_desk())
    officer = an_officer()
    filings.accept(officer, filing_id=filing, edition=1)

    assert oversight.drawn(an_officer()) == []
    assert oversight.drawn(an_officer("330000")) == []


def test_a_firm_whose_filing_was_not_true_is_spoken_to_and_puts_it_right() -> None:
    desk, officer, today = makers_desk.a_desk(), an_officer(), clock.today()
    filing = makers_filings.an_award(desk)
    filings.accept(officer, filing_id=filing, edition=1)

    talk = filings.hold_interview(
        officer,
        filing_id=filing,
        held_on=today,
        correct_by=today + timedelta(days=10),
        words="证书系伪造，责令更正。",
    )

    (mine,) = oversight.own_interviews(desk.owner)
    assert (mine.words, mine.corrected_on, mine.is_late) == ("证书系伪造，责令更正。", None, False)
    with clockwork.at(clock.now() + timedelta(days=11)):
        assert oversight.interviews(officer)[0].is_late
    filings.settle_interview(officer, interview_id=talk, words="已撤下，已书面承诺。")
    assert oversight.of_filing(officer, filing_id=filing)[0].corrected_on == today
    with pytest.raises(SettledAlready):
        filings.settle_interview(officer, interview_id=talk, words="再次")


def test_interviews_are_the_regions_own_and_have_words_and_days_in_order() -> None:
    desk, officer, today = makers_desk.a_desk(), an_officer(), clock.today()
    filing = makers_filings.an_award(desk)
    elsewhere = an_officer("330000")

    def held(by: Actor, *, words: str = "约谈", held_on: date = today) -> UUID:
        return filings.hold_interview(
            by, filing_id=filing, held_on=held_on, correct_by=today, words=words
        )

    with pytest.raises(NotFound):
        held(elsewhere)
    with pytest.raises(WordsMissing):
        held(officer, words=" ")
    with pytest.raises(DaysInDisorder):
        held(officer, held_on=today + timedelta(days=1))
    talk = held(officer)
    assert oversight.interviews(elsewhere) == []
    with pytest.raises(NotFound):
        filings.settle_interview(elsewhere, interview_id=talk, words="好")
    assert oversight.own_interviews(makers_desk.a_desk(2).owner) == []


def test_a_week_is_counted_by_county_and_as_a_whole() -> None:
    officer = an_officer("000000")
    monday = clock.today() - timedelta(days=clock.today().weekday())
    new = makers_filings.a_new_firms_desk(2)
    profile = makers_filings.a_filing(new)
    filings.send_back(officer, filing_id=profile, edition=1, reasons=[WRONG_NAME])
    filings.submit(new.owner, filing_id=profile)
    makers_filings.an_award(makers_desk.a_desk(1))

    week = oversight.week(officer, first=monday)

    assert (week.total.came, week.total.returned, week.total.accepted) == (3, 1, 0)
    assert week.by_topic == {Topic.PROFILE: 2, Topic.AWARD: 1}
    assert [(row.region, row.waiting) for row in week.rows] == [("110105", 2)]
    assert oversight.week(officer, first=monday - timedelta(days=7)).total.came == 0
    assert oversight.week(an_officer("330000"), first=monday).total.came == 0
