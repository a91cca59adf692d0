"""A source answers about its own fact: at once, late, twice, never, or without being asked."""

from datetime import timedelta
from uuid import UUID

import pytest

from jiaxin.facts.records import kinds
from jiaxin.flows.corrections import errands, reads, tasks
from jiaxin.flows.corrections import services as corrections
from jiaxin.flows.corrections.errors import CorrectionMoved, NeverAsked
from jiaxin.flows.corrections.models import Ruling
from jiaxin.flows.corrections.ports import Answer, NoLine, Reply
from jiaxin.flows.corrections.rules import Finding, Remedy, State
from jiaxin.ground import clock
from jiaxin.ground.errors import SourceUnreachable
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from tests import clockwork, makers_facts
from tests.evidence import last_line
from tests.makers_corrections import (
    BAI,
    RIGHT,
    SCHOOL,
    WHY,
    WORDS,
    FakeSource,
    a_training,
    asked,
    decide,
    filed,
    row_of,
)
from tests.makers_corrections import DISMISS as OFFICER_DISMISSES

pytestmark = pytest.mark.django_db
RECEIVED = Reply("message-1")
UPHELD = Answer(Finding.UPHELD, WHY, Remedy.CHANGED, RIGHT)
DISMISSED = Answer(Finding.DISMISSED, "签到表上是 80 课时。")
_SYSTEM = Actor.system("exchange")


@pytest.fixture
def correction(lin: Actor) -> UUID:
    return filed(lin, a_training(lin))


@service(Action.MESSAGE_APPLY)
def _pushed(actor: Actor, /, *, source: str, correction: UUID, answer: Answer) -> None:
    about(correction)
    corrections.take_late_answer(
        actor, source=source, correction_id=correction, answer=answer, evidence="message-2"
    )


def pushed(correction: UUID, answer: Answer, *, source: str = SCHOOL) -> None:
    """The answer comes later, by a message of the source's own."""
    _pushed(_SYSTEM, source=source, correction=correction, answer=answer)


def test_the_source_is_asked_about_its_own_row_and_no_more(correction: UUID, lin: Actor) -> None:
    source = asked(correction, FakeSource(RECEIVED))

    [question] = source.asked
    assert (question.source, question.correction, question.kind) == (
        SCHOOL,
        str(correction),
        kinds.TRAINING,
    )
    assert dict(question.row) == makers_facts.TRAINING
    assert question.words == WORDS
    assert set(question.who) == {"number", "name"}
    assert row_of(correction).state == State.FORWARDED
    assert reads.own(lin)[0].forwarded_at is not None


def test_an_answer_given_at_once_decides(correction: UUID, lin: Actor) -> None:
    asked(correction, FakeSource(Reply("message-1", UPHELD)))

    assert row_of(correction).state == State.UPHELD
    known = makers_facts.the(lin, kinds.TRAINING)
    assert (known.content, known.source, known.disputed_at) == (RIGHT, SCHOOL, None)
    [ruling] = reads.own(lin)[0].rulings
    assert (ruling.source, ruling.words) == (SCHOOL, WHY)
    assert last_line(Action.CORRECTION_ANSWER).subject == lin.person


def test_without_a_line_to_it_an_officer_decides(correction: UUID) -> None:
    asked(correction, FakeSource(NoLine.DOES_NOT_TAKE))

    assert row_of(correction).state == State.AT_DESK
    assert [row.id for row in reads.queue(BAI)] == [correction]


def test_a_source_that_is_down_is_asked_again_in_the_morning(correction: UUID) -> None:
    source = FakeSource(SourceUnreachable("down"))
    with pytest.raises(SourceUnreachable):
        asked(correction, source)
    assert row_of(correction).state == State.FILED

    source.reply = RECEIVED
    tasks.remind_the_sources()
    tasks.remind_the_sources()

    assert row_of(correction).state == State.FORWARDED
    assert [question.correction for question in source.asked] == [str(correction)] * 3


