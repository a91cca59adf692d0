"""The desk's list goes with the cases, and the database holds the law by itself."""

import itertools
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from jiaxin.flows.vetting import rules
from jiaxin.flows.vetting import services as vetting
from jiaxin.flows.vetting.models import Case, Docket, Opinion
from jiaxin.flows.vetting.rules import Ground, Instance, Says, State
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from tests import makers
from tests.makers_vetting import TAN, WEI, a_case, case_of, decide, opine

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(lin: Actor, outside: makers.Outside) -> UUID:
    return a_case(lin, outside)


def test_the_list_stands_where_the_case_stands(lin: Actor, case: UUID) -> None:
    def same() -> bool:
        row, kept = Docket.objects.get(case_id=case), case_of(lin)
        names = ("worker_id", "state", "cause", "due_on", "hearing_on", "taken_by", "ended_at")
        return all(getattr(row, name) == getattr(kept, name) for name in names)

    assert same()
    vetting.take(TAN, case_id=case)
    assert same()
    decide(lin, case, Says.NONE_FOUND)
    assert same()


def test_the_database_moves_a_case_as_the_rules_do() -> None:
    with connection.cursor() as cursor:
        for was, then in itertools.product(State, State):
            cursor.execute("SELECT vetting_may_move(%s, %s)", [was, then])
            assert cursor.fetchone() == (rules.may_move(was, then),), (was, then)


def force(lin: Actor, case: UUID, then: State, **more: object) -> None:
    """What a program that forgot the rules would write."""
    ended = None if then in rules.WAITING else clock.now()
    with transaction.atomic():
        Case.objects.filter(worker_id=lin.person, id=case).update(
            **{"state": then, "ended_at": ended} | more
        )


@pytest.mark.parametrize("then", [State.CLEARED, State.NOT_ISSUED, State.UPHELD, State.APPEALED])
def test_no_program_jumps_to_a_decision(lin: Actor, case: UUID, then: State) -> None:
    with pytest.raises(DatabaseError, match="does not move"):
        force(lin, case, then)


@pytest.mark.parametrize("then", [State.CLEARED, State.NOT_ISSUED])
def test_no_program_decides_with_one_person(lin: Actor, case: UUID, then: State) -> None:
    vetting.be_done(lin)
    opine(TAN, case, Says.NONE_FOUND if then is State.CLEARED else Says.NOT_ISSUED)

    with pytest.raises(DatabaseError, match="two persons decide, not 1"):
        force(lin, case, then)


def spoken(lin: Actor, case: UUID, reviewer: UUID, **more: object) -> Opinion:
    said: dict[str, object] = {
        "worker_id": lin.person,
        "case_id": case,
        "instance": Instance.FIRST,
        "look": 1,
        "reviewer": reviewer,
        "says": Says.NOT_ISSUED,
        "ground": Ground.CONFIRMED,
        "words": "……",
        "at": clock.now(),
    }
    with transaction.atomic():
        row = Opinion(**said | more)
        row.save(force_insert=True)
    return row


def test_no_program_decides_against_her_unheard(lin: Actor, case: UUID) -> None:
    force(lin, case, State.PROPOSED)
    for reviewer in (TAN, WEI):
        spoken(lin, case, reviewer.person)

    with pytest.raises(DatabaseError, match="not been heard"):
        force(lin, case, State.NOT_ISSUED)
    force(lin, case, State.NOT_ISSUED, done_at=clock.now())


def test_no_program_lets_one_person_be_two(lin: Actor, case: UUID) -> None:
    spoken(lin, case, TAN.person)

    with pytest.raises(DatabaseError, match="one_opinion_a_reviewer_a_look"):
        spoken(lin, case, TAN.person)


def test_no_program_lets_anybody_sit_on_the_appeal_of_her_own_decision(
    lin: Actor, case: UUID
) -> None:
    spoken(lin, case, TAN.person)

    with pytest.raises(DatabaseError, match="by others"):
        spoken(lin, case, TAN.person, instance=Instance.APPEAL)


def test_no_program_changes_what_was_said(lin: Actor, case: UUID) -> None:
    row = spoken(lin, case, TAN.person)
    row.says = Says.NONE_FOUND

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        row.save()


def test_no_program_opens_two_cases_of_one_worker(lin: Actor, case: UUID) -> None:
    kept = case_of(lin)
    another = Case(
        worker_id=lin.person,
        cause=kept.cause,
        state=State.OPENED,
        opened_at=kept.opened_at,
        begun_on=kept.begun_on,
        hearing_on=kept.hearing_on,
        due_on=kept.due_on,
    )

    with pytest.raises(DatabaseError, match="one_waiting_case_a_worker"), transaction.atomic():
        another.save(force_insert=True)
