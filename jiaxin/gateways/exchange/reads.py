"""Questions about the exchange: whose key it is, how far a message is, how each source does."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery, Sum

from jiaxin.gateways.exchange.batches import PartSaid
from jiaxin.gateways.exchange.errors import NoSuchBatch, NoSuchParty
from jiaxin.gateways.exchange.inbound import Sender
from jiaxin.gateways.exchange.keys import Key
from jiaxin.gateways.exchange.keys import Party as Keys
from jiaxin.gateways.exchange.models import (
    Inbound,
    Part,
    Party,
    PartyKey,
    Quarantined,
    RefusedCount,
)
from jiaxin.gateways.exchange.rows import WORDS, RowFault
from jiaxin.gateways.exchange.rules import Arrival, Lot, PartySort, State, Tale, gaps
from jiaxin.ground import clock
from jiaxin.ground.words import Words

SHOWN = 500


def sender_of(kid: str) -> Sender | None:
    """The party that signs under this key id; None for a key that is nobody's or was revoked."""
    key = PartyKey.objects.filter(kid=kid[:128], revoked_at=None).first()
    if key is None:
        return None
    party = Party.objects.filter(id=key.party_id, revoked_at=None).first()
    return None if party is None else _sender(party)


def title_of(name: str) -> str | None:
    """What pages call a registered party; None where there is none of that name."""
    return Party.objects.filter(name=name).values_list("title", flat=True).first()


def title_of_party(party_id: UUID) -> str:
    """What pages call a party by its id."""
    return Party.objects.filter(id=party_id).values_list("title", flat=True).first() or ""


def sender_named(name: str) -> Sender:
    """The registered party of that name."""
    party = Party.objects.filter(name=name, revoked_at=None).first()
    if party is None:
        raise NoSuchParty
    return _sender(party)


def _sender(party: Party) -> Sender:
    rows = PartyKey.objects.filter(party_id=party.id, revoked_at=None).order_by("added_at", "kid")
    return Sender(
        id=party.id,
        name=party.name,
        services=frozenset(party.services),
        messages_a_minute=party.messages_a_minute,
        rows_a_day=party.rows_a_day,
        keys=Keys(party.name, tuple(_key(row) for row in rows)),
        sort=PartySort(party.sort),
        region=party.region,
    )


def _key(row: PartyKey) -> Key:
    return Key(
        row.kid,
        "enc" if row.use == "enc" else "sig",
        bytes(row.public),
        None,
        row.not_before,
        row.not_after,
        suite=row.suite,
    )


@dataclass(frozen=True, slots=True)
class Registered:
    """A party as an operator sees it."""

    id: UUID
    name: str
    title: str
    sort: PartySort
    services: tuple[str, ...]
    region: str
    messages_a_minute: int
    rows_a_day: int
    kids: tuple[str, ...]
    suites: tuple[str, ...]
    registered_at: datetime
    revoked_at: datetime | None


def parties() -> list[Registered]:
    """Every party that was ever registered, by name."""
    kids: dict[UUID, list[str]] = {}
    suites: dict[UUID, set[str]] = {}
    for key in PartyKey.objects.filter(revoked_at=None).order_by("kid"):
        kids.setdefault(key.party_id, []).append(key.kid)
        suites.setdefault(key.party_id, set()).add(key.suite)
    return [
        Registered(
            id=row.id,
            name=row.name,
            title=row.title,
            sort=PartySort(row.sort),
            services=tuple(row.services),
            region=row.region,
            messages_a_minute=row.messages_a_minute,
            rows_a_day=row.rows_a_day,
            kids=tuple(kids.get(row.id, ())),
            suites=tuple(sorted(suites.get(row.id, ()))),
            registered_at=row.registered_at,
            revoked_at=row.revoked_at,
        )
        for row in Party.objects.order_by("name")
    ]


@dataclass(frozen=True, slots=True)
class Waits:
    """One quarantined row, without its content."""

    row: int
    column: str
    code: RowFault
    words: Words
    lot: Lot


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a message is, as its sender may know it: nothing that would tell who is here."""

    id: UUID
    state: State
    rows: int
    taken: int
    quarantined: int
    stopped_for: str
    missing_parts: tuple[int, ...]
    waiting: tuple[Waits, ...]


def standing(sender: Sender, message_id: UUID, *, after_row: int = 0) -> Standing:
    """How far this party's message is, with up to 500 of its quarantined rows."""
    row = Inbound.objects.filter(party_id=sender.id, sent_as=message_id).first()
    if row is None:
        raise NoSuchBatch
    missing = Part.objects.filter(inbound_id=row.id, here_at=None).order_by("number")
    return Standing(
        id=row.id,
        state=State(row.state),
        rows=row.rows,
        taken=row.taken,
        quarantined=row.quarantined,
        stopped_for=row.stopped_for,
        missing_parts=tuple(missing.values_list("number", flat=True)),
        waiting=waiting(row.id, after_row=after_row),
    )


