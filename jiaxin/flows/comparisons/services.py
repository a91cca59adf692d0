"""The comparison's verbs: begin or go on, ask about a slice, take a change in, settle, end.

Each slice leaves two lines in the trail: one before names leave (who was asked about, as a digest)
and one with what came of it. A worker has a line of her own only where her answer changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records_reads
from jiaxin.facts.records import services as records
from jiaxin.facts.records.events import BackgroundAnswered
from jiaxin.facts.records.ports import BackgroundWord
from jiaxin.facts.records.proofs import ComparisonRun
from jiaxin.facts.records.rules import Came
from jiaxin.facts.records.services import Outcome
from jiaxin.flows.comparisons import rules
from jiaxin.flows.comparisons.errors import RunTakenOver
from jiaxin.flows.comparisons.events import AnswerChanged
from jiaxin.flows.comparisons.models import Missed, Run, Slice
from jiaxin.flows.comparisons.rules import RunState, Span, Unanswered
from jiaxin.ground import clock
from jiaxin.ground.events import announce
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, grounds, look_again, service
from jiaxin.trust.consent import many as consents
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import many as people
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.many import SealedPerson

_OURS = "SELECT 1 FROM comparisons_run WHERE id = %s AND holder = %s AND state = %s FOR SHARE"


@dataclass(frozen=True, slots=True)
class Held:
    """A run in the hands of one process."""

    run: UUID
    holder: UUID
    started_at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """A slice whose people may be asked about now, still sealed; and the proof to compare them."""

    held: Held
    span: Span
    at: datetime
    people: Sequence[SealedPerson]
    proof: ComparisonRun


@dataclass(frozen=True, slots=True)
class Said:
    """What the source said of the slice as a whole."""

    at: datetime
    window_from: date | None = None
    window_to: date | None = None
    evidence: str = ""
    never_asked: int = 0


@service(Action.COMPARISON_BEGIN)
def begin(actor: Actor, /, *, holder: UUID) -> Held:
    """Go on with the run that was broken off, or begin one. From now on it is this holder's."""
    now = clock.now()
    run = Run.objects.select_for_update().filter(state=RunState.RUNNING).first()
    if run is not None and not rules.goes_on(run.started_at, now):
        run.state, run.ended_at = RunState.GIVEN_UP, now
        run.save(update_fields=["state", "ended_at"])
        run = None
    if run is None:
        run = Run.objects.create(state=RunState.RUNNING, started_at=now, holder=holder, held_at=now)
    else:
        run.holder, run.held_at = holder, now
        run.save(update_fields=["holder", "held_at"])
    grounds(f"comparison:{run.id}", holder=holder)
    return Held(run.id, holder, run.started_at)


@service(Action.COMPARISON_ASK)
def ask(actor: Actor, /, *, held: Held, span: Span) -> Asked:
    """Who of a slice may be asked about at this moment. Nothing of them has left when this ends."""
    _still_ours(held)
    now = clock.now()
    proven = people.proven_between(actor, after=span.after, upto=span.upto, at=now)
    agreed = consents.agreed_between(
        after=span.after, upto=span.upto, kind=Kind.BACKGROUND, since=now, until=now
    )
    members = frozenset(row.worker for row in proven if row.worker in agreed)
    _note_asked(held, span, len(members), now)
    grounds(
        f"comparison:{held.run}",
        slice=span.ordinal,
        after=span.after,
        upto=span.upto,
        asked=len(members),
        members=rules.digest_of(members),
    )
    return Asked(held, span, now, proven, ComparisonRun(held.run, members, now))


@service(Action.COMPARISON_CHANGE)
def change(
    actor: Actor,
    /,
    *,
    asked: Asked,
    worker: UUID,
    word: BackgroundWord,
    said: Said,
) -> bool:
    """Take in an answer that differs: version, line, message and case, all of them or none.

    False, and her record stays as it is, where she took her authorisation back in the meantime.
    """
    about(worker, proof=asked.proof.reference, evidence=said.evidence, word=word)
    _still_ours(asked.held)
    identity.hold(actor, worker=worker)
    if not consents.agreed_throughout(
        worker, kind=Kind.BACKGROUND, since=asked.at, until=clock.now()
    ):
        return False
    fact = records.NewFact(
        worker=worker,
        kind=kinds.BACKGROUND,
        content={"word": word.value},
        source=records_reads.POLICE,
        came=Came.DAILY,
        checked_at=rules.answered(asked.at, said.at, clock.now()),
        evidence=said.evidence,
        window_from=said.window_from,
        window_to=said.window_to,
    )
    admitted = records.admit(actor, fact=fact)
    if admitted.outcome is Outcome.CHANGED:
        announce(AnswerChanged(worker_id=worker, fact_id=admitted.id))
    announce(BackgroundAnswered(worker_id=worker))
    look_again(*topics_of("worker", worker))
    return admitted.outcome in {Outcome.NEW, Outcome.CHANGED}


