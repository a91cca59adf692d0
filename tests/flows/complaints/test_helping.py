"""At the counter: the helper and her evidence are on record, both sides hear, another decides."""

from datetime import timedelta
from uuid import UUID

import pytest

from jiaxin.flows.complaints import reads
from jiaxin.flows.complaints import services as complaints
from jiaxin.flows.complaints.errors import ComplainedAlready, MayNotDecide, NotOfThis
from jiaxin.flows.complaints.rules import Matter, State
from jiaxin.flows.corrections import services as corrections
from jiaxin.flows.corrections.errors import NobodyThere
from jiaxin.flows.corrections.rules import Means
from jiaxin.flows.placements.rules import Side
from jiaxin.flows.vetting.errors import WordsMissing
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.ground.people import read_phone
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers, makers_placements
from tests import makers_complaints as make
from tests.evidence import jobs_named, last_line
from tests.makers_corrections import BAI, CEN

pytestmark = pytest.mark.django_db
AGREED = "来电登记 7 号，已回拨核实。"


def for_family(officer: Actor = BAI, *, agreed_by: str = AGREED) -> UUID:
    return complaints.begin_for_family(
        officer, phone=read_phone(makers_placements.HUS), means=Means.PHONE, agreed_by=agreed_by
    )


def for_worker(officer: Actor = BAI) -> UUID:
    return complaints.begin_for_worker(
        officer,
        name=makers.NAME,
        number=makers.a_number(),
        means=Means.COUNTER,
        agreed_by=AGREED,
    )


def helped_to_complain(placement: UUID) -> UUID:
    return complaints.file_for(
        BAI, help_id=for_family(), placement_id=placement, charge=make.a_charge()
    )


@pytest.fixture
def served(lin: Actor, hu: Actor) -> UUID:
    return makers_placements.confirmed(lin, hu)


def test_a_family_calls_and_the_helper_stands_with_it_for_good(
    lin: Actor, hu: Actor, served: UUID
) -> None:
    complaint = helped_to_complain(served)

    row = make.row_of(complaint)
    assert (row.subject_id, row.helper, row.means) == (hu.person, BAI.person, Means.PHONE)
    [hers] = reads.own(hu)
    assert (hers.agreed_by, hers.said[0].words) == (AGREED, make.WORDS)
    [other] = reads.own(lin)
    assert (other.means, other.agreed_by) == (Means.PHONE, "")
    line = last_line(Action.COMPLAINT_HELP)
    assert (line.actor, line.subject) == (str(BAI.person), hu.person)
    complaints.withdraw(hu, complaint_id=complaint)
    assert make.row_of(complaint).state == State.WITHDRAWN


def test_both_sides_hear_of_it_also_the_one_who_asked(lin: Actor, hu: Actor, served: UUID) -> None:
    helped_to_complain(served)

    told = {job.args["event"]["party_id"] for job in jobs_named("tell_of_the_complaint")}
    assert told == {str(lin.person), str(hu.person)}


def test_a_worker_is_helped_and_no_name_is_shown(lin: Actor, hu: Actor, served: UUID) -> None:
    given = for_worker()

    [found] = complaints.services_to_name(BAI, help_id=given)
    charge = make.a_charge(against=Side.FAMILY, matter=Matter.FEES)
    complaints.file_for(BAI, help_id=given, placement_id=found.id, charge=charge)

    assert (found.id, found.side) == (served, Side.WORKER)
    assert makers.NAME not in str(found)
    assert [one.matter for one in reads.own(lin)] == [Matter.FEES]


def test_whoever_helped_does_not_decide(lin: Actor, hu: Actor, served: UUID) -> None:
    complaint = helped_to_complain(served)
    complaints.answer(lin, complaint_id=complaint, words=make.ANSWER)

    with pytest.raises(MayNotDecide):
        complaints.take(BAI, complaint_id=complaint)

    assert make.decide(complaint, officer=CEN) is State.PARTLY


def test_the_law_of_complaints_is_the_same_at_the_counter(
    lin: Actor, hu: Actor, served: UUID
) -> None:
    helped_to_complain(served)

    with pytest.raises(ComplainedAlready):
        helped_to_complain(served)
    wrong = make.a_charge(against=Side.FIRM)
    with pytest.raises(NotOfThis):
        complaints.file_for(BAI, help_id=for_family(), placement_id=served, charge=wrong)


def test_another_phone_finds_nobody_and_without_evidence_there_is_no_help(
    lin: Actor, hu: Actor
) -> None:
    with pytest.raises(NobodyThere):
        complaints.begin_for_family(
            BAI, phone=read_phone("13511135111"), means=Means.PHONE, agreed_by=AGREED
        )
    with pytest.raises(WordsMissing):
        for_family(agreed_by=" ")


def test_another_familys_service_is_none_to_name(lin: Actor, hu: Actor) -> None:
    other = makers.a_consumer(phone="13511135111")
    theirs = makers_placements.confirmed(lin, other)
    given = for_family()

    assert complaints.services_to_name(BAI, help_id=given) == []
    with pytest.raises(NotFound):
        complaints.file_for(BAI, help_id=given, placement_id=theirs, charge=make.a_charge())


def test_the_help_ends_is_one_officers_and_is_for_complaints_alone(
    lin: Actor, hu: Actor, served: UUID
) -> None:
    given = for_family()

    with pytest.raises(NotFound):
        complaints.services_to_name(CEN, help_id=given)
    with pytest.raises(NotFound):
        corrections.facts_to_name(BAI, help_id=given)
    with clockwork.at(clock.now() + timedelta(minutes=31)), pytest.raises(NotFound):
        complaints.services_to_name(BAI, help_id=given)


def test_only_officers_help(lin: Actor, hu: Actor) -> None:
    for somebody in (lin, hu):
        with pytest.raises(NotAllowed):
            for_family(somebody)
