"""The officers' part: take a correction, open it, decide it, take more time, close it for kin."""

from datetime import timedelta
from uuid import UUID

from jiaxin.flows.corrections import files, reads, rules
from jiaxin.flows.corrections.errors import (
    CorrectionMoved,
    FactMoved,
    MayNotDecide,
    MoreTimeTaken,
    NotYours,
    TakenByOther,
)
from jiaxin.flows.corrections.files import CorrectionFile
from jiaxin.flows.corrections.models import Correction, OfficerLook
from jiaxin.flows.corrections.rules import ON_DESK, WAITING, State
from jiaxin.flows.corrections.services.keeping import hold, item_of, keep, move, note_look, tell
from jiaxin.flows.corrections.services.settling import Decision, settle
from jiaxin.flows.vetting import plain
from jiaxin.flows.vetting.rules import is_held
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service, spend
from jiaxin.trust.access.limits import Limit

# An officer decides a score a day; whoever opens many is looking around.
_OPENED_A_DAY = Limit("corrections.open", 120, timedelta(days=1))


@service(Action.CORRECTION_TAKE)
def take(actor: Actor, /, *, correction_id: UUID) -> None:
    """Take it: from now on this officer, and no other, may open it."""
    row = _locked(actor, correction_id)
    if (bar := rules.bar_to(reads.matter_of(row), actor.person)) is not None:
        raise MayNotDecide(bar=bar)
    if _is_held_by_another(row, actor):
        raise TakenByOther
    if row.taken_by != actor.person:
        row.taken_by, row.taken_at = actor.person, clock.now()
        keep(actor, row=row)


@service(Action.CORRECTION_TAKE)
def hand_back(actor: Actor, /, *, correction_id: UUID) -> None:
    """Give it back to the list."""
    row = _mine(actor, correction_id)
    row.taken_by = row.taken_at = None
    keep(actor, row=row)


@service(Action.CORRECTION_OPEN)
def open_file(actor: Actor, /, *, correction_id: UUID) -> CorrectionFile:
    """Open one that was taken: the disputed fact and nothing else; on its subject's page too."""
    row = _mine(actor, correction_id)
    spend(_OPENED_A_DAY, str(actor.person))
    item = item_of(actor, row=row, reader=actor.person)
    note_look(actor, subject=row.subject_id, correction=row.id)
    about(row.subject_id, proof=f"correction:{row.id}", line=row.line, version=item.version)
    return files.assemble(row, item)


@service(Action.CORRECTION_OPEN)
def open_page(actor: Actor, /, *, correction_id: UUID, enclosure_id: UUID, number: int) -> bytes:
    """Open one page that was attached."""
    row = _mine(actor, correction_id)
    about(row.subject_id, correction=row.id, enclosure=enclosure_id, page=number)
    return reads.page_of(row.subject_id, row.id, enclosure_id, number)


@service(Action.CORRECTION_DECIDE)
def decide(
    actor: Actor, /, *, correction_id: UUID, seen: State, version: int, decision: Decision
) -> State:
    """Decide it with reasons, on the fact as this officer saw it: by one person, once."""
    row = _mine(actor, correction_id)
    if row.state != seen:
        raise CorrectionMoved
    if (bar := rules.bar_to(reads.matter_of(row), actor.person)) is not None:
        raise MayNotDecide(bar=bar)
    if item_of(actor, row=row, reader=actor.person).version != version:
        raise FactMoved
    ruled = Decision(
        finding=decision.finding,
        words=decision.words,
        source=row.desk,
        remedy=decision.remedy,
        content=decision.content,
        officer=actor.person,
    )
    return settle(actor, row=row, decision=ruled)


@service(Action.CORRECTION_DECIDE)
def take_more_time(actor: Actor, /, *, correction_id: UUID, words: str) -> None:
    """Three more working days, once an instance, with a reason that its subject reads."""
    row = _mine(actor, correction_id)
    if row.more_why is not None:
        raise MoreTimeTaken
    row.more_why = plain.words(words)
    row.due_on, row.late_at = rules.due_on(row.begun_on, more=True), None
    keep(actor, row=row)
    tell(actor, row=row)


@service(Action.CORRECTION_DECIDE)
def close(actor: Actor, /, *, correction_id: UUID, words: str) -> None:
    """Its subject has died, and her kin ask for it: nothing is decided, the mark goes."""
    row = _mine(actor, correction_id)
    row.closed_why = plain.words(words)
    move(actor, row=row, then=State.CLOSED)


def _locked(actor: Actor, correction_id: UUID) -> Correction:
    """The correction, if it lies at this officer's desk and in her region; its subject held."""
    subject = reads.subject_on(actor, correction_id=correction_id)
    about(subject, correction=correction_id)
    hold(actor, about=reads.about_of(subject, correction_id), subject=subject)
    return reads.for_update(subject, correction_id)


def _mine(actor: Actor, correction_id: UUID) -> Correction:
    row = _locked(actor, correction_id)
    if row.taken_by != actor.person:
        raise CorrectionMoved if _was_mine(actor, row) else NotYours
    if State(row.state) not in ON_DESK & WAITING:
        raise CorrectionMoved
    return row


def _was_mine(actor: Actor, row: Correction) -> bool:
    """Whether this officer had it: then it has moved on, which is another thing to be told."""
    looks = OfficerLook.objects.filter(subject_id=row.subject_id, correction_id=row.id)
    return looks.filter(officer=actor.person).exists()


def _is_held_by_another(row: Correction, actor: Actor) -> bool:
    if row.taken_by in {None, actor.person} or row.taken_at is None:
        return False
    return is_held(clock.day_of(row.taken_at), clock.today())
