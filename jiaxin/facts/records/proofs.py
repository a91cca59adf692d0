"""By what right facts are read. Each kind of proof is made in one place only."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaxin.facts.records.rules import FactKind
from jiaxin.trust.consent.proofs import ConsentProof
from jiaxin.trust.consent.rules import Kind

# Facts of these kinds need a consent of their own (sensitive information, PIPL art. 29).
SEPARATE = {FactKind.BACKGROUND: Kind.BACKGROUND}


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
    """A new fact is laid beside its older versions. Made in `records.services.admit`."""

    worker: UUID
    kind: FactKind

    @property
    def reference(self) -> str:
        return "admission"


# What facts are shown under; the other two only decide.
type Showing = ConsentProof | OwnRecord
type Proof = Showing | LightOnly | Admission


def opens(proof: Proof, now: datetime) -> frozenset[FactKind]:
    """Which kinds of fact a proof opens at this moment."""
    match proof:
        case OwnRecord():
            return frozenset(FactKind)
        case LightOnly():
            return frozenset({FactKind.BACKGROUND})
        case Admission(kind=kind):
            return frozenset({kind})
        case ConsentProof() if not proof.holds(now):
            return frozenset()
        case ConsentProof(kinds=agreed):
            return frozenset(
                kind for kind in FactKind if kind not in SEPARATE or SEPARATE[kind] in agreed
            )
