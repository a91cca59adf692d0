"""The proof that a worker agreed: made by `consent.services.prove` and nowhere else."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaxin.trust.consent.rules import Kind, Purpose


@dataclass(frozen=True, slots=True)
class ConsentProof:
    """Consents in force at one moment, for one purpose. It is not kept beyond its service."""

    worker: UUID
    purpose: Purpose
    kinds: frozenset[Kind]
    consents: tuple[UUID, ...]
    at: datetime

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"consent:{self.consents[0]}"
