"""By what right facts are read. Each kind of proof is made in one place only."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from jiaxin.facts.records import kinds
from jiaxin.trust.consent.proofs import KEPT, ConsentProof


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
class Admissions:
    """Facts of one kind, of many workers, are laid beside theirs. Made in `records.services`."""

    workers: frozenset[UUID]
    kinds: frozenset[str]

    @property
    def reference(self) -> str:
        return "admissions"


@dataclass(frozen=True, slots=True)
class Admission:
    """A new fact, or a word on one, is laid beside its versions. Made in `records.services`."""

    worker: UUID
    kinds: frozenset[str]

    @property
    def reference(self) -> str:
        return "admission"


@dataclass(frozen=True, slots=True)
class Endings:
    """Finds what ends on one of these days, of everybody: ids, never rows. Made in `records.reads`.

    `after` is where the last slice ended.
    """

    days: frozenset[date]
    after: UUID

    @property
    def reference(self) -> str:
        return "endings"


@dataclass(frozen=True, slots=True)
class OpenVetting:
    """A reviewer reads the answer of a case that she holds. Made in `vetting.services.desk`."""

    worker: UUID
    case: UUID
    reviewer: UUID
    at: datetime

    def holds(self, now: datetime) -> bool:
        """Whether it may still be used: it is not kept for later."""
        return self.at <= now < self.at + KEPT

    @property
    def reference(self) -> str:
        return f"vetting:{self.case}"


@dataclass(frozen=True, slots=True)
class OpenCorrection:
    """The one disputed fact, for whoever decides on it. Made in `corrections.services.keeping`.

    `reader` is the officer, or None while the question to its source is written.
    """

    worker: UUID
    line: UUID
    kind: str
    correction: UUID
    reader: UUID | None
    at: datetime

    def holds(self, now: datetime) -> bool:
        """Whether it may still be used: it is not kept for later."""
        return self.at <= now < self.at + KEPT

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({self.kind})

    @property
    def reference(self) -> str:
        return f"correction:{self.correction}"


@dataclass(frozen=True, slots=True)
class HelpedFiling:
    """A helper at a counter finds the fact that she is told is wrong, while the help lasts.

    Made in `corrections.services.helping`.
    """

    worker: UUID
    help: UUID
    helper: UUID
    at: datetime

    def holds(self, now: datetime) -> bool:
        """Whether it may still be used: it is not kept for later."""
        return self.at <= now < self.at + KEPT

    @property
    def reference(self) -> str:
        return f"help:{self.help}"


# What nobody files a correction of: two persons decide it, or the register does.
NOT_CORRECTED = frozenset({kinds.BACKGROUND, kinds.IDENTITY})


@dataclass(frozen=True, slots=True, repr=False)
class ComparisonRun:
    """Compares what is known of those whose authorisation is in force. Made in
    `comparisons.services.ask`; `workers` are the texts of their ids.
    """

    run: UUID
    workers: frozenset[str]
    at: datetime

    @property
    def reference(self) -> str:
        return f"comparison:{self.run}"


# What facts are shown under; the other two only decide.
type Showing = ConsentProof | OwnRecord | OpenVetting | OpenCorrection | HelpedFiling
type Proof = Showing | LightOnly | Admission


def opens(proof: Proof, now: datetime) -> frozenset[str]:
    """Which kinds of fact a proof opens at this moment."""
    if not _holds(proof, now):
        return frozenset()
    match proof:
        case OwnRecord():
            return kinds.codes()
        case LightOnly():
            return frozenset(code for code, kind in kinds.every().items() if kind.in_light)
        case OpenVetting():
            return frozenset({kinds.BACKGROUND})
        case HelpedFiling():
            return kinds.codes() - NOT_CORRECTED
        case Admission() | OpenCorrection():
            return proof.kinds
        case ConsentProof(kinds=agreed):
            return _agreed_to(agreed)


def _agreed_to(agreed: frozenset[str]) -> frozenset[str]:
    # Sensitive kinds need a consent of their own (PIPL art. 29); the general one opens none.
    every = kinds.every().items()
    return frozenset(code for code, kind in every if not kind.consent or kind.consent in agreed)


def _holds(proof: Proof, now: datetime) -> bool:
    """Whether it may still be used; what one's own right opens does not end."""
    match proof:
        case ConsentProof() | OpenVetting() | OpenCorrection() | HelpedFiling():
            return proof.holds(now)
        case _:
            return True
