"""Facts of many workers at once: the same rules as `admit`, with one question for all of them.

Rows are read together, decided one by one in memory, and written by COPY. It changes nothing in
what is decided: a test holds both ways against each other.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from jiaxin.facts.records import kinds, lines, many, rules
from jiaxin.facts.records.contents import FactKind, to_json
from jiaxin.facts.records.errors import NotFromThere, Unsigned
from jiaxin.facts.records.events import FactArrived
from jiaxin.facts.records.many import Version
from jiaxin.facts.records.proofs import Admissions
from jiaxin.facts.records.rules import Came, Side
from jiaxin.facts.records.services import NewFact, Outcome, admit
from jiaxin.ground import clock
from jiaxin.ground.crypto import held_keys
from jiaxin.ground.events import announce_all
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import step
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind, Purpose
from jiaxin.trust.identity import services as identity

_COLUMNS = (
    *("worker_id", "id", "line", "version", "kind", "content", "source", "came", "evidence"),
    *("basis", "window_from", "window_to", "valid_from", "valid_to", "checked_at", "admitted_at"),
    "disputed_at",
)
_TYPES = (
    *("uuid", "uuid", "uuid", "int4", "varchar", "bytea", "varchar", "varchar", "varchar"),
    *("varchar", "date", "date", "date", "date", "timestamptz", "timestamptz", "timestamptz"),
)
_COPY = f"COPY records_fact ({', '.join(_COLUMNS)}) FROM STDIN (FORMAT BINARY)"
_SEE = """
INSERT INTO records_sighting (worker_id, line, checked_at, evidence, window_from, window_to)
SELECT * FROM unnest(
    %s::uuid[], %s::uuid[], %s::timestamptz[], %s::varchar[], %s::date[], %s::date[])
ON CONFLICT (worker_id, line) DO UPDATE SET
    checked_at = excluded.checked_at, evidence = excluded.evidence,
    window_from = excluded.window_from, window_to = excluded.window_to
