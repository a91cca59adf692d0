"""Questions about consents. Whether one holds is decided here, by time, never by a job."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import rules
from jiaxin.trust.consent.models import Consent
from jiaxin.trust.consent.ports import is_offered
from jiaxin.trust.consent.rules import Kind, Term
from jiaxin.trust.consent.texts import TEXTS, text_of


@dataclass(frozen=True, slots=True)
class Held:
    """One consent as its worker sees it."""

    id: UUID
    kind: Kind
    starts_at: datetime
    ends_at: datetime
    withdrawn_at: datetime | None
    in_force: bool
    text_version: str


def in_force(worker: UUID) -> dict[Kind, Held]:
    """The consents of a worker that hold now, by kind; without the platform's, none does."""
    now = clock.now()
    found: dict[Kind, Held] = {}
    rows = Consent.objects.filter(
        worker_id=worker, withdrawn_at=None, starts_at__lte=now, ends_at__gt=now
    ).order_by("ends_at")
    for row in rows:
        found[Kind(row.kind)] = _held(row, now)
    return found if Kind.PLATFORM in found else {}


def missing(viewer: Actor, /) -> list[Kind]:
    """What she has not agreed to, of all that is offered now."""
    held = in_force(viewer.person)
    return [kind for kind in Kind if kind not in held and is_offered(kind)]


def in_force_of(workers: Sequence[UUID]) -> dict[UUID, dict[Kind, Held]]:
    """The same for many workers at once; whoever has no platform consent in force is not there."""
    now = clock.now()
    found: dict[UUID, dict[Kind, Held]] = {}
    rows = Consent.objects.filter(
        worker_id__in=workers, withdrawn_at=None, starts_at__lte=now, ends_at__gt=now
    ).order_by("ends_at")
    for row in rows:
        found.setdefault(row.worker_id, {})[Kind(row.kind)] = _held(row, now)
    return {worker: held for worker, held in found.items() if Kind.PLATFORM in held}


def taken_back_since(worker: UUID, moment: datetime) -> frozenset[Kind]:
    """What she took back after this moment: giving it anew brings nothing back that stood on it."""
    rows = Consent.objects.filter(worker_id=worker, withdrawn_at__gte=moment)
    return frozenset(Kind(kind) for kind in rows.values_list("kind", flat=True))


def taken_back_at(worker: UUID, kind: Kind) -> datetime | None:
    """When she last took a consent of this kind back, whether or not she gave it anew."""
    rows = Consent.objects.filter(worker_id=worker, kind=kind, withdrawn_at__isnull=False)
    return rows.order_by("-withdrawn_at").values_list("withdrawn_at", flat=True).first()


def own(viewer: Actor, /) -> list[Held]:
    """Every consent she gave, newest first."""
    now = clock.now()
    rows = Consent.objects.filter(worker_id=viewer.person).order_by("-starts_at", "-id")
    return [_held(row, now) for row in rows]


def renewable(viewer: Actor, /) -> list[Held]:
    """What one act renews: each kind that is in force, or ended when the platform's did.

    Nothing where the platform's was never given or was taken back: that sheet comes first.
    """
    last: dict[Kind, Held] = {}
    for held in own(viewer):
        last.setdefault(held.kind, held)
    platform = last.get(Kind.PLATFORM)
    if platform is None or platform.withdrawn_at is not None:
        return []
    return [
        last[kind]
        for kind in Kind
        if kind in last and is_offered(kind) and _goes_on(last[kind], platform)
    ]


def receipt(viewer: Actor, /, *, consent_id: UUID) -> dict[str, Any]:
    """A machine-readable receipt (fields of ISO/IEC TS 27560) of one of her consents."""
    row = Consent.objects.filter(worker_id=viewer.person, id=consent_id).first()
    if row is None:
        raise NotFound
    kind = Kind(row.kind)
    text = text_of(kind, row.text_version)
    language = row.language
    return {
        "schema_version": "ISO-IEC-TS-27560:2023",
        "record_id": str(row.id),
        "pii_principal_id": str(row.worker_id),
        "pii_controller": text.recipient.in_(language),
        "purposes": [{"purpose": text.purpose.in_(language), "lawful_basis": "PIPL art. 13(1)"}],
        "pii_categories": text.kinds.in_(language),
        "sensitive": kind is not Kind.PLATFORM,
        "storage_period": text.how_long.in_(language),
        "effect": text.effect.in_(language),
        "notice_version": row.text_version,
        "notice_digest": f"sha-256={row.text_digest}",
        "notice_language": language,
        "event_time": row.starts_at.isoformat(),
        "valid_until": row.ends_at.isoformat(),
        "withdrawn_at": row.withdrawn_at.isoformat() if row.withdrawn_at else None,
        "withdrawal_method": "/worker/consents/",
        "channel": row.channel,
    }


def newest_version(kind: Kind) -> str:
    return max(text.version for text in TEXTS if text.kind is kind)


def digest(kind: Kind, version: str, language: str) -> str:
    """SHA-256 over the text as it is shown in that language."""
    return hashlib.sha256(text_of(kind, version).shown_in(language).encode()).hexdigest()


def _goes_on(held: Held, platform: Held) -> bool:
    # What ended with an earlier platform consent was not agreed to under this one.
    return held.withdrawn_at is None and (held.in_force or held.ends_at >= platform.ends_at)


def _held(row: Consent, now: datetime) -> Held:
    term = Term(row.starts_at, row.ends_at, row.withdrawn_at)
    return Held(
        id=row.id,
        kind=Kind(row.kind),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        withdrawn_at=row.withdrawn_at,
        in_force=rules.holds(term, now),
        text_version=row.text_version,
    )
