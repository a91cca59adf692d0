"""What a firm and what an officer is told of filings."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from jiaxin.flows.filings import reads
from jiaxin.flows.filings import services as filings
from jiaxin.flows.filings.reads import Sought
from jiaxin.flows.filings.rules import Topic, Urgency
from jiaxin.ground import clock
from tests import clockwork, makers_desk, makers_filings
from tests.makers_filings import AWARD, an_officer

pytestmark = pytest.mark.django_db


def test_a_firm_lists_its_own_alone() -> None:
    ours, theirs = makers_desk.a_desk(1), makers_desk.a_desk(2)
    mine = makers_filings.an_award(ours)
    makers_filings.an_award(theirs)

    assert [row.id for row in reads.own(ours.operator)] == [mine]


def test_the_queue_has_what_is_due_first_on_top() -> None:
    desk, new = makers_desk.a_desk(1), makers_filings.a_new_firms_desk(2)
    award, profile = makers_filings.an_award(desk), makers_filings.a_filing(new)

    # Ten working days for an award, five for a filing.
    assert [row.id for row in reads.queue(an_officer())] == [profile, award]


def test_the_clock_of_a_filing_runs_in_working_days() -> None:
    officer = an_officer()
    makers_filings.a_filing(makers_filings.a_new_firms_desk())
    (row,) = reads.queue(officer)
    assert (row.urgency, row.days_left) == (Urgency.FINE, 5)

    with clockwork.at(clock.now() + timedelta(days=15)):
        (row,) = reads.queue(officer)
        assert row.urgency is Urgency.LATE
        assert row.days_late > 0
        assert reads.tally(officer).late == 1


def test_the_list_is_narrowed_by_topic_region_and_words() -> None:
    desk, new = makers_desk.a_desk(1), makers_filings.a_new_firms_desk(2)
    award, profile = makers_filings.an_award(desk), makers_filings.a_filing(new)
    officer = an_officer("000000")

    def found(**sought: object) -> set[object]:
        return {row.id for row in reads.queue(officer, sought=Sought(**sought))}  # type: ignore[arg-type]  # by name

    assert found(topic=Topic.AWARD) == {award}
    assert found(words="先进") == {award}
    assert found(words=new.code.lower()) == {profile}
    assert found(region="330100") == found(region="330000") == set()
    assert found(region="110105") == {award, profile}


def test_the_tally_counts_what_was_decided_in_time() -> None:
    desk, officer = makers_desk.a_desk(), an_officer()
    quick = makers_filings.an_award(desk)
    slow = makers_filings.an_award(desk, replace(AWARD, awarded_on=date(2025, 1, 1)))
    filings.accept(officer, filing_id=quick, edition=1)
    with clockwork.at(clock.now() + timedelta(days=25)):
        filings.accept(officer, filing_id=slow, edition=1)
        tally = reads.tally(officer)

    assert (tally.waiting, tally.decided, tally.on_time) == (0, 2, 1)
    assert tally.on_time_percent == 50
    assert tally.mean_days == pytest.approx(12.5, abs=0.1)
    assert reads.tally(an_officer("330000")).decided == 0


def test_what_was_decided_is_listed_newest_first() -> None:
    desk, officer = makers_desk.a_desk(), an_officer()
    filing = makers_filings.an_award(desk)
    filings.accept(officer, filing_id=filing, edition=1)

    assert [row.id for row in reads.decided(officer)] == [filing]
    assert [row.id for row in reads.of_firm(officer, firm=desk.firm)] == [filing]
    assert reads.decided(an_officer("330000")) == []