@service(Action.COMPARISON_SETTLE)
def settle(
    actor: Actor,
    /,
    *,
    asked: Asked,
    said: Said,
    missed: Mapping[str, Unanswered],
    changed: int,
) -> int:
    """The slice is answered: it now counts for all in it who are still authorised. How many."""
    _still_ours(asked.held)
    span, now = asked.span, clock.now()
    agreed = consents.agreed_between(
        after=span.after, upto=span.upto, kind=Kind.BACKGROUND, since=asked.at, until=now
    )
    answered = asked.proof.workers - missed.keys()
    compared = answered & agreed
    row = Slice.objects.get(run_id=asked.held.run, ordinal=span.ordinal)
    row.settled_at, row.answered_at = now, rules.answered(asked.at, said.at, now)
    row.compared, row.changed, row.missed = len(compared), changed, len(missed)
    row.dropped, row.never_asked = len(answered) - len(compared), said.never_asked
    row.evidence, row.window_from, row.window_to = said.evidence, said.window_from, said.window_to
    row.save()
    Missed.objects.bulk_create(
        [
            Missed(worker_id=UUID(worker), run_id=row.run_id, ordinal=span.ordinal, why=why, at=now)
            for worker, why in missed.items()
        ]
    )
    if asked.proof.workers:
        records.note_answer(actor, source=records_reads.POLICE)
    grounds(
        asked.proof.reference,
        slice=span.ordinal,
        evidence=said.evidence,
        changed=changed,
        missed=len(missed),
        members=rules.digest_of(compared),
    )
    return len(compared)


@service(Action.COMPARISON_PAUSE)
def pause(actor: Actor, /, *, held: Held) -> None:
    """The source did not answer, or could not be trusted: the run waits, and everyone is told."""
    _still_ours(held)
    grounds(f"comparison:{held.run}")
    records.note_silence(actor, source=records_reads.POLICE)


@service(Action.COMPARISON_END)
def end(actor: Actor, /, *, held: Held) -> None:
    """Every slice is settled, and they meet end to end: the run is finished."""
    _still_ours(held)
    rows = Slice.objects.filter(run_id=held.run)
    spans = [Span(row.ordinal, row.after, row.upto) for row in rows if row.settled_at]
    if len(spans) != len(rows) or not rules.covers_all(spans):
        raise RuntimeError(f"run {held.run} has a gap")
    grounds(
        f"comparison:{held.run}",
        slices=len(spans),
        compared=sum(row.compared for row in rows),
        changed=sum(row.changed for row in rows),
        missed=sum(row.missed for row in rows),
    )
    Run.objects.filter(id=held.run).update(state=RunState.FINISHED, ended_at=clock.now())


def _still_ours(held: Held) -> None:
    # Shared, so that slices settle beside each other; whoever takes the run over waits for them.
    with connection.cursor() as cursor:
        cursor.execute(_OURS, [held.run, held.holder, RunState.RUNNING.value])
        if cursor.fetchone() is None:
            raise RunTakenOver(run=held.run)


def _note_asked(held: Held, span: Span, count: int, now: datetime) -> None:
    row = Slice.objects.filter(run_id=held.run, ordinal=span.ordinal).first()
    if row is None:
        Slice.objects.create(
            run_id=held.run,
            ordinal=span.ordinal,
            after=span.after,
            upto=span.upto,
            asked_at=now,
            asked=count,
        )
        return
    if row.settled_at is not None:
        raise RunTakenOver(run=held.run)
    row.asked_at, row.asked, row.attempts = now, count, row.attempts + 1
    row.save(update_fields=["asked_at", "asked", "attempts"])


def _note_missed(row: Slice, missed: Mapping[str, Unanswered], now: datetime) -> None:
    Missed.objects.bulk_create(
        Missed(worker_id=UUID(worker), run_id=row.run_id, ordinal=row.ordinal, why=why, at=now)
        for worker, why in missed.items()
    )