"""


@dataclass(frozen=True, slots=True, repr=False)
class Incoming:
    """One fact of one worker, its content read by its kind already."""

    worker: UUID
    content: Any
    checked_at: datetime
    window_from: date | None = None
    window_to: date | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """What all of them have in common."""

    kind: str
    source: str
    came: Came
    evidence: str
    signed_by: str = ""


@step
def receive_many(
    actor: Actor, /, *, origin: Origin, facts: Sequence[Incoming]
) -> list[Outcome | None]:
    """Take each in under the consents in force; None where she has not agreed to it."""
    kind = kinds.of(origin.kind)
    if origin.came not in kind.comes:
        raise NotFromThere(kind=kind.code, came=origin.came)
    if kind.signed and not origin.signed_by:
        raise Unsigned(kind=kind.code)
    agreed = _agreed(actor, kind, [fact.worker for fact in facts])
    identity.hold_many(actor, workers=list(agreed))
    held_keys.fetch(list(agreed))
    desk = _Desk(actor, kind, origin, agreed)
    outcomes = [desk.decide(fact) if fact.worker in agreed else None for fact in facts]
    desk.write()
    return outcomes


def _agreed(actor: Actor, kind: FactKind, workers: Sequence[UUID]) -> frozenset[UUID]:
    """Those whose consents hold now: the platform's, and the kind's own."""
    wanted = frozenset(one for one in Kind if one == kind.consent)
    proofs = consent.prove_many(
        actor, workers=list(set(workers)), kinds=wanted, purpose=Purpose.CHECK
    )
    return frozenset(
        worker
        for worker, proof in proofs.items()
        if kind.consent is None or kind.consent in proof.kinds
    )


class _Desk:
    """What is known of these workers, and what is to be written about them."""

    def __init__(
        self, actor: Actor, kind: FactKind, origin: Origin, agreed: frozenset[UUID]
    ) -> None:
        self.actor, self.kind, self.origin = actor, kind, origin
        self.now = clock.now()
        self.new: list[_New] = []
        self.mine: set[UUID] = set()
        self.to_see: dict[tuple[UUID, UUID], Incoming] = {}
        self.known: dict[UUID, list[Version]] = _versions(kind, agreed)
        self.seen: dict[tuple[UUID, UUID], datetime] = {}
        self.spoken_of: set[UUID] = set()
        if self.known:
            self.seen = many.last_seen(self.known)
            self.spoken_of = many.spoken_of(self.known)

    def decide(self, fact: Incoming) -> Outcome:
        """As `admit` decides of one."""
        kind, origin = self.kind, self.origin
        rows = self.known.get(fact.worker, [])
        said = (origin.source, origin.came)
        line, versions = lines.among(rows, fact.worker, None, said, kind, fact.content)
        if not versions:
            self._add(fact, line, None)
            return Outcome.NEW
        newest = versions[0]
        if self._is_between_sides(newest):
            return self._singly(fact)
        same_content = newest.content == to_json(fact.content)
        same_source = next((row for row in versions if row.source == origin.source), None)
        last = self._last_checked(same_source) if same_source else None
        if last is not None and fact.checked_at <= last:
            at_once = fact.checked_at == last and newest.source == origin.source
            return Outcome.CONTRADICTS if at_once and not same_content else Outcome.LATE
        if same_content:
            self.to_see[fact.worker, line] = fact
            return Outcome.SEEN_AGAIN
        if lines.was_judged(versions, to_json(fact.content)):
            return Outcome.JUDGED
        self._add(fact, line, newest)
        return Outcome.CHANGED

    def _is_between_sides(self, newest: Version) -> bool:
        """What a person or a firm has said, or was asked to say, goes the single way."""
        if newest.id in self.mine:
            return False
        if rules.side_of(Came(newest.came)) is not Side.BODY:
            return True
        return self.kind.confirmed or newest.id in self.spoken_of

    def _singly(self, fact: Incoming) -> Outcome:
        self.write()
        done = admit(self.actor, fact=self._as_new_fact(fact))
        hers = frozenset({fact.worker})
        self.known |= _versions(self.kind, hers)
        self.seen |= many.last_seen(hers)
        self.spoken_of |= many.spoken_of(hers)
        return done.outcome

    def _as_new_fact(self, fact: Incoming) -> NewFact:
        return NewFact(
            worker=fact.worker,
            kind=self.kind.code,
            content=to_json(fact.content),
            source=self.origin.source,
            came=self.origin.came,
            checked_at=fact.checked_at,
            evidence=self.origin.evidence,
            signed_by=self.origin.signed_by,
            window_from=fact.window_from,
            window_to=fact.window_to,
        )

    def _last_checked(self, row: Version) -> datetime:
        if (fact := self.to_see.get((row.worker_id, row.line))) is not None:
            return fact.checked_at
        seen = self.seen.get((row.worker_id, row.line))
        return max(row.checked_at, seen) if seen else row.checked_at

    def _add(self, fact: Incoming, line: UUID, last: Version | None) -> None:
        origin = self.origin
        checked_at = min(fact.checked_at, self.now)
        row = Version(
            worker_id=fact.worker,
            id=new_id(),
            line=line,
            version=last.version + 1 if last else 1,
            source=origin.source,
            came=origin.came,
            checked_at=checked_at,
            content=to_json(fact.content),
            evidence=origin.evidence,
            disputed_at=last.disputed_at if last else None,
        )
        self.known.setdefault(fact.worker, []).insert(0, row)
        self.new.append(_New(row, fact))
        self.mine.add(row.id)

    def write(self) -> None:
        """Everything that was decided so far."""
        self._copy()
        rows = [new.row for new in self.new]
        announce_all([FactArrived(worker_id=row.worker_id, fact_id=row.id) for row in rows])
        _see(self.to_see, self.origin.evidence, self.now)
        self.new, self.to_see = [], {}

    def _copy(self) -> None:
        if not self.new:
            return
        kind, origin = self.kind, self.origin
        with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
            copy.set_types(_TYPES)
            for row, fact in self.new:
                place = b"records_fact.content." + str(row.id).encode()
                clear = json.dumps(row.content, ensure_ascii=False, separators=(",", ":"))
                copy.write_row(
                    (
                        *(row.worker_id, row.id, row.line, row.version, kind.code),
                        held_keys.seal(row.worker_id, clear.encode(), place),
                        *(origin.source, origin.came, origin.evidence, kind.basis),
                        *(fact.window_from, fact.window_to),
                        *(kind.valid_from(fact.content), kind.valid_to(fact.content)),
                        *(row.checked_at, self.now, row.disputed_at),
                    )
                )


class _New(NamedTuple):
    """A version to be written, and what it was made of."""

    row: Version
    fact: Incoming


def _versions(kind: FactKind, workers: frozenset[UUID]) -> dict[UUID, list[Version]]:
    """All versions of this kind that they have, the newest first."""
    return many.versions_of(Admissions(workers, frozenset({kind.code})))


def _see(found: dict[tuple[UUID, UUID], Incoming], evidence: str, now: datetime) -> None:
    if not found:
        return
    facts = list(found.values())
    with connection.cursor() as cursor:
        cursor.execute(
            _SEE,
            [
                [worker for worker, _ in found],
                [line for _, line in found],
                [min(fact.checked_at, now) for fact in facts],
                [evidence] * len(facts),
                [fact.window_from for fact in facts],
                [fact.window_to for fact in facts],
            ],
        )
