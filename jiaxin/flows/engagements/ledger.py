"""The ledger of yearly checks: who works with minors, when she was last checked, what is due."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaxin.facts.records.rules import Background
from jiaxin.flows.engagements import reads, rules
from jiaxin.flows.engagements.models import Engagement, LedgerPaper, MinorsCheck, Staff
from jiaxin.flows.engagements.reads import StaffRow
from jiaxin.flows.engagements.rules import Authorised, Check
from jiaxin.ground import clock
from jiaxin.ground.crypto import held_keys
from jiaxin.ground.fields import opened
from jiaxin.trust.access.actor import Actor


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """One worker's line: her last check, and until when it is good."""

    row: StaffRow
    state: Check
    at: datetime | None
    word: Background | None
    by: str
    due_at: datetime | None
    may_check: bool


def entries(viewer: Actor, /) -> list[Entry]:
    """Whoever works with minors for the viewer's firm; what is due first."""
    rows = [row for row in reads.staff(viewer) if row.with_minors]
    with held_keys.keys_at_hand():
        held_keys.fetch([row.worker for row in rows])
        last = _last_of(viewer.acts_for, rows)
        found = [_entry(row, last.get(row.id)) for row in rows]
    order = list(Check)[::-1]
    return sorted(found, key=lambda one: (order.index(one.state), one.row.called))


def due(viewer: Actor, /) -> list[Entry]:
    """What the firm has to see to now."""
    return [one for one in entries(viewer) if one.state is not Check.DONE]


@dataclass(frozen=True, slots=True, repr=False)
class Done:
    """One check that was done, as evidence. Of whoever left since, neither name nor answer."""

    engagement: UUID
    called: str
    at: datetime
    word: Background | None
    source_at: str
    by: str
    left_at: datetime | None


def done_in(viewer: Actor, /, *, year: int) -> list[Done]:
    """Every check that the viewer's firm did in a year, the oldest first."""
    places = {place.engagement_id: place for place in Staff.objects.filter(firm_id=viewer.acts_for)}
    workers = {place.worker_id for place in places.values()}
    checks = MinorsCheck.objects.filter(
        worker_id__in=workers, engagement_id__in=places, firm_id=viewer.acts_for
    )
    found = [one for one in checks.order_by("at") if clock.day_of(one.at).year == year]
    concerned = {one.worker_id for one in found}
    with held_keys.keys_at_hand():
        held_keys.fetch(list(concerned))
        rows = Engagement.objects.filter(worker_id__in=concerned, id__in=places)
        engagements = {row.id: row for row in rows}
        return [
            _done(one, engagements[one.engagement_id])
            for one in found
            if one.engagement_id in engagements
        ]


def _done(check: MinorsCheck, row: Engagement) -> Done:
    here = row.ended_at is None
    return Done(
        engagement=row.id,
        called=opened(row, "called", "") if here else "",
        at=check.at,
        word=Background(check.said["word"]) if here else None,
        source_at=(check.said["checked_at"] or "") if here else "",
        by=check.said["by"],
        left_at=row.ended_at,
    )


def paper_made(content: bytes) -> datetime | None:
    """When exactly this file was drawn as a firm's ledger; None where it was not."""
    digest = hashlib.sha256(content).hexdigest()
    row = LedgerPaper.objects.filter(digest=digest).order_by("at").first()
    return row.at if row else None


def firms_to_remind(after: UUID, most: int) -> tuple[set[UUID], UUID | None]:
    """Firms that are told today of a check; where the next slice of workers goes on from."""
    rows = list(
        Engagement.objects.filter(ended_at=None, worker_id__gt=after).order_by("worker_id")[:most]
    )
    concerned = [row for row in rows if row.with_minors]
    checks = MinorsCheck.objects.filter(
        worker_id__in=[row.worker_id for row in concerned],
        engagement_id__in=[row.id for row in concerned],
    )
    last = {one.engagement_id: clock.day_of(one.at) for one in checks.order_by("at")}
    today = clock.today()
    found = {row.firm_id for row in concerned if rules.is_reminded(last.get(row.id), today)}
    return found, rows[-1].worker_id if len(rows) == most else None


def _last_of(firm: UUID, rows: list[StaffRow]) -> dict[UUID, MinorsCheck]:
    found = MinorsCheck.objects.filter(
        worker_id__in=[row.worker for row in rows],
        engagement_id__in=[row.id for row in rows],
        firm_id=firm,
    )
    return {one.engagement_id: one for one in found.order_by("at")}


def _entry(row: StaffRow, last: MinorsCheck | None) -> Entry:
    now = clock.now()
    at = last.at if last else None
    return Entry(
        row=row,
        state=rules.check_at(at, now),
        at=at,
        word=Background(last.said["word"]) if last else None,
        by=last.said["by"] if last else "",
        due_at=at + rules.YEARLY if at else None,
        may_check=row.authorised is Authorised.IN_FORCE and row.in_use,
    )
