"""The record's verbs: take in a fact of any kind, confirm or withdraw one, note who answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from jiaxin.facts.records import kinds, lines, reads, rules
from jiaxin.facts.records.contents import FactKind, Fault, Unfit, to_json
from jiaxin.facts.records.errors import NotFromThere, NotToAnswer, UnfitFact, Unsigned
from jiaxin.facts.records.events import (
    BackgroundAnswered,
    FactAnswered,
    FactArrived,
    FactEnding,
)
from jiaxin.facts.records.models import Fact, Sighting, Source, Verdict
from jiaxin.facts.records.ports import BackgroundAnswer
from jiaxin.facts.records.rules import Came, Confirmation, Side, VerdictWord
from jiaxin.ground import clock
from jiaxin.ground.events import announce, announce_all
from jiaxin.ground.ids import new_id
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, grounds, look_again, service, step
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.consent.rules import Kind, Purpose
from jiaxin.trust.identity import services as identity


@dataclass(frozen=True, slots=True, repr=False)
class NewFact:
    """A fact as its source said it.

    `line` names what it changes; without it the content does. `signed_by` names the issuer whose
    own signature was verified on it, for kinds that must carry one.
    """

    worker: UUID
    kind: str
    content: dict[str, Any]
    source: str
    came: Came
    checked_at: datetime
    evidence: str
    line: UUID | None = None
    signed_by: str = ""
    window_from: date | None = None
    window_to: date | None = None


class Outcome(StrEnum):
    """What became of a fact that came in."""

    NEW = "new"
    CHANGED = "changed"
    SEEN_AGAIN = "seen_again"
    AGREED = "agreed"
    LATE = "late"
    JUDGED = "judged"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True)
class Admitted:
    """Where a fact stands now, and what its coming has changed."""

    id: UUID
    line: UUID
    version: int
    outcome: Outcome


@step
def admit(actor: Actor, /, *, fact: NewFact) -> Admitted:
    """The one way in: a new version where the content changed, else a sighting of the old one.

    The same content from the other side is its yes.
    """
    kind, content = _read(fact)
    # One after the other, so that no version is written twice: a row that is not there yet
    # cannot be locked.
    identity.hold(actor, worker=fact.worker)
    rows = list(lines.versions(fact.worker, frozenset({kind.code})))
    said = (fact.source, fact.came)
    line, versions = lines.among(rows, fact.worker, fact.line, said, kind, content)
    same = [row for row in versions if row.source == fact.source]
    if same and fact.checked_at <= reads.last_checked(same[0]):
        # It came late, or twice: something newer is known already.
        return _admitted(versions[0], Outcome.LATE)
    said_before = bool(versions) and rules.says_the_same(versions[0].content, to_json(content))
    if said_before and (outcome := _said_again(versions[0], fact, kind)) is not None:
        return _admitted(versions[0], outcome)
    if lines.was_judged(versions, to_json(content)):
        return _admitted(versions[0], Outcome.JUDGED)
    row = _new_version(fact, kind, content, line, versions[0] if versions else None)
    announce(FactArrived(worker_id=fact.worker, fact_id=row.id))
    return _admitted(row, Outcome.CHANGED if versions else Outcome.NEW)


@step
def receive(actor: Actor, /, *, fact: NewFact) -> Admitted:
    """Take in a fact of any kind under the consents in force when it comes: hers, and its own."""
    kind, _ = _read(fact)
    proof = consent.prove(
        actor,
        worker=fact.worker,
        kinds=frozenset(one for one in Kind if one == kind.consent),
        purpose=Purpose.CHECK,
    )
    if kind.consent is not None and kind.consent not in proof.kinds:
        raise NoConsentInForce(kind=kind.consent)
    about(fact.worker, proof=proof.reference, evidence=fact.evidence, kind=kind.code)
    if kind.signed and not fact.signed_by:
        raise Unsigned(kind=kind.code)
    done = admit(actor, fact=fact)
    if kind.code == kinds.BACKGROUND:
        announce(BackgroundAnswered(worker_id=fact.worker))
    look_again(*topics_of("worker", fact.worker))
    return done


@service(Action.FACT_ENTER)
def enter(
    actor: Actor, /, *, kind: str, content: dict[str, Any], line: UUID | None = None
) -> Admitted:
    """She writes something into her record herself, or changes what she wrote."""
    about(actor.person, kind=kind)
    if line is not None and lines.of_line(actor.person, line)[0].source != reads.HERSELF:
        raise NotToAnswer(line=line)
    fact = NewFact(
        worker=actor.person,
        kind=kind,
        content=content,
        source=reads.HERSELF,
        came=Came.ENTERED,
        checked_at=clock.now(),
        evidence=str(new_id()),
        line=line,
    )
    return receive(actor, fact=fact)


@service(Action.FACT_WITHDRAW)
def withdraw(actor: Actor, /, *, line: UUID) -> None:
    """She takes back what she wrote herself. It is shown to nobody any more; its history stays."""
    about(actor.person, line=line)
    identity.hold(actor, worker=actor.person)
    row = lines.of_line(actor.person, line)[0]
    if row.source != reads.HERSELF or _stands(row) is Confirmation.WITHDRAWN:
        raise NotToAnswer(line=line)
    _say(row, Side.WORKER, reads.HERSELF, VerdictWord.WITHDRAWN)


@service(Action.FACT_ANSWER)
def answer(actor: Actor, /, *, line: UUID, version: int, agrees: bool) -> None:
    """She confirms or rejects what somebody else supplied, in the version that she was shown."""
    word = VerdictWord.CONFIRMED if agrees else VerdictWord.REJECTED
    settle(
        actor,
        worker=actor.person,
        line=line,
        version=version,
        side=Side.WORKER,
        source=reads.HERSELF,
        word=word,
    )


@step
def settle(
    actor: Actor,
    /,
    *,
    worker: UUID,
    line: UUID,
    version: int,
    side: Side,
    source: str,
    word: VerdictWord,
    evidence: str = "",
) -> None:
    """One side's word on the other's newest version; of an older one there is nothing to say."""
    about(worker, line=line, version=version, word=word)
    identity.hold(actor, worker=worker)
    row = lines.of_line(worker, line)[0]
    said_by = rules.side_of(Came(row.came))
    if (
        row.version != version
        or not kinds.of(row.kind).confirmed
        or word is VerdictWord.WITHDRAWN
        or not rules.is_other_side(said_by, side)
        or _stands(row) is Confirmation.WITHDRAWN
    ):
        raise NotToAnswer(line=line)
    _say(row, side, source, word, evidence)


@service(Action.FACT_TAKE)
def take_in(actor: Actor, /, *, fact: NewFact) -> Admitted:
    """One fact of a firm or a body, by itself, once it is known that it is theirs."""
    about(fact.worker)
    return receive(actor, fact=fact)


@service(Action.FACT_TAKE)
def take_yes(actor: Actor, /, *, worker: UUID, entry: Admitted, source: str) -> None:
    """A firm's yes to what she entered, once it is known that it is theirs."""
    settle(
        actor,
        worker=worker,
        line=entry.line,
        version=entry.version,
        side=Side.FIRM,
        source=source,
        word=VerdictWord.CONFIRMED,
    )


