"""The source's part: it is asked about its own fact, and its answer decides the first instance."""

from uuid import UUID

from jiaxin.facts.firms import reads as firms
from jiaxin.flows.corrections import reads, rules
from jiaxin.flows.corrections.errors import CorrectionMoved, NeverAsked
from jiaxin.flows.corrections.models import Correction
from jiaxin.flows.corrections.ports import Answer, Question
from jiaxin.flows.corrections.rules import AT_SOURCE, About, Finding, State
from jiaxin.flows.corrections.services.keeping import hold, item_of, keep, move, tell
from jiaxin.flows.corrections.services.settling import Decision, settle
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service, step
from jiaxin.trust.identity import reads as identity


@service(Action.CORRECTION_FORWARD)
def put_question(actor: Actor, /, *, subject: UUID, correction_id: UUID) -> Question | None:
    """What its source is asked; None where nothing is to be asked any more."""
    row = _held(actor, subject, correction_id)
    if State(row.state) not in AT_SOURCE:
        return None
    item = item_of(actor, row=row, reader=None)
    about(subject, proof=f"correction:{row.id}", source=row.source)
    return Question(
        source=row.source,
        correction=str(row.id),
        who=_who(row),
        kind=row.kind,
        row=item.content,
        claim=row.claim,
        words=row.words,
        due_on=row.due_on,
    )


@service(Action.CORRECTION_FORWARD)
def note_forwarded(actor: Actor, /, *, subject: UUID, correction_id: UUID, evidence: str) -> None:
    """The source has it. Asked again, it has it still."""
    row = _held(actor, subject, correction_id)
    if State(row.state) is not State.FILED:
        return
    row.forwarded_at, row.forwarded_in = clock.now(), evidence
    move(actor, row=row, then=State.FORWARDED)
    tell(actor, row=row)


@service(Action.CORRECTION_FORWARD)
def to_desk(actor: Actor, /, *, subject: UUID, correction_id: UUID) -> None:
    """There is no source to ask: an officer decides."""
    row = _held(actor, subject, correction_id)
    if State(row.state) is State.FILED:
        row.forwarded_at = clock.now()
        move(actor, row=row, then=State.AT_DESK)
        tell(actor, row=row)


@service(Action.CORRECTION_ANSWER)
def take_answer(
    actor: Actor, /, *, subject: UUID, correction_id: UUID, answer: Answer, evidence: str
) -> None:
    """The source's answer to the question, given at once."""
    row = _held(actor, subject, correction_id)
    if State(row.state) in AT_SOURCE:
        _answered(actor, row, answer, evidence)


@step
def take_late_answer(
    actor: Actor, /, *, source: str, correction_id: UUID, answer: Answer, evidence: str
) -> None:
    """The source's answer, sent later; refused to whoever was never asked, or asks too late."""
    subject = reads.subject_by_id(correction_id)
    if subject is None:
        raise NeverAsked
    row = _held(actor, subject, correction_id)
    if row.source != source or row.forwarded_at is None:
        raise NeverAsked
    if State(row.state) not in AT_SOURCE:
        raise CorrectionMoved
    _answered(actor, row, answer, evidence)


@service(Action.CORRECTION_AGE)
def move_on(actor: Actor, /, *, correction_id: UUID) -> None:
    """A clock ran out: the source has had its time, or the desk is late and marked as such."""
    subject = reads.subject_by_id(correction_id)
    if subject is None:
        raise NotFound
    row = _held(actor, subject, correction_id)
    today, state = clock.today(), State(row.state)
    if rules.goes_to_desk(state, forward_by=row.forward_by, due_on=row.due_on, today=today):
        move(actor, row=row, then=State.AT_DESK)
    if rules.is_late(State(row.state), due_on=row.due_on, today=today) and row.late_at is None:
        row.late_at = clock.now()
        keep(actor, row=row)
    if row.late_at is not None or State(row.state) is not state:
        tell(actor, row=row)


def _answered(actor: Actor, row: Correction, answer: Answer, evidence: str) -> None:
    item = item_of(actor, row=row, reader=None)
    content = None if answer.content is None else dict(answer.content)
    if answer.finding is Finding.UPHELD and item.version_id != row.fact_version:
        # It answers about what is no longer there: a person looks at what is.
        row.forwarded_at = row.forwarded_at or clock.now()
        move(actor, row=row, then=State.AT_DESK)
        tell(actor, row=row)
        return
    row.forwarded_at = row.forwarded_at or clock.now()
    decision = Decision(
        finding=answer.finding,
        words=answer.words,
        source=row.source,
        remedy=answer.remedy,
        content=content,
        evidence=evidence,
    )
    settle(actor, row=row, decision=decision)


def _held(actor: Actor, subject: UUID, correction_id: UUID) -> Correction:
    about(subject, correction=correction_id)
    hold(actor, about=reads.about_of(subject, correction_id), subject=subject)
    return reads.for_update(subject, correction_id)


def _who(row: Correction) -> dict[str, str]:
    if About(row.about) is About.FIRM:
        return {"code": firms.whose(row.subject_id).code}
    person = identity.known_person(Actor.system("corrections"), worker=row.subject_id)
    return {"number": person.number, "name": person.name}
