"""Questions about a record. Facts come under a proof; the light comes as a light."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jiaxin.facts.records import rules
from jiaxin.facts.records.models import Fact, Sighting, Source
from jiaxin.facts.records.proofs import LightOnly, OwnRecord, Showing
from jiaxin.facts.records.rules import Background, Came, FactKind
from jiaxin.trust.access.actor import Actor

POLICE = "police"


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """One fact as it stands, opened under a proof."""

    id: UUID
    line: UUID
    version: int
    kind: FactKind
    content: dict[str, Any]
    source: str
    came: Came
    window_from: date | None
    window_to: date | None
    checked_at: datetime
    disputed_at: datetime | None


def own_record(viewer: Actor, /) -> OwnRecord:
    """The proof that somebody reads her own record: she is the one who asks."""
    return OwnRecord(worker=viewer.person)


def light_only(worker: UUID) -> LightOnly:
    """The proof for a light: what it yields is a colour with reasons, never a row."""
    return LightOnly(worker=worker)


def facts(proof: Showing) -> list[Known]:
    """The facts that the proof opens: the newest version of each line."""
    newest = (
        Fact.sealed.under(proof)
        .order_by("worker_id", "line", "-version")
        .distinct("worker_id", "line")
    )
    seen = {row.line: row for row in Sighting.objects.filter(worker_id=proof.worker)}
    return [_known(row, seen.get(row.line)) for row in newest]


def versions(proof: OwnRecord) -> list[Known]:
    """Every version of every fact she has, newest first: her own history."""
    rows = Fact.sealed.under(proof).order_by("-admitted_at", "-version")
    return [_known(row, None) for row in rows]


@dataclass(frozen=True, slots=True)
class BackgroundNow:
    """What the light needs of the background: the source's word and when it said so."""

    said: Background | None
    checked_at: datetime | None


def background_now(proof: LightOnly) -> BackgroundNow:
    """The newest background answer, for the light only."""
    rows = Fact.sealed.under(proof)
    row = rows.order_by("-version").first()
    if row is None:
        return BackgroundNow(None, None)
    return BackgroundNow(Background(row.content["word"]), last_checked(row))


def last_checked(row: Fact) -> datetime:
    """When the source last said so: with this version, or again without change."""
    seen = Sighting.objects.filter(worker_id=row.worker_id, line=row.line).first()
    return max(row.checked_at, seen.checked_at) if seen else row.checked_at


def background_shown(known: Known, now: datetime) -> Background:
    """What anybody is shown of a background fact at this moment."""
    return rules.background_word(Background(known.content["word"]), known.checked_at, now)


def unreachable_since(source: str) -> datetime | None:
    """Since when a source has not answered; None while it does."""
    return Source.objects.filter(code=source).values_list("unreachable_since", flat=True).first()


def _known(row: Fact, seen: Sighting | None) -> Known:
    last = seen if seen and seen.checked_at >= row.checked_at else row
    return Known(
        id=row.id,
        line=row.line,
        version=row.version,
        kind=FactKind(row.kind),
        content=row.content,
        source=row.source,
        came=Came(row.came),
        window_from=last.window_from,
        window_to=last.window_to,
        checked_at=last.checked_at,
        disputed_at=row.disputed_at,
    )