def test_a_source_that_stays_down_loses_it_to_an_officer_after_two_days(correction: UUID) -> None:
    with pytest.raises(SourceUnreachable):
        asked(correction, FakeSource(SourceUnreachable("down")))
    day = clock.start_of(row_of(correction).forward_by) + timedelta(hours=9)

    with clockwork.at(day) as hands:
        tasks.keep_the_clocks()
        assert row_of(correction).state == State.FILED
        hands.move(timedelta(days=1))
        tasks.keep_the_clocks()

    assert row_of(correction).state == State.AT_DESK


def test_a_source_that_never_answers_loses_it_when_it_is_due(correction: UUID, lin: Actor) -> None:
    asked(correction, FakeSource(RECEIVED))
    due = clock.start_of(row_of(correction).due_on) + timedelta(hours=9)

    with clockwork.at(due) as hands:
        tasks.keep_the_clocks()
        assert row_of(correction).state == State.FORWARDED
        hands.move(timedelta(days=1))
        tasks.keep_the_clocks()

        row = row_of(correction)
        assert (row.state, row.late_at is not None) == (State.AT_DESK, True)
        [listed] = reads.queue(BAI)
        assert listed.late_at is not None
        with pytest.raises(CorrectionMoved):
            pushed(correction, UPHELD)
        assert decide(BAI, correction, OFFICER_DISMISSES) is State.DISMISSED


def test_a_late_answer_by_message_decides(correction: UUID, lin: Actor) -> None:
    asked(correction, FakeSource(RECEIVED))

    pushed(correction, DISMISSED)

    assert row_of(correction).state == State.DISMISSED
    assert makers_facts.the(lin, kinds.TRAINING).disputed_at is None


def test_an_answer_that_comes_twice_decides_once(correction: UUID) -> None:
    asked(correction, FakeSource(RECEIVED))
    pushed(correction, DISMISSED)

    with pytest.raises(CorrectionMoved):
        pushed(correction, UPHELD)

    assert Ruling.objects.count() == 1


def test_an_answer_to_what_was_never_asked_is_none(correction: UUID, lin: Actor) -> None:
    with pytest.raises(NeverAsked):
        pushed(correction, UPHELD)  # filed, but not forwarded yet
    asked(correction, FakeSource(RECEIVED))

    with pytest.raises(NeverAsked):
        pushed(new_id(), UPHELD)
    with pytest.raises(NeverAsked):
        pushed(correction, UPHELD, source="another")

    assert makers_facts.the(lin, kinds.TRAINING).version == 1


def test_an_answer_about_what_has_changed_is_for_a_person(correction: UUID, lin: Actor) -> None:
    asked(correction, FakeSource(RECEIVED))
    a_training(lin, hours=90)

    pushed(correction, UPHELD)

    assert row_of(correction).state == State.AT_DESK
    assert makers_facts.the(lin, kinds.TRAINING).content["hours"] == 90


def test_an_answer_after_she_took_it_back_changes_nothing(correction: UUID, lin: Actor) -> None:
    asked(correction, FakeSource(RECEIVED))
    corrections.withdraw(lin, correction_id=correction)

    with pytest.raises(CorrectionMoved):
        pushed(correction, UPHELD)

    assert makers_facts.the(lin, kinds.TRAINING).version == 1


def test_a_withdrawn_correction_is_not_asked_about(correction: UUID, lin: Actor) -> None:
    corrections.withdraw(lin, correction_id=correction)

    source = asked(correction, FakeSource(RECEIVED))

    assert source.asked == []


def test_the_desk_that_is_late_is_marked_once(correction: UUID, lin: Actor) -> None:
    asked(correction)
    with clockwork.at(clock.start_of(row_of(correction).due_on) + timedelta(days=1, hours=9)):
        tasks.keep_the_clocks()
        tasks.keep_the_clocks()

        assert reads.own(lin)[0].late_at is not None
        assert reads.to_move_on(clock.today()) == []
    errands.join(papers=None, sources=None)
