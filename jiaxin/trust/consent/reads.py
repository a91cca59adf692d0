"""Questions about consents. Whether one holds is decided here, by time, never by a job."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from jiaxin.ground import clock
from jiaxin.ground.compiled import compiled
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import many, rules
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.consent.models import Consent, Named
from jiaxin.trust.consent.ports import is_offered, named
from jiaxin.trust.consent.proofs import ConsentProof
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
    # The firm or platform that it was given to, and what the sheet called it.
    grantee: UUID | None
    called: str = ""


def whose(proof: ConsentProof) -> UUID:
    """The worker whom a proof tells of; NoConsentInForce for one that was kept too long.

    Facts ask this themselves; whoever tells of her person, her light or her phone asks it here.
    """
    if not proof.holds(clock.now()):
        raise NoConsentInForce(kind=Kind.PLATFORM)
    return proof.worker


def in_force(worker: UUID) -> dict[Kind, Held]:
    """The consents of a worker that hold now, by kind; without the platform's, none does."""
    now = clock.now()
    found: dict[Kind, Held] = {}
    for row in _hers(worker, now):
        found[Kind(row.kind)] = _held(row, now)
    return found if Kind.PLATFORM in found else {}


@compiled
def _hers(worker: UUID, now: datetime) -> QuerySet[Consent]:
    return _holding(now).filter(worker_id=worker, grantee_id=None).order_by("ends_at")


def named_in_force(worker: UUID) -> list[Held]:
    """Those that name a local platform and hold now; without the platform's, none does."""
    now = clock.now()
    rows = _holding(now).filter(worker_id=worker, kind=Kind.LOCAL)
    found = {
        (row.kind, row.grantee_id): _held(row, now) for row in rows.order_by("ends_at", "starts_at")
    }
    return list(found.values()) if found and Kind.PLATFORM in in_force(worker) else []


def agreed_to(
    workers: Sequence[UUID], *, kind: Kind, grantee: UUID
) -> dict[UUID, dict[Kind, Held | many.InForce]]:
    """Who of these agreed to this recipient: the consent that names it, and the platform's."""
    both = _naming(workers, kind, grantee)
    return {worker: {kind: held, Kind.PLATFORM: under} for worker, (held, under) in both.items()}


def _naming(
    workers: Sequence[UUID], kind: Kind, grantee: UUID
) -> dict[UUID, tuple[Held, many.InForce]]:
    """The consents that name this recipient and hold now; without the platform's, none does."""
    now = clock.now()
    rows = _holding(now).filter(worker_id__in=workers, kind=kind, grantee_id=grantee)
    naming = {row.worker_id: _held(row, now) for row in rows.order_by("ends_at", "starts_at")}
    platform = many.in_force_of(list(naming), [])
    return {
        worker: (held, platform[worker][Kind.PLATFORM])
        for worker, held in naming.items()
        if worker in platform
    }


def named_by(grantee: UUID, *, after: UUID, most: int) -> list[UUID]:
    """The next workers, in the order of their ids, who ever named this recipient."""
    rows = Named.objects.filter(grantee_id=grantee, worker_id__gt=after).order_by("worker_id")
    return list(rows.values_list("worker_id", flat=True)[:most])


def _holding(now: datetime) -> QuerySet[Consent]:
    return Consent.objects.filter(withdrawn_at=None, starts_at__lte=now, ends_at__gt=now)


def missing(viewer: Actor, /) -> list[Kind]:
    """What she has not agreed to, of all that is offered now."""
    held = in_force(viewer.person)
    # To be shown in public is begun from her card, once she has seen what it shows.
    offered = (kind for kind in Kind if kind is not Kind.SHOWCASE and is_offered(kind))
    return [kind for kind in offered if kind not in held]


@dataclass(frozen=True, slots=True)
class HeldSince:
    """What a worker agrees to now, and which of it she has not taken back since some moment."""

    now: dict[Kind, Held]
    ever_since: frozenset[Kind]


def held_since(worker: UUID, moment: datetime) -> HeldSince:
    """Her consents in force. Given anew, one brings nothing back that stood on the one before."""
    now = clock.now()
    rows = [_held(row, now) for row in _held_or_taken_back(worker, now, moment)]
    found = {held.kind: held for held in rows if held.in_force}
    if Kind.PLATFORM not in found:
        return HeldSince({}, frozenset())
    return HeldSince(found, frozenset(found) - taken_back_since(rows, moment))