@service(Action.ENDINGS_ANNOUNCE)
def announce_endings(actor: Actor, /, *, found: Sequence[reads.EndsIn]) -> None:
    """Let each of these workers be told that something of hers runs out."""
    grounds("endings", count=len(found))
    announce_all([FactEnding(one.worker, one.fact, one.days) for one in found])


@service(Action.BACKGROUND_ADMIT)
def admit_background(actor: Actor, /, *, worker: UUID, answer: BackgroundAnswer) -> None:
    """Take in a background answer, under the consent that is in force when it comes."""
    about(worker, evidence=answer.evidence, word=answer.word)
    fact = NewFact(
        worker=worker,
        kind=kinds.BACKGROUND,
        content={"word": answer.word.value},
        source=reads.POLICE,
        came=Came.LIVE,
        checked_at=answer.checked_at,
        evidence=answer.evidence,
        window_from=answer.window_from,
        window_to=answer.window_to,
    )
    receive(actor, fact=fact)
    note_answer(actor, source=reads.POLICE)


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


def _read(fact: NewFact) -> tuple[FactKind, Any]:
    """Its kind and its typed content; a refusal that names the field where it is unfit."""
    if fact.kind not in kinds.codes():
        raise UnfitFact(kind=fact.kind[:40], field="kind", fault=Fault.VALUE)
    kind = kinds.of(fact.kind)
    if fact.came not in kind.comes:
        raise NotFromThere(kind=kind.code, came=fact.came)
    try:
        if kind.windowed:
            _check_window(fact)
        return kind, kind.read(fact.content, clock.today())
    except Unfit as unfit:
        raise UnfitFact(kind=kind.code, field=unfit.field, fault=unfit.fault) from unfit


