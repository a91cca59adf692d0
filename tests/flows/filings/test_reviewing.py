"""The officer's part: in her region, once, with reasons; and what is accepted is public."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection

from jiaxin.facts.firms import finding
from jiaxin.facts.firms import reads as firms
from jiaxin.facts.firms.rules.filing import FilingState
from jiaxin.flows.filings import reads
from jiaxin.flows.filings import services as filings
from jiaxin.flows.filings.errors import (
    FilingMoved,
    FilingTaken,
    NobodyThere,
    ReasonsMissing,
    WordsTooLong,
)
from jiaxin.flows.filings.models import FilingStep
from jiaxin.flows.filings.rules import Did, Part, Reason, Why
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound, Refusal
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers_desk, makers_filings, makers_firms, makers_staff
from tests.makers_filings import AWARD, BLURRED, WRONG_NAME, an_officer

pytestmark = pytest.mark.django_db


def test_what_is_accepted_stands_on_the_record_and_is_found() -> None:
    desk = makers_filings.a_new_firms_desk()
    filing, officer = makers_filings.a_filing(desk), an_officer("110105")

    filings.accept(officer, filing_id=filing, edition=1, words="材料齐全")

    filed = firms.record(code=desk.code).profile
    assert filed is not None
    assert (filed.said.brand, filed.confirmed_by) == ("阳光到家", "110105")
    assert firms.own(desk.owner).filed
    found = finding.find(finding.Wanted(text="阳光到家"))
    assert [row.code for row in found.firms] == [desk.code]


def test_an_award_is_on_the_record_only_once_it_is_approved() -> None:
    desk = makers_desk.a_desk()
    filing = makers_filings.an_award(desk)
    assert firms.record(code=desk.code).awards == []

    filings.accept(an_officer(), filing_id=filing, edition=1)

    (award,) = firms.record(code=desk.code).awards
    assert award.said == AWARD


def test_what_is_returned_says_which_part_and_why_and_comes_again() -> None:
    desk, officer = makers_filings.a_new_firms_desk(), an_officer()
    filing = makers_filings.a_filing(desk, name="北京样例月光家政")

    filings.send_back(officer, filing_id=filing, edition=1, reasons=[WRONG_NAME], words="请改")

    mine = reads.own_one(desk.operator, filing_id=filing)
    assert mine.line.state is FilingState.RETURNED
    assert mine.returned is not None
    assert mine.returned.reasons == (WRONG_NAME,)
    filings.save(desk.operator, filing_id=filing, said=makers_filings.said(desk))
    filings.submit(desk.operator, filing_id=filing)
    filings.accept(officer, filing_id=filing, edition=2)
    assert [step.did for step in reads.own_one(desk.operator, filing_id=filing).history] == [
        Did.SUBMITTED,
        Did.RETURNED,
        Did.SUBMITTED,
        Did.ACCEPTED,
    ]


def test_what_the_firm_writes_after_a_return_is_not_read_before_it_is_sent() -> None:
    desk, officer = makers_filings.a_new_firms_desk(), an_officer()
    filing = makers_filings.a_filing(desk)
    filings.send_back(officer, filing_id=filing, edition=1, reasons=[WRONG_NAME])

    filings.save(desk.owner, filing_id=filing, said=makers_filings.said(desk, brand="还没想好"))

    assert reads.one(officer, filing_id=filing).said.brand == "阳光到家"


def test_nothing_is_returned_without_a_reason_that_fits() -> None:
    desk, officer = makers_filings.a_new_firms_desk(), an_officer()
    filing = makers_filings.a_filing(desk)

    for reasons in ([], [BLURRED]):
        with pytest.raises(ReasonsMissing):
            filings.send_back(officer, filing_id=filing, edition=1, reasons=reasons)
    long = [Reason(Part.NAME, Why.WRONG, "字" * 1001)]
    with pytest.raises(WordsTooLong):
        filings.send_back(officer, filing_id=filing, edition=1, reasons=long)
    assert reads.one(officer, filing_id=filing).line.state is FilingState.SUBMITTED


ACTS: list[Callable[[Actor, UUID], object]] = [
    lambda officer, filing: reads.one(officer, filing_id=filing),
    lambda officer, filing: filings.take(officer, filing_id=filing),
    lambda officer, filing: filings.hand_back(officer, filing_id=filing),
    lambda officer, filing: filings.assign(officer, filing_id=filing, to=officer.person),
    lambda officer, filing: filings.accept(officer, filing_id=filing, edition=1),
    lambda officer, filing: filings.send_back(
        officer, filing_id=filing, edition=1, reasons=[BLURRED]
    ),
    lambda officer, filing: filings.open_page(
        officer, filing_id=filing, paper_id=UUID(int=9), number=1
    ),
]


@pytest.mark.parametrize("act", ACTS)
def test_an_officer_outside_her_region_is_told_that_there_is_none(
    act: Callable[[Actor, UUID], object],
) -> None:
    filing = makers_filings.an_award(makers_desk.a_desk())

    for officer in (an_officer("330000"), an_officer("110108")):
        with pytest.raises(NotFound):
            act(officer, filing)
        assert reads.queue(officer) == []

    assert reads.one(an_officer("110000"), filing_id=filing).line.waits


@pytest.mark.parametrize("region", ["110105", "110000", "000000"])
def test_county_city_and_ministry_see_it_alike(region: str) -> None:
    filing = makers_filings.an_award(makers_desk.a_desk())

    assert [row.id for row in reads.queue(an_officer(region))] == [filing]


def test_nobody_but_a_commerce_officer_decides() -> None:
    desk = makers_desk.a_desk()
    filing = makers_filings.an_award(desk)

    health = makers_staff.a_health_officer(region="110000")
    for actor in (desk.owner, health, makers_staff.a_security_admin()):
        with pytest.raises(NotAllowed):
            filings.accept(actor, filing_id=filing, edition=1)


def test_a_draft_is_nobodys_but_the_firms() -> None:
    filing = makers_filings.an_award_draft(makers_desk.a_desk())

    assert reads.queue(an_officer()) == []
    with pytest.raises(NotFound):
        reads.one(an_officer(), filing_id=filing)


def test_what_one_has_taken_others_leave_alone_until_it_lies() -> None:
    filing = makers_filings.an_award(makers_desk.a_desk())
    first, second = an_officer(), an_officer("110105")
    filings.take(first, filing_id=filing)

    with pytest.raises(FilingTaken):
        filings.accept(second, filing_id=filing, edition=1)
    (row,) = reads.queue(second)
    assert row.is_anothers
    with clockwork.at(clock.now() + timedelta(days=7)):
        filings.take(second, filing_id=filing)
        with pytest.raises(FilingTaken):
            filings.accept(first, filing_id=filing, edition=1)


def test_what_is_handed_back_or_assigned_is_the_others() -> None:
    filing = makers_filings.an_award(makers_desk.a_desk())
    first, second = an_officer(), an_officer("110105")
    filings.take(first, filing_id=filing)
    filings.hand_back(first, filing_id=filing)
    filings.assign(second, filing_id=filing, to=first.person)

    with pytest.raises(FilingTaken):
        filings.accept(second, filing_id=filing, edition=1)
    filings.accept(first, filing_id=filing, edition=1)


def test_work_is_given_to_officers_of_the_region_only() -> None:
    filing, officer = makers_filings.an_award(makers_desk.a_desk()), an_officer()

    for nobody in (an_officer("330000"), an_officer("110108"), makers_staff.a_reviewer()):
        with pytest.raises(NobodyThere):
            filings.assign(officer, filing_id=filing, to=nobody.person)


def test_a_decision_on_what_has_changed_meanwhile_has_no_effect() -> None:
    desk, officer = makers_filings.a_new_firms_desk(), an_officer()
    filing = makers_filings.a_filing(desk)
    filings.send_back(officer, filing_id=filing, edition=1, reasons=[WRONG_NAME])
    filings.submit(desk.owner, filing_id=filing)

    with pytest.raises(FilingMoved):
        filings.accept(officer, filing_id=filing, edition=1)

    assert firms.record(code=desk.code).profile is None


def test_what_was_decided_is_not_decided_again() -> None:
    filing, officer = makers_filings.an_award(makers_desk.a_desk()), an_officer()
    filings.accept(officer, filing_id=filing, edition=1)

    with pytest.raises(FilingMoved):
        filings.send_back(officer, filing_id=filing, edition=1, reasons=[BLURRED])
    with pytest.raises(FilingMoved):
        filings.accept(officer, filing_id=filing, edition=1)


def test_looking_at_evidence_leaves_its_line() -> None:
    desk, officer = makers_desk.a_desk(), an_officer()
    filing = makers_filings.an_award(desk)
    paper = makers_filings.paper_of(desk, filing)

    page = filings.open_page(officer, filing_id=filing, paper_id=paper, number=1)

    assert page == makers_filings.PAGE


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_one_moment_decide_once() -> None:
    desk = makers_desk.a_desk()
    filing = makers_filings.an_award(desk)
    first, second = an_officer(), an_officer("110105")
    together = Barrier(2)

    def decide(officer: Actor, act: Callable[[Actor], None]) -> str:
        try:
            together.wait(10)
            act(officer)
        except Refusal as refused:
            return refused.code
        finally:
            connection.close()
        return "done"

    def accept(officer: Actor) -> None:
        filings.accept(officer, filing_id=filing, edition=1)

    def refuse(officer: Actor) -> None:
        filings.send_back(officer, filing_id=filing, edition=1, reasons=[BLURRED])

    with ThreadPoolExecutor(2) as pool:
        said = [
            done.result(30)
            for done in (pool.submit(decide, first, accept), pool.submit(decide, second, refuse))
        ]

    assert sorted(said) == ["done", "filings.moved"]
    decisions = FilingStep.objects.filter(did__in=[Did.ACCEPTED, Did.RETURNED])
    assert decisions.count() == 1
    on_record = len(firms.record(code=desk.code).awards)
    assert on_record == (1 if said[0] == "done" else 0)


def test_html_in_a_name_is_kept_as_text() -> None:
    desk, officer = makers_filings.a_new_firms_desk(), an_officer()
    filing = makers_filings.a_filing(desk, brand="<script>alert(1)</script>")

    filings.accept(officer, filing_id=filing, edition=1)

    filed = firms.record(code=desk.code).profile
    assert filed is not None
    assert filed.said.brand == "<script>alert(1)</script>"
    assert filed.said.name == makers_firms.NAME
