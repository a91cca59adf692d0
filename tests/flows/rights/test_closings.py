"""Kin ask to close a record: two officers, her chance to say that she lives, and nothing shown."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from jiaxin.facts.records import kinds
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.rules import Status
from jiaxin.flows.corrections import services as corrections
from jiaxin.flows.placements.models import Placement
from jiaxin.flows.placements.rules import State as PlacementState
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.queries.rules import State as QueryState
from jiaxin.flows.rights import reads, rules
from jiaxin.flows.rights import services as rights
from jiaxin.flows.rights.errors import NobodyToClose, NothingToObject, NotToBeClosed
from jiaxin.flows.rights.models import Closing
from jiaxin.flows.rights.rules import ClosingBar, ClosingState
from jiaxin.flows.vetting.errors import WordsMissing
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound, Refusal
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity
from jiaxin.trust.identity.models import DataKey
from tests import clockwork, makers, makers_facts, makers_placements
from tests.evidence import jobs, last_line
from tests.makers_corrections import BAI, CEN, UPHOLD, a_correction, an_officer, decide

pytestmark = pytest.mark.django_db

SHOWN = {"kin": "儿子，王某，身份证尾号 0012", "evidence": "死亡证明第 12 号，户口簿注销页"}
WHY = "证明齐全，与公安信息一致。"


@pytest.fixture
def hands() -> Iterator[clockwork.Hands]:
    with clockwork.at(clock.now()) as hands:
        yield hands


def asked(officer: Actor = BAI) -> UUID:
    return rights.ask_closing(officer, name=makers.NAME, number=makers.a_number(), **SHOWN)


def test_nothing_changes_when_it_is_asked_and_she_is_written_to(lin: Actor) -> None:
    closing = asked()

    assert certificates.status_of(lin.person) is Status.VALID
    assert [job.args["event"]["closing_id"] for job in jobs("ask_whether_she_lives", lin)] == [
        str(closing)
    ]
    waiting = reads.open_closing(lin.person)
    assert waiting is not None
    assert waiting.due_at - waiting.asked_at == rules.OBJECT_WITHIN
    line = last_line(Action.CLOSING_ASK)
    assert (line.actor, line.subject) == (str(BAI.person), lin.person)


def test_another_officer_closes_it_and_her_key_is_destroyed(
    hands: clockwork.Hands, lin: Actor, hu: Actor
) -> None:
    query = makers.a_query(lin, hu)
    closing = asked()
    hands.move(rules.OBJECT_WITHIN)

    rights.close_record(CEN, closing_id=closing, words=WHY)

    assert identity.is_erased(lin.person)
    assert certificates.status_of(lin.person) == Status.VOID
    assert not DataKey.objects.filter(owner_id=lin.person, destroyed_at=None).exists()
    assert queries.asked_by(hu, query_id=query).state in {QueryState.DECLINED, QueryState.LAPSED}
    assert last_line(Action.CLOSING_DO).proof == f"closing:{closing}"
    kept = reads.closing(CEN, closing_id=closing)
    assert (kept.state, kept.evidence, kept.why) == (ClosingState.DONE, SHOWN["evidence"], WHY)


def test_what_she_served_ends_with_her(hands: clockwork.Hands, lin: Actor, hu: Actor) -> None:
    placement = makers_placements.confirmed(lin, hu)
    closing = asked()
    hands.move(rules.OBJECT_WITHIN)

    rights.close_record(CEN, closing_id=closing, words=WHY)

    row = Placement.objects.get(worker_id=lin.person, id=placement)
    assert row.state == PlacementState.ENDED
    assert row.over_at is not None


def test_she_lives_and_says_so(hands: clockwork.Hands, lin: Actor) -> None:
    closing = asked()

    rights.object_to_closing(lin)

    hands.move(rules.OBJECT_WITHIN)
    with pytest.raises(NotToBeClosed):
        rights.close_record(CEN, closing_id=closing, words=WHY)
    with pytest.raises(NothingToObject):
        rights.object_to_closing(lin)
    assert not identity.is_erased(lin.person)


def test_not_before_her_time_is_over_nor_by_whoever_took_it_in(
    hands: clockwork.Hands, lin: Actor
) -> None:
    closing = asked()
    hands.move(rules.OBJECT_WITHIN - timedelta(seconds=1))
    assert reads.closing(CEN, closing_id=closing).bar is ClosingBar.TOO_SOON
    with pytest.raises(NotToBeClosed):
        rights.close_record(CEN, closing_id=closing, words=WHY)

    hands.move(timedelta(seconds=1))

    for act in (rights.close_record, rights.refuse_closing):
        with pytest.raises(NotToBeClosed):
            act(BAI, closing_id=closing, words=WHY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Closing.objects.filter(id=closing).update(decided_by=BAI.person)


def test_refused_the_record_stays_as_it_is(lin: Actor) -> None:
    closing = asked()

    rights.refuse_closing(CEN, closing_id=closing, words="证明上的号码不是她的。")

    assert reads.closing(BAI, closing_id=closing).state is ClosingState.REFUSED
    assert certificates.status_of(lin.person) is Status.VALID
    assert asked() != closing


def test_asked_twice_it_is_one(lin: Actor) -> None:
    assert asked() == asked(CEN)


def test_an_officer_elsewhere_and_half_of_what_is_known_find_nobody(lin: Actor) -> None:
    elsewhere = an_officer("Far", region="510000")
    wrong: list[tuple[Actor, str, str]] = [
        (elsewhere, makers.NAME, makers.a_number()),
        (BAI, "林秀", makers.a_number()),
        (BAI, makers.NAME, makers.a_number(order=44)),
    ]
    for officer, name, number in wrong:
        with pytest.raises(NobodyToClose):
            rights.ask_closing(officer, name=name, number=number, **SHOWN)

    closing = asked()
    assert reads.closings(elsewhere) == []
    with pytest.raises(NotFound):
        rights.close_record(elsewhere, closing_id=closing, words=WHY)


def test_without_evidence_nothing_is_taken_in(lin: Actor) -> None:
    with pytest.raises(WordsMissing):
        rights.ask_closing(
            BAI, name=makers.NAME, number=makers.a_number(), kin="儿子", evidence=" "
        )


def test_officers_and_kin_are_shown_nothing_of_the_record(lin: Actor) -> None:
    makers_facts.arrives(lin, kinds.TRAINING, makers_facts.TRAINING, source="school")
    case = reads.closing(CEN, closing_id=asked())

    told = {name: getattr(case, name) for name in case.__slots__}
    assert set(told) == {
        *("id", "region", "state", "kin", "evidence", "why"),
        *("asked_at", "due_at", "ended_at", "bar", "is_mine"),
    }
    assert makers.NAME not in str(told)


def test_nobody_else_has_a_part_in_it(lin: Actor, hu: Actor) -> None:
    for somebody in (lin, hu):
        with pytest.raises(NotAllowed):
            asked(somebody)
    with pytest.raises(NotAllowed):
        rights.object_to_closing(hu)


def test_nothing_is_decided_about_her_facts_once_her_record_is_closed(
    hands: clockwork.Hands, lin: Actor
) -> None:
    correction = a_correction(lin)
    corrections.take(CEN, correction_id=correction)
    closing = asked()
    hands.move(rules.OBJECT_WITHIN)
    rights.close_record(CEN, closing_id=closing, words=WHY)

    with pytest.raises(Refusal):
        decide(CEN, correction, UPHOLD)


def test_a_restored_backup_closes_it_again() -> None:
    somebody = UUID(int=7)

    since = rules.since([(Action.CLOSING_DO.code, somebody)])

    assert since.erased == {somebody}
    assert rules.since([(Action.CLOSING_REFUSE.code, somebody)]).erased == frozenset()
