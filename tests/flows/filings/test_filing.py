"""The firm's part: it writes, attaches and submits its own, and sees no other's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.firms.rules.filing import FilingState
from jiaxin.facts.firms.rules.profile import Award, Branch
from jiaxin.flows.filings import errands, reads
from jiaxin.flows.filings import services as filings
from jiaxin.flows.filings.errors import (
    AwardTwice,
    FilingClosed,
    NotComplete,
    NotFiledYet,
    PapersDown,
    PaperUnreadable,
    TooManyPapers,
)
from jiaxin.flows.filings.models import Filing, FilingStep
from jiaxin.flows.filings.ports import PaperBad
from jiaxin.flows.filings.rules import MOST_PAPERS, Did, Paper, PaperFault, Part
from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.trust.identity.ports import ProviderDown
from tests import makers_desk, makers_filings, makers_firms, makers_staff
from tests.makers_filings import AWARD, PAGE

pytestmark = pytest.mark.django_db


def test_a_new_firms_filing_begins_with_what_is_registered() -> None:
    desk = makers_filings.a_new_firms_desk()

    whole = reads.own_one(desk.owner, filing_id=filings.begin_profile(desk.owner))

    assert whole.said.name == makers_firms.NAME
    assert whole.said.region == "110105"
    assert whole.line.state is FilingState.DRAFT


def test_one_filing_is_open_at_a_time_whoever_begins_it() -> None:
    desk = makers_filings.a_new_firms_desk()

    assert filings.begin_profile(desk.owner) == filings.begin_profile(desk.operator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Filing.objects.create(
            firm_id=desk.firm,
            code=desk.code,
            topic="profile",
            state="draft",
            region="330106",
            content={},
            opened_by=desk.owner.person,
            opened_at=Filing.objects.get().opened_at,
        )


def test_what_is_submitted_is_not_on_the_record_yet() -> None:
    desk = makers_filings.a_new_firms_desk()

    filing = makers_filings.a_filing(desk)

    assert reads.own_one(desk.owner, filing_id=filing).line.state is FilingState.SUBMITTED
    assert firms.record(code=desk.code).profile is None


def test_an_incomplete_filing_is_kept_and_not_sent() -> None:
    desk = makers_filings.a_new_firms_desk()
    filing = makers_filings.a_draft(desk, complaint_line="", region="110000")

    with pytest.raises(NotComplete) as refused:
        filings.submit(desk.owner, filing_id=filing)

    fields = [gap.field for gap in refused.value.context["gaps"]]
    assert fields == ["complaint_line", Part.REGION]
    kept = reads.own_one(desk.owner, filing_id=filing)
    assert (kept.line.state, kept.said.brand) == (FilingState.DRAFT, "阳光到家")


def test_a_half_written_branch_is_kept_as_it_is() -> None:
    desk = makers_filings.a_new_firms_desk()
    filing = filings.begin_profile(desk.owner)
    said = replace(makers_filings.said(desk), branches=(Branch("朝阳店", "", ""),))

    filings.save(desk.owner, filing_id=filing, said=said)

    assert reads.own_one(desk.owner, filing_id=filing).said == said
    with pytest.raises(NotComplete):
        filings.submit(desk.owner, filing_id=filing)


def test_a_change_of_the_registration_is_filed_with_its_day() -> None:
    desk = makers_desk.a_desk()
    filings.begin_profile(desk.owner)
    assert reads.own(desk.owner)[0].title == makers_firms.NAME
    other = makers_desk.a_desk(2)
    makers_firms.a_registered_firm(2, name="北京样例新阳光家政有限公司")

    changed = reads.own_one(other.owner, filing_id=filings.begin_profile(other.owner))

    assert changed.changed_on is not None


def test_nothing_is_written_while_the_department_has_it() -> None:
    desk = makers_filings.a_new_firms_desk()
    filing = makers_filings.a_filing(desk)

    acts: list[Callable[[], object]] = [
        lambda: filings.save(desk.owner, filing_id=filing, said=makers_filings.said(desk)),
        lambda: filings.submit(desk.owner, filing_id=filing),
        lambda: filings.attach(desk.owner, filing_id=filing, paper=Paper.PDF, pages=[PAGE]),
    ]
    for act in acts:
        with pytest.raises(FilingClosed):
            act()


def test_the_database_keeps_what_was_submitted_and_the_history() -> None:
    makers_filings.a_filing(makers_filings.a_new_firms_desk())

    changes: list[Callable[[], object]] = [
        lambda: Filing.objects.update(content={"name": "other"}),
        lambda: Filing.objects.update(state="withdrawn"),
        lambda: Filing.objects.update(code="X"),
        lambda: FilingStep.objects.update(did="accepted"),
    ]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Filing.objects.get().state == "submitted"


ACTS: list[Callable[[makers_desk.Desk, UUID], object]] = [
    lambda desk, filing: reads.own_one(desk.owner, filing_id=filing),
    lambda desk, filing: filings.save(desk.owner, filing_id=filing, said=AWARD),
    lambda desk, filing: filings.submit(desk.owner, filing_id=filing),
    lambda desk, filing: filings.admit_file(desk.owner, filing_id=filing),
    lambda desk, filing: filings.attach(
        desk.owner, filing_id=filing, paper=Paper.PDF, pages=[PAGE]
    ),
]


@pytest.mark.parametrize("act", ACTS)
def test_another_firms_filing_is_not_there_and_answers_like_none_at_all(
    act: Callable[[makers_desk.Desk, UUID], object],
) -> None:
    ours, theirs = makers_desk.a_desk(1), makers_desk.a_desk(2)
    filing = makers_filings.an_award_draft(theirs)
    before = Filing.objects.get(id=filing)

    for asked in (filing, UUID(int=5)):
        with pytest.raises(NotFound):
            act(ours, asked)

    assert Filing.objects.get(id=filing).content == before.content


def test_another_firms_papers_are_not_there() -> None:
    ours, theirs = makers_desk.a_desk(1), makers_desk.a_desk(2)
    mine, filing = makers_filings.an_award_draft(ours), makers_filings.an_award_draft(theirs)
    paper = makers_filings.paper_of(theirs, filing)

    for where in (filing, mine):
        with pytest.raises(NotFound):
            reads.own_page(ours.owner, filing_id=where, paper_id=paper, number=1)
        with pytest.raises(NotFound):
            filings.drop_paper(ours.owner, filing_id=where, paper_id=paper)

    own = reads.own_page(theirs.owner, filing_id=filing, paper_id=paper, number=1)
    assert own == PAGE


def test_awards_come_after_the_firms_own_filing() -> None:
    with pytest.raises(NotFiledYet):
        filings.begin_award(makers_filings.a_new_firms_desk().owner)


def test_an_award_without_a_paper_is_not_sent() -> None:
    desk = makers_desk.a_desk()
    filing = filings.begin_award(desk.owner)
    filings.save(desk.owner, filing_id=filing, said=AWARD)

    with pytest.raises(NotComplete) as refused:
        filings.submit(desk.owner, filing_id=filing)

    assert [gap.field for gap in refused.value.context["gaps"]] == [Part.EVIDENCE]


@pytest.mark.parametrize("other", [AWARD, replace(AWARD, document="另一个文号")])
def test_one_award_is_not_filed_twice(other: Award) -> None:
    desk = makers_desk.a_desk()
    makers_filings.an_award(desk)
    again = makers_filings.an_award_draft(desk, other)

    with pytest.raises(AwardTwice):
        filings.submit(desk.owner, filing_id=again)


def test_an_award_of_another_day_is_another() -> None:
    desk = makers_desk.a_desk()
    makers_filings.an_award(desk)

    makers_filings.an_award(desk, replace(AWARD, awarded_on=date(2025, 6, 1)))

    assert Filing.objects.filter(state="submitted").count() == 2


def test_papers_are_sealed_under_the_firms_key() -> None:
    desk = makers_desk.a_desk()
    makers_filings.an_award_draft(desk)

    with connection.cursor() as cursor:
        cursor.execute("SELECT picture FROM filings_page")
        ((stored,),) = cursor.fetchall()
    assert PAGE not in bytes(stored)


def test_a_filing_takes_so_many_papers() -> None:
    desk = makers_desk.a_desk()
    filing = filings.begin_award(desk.owner)
    for _ in range(MOST_PAPERS):
        filings.attach(desk.owner, filing_id=filing, paper=Paper.PHOTO, pages=[PAGE])

    with pytest.raises(TooManyPapers):
        filings.admit_file(desk.owner, filing_id=filing)
    filings.drop_paper(desk.owner, filing_id=filing, paper_id=makers_filings.paper_of(desk, filing))
    filings.admit_file(desk.owner, filing_id=filing)


@pytest.mark.parametrize("fault", list(PaperFault))
def test_a_file_that_cannot_be_taken_is_refused_with_why(fault: PaperFault) -> None:
    desk = makers_desk.a_desk()
    filing = filings.begin_award(desk.owner)
    makers_filings.FakePapers(trouble=PaperBad(fault)).join()

    with pytest.raises(PaperUnreadable) as refused:
        errands.attach(desk.owner, filing_id=filing, body=b"x")

    assert refused.value.context["fault"] is fault
    assert refused.value.says.zh != PaperUnreadable.says.zh
    assert reads.own_one(desk.owner, filing_id=filing).attached == ()


def test_papers_wait_when_the_process_that_opens_them_is_down() -> None:
    desk = makers_desk.a_desk()
    filing = filings.begin_award(desk.owner)
    makers_filings.FakePapers(trouble=ProviderDown("away")).join()

    with pytest.raises(PapersDown):
        errands.attach(desk.owner, filing_id=filing, body=b"x")


def test_a_paper_is_kept_page_by_page() -> None:
    desk = makers_desk.a_desk()
    filing = filings.begin_award(desk.owner)
    makers_filings.FakePapers().join()

    errands.attach(desk.owner, filing_id=filing, body=b"%PDF")

    assert [one.pages for one in reads.own_one(desk.owner, filing_id=filing).attached] == [2]


def test_only_a_firms_people_file() -> None:
    for actor in (makers_staff.an_officer(), makers_staff.a_security_admin()):
        with pytest.raises(NotAllowed):
            filings.begin_profile(actor)


def test_each_submission_stands_in_the_history_with_what_was_sent() -> None:
    desk = makers_filings.a_new_firms_desk()
    filing = makers_filings.a_filing(desk)

    step = FilingStep.objects.get(filing_id=filing)

    assert (step.did, step.edition, step.by) == (Did.SUBMITTED, 1, desk.operator.person)
    assert step.content is not None
    assert step.content["name"] == makers_firms.NAME
