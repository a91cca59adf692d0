"""By what right facts are read. Each kind of proof is made in one place only."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaxin.facts.records import kinds
from jiaxin.trust.consent.proofs import ConsentProof


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """The worker reads her own record. Made in `records.reads.own_record`."""

    worker: UUID

    @property
    def reference(self) -> str:
        return "own-record"


@dataclass(frozen=True, slots=True)
class LightOnly:
    """Yields a light, never rows. Made in `records.reads.light_only`."""

    worker: UUID

    @property
    def reference(self) -> str:
        return "light-only"


@dataclass(frozen=True, slots=True)
class Admission:
    """A new fact, or a word on one, is laid beside its versions. Made in `records.services`."""

    worker: UUID
    kinds: frozenset[str]

    @property
    def reference(self) -> str:
        return "admission"


# What facts are shown under; the other two only decide.
type Showing = ConsentProof | OwnRecord
type Proof = Showing | LightOnly | Admission


def opens(proof: Proof, now: datetime) -> frozenset[str]:
    """Which kinds of fact a proof opens at this moment."""
    match proof:
        case OwnRecord():
            return kinds.codes()
        case LightOnly():
            return frozenset(code for code, kind in kinds.every().items() if kind.in_light)
        case Admission(kinds=opened):
            return opened
        case ConsentProof() if not proof.holds(now):
            return frozenset()
        case ConsentProof(kinds=agreed):
            # Sensitive kinds need a consent of their own (PIPL art. 29); the general one opens
            # none of them.
            return frozenset(
                code
                for code, kind in kinds.every().items()
                if kind.consent is None or kind.consent in agreed
            )
