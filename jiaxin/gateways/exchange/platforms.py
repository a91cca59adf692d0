"""Local platforms (地方平台): whom a worker may share her record with, and what they took."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from jiaxin.gateways.exchange.models import Party, Pulled
from jiaxin.gateways.exchange.rules import NATION, PULL, Handing, PartySort
from jiaxin.ground import regions
from jiaxin.ground.compiled import compiled
from jiaxin.ground.fields import opened
from jiaxin.trust.access.actor import Actor


@dataclass(frozen=True, slots=True)
class Offered:
    """A platform that may be named on her sheet, and the region that it acts in."""

    id: UUID
    title: str
    region: str


def offered() -> list[Offered]:
    """Every local platform that may fetch records, by its region."""
    rows = Party.objects.filter(sort=PartySort.PLATFORM, revoked_at=None).order_by("region", "name")
    return [Offered(row.id, row.title, _place(row.region)) for row in rows if _may_fetch(row)]


def named(party: UUID) -> str | None:
    """What her sheet calls this platform; None for one that may not be named on it now."""
    row = Party.objects.filter(id=party, sort=PartySort.PLATFORM, revoked_at=None).first()
    return row.title if row is not None and _may_fetch(row) else None


@dataclass(frozen=True, slots=True, repr=False)
class Fetched:
    """One time that a platform took her facts, as she sees it."""

    platform: str
    region: str
    at: datetime
    last_at: datetime
    loads: int
    in_batch: bool
    facts: int


def fetched(viewer: Actor, /) -> list[Fetched]:
    """Every time that a platform took her facts, newest first."""
    rows = _pulled(viewer.person)
    parties = Party.objects.in_bulk({row.party_id for row in rows})
    return [
        Fetched(
            platform=parties[row.party_id].title,
            region=_place(parties[row.party_id].region),
            at=row.at,
            last_at=row.last_at,
            loads=row.loads,
            in_batch=row.part > 0,
            facts=len((opened(row, "shown", None) or {}).get("facts", ())),
        )
        for row in rows
    ]


@compiled
def _pulled(worker: UUID) -> QuerySet[Pulled]:
    return Pulled.objects.filter(worker_id=worker).order_by("-at")[:500]


def is_known(handing: object) -> bool:
    """Whether a platform may ask for it to be handed over so."""
    return isinstance(handing, str) and handing in {Handing.FETCHED, Handing.FOLDER}


def _may_fetch(row: Party) -> bool:
    return PULL in row.services and bool(row.region)


def _place(region: str) -> str:
    return "" if region == NATION else regions.full_name_of(region) or ""