def waiting(inbound: UUID, *, after_row: int = 0) -> tuple[Waits, ...]:
    """The rows of a message that wait in quarantine, of those that its sender is told about."""
    rows = Quarantined.objects.filter(
        inbound_id=inbound, lot=Lot.WAITING, tale=Tale.TOLD, row__gt=after_row
    ).order_by("row")
    found = rows.values_list("row", "column", "code", "lot")[:SHOWN]
    return tuple(
        Waits(row, column, RowFault(code), WORDS[RowFault(code)], Lot(lot))
        for row, column, code, lot in found
    )


@dataclass(frozen=True, slots=True)
class Expected:
    """A part that a manifest named, and whether it is still wanted."""

    inbound: UUID
    kind: str
    suite: str
    said: PartSaid
    is_wanted: bool


def part_of(sender: Sender, message_id: UUID, number: int) -> Expected:
    """The part of this party's batch; NoSuchBatch for one that no manifest named."""
    row = Inbound.objects.filter(party_id=sender.id, sent_as=message_id).first()
    part = Part.objects.filter(inbound_id=row.id, number=number).first() if row else None
    if row is None or part is None or row.arrival == Arrival.LIVE:
        raise NoSuchBatch
    return Expected(
        inbound=row.id,
        kind=row.kind,
        suite=row.suite,
        said=PartSaid(part.number, part.first_row, part.rows, 0, part.digest),
        is_wanted=row.state == State.RECEIVING and part.here_at is None,
    )


@dataclass(frozen=True, slots=True, repr=False)
class Returned:
    """A quarantined row, opened for whoever sent it."""

    row: int
    column: str
    code: str
    line: str


def returned(sender: Sender, message_id: UUID, *, after_row: int = 0) -> list[Returned]:
    """The rows of this party's message that wait and that it is told about, as it sent them."""
    row = Inbound.objects.filter(party_id=sender.id, sent_as=message_id).first()
    if row is None:
        raise NoSuchBatch
    waiting = Quarantined.objects.filter(
        inbound_id=row.id, lot=Lot.WAITING, tale=Tale.TOLD, row__gt=after_row
    )
    # A row may have 16 KiB, and an answer one megabyte.
    return [
        Returned(one.row, one.column, one.code, one.content or "")
        for one in waiting.order_by("row")[:40]
    ]


class Place(NamedTuple):
    """How far a part is."""

    number: int
    first_row: int
    rows: int
    next_row: int


@dataclass(frozen=True, slots=True)
class Todo:
    """A message that is to be worked through: where each of its parts stands."""

    id: UUID
    party_id: UUID
    party: str
    title: str
    sort: PartySort
    region: str
    kind: str
    arrival: Arrival
    sent_as: UUID
    suite: str
    is_dry_run: bool
    parts: tuple[Place, ...]


def todo(inbound: UUID) -> Todo | None:
    """What is left of a message; None when nothing is."""
    row = Inbound.objects.filter(id=inbound, state=State.TAKEN).first()
    if row is None:
        return None
    party = Party.objects.get(id=row.party_id)
    parts = Part.objects.filter(inbound_id=row.id).order_by("number")
    return Todo(
        id=row.id,
        party_id=row.party_id,
        party=party.name,
        title=party.title,
        sort=PartySort(party.sort),
        region=party.region,
        kind=row.kind,
        arrival=Arrival(row.arrival),
        sent_as=row.sent_as,
        suite=row.suite,
        is_dry_run=row.is_dry_run,
        parts=tuple(
            Place(part.number, part.first_row, part.rows, part.next_row)
            for part in parts
            if part.next_row < part.first_row + part.rows
        ),
    )


def sealed_part(inbound: UUID, number: int) -> bytes | None:
    """A live push as it came, until it was worked through."""
    part = Part.objects.filter(inbound_id=inbound, number=number).first()
    return None if part is None or part.sealed is None else bytes(part.sealed)


def under_way() -> list[UUID]:
    """Messages that were taken and are not done, the oldest first."""
    rows = Inbound.objects.filter(state=State.TAKEN).order_by("received_at")
    return list(rows.values_list("id", flat=True))


