"""Complaining: only of a confirmed service, once a matter, by whoever was in it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from jiaxin.flows.complaints import errands, reads
from jiaxin.flows.complaints import services as complaints
from jiaxin.flows.complaints.errors import (
    ComplainedAlready,
    ComplaintMoved,
    NotOfThis,
    TooLate,
    TooManyPapers,
)
from jiaxin.flows.complaints.models import Complaint, Evidence, EvidencePage
from jiaxin.flows.complaints.rules import MOST_PAPERS, Matter, Part, Sort, State
from jiaxin.flows.placements import services as placements
from jiaxin.flows.placements.errors import NotConfirmed
from jiaxin.flows.placements.rules import Side
from jiaxin.flows.vetting.errors import PapersDown, PaperUnreadable, WordsMissing
from jiaxin.flows.vetting.ports import PaperBad, PaperRead
from jiaxin.flows.vetting.rules import Paper, PaperFault
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound, TooManyTries
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers_placements
from tests import makers_complaints as make
from tests.evidence import at_once, last_line, refused
from tests.makers_corrections import PHOTO

pytestmark = pytest.mark.django_db


class Reader:
    """Stands at the port of the process that opens files."""

    def __init__(self, fault: PaperFault | None = None) -> None:
        self.fault = fault

    def read(self, *, body: bytes) -> PaperRead:
        if self.fault is not None:
            raise PaperBad(self.fault)
        return PaperRead(Paper.PHOTO, (PHOTO,))


def test_the_family_complains_of_her_and_both_see_it(lin: Actor, hu: Actor) -> None:
    complaint = make.a_complaint(lin, hu)

    mine, hers = (
        reads.own_one(hu, complaint_id=complaint),
        reads.own_one(lin, complaint_id=complaint),
    )
    assert (mine.part, hers.part) == (Part.COMPLAINS, Part.ANSWERS)
    assert (mine.state, hers.may_answer, mine.may_answer) == (State.FILED, True, False)
    said = hers.words_of(Sort.COMPLAINT)
    assert said is not None
    assert said.words == make.WORDS
    assert last_line(Action.COMPLAINT_FILE).subject == hu.person


def test_she_complains_of_the_family_and_of_her_firm(lin: Actor, hu: Actor, qiao: Actor) -> None:
    placement = make.by_firm(lin, hu, qiao)
    of_them = make.filed(lin, placement, against=Side.FAMILY, matter=Matter.FEES)
    of_firm = make.filed(lin, placement, against=Side.FIRM, matter=Matter.NOT_AS_AGREED)

    assert reads.own_one(hu, complaint_id=of_them).part is Part.ANSWERS
    assert reads.own_one(qiao, complaint_id=of_them).part is Part.MEDIATES
    assert reads.own_one(qiao, complaint_id=of_firm).part is Part.ANSWERS
    with pytest.raises(NotFound):
        reads.own_one(hu, complaint_id=of_firm)


def test_numbers_to_call_are_hidden_in_what_is_said(lin: Actor, hu: Actor) -> None:
    complaint = make.a_complaint(lin, hu, words="打我电话一三九 0013-9000，共欠 1200 元。")

    said = reads.own_one(lin, complaint_id=complaint).said[0].words
    assert "9000" not in said
    assert "一三九" not in said
    assert "1200" in said


def test_what_was_never_confirmed_or_is_anothers_is_no_ground(
    lin: Actor, hu: Actor, ma: Actor, qiao: Actor
) -> None:
    proposed = makers_placements.proposed(lin, hu)
    with pytest.raises(NotConfirmed):
        make.filed(hu, proposed)
    placements.decline(lin, placement_id=proposed)
    with pytest.raises(NotConfirmed):
        make.filed(hu, proposed)
    confirmed = makers_placements.confirmed(lin, hu)
    with pytest.raises(NotFound):
        make.filed(ma, confirmed)
    with pytest.raises(NotAllowed):
        make.filed(qiao, confirmed)
    assert not Complaint.objects.exists()


def test_a_matter_lies_with_the_side_that_it_may_lie_with(lin: Actor, hu: Actor) -> None:
    placement = makers_placements.confirmed(lin, hu)

    for by, against, matter in (
        (hu, Side.FIRM, Matter.FEES),  # no firm is behind it
        (hu, Side.FAMILY, Matter.FEES),
        (lin, Side.WORKER, Matter.FEES),
        (lin, Side.FAMILY, Matter.THEFT),
    ):
        with pytest.raises(NotOfThis):
            make.filed(by, placement, against=against, matter=matter)
    with pytest.raises(WordsMissing):
        make.filed(hu, placement, words=" \n ")


def test_after_its_end_one_may_complain_for_a_year(lin: Actor, hu: Actor) -> None:
    placement = makers_placements.confirmed(lin, hu)
    placements.end(lin, placement_id=placement)

    with clockwork.at(clock.now() + timedelta(days=364)):
        make.filed(hu, placement)
    with clockwork.at(clock.now() + timedelta(days=365)), pytest.raises(TooLate):
        make.filed(lin, placement, against=Side.FAMILY, matter=Matter.FEES)


def test_one_of_a_side_and_matter_and_a_few_a_day(lin: Actor, hu: Actor) -> None:
    placement = makers_placements.confirmed(lin, hu)
    first = make.filed(hu, placement)
    complaints.withdraw(hu, complaint_id=first)
    with pytest.raises(ComplainedAlready):
        make.filed(hu, placement)
    for matter in (Matter.FEES, Matter.HARM, Matter.THEFT):
        make.filed(hu, placement, matter=matter)
    with pytest.raises(TooManyTries):
        make.filed(hu, placement, matter=Matter.HARASSMENT)


def test_taken_back_it_is_over_for_both(lin: Actor, hu: Actor) -> None:
    complaint = make.a_complaint(lin, hu)
    with pytest.raises(NotFound):
        complaints.withdraw(lin, complaint_id=complaint)

    complaints.withdraw(hu, complaint_id=complaint)

    for act in (
        partial(complaints.withdraw, hu, complaint_id=complaint),
        partial(complaints.answer, lin, complaint_id=complaint, words="晚了"),
        partial(complaints.admit_file, lin, complaint_id=complaint),
    ):
        with pytest.raises(ComplaintMoved):
            act()


def test_evidence_is_seen_by_whoever_brought_it_and_no_other_side(lin: Actor, hu: Actor) -> None:
    complaint = make.a_complaint(lin, hu)
    errands.join(Reader())
    photo = errands.attach(hu, complaint_id=complaint, body=b"a photo")

    shown = reads.own_page(hu, complaint_id=complaint, evidence_id=photo, number=1)
    assert shown == PHOTO
    with pytest.raises(NotFound):
        reads.own_page(lin, complaint_id=complaint, evidence_id=photo, number=1)
    assert reads.own_one(lin, complaint_id=complaint).brought == ()
    errands.attach(lin, complaint_id=complaint, body=b"another")
    assert [one.side for one in reads.brought_in(make.row_of(complaint))] == ["family", "worker"]


@pytest.mark.parametrize("fault", [PaperFault.NOT_READABLE, PaperFault.TOO_LARGE])
def test_a_web_page_or_a_video_is_kept_nowhere(lin: Actor, hu: Actor, fault: PaperFault) -> None:
    complaint = make.a_complaint(lin, hu)
    errands.join(Reader(fault))
    with pytest.raises(PaperUnreadable):
        errands.attach(hu, complaint_id=complaint, body=b"<html>")
    errands.join(None)
    with pytest.raises(PapersDown):
        errands.attach(hu, complaint_id=complaint, body=b"a photo")

    assert not Evidence.objects.exists()
    assert not EvidencePage.objects.exists()


def test_a_side_brings_so_much_and_the_other_still_has_room(lin: Actor, hu: Actor) -> None:
    complaint = make.a_complaint(lin, hu)
    for _ in range(MOST_PAPERS):
        make.with_a_photo(hu, complaint)

    with pytest.raises(TooManyPapers):
        make.with_a_photo(hu, complaint)
    assert not reads.own_one(hu, complaint_id=complaint).has_room
    make.with_a_photo(lin, complaint)


def test_anothers_complaint_is_nobodys(lin: Actor, hu: Actor, ma: Actor, qiao: Actor) -> None:
    complaint = make.a_complaint(lin, hu)

    acts: list[Callable[[Actor], object]] = [
        lambda who: reads.own_one(who, complaint_id=complaint),
        lambda who: complaints.admit_file(who, complaint_id=complaint),
        lambda who: complaints.answer(who, complaint_id=complaint, words="我来答复"),
        lambda who: complaints.agree(who, complaint_id=complaint),
    ]
    for who in (ma, qiao):
        for act in acts:
            with pytest.raises(NotFound):
                act(who)
    assert reads.own(ma) == reads.own(qiao) == []


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_one(lin: Actor, hu: Actor) -> None:
    placement = makers_placements.confirmed(lin, hu)
    file = partial(make.filed, hu, placement)

    assert refused(at_once(file, file)) == [ComplainedAlready]
