"""By what right declarations are read: a consent to just that, or because they are her own."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaxin.facts.records.proofs import OwnRecord
from jiaxin.trust.consent.proofs import ConsentProof
from jiaxin.trust.consent.rules import Kind


@dataclass(frozen=True, slots=True)
class OwnDeclarations:
    """She reads what she declared. Made in `epidemic.reads.own_declarations`."""

    worker: UUID

    @property
    def reference(self) -> str:
        return "own-declarations"


type Proof = ConsentProof | OwnDeclarations | OwnRecord


def opens(proof: Proof, now: datetime) -> bool:
    """Whether it opens declarations at this moment; a general consent does not."""
    match proof:
        case OwnDeclarations() | OwnRecord():
            return True
        case ConsentProof(kinds=agreed):
            return Kind.EPIDEMIC in agreed and proof.holds(now)