def waiting_ids(
    party: str | None,
    after: UUID | None,
    codes: Collection[RowFault] | None = None,
    most: int = 200,
) -> list[UUID]:
    """Quarantined rows that wait, in a steady order; of these causes only, where some are named."""
    rows = Quarantined.objects.filter(lot=Lot.WAITING)
    if codes is not None:
        rows = rows.filter(code__in=codes)
    if party is not None:
        rows = rows.filter(party_id__in=Party.objects.filter(name=party).values("id"))
    if after is not None:
        rows = rows.filter(id__gt=after)
    return list(rows.order_by("id").values_list("id", flat=True)[:most])


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How one source does, of the last day where nothing else is said. Names nobody."""

    name: str
    title: str
    sort: PartySort
    last_message_at: datetime | None
    lag_seconds: int | None
    is_late: bool
    messages: int
    rows: int
    quarantined: int
    refused: dict[str, int]
    error_rate: float
    waiting: int
    set_aside: int
    stopped: tuple[str, ...]
    under_way: int
    missing_numbers: dict[str, list[int]]
    coverage: float


def health() -> list[SourceHealth]:
    """How each registered source does: for the console and `jiaxin exchange status`."""
    now = clock.now()
    return [_health(row, now) for row in Party.objects.filter(revoked_at=None).order_by("name")]


def _health(party: Party, now: datetime) -> SourceHealth:
    rows = Inbound.objects.filter(party_id=party.id)
    last = rows.order_by("-received_at").values_list("received_at", flat=True).first()
    since = now - timedelta(days=1)
    day = rows.filter(received_at__gt=since).aggregate(
        messages=Count("id"), rows=Sum("rows"), quarantined=Sum("quarantined")
    )
    refused = _refused(party.id, since)
    waiting = Quarantined.objects.filter(party_id=party.id, lot=Lot.WAITING)
    lots = dict(waiting.values_list("tale").annotate(count=Count("id")))
    stopped = rows.filter(state=State.STOPPED).order_by("-received_at")
    messages, amiss = day["messages"], sum(refused.values())
    numbers = _numbers(party.id)
    came, given = sum(map(len, numbers.values())), sum(map(max, numbers.values()))
    expected = party.expected_every_hours
    lag = None if last is None else int((now - last).total_seconds())
    return SourceHealth(
        name=party.name,
        title=party.title,
        sort=PartySort(party.sort),
        last_message_at=last,
        lag_seconds=lag,
        is_late=expected is not None and (lag is None or lag > expected * 3600),
        messages=messages,
        rows=day["rows"] or 0,
        quarantined=day["quarantined"] or 0,
        refused=refused,
        error_rate=_share((day["quarantined"] or 0) + amiss, (day["rows"] or 0) + amiss),
        waiting=lots.get(Tale.TOLD, 0),
        set_aside=lots.get(Tale.OURS, 0),
        stopped=tuple(stopped.values_list("stopped_for", flat=True)[:20]),
        under_way=rows.filter(state__in=[State.RECEIVING, State.TAKEN]).count(),
        missing_numbers={kind: gap for kind, came_in in numbers.items() if (gap := gaps(came_in))},
        coverage=_share(came, given) if given else 1.0,
    )


def _refused(party: UUID, since: datetime) -> dict[str, int]:
    rows = RefusedCount.objects.filter(party_id=party, day__gte=clock.day_of(since))
    found: dict[str, int] = {}
    for code, count in rows.values_list("code", "count"):
        found[code] = found.get(code, 0) + count
    return found


def _numbers(party: UUID) -> dict[str, list[int]]:
    """The numbers of its batches that came, by kind."""
    found: dict[str, list[int]] = {}
    rows = Inbound.objects.filter(party_id=party, sequence__isnull=False)
    for kind, sequence in rows.values_list("kind", "sequence"):
        found.setdefault(kind, []).append(sequence or 0)
    return found


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def settled_folders(sender: Sender) -> list[UUID]:
    """This party's batches that came by folder and ended in the last days, by their own ids."""
    rows = Inbound.objects.filter(
        party_id=sender.id,
        arrival=Arrival.FOLDER,
        state__in=[State.DONE, State.STOPPED],
        received_at__gt=clock.now() - timedelta(days=30),
    )
    return list(rows.order_by("received_at").values_list("sent_as", flat=True))


@dataclass(frozen=True, slots=True)
class WaitingFor:
    """How many rows of one kind wait for one cause."""

    party: str
    kind: str
    code: str
    column: str
    count: int


def waiting_by_code(party: str | None) -> list[WaitingFor]:
    """Quarantined rows that wait, counted by their cause. Nothing of a row is opened."""
    names = dict(Party.objects.values_list("id", "name"))
    kinds = Inbound.objects.filter(id=OuterRef("inbound_id")).values("kind")[:1]
    rows = (
        Quarantined.objects.filter(lot=Lot.WAITING)
        .annotate(kind=Subquery(kinds))
        .values_list("party_id", "kind", "code", "column")
        .annotate(count=Count("id"))
        .order_by("party_id", "kind", "code", "column")
    )
    return [
        WaitingFor(names[owner], kind, code, column, count)
        for owner, kind, code, column, count in rows
        if party is None or names[owner] == party
    ]
