"""The record's verbs: admit a fact, note that a source answered or did not."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from jiaxin.facts.records import reads
from jiaxin.facts.records.models import Fact, Sighting, Source
from jiaxin.facts.records.ports import BackgroundAnswer
from jiaxin.facts.records.proofs import Admission
from jiaxin.facts.records.rules import Came, FactKind
from jiaxin.ground import clock
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, service, step
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.consent.rules import Kind, Purpose
from jiaxin.trust.identity import services as identity


@dataclass(frozen=True, slots=True, repr=False)
class NewFact:
    """A fact as a source said it. `about` tells lines of one kind apart (empty: there is one)."""

    worker: UUID
    kind: FactKind
    content: dict[str, Any]
    source: str
    came: Came
    checked_at: datetime
    evidence: str
    basis: str
    about: str = ""
    window_from: date | None = None
    window_to: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@step
def admit(actor: Actor, /, *, fact: NewFact) -> UUID:
    """The one way in: a new version where the content changed, else a sighting of the old one."""
    line = uuid5(fact.worker, f"{fact.kind}/{fact.about}")
    # One after the other, so that no version is written twice: a row that is not there yet
    # cannot be locked.
    identity.hold(actor, worker=fact.worker)
    rows = Fact.sealed.under(Admission(fact.worker, fact.kind))
    newest = rows.filter(line=line).order_by("-version").first()
    if newest is not None and fact.checked_at <= reads.last_checked(newest):
        return newest.id  # it came late, or twice: something newer is known already
    if newest is not None and newest.content == fact.content:
        return _seen_again(newest, fact)
    row = Fact(
        worker_id=fact.worker,
        line=line,
        version=newest.version + 1 if newest else 1,
        kind=fact.kind,
        content=fact.content,
        source=fact.source,
        came=fact.came,
        evidence=fact.evidence,
        basis=fact.basis,
        window_from=fact.window_from,
        window_to=fact.window_to,
        valid_from=fact.valid_from,
        valid_to=fact.valid_to,
        checked_at=fact.checked_at,
        admitted_at=clock.now(),
    )
    row.save(force_insert=True)
    return row.id


@service(Action.BACKGROUND_ADMIT)
def admit_background(actor: Actor, /, *, worker: UUID, answer: BackgroundAnswer) -> None:
    """Take in a background answer, under the consent that is in force when it comes."""
    proof = consent.prove(
        actor, worker=worker, kinds=frozenset({Kind.BACKGROUND}), purpose=Purpose.CHECK
    )
    if Kind.BACKGROUND not in proof.kinds:
        raise NoConsentInForce(kind=Kind.BACKGROUND)
    about(worker, proof=proof.reference, evidence=answer.evidence, word=answer.word)
    fact = NewFact(
        worker=worker,
        kind=FactKind.BACKGROUND,
        content={"word": answer.word.value},
        source=reads.POLICE,
        came=Came.LIVE,
        # A source whose clock is ahead does not make its answer last longer.
        checked_at=min(answer.checked_at, clock.now()),
        evidence=answer.evidence,
        basis="SPEC-2020/background",
        window_from=answer.window_from,
        window_to=answer.window_to,
    )
    admit(actor, fact=fact)
    note_answer(actor, source=reads.POLICE)
    look_again(*topics_of("worker", worker))


@service(Action.BACKGROUND_ADMIT)
def note_no_answer(actor: Actor, /, *, worker: UUID) -> None:
    """The source was asked about her and did not answer, or could not be trusted."""
    about(worker, answered="no")
    note_silence(actor, source=reads.POLICE)
    look_again(*topics_of("worker", worker))


@step
def note_answer(actor: Actor, /, *, source: str) -> None:
    """A source answered: it is reachable again."""
    now = clock.now()
    Source.objects.update_or_create(
        code=source, defaults={"answered_at": now, "unreachable_since": None}
    )


@step
def note_silence(actor: Actor, /, *, source: str) -> None:
    """A source did not answer; since when is kept from the first time."""
    row, _ = Source.objects.get_or_create(code=source)
    if row.unreachable_since is None:
        row.unreachable_since = clock.now()
        row.save(update_fields=["unreachable_since"])


def _seen_again(newest: Fact, fact: NewFact) -> UUID:
    Sighting.objects.update_or_create(
        worker_id=fact.worker,
        line=newest.line,
        defaults={
            "checked_at": fact.checked_at,
            "evidence": fact.evidence,
            "window_from": fact.window_from,
            "window_to": fact.window_to,
        },
    )
    return newest.id