def taken_back_since(rows: Iterable[Held], moment: datetime) -> frozenset[Kind]:
    """The kinds of those that were taken back at this moment or after it."""
    return frozenset(
        held.kind for held in rows if held.withdrawn_at is not None and held.withdrawn_at >= moment
    )


@compiled
def _held_or_taken_back(worker: UUID, now: datetime, moment: datetime) -> QuerySet[Consent]:
    holds = Q(withdrawn_at=None, starts_at__lte=now, ends_at__gt=now)
    hers = Consent.objects.filter(worker_id=worker, grantee_id=None)
    return hers.filter(holds | Q(withdrawn_at__gte=moment)).order_by("ends_at")


def taken_back_at(worker: UUID, kind: Kind) -> datetime | None:
    """When she last took a consent of this kind back, whether or not she gave it anew."""
    rows = Consent.objects.filter(worker_id=worker, kind=kind, withdrawn_at__isnull=False)
    return rows.order_by("-withdrawn_at").values_list("withdrawn_at", flat=True).first()


def own(viewer: Actor, /) -> list[Held]:
    """Every consent she gave to the platform, or to a local one by it, newest first."""
    return _newest_first(Consent.objects.filter(worker_id=viewer.person).exclude(kind=Kind.FIRM))


def to_firms(viewer: Actor, /) -> list[Held]:
    """Every authorisation she gave to a firm, newest first."""
    return _newest_first(Consent.objects.filter(worker_id=viewer.person, kind=Kind.FIRM))


def last_to_firm(worker: UUID, firm: UUID) -> Held | None:
    """The newest authorisation that she gave to this firm, however it stands."""
    return last_to_firm_of([worker], firm).get(worker)


def last_to_firm_of(workers: Sequence[UUID], firm: UUID) -> dict[UUID, Held]:
    """The newest authorisation of each of these workers to this firm, however it stands."""
    rows = Consent.objects.filter(worker_id__in=workers, kind=Kind.FIRM, grantee_id=firm)
    now = clock.now()
    return {row.worker_id: _held(row, now) for row in rows.order_by("starts_at", "id")}


def firm_in_force(worker: UUID, firm: UUID) -> Held | None:
    """What this firm may look by now: hers to it, and only while the platform's holds too."""
    return firm_in_force_of([worker], firm).get(worker)


def firm_in_force_of(workers: Sequence[UUID], firm: UUID) -> dict[UUID, Held]:
    """The same for many workers at once; until when is the earlier end of the two."""
    return {
        worker: replace(held, ends_at=rules.ends_of_firm(held.ends_at, under.ends_at))
        for worker, (held, under) in _naming(workers, Kind.FIRM, firm).items()
    }


def _newest_first(rows: QuerySet[Consent]) -> list[Held]:
    now = clock.now()
    return [_held(row, now) for row in rows.order_by("-starts_at", "-id")]


def renewable(viewer: Actor, /) -> list[Held]:
    """What one act renews: each kind that is in force, or ended when the platform's did.

    Nothing where the platform's was never given or was taken back: that sheet comes first.
    """
    last: dict[tuple[Kind, UUID | None], Held] = {}
    for held in own(viewer):
        last.setdefault((held.kind, held.grantee), held)
    platform = last.get((Kind.PLATFORM, None))
    if platform is None or platform.withdrawn_at is not None:
        return []
    order = list(Kind)
    found = [held for held in last.values() if _may_renew(held) and _goes_on(held, platform)]
    return sorted(found, key=lambda held: (order.index(held.kind), held.starts_at))


def receipt(viewer: Actor, /, *, consent_id: UUID) -> dict[str, Any]:
    """A machine-readable receipt (fields of ISO/IEC TS 27560) of one of her consents."""
    row = Consent.objects.filter(worker_id=viewer.person, id=consent_id).first()
    if row is None:
        raise NotFound
    kind = Kind(row.kind)
    text = text_of(kind, row.text_version).naming(row.grantee)
    language = row.language
    recipient = {"recipient_id": str(row.grantee_id)} if row.grantee_id else {}
    return recipient | {
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


def digest(kind: Kind, version: str, language: str, grantee: str = "") -> str:
    """SHA-256 over the text as it is shown in that language."""
    text = text_of(kind, version).naming(grantee)
    return hashlib.sha256(text.shown_in(language).encode()).hexdigest()


def _may_renew(held: Held) -> bool:
    if held.grantee is None:
        return is_offered(held.kind)
    # Under another name it would be another sheet: she reads that one first.
    return named(held.kind, held.grantee) == held.called


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
        grantee=row.grantee_id,
        called=row.grantee,
    )
