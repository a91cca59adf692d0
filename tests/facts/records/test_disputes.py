"""A disputed fact: its mark on every version, and what a decided correction makes of it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.errors import NotToAnswer, UnfitFact
from jiaxin.facts.records.rules import Came, Confirmation
from jiaxin.facts.records.services import Outcome, disputes
from jiaxin.facts.records.services import many as records_many
from jiaxin.facts.records.services.many import Incoming, Origin
from jiaxin.ground import clock
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from tests import clockwork, makers_facts
from tests.makers_facts import EMPLOYMENT, FIRM, SKILL, the

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("corrections")


@service(Action.CORRECTION_AGE)
def _marked(actor: Actor, /, *, worker: UUID, line: UUID, disputed: bool) -> None:
    about(worker)
    put = disputes.mark_disputed if disputed else disputes.mark_settled
    put(actor, worker=worker, line=line)


@service(Action.CORRECTION_AGE)
def _corrected(
    actor: Actor, /, *, worker: UUID, line: UUID, version: int, content: dict[str, Any] | None
) -> None:
    about(worker)
    disputes.correct(
        actor,
        worker=worker,
        line=line,
        version=version,
        content=content,
        source="commerce",
        correction=new_id(),
    )


@service(Action.FACT_TAKE)
def _received(actor: Actor, /, *, worker: UUID, content: Any) -> list[Outcome | None]:
    about(worker)
    origin = Origin(kind=kinds.SKILL, source="rating", came=Came.BATCH, evidence="ev-2")
    fact = Incoming(worker, kinds.of(kinds.SKILL).stored(content), clock.now())
    return records_many.receive_many(actor, origin=origin, facts=[fact])


def rated(lin: Actor, **changed: Any) -> UUID:
    content = SKILL | changed
    return makers_facts.arrives(lin, kinds.SKILL, content, source="rating", came=Came.BATCH).line


@pytest.fixture
def tomorrow(lin: Actor) -> Iterator[clockwork.Hands]:
    with clockwork.at(clock.now() + timedelta(hours=20)) as hands:
        yield hands


def test_the_mark_stands_on_every_version_and_goes_again(lin: Actor) -> None:
    line = rated(lin)
    rated(lin, level="two")

    _marked(SYSTEM, worker=lin.person, line=line, disputed=True)
    marked = [known.disputed_at for known in records.history(records.own_record(lin), line)]
    _marked(SYSTEM, worker=lin.person, line=line, disputed=False)

    assert None not in marked
    assert the(lin, kinds.SKILL).disputed_at is None


def test_a_version_that_comes_meanwhile_carries_the_mark_by_either_way(lin: Actor) -> None:
    line = rated(lin)
    _marked(SYSTEM, worker=lin.person, line=line, disputed=True)
    with clockwork.at(clock.now() + timedelta(minutes=1)) as hands:
        rated(lin, level="two")
        assert the(lin, kinds.SKILL).disputed_at is not None
        hands.move(timedelta(minutes=1))

        assert _received(SYSTEM, worker=lin.person, content=SKILL) == [Outcome.CHANGED]

    assert the(lin, kinds.SKILL).disputed_at is not None


def test_a_corrected_number_is_known_by_the_wrong_one_too(
    lin: Actor, tomorrow: clockwork.Hands
) -> None:
    line = rated(lin)
    right = SKILL | {"certificate_no": "2333010600999"}
    _corrected(SYSTEM, worker=lin.person, line=line, version=1, content=right)
    tomorrow.move(timedelta(hours=1))

    again = makers_facts.arrives(lin, kinds.SKILL, SKILL, source="rating", came=Came.BATCH)
    many = _received(SYSTEM, worker=lin.person, content=SKILL)

    assert (again.outcome, many) == (Outcome.JUDGED, [Outcome.JUDGED])
    assert the(lin, kinds.SKILL).content == right


def test_another_body_keeps_its_own_line(lin: Actor, tomorrow: clockwork.Hands) -> None:
    line = rated(lin)
    _corrected(SYSTEM, worker=lin.person, line=line, version=1, content=SKILL | {"level": "two"})

    other = makers_facts.arrives(lin, kinds.SKILL, source="another", came=Came.BATCH)

    assert other.line != line


def test_struck_it_counts_for_nothing_and_stays_so(lin: Actor, tomorrow: clockwork.Hands) -> None:
    line = rated(lin)
    _corrected(SYSTEM, worker=lin.person, line=line, version=1, content=None)
    tomorrow.move(timedelta(hours=1))

    many = _received(SYSTEM, worker=lin.person, content=SKILL)

    assert many == [Outcome.JUDGED]
    assert the(lin, kinds.SKILL).stands.word is Confirmation.WITHDRAWN
    light = records.enlightening(records.light_only(lin.person), clock.today())
    assert light.work == frozenset()


def test_what_a_firm_said_needs_no_further_yes_of_hers(lin: Actor) -> None:
    line = makers_facts.arrives(lin, kinds.EMPLOYMENT, EMPLOYMENT, source=FIRM).line
    right = EMPLOYMENT | {"until": "2024-03-31"}

    _corrected(SYSTEM, worker=lin.person, line=line, version=1, content=right)

    known = the(lin, kinds.EMPLOYMENT)
    assert (known.content, known.stands.word) == (right, Confirmation.CONFIRMED)


def test_an_older_version_or_an_unfit_content_is_refused(lin: Actor) -> None:
    line = rated(lin)

    with pytest.raises(NotToAnswer):
        _corrected(SYSTEM, worker=lin.person, line=line, version=2, content=SKILL)
    with pytest.raises(UnfitFact):
        _corrected(SYSTEM, worker=lin.person, line=line, version=1, content={"level": "x"})
