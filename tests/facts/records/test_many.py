"""Facts of many at once: what comes of them is what comes of them one by one."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaxin.facts.records import kinds, reads
from jiaxin.facts.records import services as records
from jiaxin.facts.records.errors import NotFromThere, Unsigned
from jiaxin.facts.records.events import FactArrived
from jiaxin.facts.records.rules import Came
from jiaxin.facts.records.services import NewFact, Outcome, many
from jiaxin.facts.records.services.many import Incoming, Origin
from jiaxin.ground import clock
from jiaxin.ground.events import SUBSCRIBERS, laid_down
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from jiaxin.trust.access.roles import Role
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests.makers_facts import EXAM, TRAINING

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("test")
BASE = datetime(2026, 11, 20, 8, tzinfo=UTC)


@service(Action.BACKGROUND_ADMIT)
def receive_many(actor: Actor, /, *, origin: Origin, facts: list[Incoming]) -> list[Outcome | None]:
    """The step in a service, as the exchange opens one."""
    about(facts[0].worker)
    return many.receive_many(actor, origin=origin, facts=facts)


@service(Action.BACKGROUND_ADMIT)
def receive_one(actor: Actor, /, *, fact: NewFact) -> Outcome:
    about(fact.worker)
    return records.receive(actor, fact=fact).outcome


def an_origin(kind: str = "training", source: str = "school") -> Origin:
    return Origin(kind, source, Came.BATCH, "message-1", signed_by="hospital")


def incoming(worker: UUID, said: dict[str, Any], at: datetime, kind: str = "training") -> Incoming:
    return Incoming(worker, kinds.of(kind).read(said, clock.today()), at)


def standing(worker: Actor) -> list[tuple[Any, ...]]:
    """Her facts as they stand, apart from ids and moments of admission."""
    facts = reads.facts(reads.own_record(worker))
    return sorted(
        (one.kind, one.version, str(one.content), one.source, one.checked_at, one.stands.word)
        for one in facts
        if one.kind not in {"identity", "background"}
    )


def test_many_workers_facts_are_taken_in_under_their_own_consents(outside: makers.Outside) -> None:
    lin = makers.a_worker()
    mei = makers.a_worker(phone="13800138001", number=makers.a_number(order=4))
    gone = makers.a_worker(phone="13800138002", number=makers.a_number(order=6))
    consent.withdraw(gone, consent_id=consents.in_force(gone.person)[Kind.PLATFORM].id)

    outcomes = receive_many(
        SYSTEM,
        origin=an_origin(),
        facts=[incoming(one.person, TRAINING, BASE) for one in (lin, gone, mei)],
    )

    assert outcomes == [Outcome.NEW, None, Outcome.NEW]
    assert len(standing(lin)) == len(standing(mei)) == 1
    assert standing(gone) == []


def test_a_kind_with_a_consent_of_its_own_needs_it(lin: Actor) -> None:
    facts = [incoming(lin.person, EXAM, BASE, "exam")]
    assert receive_many(SYSTEM, origin=an_origin("exam"), facts=facts) == [None]

    makers.agree(lin, Kind.HEALTH)

    assert receive_many(SYSTEM, origin=an_origin("exam"), facts=facts) == [Outcome.NEW]


def test_a_kind_that_must_be_signed_is_not_taken_unsigned(lin: Actor) -> None:
    origin = Origin("exam", "hospital", Came.BATCH, "message-1")

    with pytest.raises(Unsigned):
        receive_many(SYSTEM, origin=origin, facts=[incoming(lin.person, EXAM, BASE, "exam")])


def test_a_kind_comes_only_from_where_it_may(lin: Actor) -> None:
    origin = Origin("skill", "school", Came.ENTERED, "message-1")

    with pytest.raises(NotFromThere):
        receive_many(SYSTEM, origin=origin, facts=[incoming(lin.person, TRAINING, BASE)])


def test_what_lies_in_the_table_opens_for_its_row_only(lin: Actor) -> None:
    receive_many(SYSTEM, origin=an_origin(), facts=[incoming(lin.person, TRAINING, BASE)])

    [fact] = [one for one in reads.facts(reads.own_record(lin)) if one.kind == "training"]
    assert fact.content == TRAINING
    assert fact.said.hours == TRAINING["hours"]


def test_each_new_fact_is_announced(lin: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    monkeypatch.setattr(many, "announce_all", told.extend)
    facts = [
        incoming(lin.person, TRAINING, BASE),
        incoming(lin.person, {**TRAINING, "course": "收纳"}, BASE),
    ]

    receive_many(SYSTEM, origin=an_origin(), facts=facts)

    assert [type(event) for event in told] == [FactArrived, FactArrived]
    assert {laid_down(event)["worker_id"] for event in told} == {str(lin.person)}
    assert SUBSCRIBERS is not None


def test_a_source_that_contradicts_itself_is_told_apart_from_one_that_is_late(lin: Actor) -> None:
    no = {**TRAINING, "passed": False}
    receive_many(
        SYSTEM, origin=an_origin("skill"), facts=[incoming(lin.person, SKILL, BASE, "skill")]
    )

    outcomes = receive_many(
        SYSTEM,
        origin=an_origin("skill"),
        facts=[
            incoming(lin.person, {**SKILL, "level": "two"}, BASE, "skill"),
            incoming(lin.person, {**SKILL, "level": "two"}, BASE - timedelta(days=1), "skill"),
            incoming(lin.person, SKILL, BASE, "skill"),
        ],
    )

    assert outcomes == [Outcome.CONTRADICTS, Outcome.LATE, Outcome.LATE]
    assert no


def test_her_own_word_is_confirmed_by_the_body_that_says_the_same(lin: Actor) -> None:
    records.enter(lin, kind="training", content=TRAINING)

    outcomes = receive_many(
        SYSTEM, origin=an_origin(), facts=[incoming(lin.person, TRAINING, clock.now())]
    )

    assert outcomes == [Outcome.AGREED]
    [row] = standing(lin)
    assert row[-1] == "confirmed"


SKILL = {
    "trade": "maternity_care",
    "level": "three",
    "certificate_no": "2333010600123",
    "issuer": "某评价中心",
    "on": "2023-08-15",
}
STORY = st.lists(
    st.tuples(
        st.sampled_from(["one", "two"]),
        st.sampled_from(["three", "two", "one"]),
        st.integers(0, 4),
        st.sampled_from(["school", "centre"]),
    ),
    min_size=1,
    max_size=7,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(story=STORY, cut=st.integers(0, 7))
def test_any_story_ends_the_same_told_at_once_or_row_by_row(
    lin: Actor, story: list[tuple[str, str, int, str]], cut: int
) -> None:
    mei = _another()
    rows = [
        ({**SKILL, "certificate_no": number, "level": level}, BASE + timedelta(hours=hour), source)
        for number, level, hour, source in story
    ]
    _forget(lin, mei)
    for said, at, source in rows:
        fact = NewFact(mei, "skill", said, source, Came.BATCH, at, "message-1")
        receive_one(SYSTEM, fact=fact)
    for part in (rows[:cut], rows[cut:]):
        for source in dict.fromkeys(source for _, _, source in part):
            facts = [incoming(lin.person, said, at, "skill") for said, at, s in part if s == source]
            receive_many(SYSTEM, origin=an_origin("skill", source), facts=facts)

    assert _lines(lin.person) == _lines(mei)


def _another() -> UUID:
    from jiaxin.trust.identity.models import Worker  # noqa: PLC0415 — found again by each example

    others = Worker.objects.filter(proven_at__isnull=False).order_by("joined_at")
    if len(others) < 2:
        makers.a_worker(phone="13800138009", number=makers.a_number(order=10))
        others = others.all()
    return others[1].id


def _lines(worker: UUID) -> list[tuple[Any, ...]]:
    from jiaxin.facts.records.models import Fact, Sighting  # noqa: PLC0415 — as above

    proof = reads.own_record(Actor(role=Role.WORKER, id=worker))
    seen = {row.line: row.checked_at for row in Sighting.objects.filter(worker_id=worker)}
    rows = Fact.sealed.under(proof).filter(kind="skill")
    return sorted(
        (str(row.content), row.source, row.version, row.checked_at, str(seen.get(row.line)))
        for row in rows
    )


def _forget(*workers: Any) -> None:
    from django.db import connection  # noqa: PLC0415 — as above

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_fact WHERE kind = 'skill'")
        cursor.execute("DELETE FROM records_sighting WHERE evidence = 'message-1'")
