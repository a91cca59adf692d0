"""The firm changes its mind: a draft is deleted, a filing called back, an award withdrawn."""

import pytest

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.firms.rules.filing import FilingState
from jiaxin.flows.filings import reads
from jiaxin.flows.filings import services as filings
from jiaxin.flows.filings.errors import FilingClosed, FilingMoved
from jiaxin.flows.filings.models import Filing, FilingPage, FilingPaper
from jiaxin.flows.filings.rules import Did
from jiaxin.ground.errors import NotFound
from tests import makers_desk, makers_filings
from tests.makers_desk import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return makers_desk.a_desk()


def on_record(desk: Desk) -> list[str]:
    return [fact.said.title for fact in firms.record(code=desk.code).awards]


def test_a_draft_that_nobody_saw_is_deleted_with_its_files(desk: Desk) -> None:
    award = makers_filings.an_award_draft(desk)

    filings.give_up(desk.operator, filing_id=award)

    assert not Filing.objects.filter(id=award).exists()
    assert not FilingPaper.objects.exists()
    assert not FilingPage.objects.exists()


def test_what_was_returned_is_given_up_and_its_history_stays() -> None:
    desk = makers_filings.a_new_firms_desk()
    filing = makers_filings.a_filing(desk)
    officer = makers_filings.an_officer()
    filings.send_back(officer, filing_id=filing, edition=1, reasons=[makers_filings.WRONG_NAME])

    filings.give_up(desk.operator, filing_id=filing)

    whole = reads.one(officer, filing_id=filing)
    assert whole.line.state is FilingState.WITHDRAWN
    assert [step.did for step in whole.history][-2:] == [Did.RETURNED, Did.WITHDRAWN]
    # Another may be begun.
    assert filings.begin_profile(desk.operator) != filing


def test_a_filing_is_called_back_changed_and_sent_anew() -> None:
    desk = makers_filings.a_new_firms_desk()
    filing = makers_filings.a_filing(desk)
    officer = makers_filings.an_officer()
    filings.take(officer, filing_id=filing)

    filings.call_back(desk.operator, filing_id=filing)

    assert reads.queue(officer) == []
    with pytest.raises(NotFound):
        reads.one(officer, filing_id=filing)
    with pytest.raises(NotFound):
        filings.accept(officer, filing_id=filing, edition=1)
    filings.submit(desk.operator, filing_id=filing)
    with pytest.raises(FilingMoved):  # what she saw was the first edition
        filings.accept(officer, filing_id=filing, edition=1)
    filings.accept(officer, filing_id=filing, edition=2)
    assert firms.record(code=desk.code).profile is not None


def test_a_withdrawn_award_is_off_the_record_at_once_and_its_history_stays(desk: Desk) -> None:
    award = makers_filings.an_award(desk)
    officer = makers_filings.an_officer()
    filings.accept(officer, filing_id=award, edition=1)
    assert on_record(desk) == [makers_filings.AWARD.title]

    filings.withdraw_award(desk.operator, filing_id=award, words="授予单位已取消。")

    assert on_record(desk) == []
    known = firms.everything(officer, code=desk.code)
    assert len([fact for fact in known.history if fact.kind == "award"]) == 2
    assert reads.one(officer, filing_id=award).history[-1].words == "授予单位已取消。"


def test_a_withdrawn_award_may_be_filed_anew_and_stands_again(desk: Desk) -> None:
    award = makers_filings.an_award(desk)
    officer = makers_filings.an_officer()
    filings.accept(officer, filing_id=award, edition=1)
    filings.withdraw_award(desk.operator, filing_id=award, words="")

    again = makers_filings.an_award(desk)
    filings.accept(officer, filing_id=again, edition=1)

    assert on_record(desk) == [makers_filings.AWARD.title]


def test_what_is_over_or_with_the_department_is_not_given_up(desk: Desk) -> None:
    waiting = makers_filings.an_award(desk)
    with pytest.raises(FilingClosed):
        filings.give_up(desk.operator, filing_id=waiting)
    with pytest.raises(FilingClosed):
        filings.withdraw_award(desk.operator, filing_id=waiting, words="")
    filings.accept(makers_filings.an_officer(), filing_id=waiting, edition=1)
    with pytest.raises(FilingClosed):
        filings.call_back(desk.operator, filing_id=waiting)


def test_another_firms_is_not_there(desk: Desk) -> None:
    award = makers_filings.an_award(desk)
    other = makers_desk.a_desk(2).operator

    for act in (filings.give_up, filings.call_back):
        with pytest.raises(NotFound):
            act(other, filing_id=award)
    with pytest.raises(NotFound):
        filings.withdraw_award(other, filing_id=award, words="")