def _check_window(fact: NewFact) -> None:
    if fact.window_from is None or fact.window_to is None:
        raise Unfit("window_from" if fact.window_from is None else "window_to", Fault.MISSING)
    if fact.window_to < fact.window_from:
        raise Unfit("window_to", Fault.ORDER)


def _said_again(newest: Fact, fact: NewFact, kind: FactKind) -> Outcome | None:
    """What the same content means once more; None where it must be a version of its own."""
    said_by, says = rules.side_of(Came(newest.came)), rules.side_of(fact.came)
    stands = _stands(newest)
    if stands is Confirmation.WITHDRAWN:
        return None
    if kind.confirmed and rules.is_other_side(said_by, says):
        if stands is not Confirmation.CONFIRMED:
            word = VerdictWord.CONFIRMED
            _say(newest, says, fact.source, word, fact.evidence)
        return Outcome.AGREED
    if newest.source != fact.source and says is Side.BODY and said_by is not Side.BODY:
        return None  # a body's word outweighs what was passed on
    Sighting.objects.update_or_create(
        worker_id=fact.worker,
        line=newest.line,
        defaults={
            "checked_at": _no_later_than_now(fact.checked_at),
            "evidence": fact.evidence,
            "window_from": fact.window_from,
            "window_to": fact.window_to,
        },
    )
    return Outcome.SEEN_AGAIN


def _new_version(
    fact: NewFact, kind: FactKind, content: Any, line: UUID, last: Fact | None
) -> Fact:
    row = Fact(
        worker_id=fact.worker,
        line=line,
        version=last.version + 1 if last else 1,
        kind=kind.code,
        content=to_json(content),
        source=fact.source,
        came=fact.came,
        evidence=fact.evidence,
        basis=kind.basis,
        window_from=fact.window_from,
        window_to=fact.window_to,
        valid_from=kind.valid_from(content),
        valid_to=kind.valid_to(content),
        checked_at=_no_later_than_now(fact.checked_at),
        admitted_at=clock.now(),
        # What is disputed stays so until it is decided, whatever comes meanwhile.
        disputed_at=last.disputed_at if last else None,
    )
    row.save(force_insert=True)
    return row


def _no_later_than_now(said: datetime) -> datetime:
    # A source whose clock is ahead does not make its answer last longer.
    return min(said, clock.now())


def _stands(row: Fact) -> Confirmation:
    return reads.standing_of([row])[row.id].word


def _say(row: Fact, side: Side, source: str, word: VerdictWord, evidence: str = "") -> None:
    Verdict.objects.create(
        worker_id=row.worker_id,
        fact_id=row.id,
        side=side,
        source=source,
        word=word,
        evidence=evidence or str(new_id()),
        at=clock.now(),
    )
    announce(FactAnswered(worker_id=row.worker_id, fact_id=row.id))
    look_again(*topics_of("worker", row.worker_id))


def _admitted(row: Fact, outcome: Outcome) -> Admitted:
    return Admitted(id=row.id, line=row.line, version=row.version, outcome=outcome)
