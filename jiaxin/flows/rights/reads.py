"""Questions about a person's rights: her copies, and whether a file is one of them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, models

from jiaxin.flows.rights import ends, rules, seals, tables
from jiaxin.flows.rights.errors import NoExport, NoSuchSeal
from jiaxin.flows.rights.models import Closing, Deletion, Export, ExportSeal, Pause
from jiaxin.flows.rights.rules import (
    ClosingBar,
    ClosingState,
    DeletionState,
    ExportState,
    FileKind,
)
from jiaxin.ground import clock, regions
from jiaxin.ground.errors import NotFound
from jiaxin.ground.ids import short_of
from jiaxin.ground.words import Words
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role


@dataclass(frozen=True, slots=True)
class Mine:
    """One copy of hers, as her page needs it."""

    id: UUID
    state: ExportState
    asked_at: datetime
    files_until: datetime | None
    has_files: bool
    was_cut_off: bool


def exports(viewer: Actor, /) -> list[Mine]:
    """Her copies, the newest first."""
    rows = Export.objects.filter(worker_id=viewer.person).defer("json", "pdf")
    return [_mine(row) for row in rows.order_by("-asked_at")[:50]]


def own_row(viewer: Actor, export_id: UUID) -> Export:
    row = Export.objects.filter(worker_id=viewer.person, id=export_id).first()
    if row is None:
        raise NoExport
    return row


@dataclass(frozen=True, slots=True)
class Asked:
    """What the job that makes a copy must know."""

    language: str
    sign_in: UUID | None


def waiting(worker: UUID, export_id: UUID) -> Asked | None:
    """For the job: None when the copy is made already, or no longer wanted."""
    row = (
        Export.objects.filter(worker_id=worker, id=export_id, state=ExportState.ASKED)
        .only("worker_id", "id", "language", "sign_in")
        .first()
    )
    return Asked(row.language, row.sign_in) if row else None


@dataclass(frozen=True, slots=True)
class Sealed:
    """What anybody may know of a file that was made here: form, moment, digest."""

    export_id: UUID
    kind: FileKind
    made_at: datetime
    digest: str


def sealed(export_id: UUID) -> list[Sealed]:
    """The files of one copy; NoSuchSeal where none was made here."""
    rows = ExportSeal.objects.filter(export_id=export_id).order_by("kind")
    found = [_sealed(row) for row in rows if _is_ours(row)]
    if not found:
        raise NoSuchSeal
    return found


def seal_of(content: bytes) -> Sealed | None:
    """The seal of exactly this file; None for one that was altered, or made elsewhere."""
    row = ExportSeal.objects.filter(digest=hashlib.sha256(content).digest()).first()
    return _sealed(row) if row is not None and _is_ours(row) else None


def _mine(row: Export) -> Mine:
    state, now = ExportState(row.state), clock.now()
    return Mine(
        id=row.id,
        state=state,
        asked_at=row.asked_at,
        files_until=row.made_at + rules.FILES_LAST if row.made_at else None,
        has_files=rules.files_are_there(row.made_at, now),
        was_cut_off=rules.was_cut_off(state, row.asked_at, now),
    )


def _sealed(row: ExportSeal) -> Sealed:
    return Sealed(row.export_id, FileKind(row.kind), row.made_at, bytes(row.digest).hex())


def _is_ours(row: ExportSeal) -> bool:
    kind = FileKind(row.kind)
    return seals.holds(bytes(row.digest), kind, row.made_at, bytes(row.signature))


@dataclass(frozen=True, slots=True)
class Open:
    """A deletion that waits."""

    id: UUID
    asked_at: datetime
    due_at: datetime


def open_deletion(worker: UUID) -> Open | None:
    """The deletion that waits for its time, if she asked for one."""
    row = Deletion.objects.filter(worker_id=worker, state=DeletionState.ASKED).first()
    return Open(row.id, row.asked_at, row.due_at) if row else None


@dataclass(frozen=True, slots=True, repr=False)
class OpenClosing:
    """Somebody says that she died, and asks to close her record."""

    id: UUID
    asked_at: datetime
    due_at: datetime


def open_closing(worker: UUID) -> OpenClosing | None:
    """For her own page, so that she can say that she lives."""
    row = Closing.objects.filter(worker_id=worker, state=ClosingState.ASKED).first()
    return OpenClosing(row.id, row.asked_at, row.due_at) if row else None


@dataclass(frozen=True, slots=True, repr=False)
class ClosingCase:
    """One request of kin, as officers of her region see it: never anything of the record."""

    id: UUID
    region: str
    state: ClosingState
    kin: str
    evidence: str
    why: str
    asked_at: datetime
    due_at: datetime
    ended_at: datetime | None
    bar: ClosingBar | None
    is_mine: bool

    @property
    def short(self) -> str:
        return short_of(self.id)


def closings(viewer: Actor, /) -> list[ClosingCase]:
    """What kin asked in this officer's region: what waits first."""
    rows = _reached(viewer).order_by("ended_at", "asked_at")[:200]
    return sorted((_case(viewer, row) for row in rows), key=lambda one: one.ended_at is not None)


def closing(viewer: Actor, /, *, closing_id: UUID) -> ClosingCase:
    row = _reached(viewer).filter(id=closing_id).first()
    if row is None:
        raise NotFound
    return _case(viewer, row)


def worker_of_closing(viewer: Actor, /, *, closing_id: UUID) -> UUID:
    """Whom it is about, for an officer in whose region it lies."""
    row = _reached(viewer).filter(id=closing_id).first()
    if row is None:
        raise NotFound
    return row.worker_id


def _reached(viewer: Actor) -> "models.QuerySet[Closing]":
    if viewer.role is not Role.COMMERCE_OFFICER or not viewer.region:
        return Closing.objects.none()
    return Closing.objects.filter(region__startswith=regions.prefix_of(viewer.region))


def _case(viewer: Actor, row: Closing) -> ClosingCase:
    state = ClosingState(row.state)
    return ClosingCase(
        id=row.id,
        region=row.region,
        state=state,
        kin=row.kin,
        evidence=row.evidence,
        why=row.why,
        asked_at=row.asked_at,
        due_at=row.due_at,
        ended_at=row.ended_at,
        bar=rules.bar_to_closing(
            state,
            filed_by=row.filed_by,
            officer=viewer.person,
            due_at=row.due_at,
            now=clock.now(),
        ),
        is_mine=row.filed_by == viewer.person,
    )


def paused_since(viewer: Actor, /) -> datetime | None:
    """Since when she has frozen her record; None while she has not."""
    row = Pause.objects.filter(worker_id=viewer.person, ended_at=None).first()
    return row.began_at if row else None


def due(now: datetime, limit: int) -> list[tuple[UUID, UUID]]:
    """Deletions past their time that no job has done: worker and deletion."""
    rows = Deletion.objects.filter(state=DeletionState.ASKED, due_at__lte=now)
    return [(row.worker_id, row.id) for row in rows.order_by("due_at")[:limit]]


def what_stays() -> list[Words]:
    """What outlives a deletion, each with the duty that keeps it and for how long."""
    said = (policy.outlives for model, policy in tables.of_persons() if tables.may_be_hers(model))
    return list(dict.fromkeys(words for words in said if words is not None))


def past_their_time(now: datetime) -> list[str]:
    """The tables in which something is to be erased now."""
    found = []
    with connection.cursor() as cursor:
        for end in ends.every():
            cursor.execute(end.are_past(), [end.term.began(now)])
            if (row := cursor.fetchone()) and row[0]:
                found.append(end.table)
    return found
