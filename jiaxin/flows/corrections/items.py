"""What a correction is about: one fact of a worker's, opened under a proof, or of a firm's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jiaxin.facts.firms import contents
from jiaxin.facts.firms import reads as firms
from jiaxin.facts.firms.rules.facts import FIRM_ITSELF
from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.proofs import HelpedFiling, OpenCorrection, OwnRecord
from jiaxin.flows.corrections.errors import IdentityElsewhere, NotDisputable, ReviewersDecide
from jiaxin.flows.corrections.rules import About

type ByRight = OwnRecord | OpenCorrection | HelpedFiling


@dataclass(frozen=True, slots=True, repr=False)
class Item:
    """A fact as it stands. `hers` or `its` is the fact as its own app knows it."""

    about: About
    line: UUID
    version: int
    kind: str
    source: str
    content: dict[str, Any]
    checked_at: datetime
    version_id: UUID
    hers: records.Known | None = None
    its: firms.Known | None = None


def of_worker(proof: ByRight, line: UUID) -> Item:
    """One of her facts; NotFound where the proof does not open it."""
    known = records.one(proof, line)
    return Item(
        about=About.WORKER,
        line=line,
        version=known.version,
        kind=known.kind,
        source=known.source,
        content=dict(known.content),
        checked_at=known.checked_at,
        version_id=known.id,
        hers=known,
    )


def of_firm(firm: UUID, line: UUID) -> Item:
    """One fact of a firm's, also where the public page no longer shows it."""
    known = firms.fact_of(firm=firm, line=line)
    return Item(
        about=About.FIRM,
        line=line,
        version=known.version,
        kind=known.kind.value,
        source=known.source,
        content=contents.stored(known.said),
        checked_at=known.checked_at,
        version_id=known.id,
        its=known,
    )


def refuse_if_not_disputable(item: Item) -> None:
    """What its own author may change, what two persons decide, and who she is: another way."""
    if item.source in {records.HERSELF, FIRM_ITSELF}:
        raise NotDisputable
    if item.about is About.WORKER and item.kind == kinds.BACKGROUND:
        raise ReviewersDecide
    if item.about is About.WORKER and item.kind == kinds.IDENTITY:
        raise IdentityElsewhere
