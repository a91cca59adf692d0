"""The proof that a worker agreed: made by `consent.services.prove` and nowhere else."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from jiaxin.trust.consent.rules import Kind, Purpose

# Longer than any service takes; a proof that somebody put aside is none.
KEPT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ConsentProof:
    """Consents in force at one moment, for one purpose; it opens nothing once they have ended."""

    worker: UUID
    purpose: Purpose
    kinds: frozenset[Kind]
    consents: tuple[UUID, ...]
    at: datetime
    until: datetime

    def holds(self, now: datetime) -> bool:
        """Whether it may still be used: before its consents end, and not kept for later."""
        return self.at <= now < min(self.until, self.at + KEPT)

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"consent:{self.consents[0]}"
