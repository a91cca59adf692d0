"""Questions about imports, by the firm that made them; about invitations, by her they name.

No question here takes a person's number or phone from anybody but herself, in her own session.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from jiaxin.facts.records.trades import Trade
from jiaxin.flows.invitations.errors import BadSheet, named
from jiaxin.flows.invitations.models import Roster, SealedInvitation, UnfitRow
from jiaxin.flows.invitations.rules import states
from jiaxin.flows.invitations.rules.cells import address, letters
from jiaxin.flows.invitations.rules.faults import TOLD, CellFault, CellNote, Told
from jiaxin.flows.invitations.rules.headings import Field, Mapped
from jiaxin.flows.invitations.rules.states import AT_WORK, Answer, Inviter, State
from jiaxin.ground import clock
from jiaxin.ground.crypto.held_keys import mac
from jiaxin.ground.errors import NotFound
from jiaxin.ground.fields import opened
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import FIRM
from jiaxin.trust.identity import reads as identity


def match_of(number: str) -> bytes:
    """What an invitation is found by. No other table has a digest under this key."""
    return mac("invitations.match", number.encode())


def digest_of(content: bytes) -> bytes:
    """What the same file again is known by."""
    return mac("invitations.file", content)


@dataclass(frozen=True, slots=True, repr=False)
class RosterRow:
    """An import as its firm sees it: counts, and nothing of whom it found."""

    id: UUID
    state: State
    file_name: str
    came_at: datetime
    until: datetime
    head_row: int | None
    headings: Mapping[int, str]
    columns: Mapped
    seen: int
    good: int
    unfit: int
    notes: Mapping[CellNote, tuple[int, str]]
    opened: int
    already: int
    accepted: int
    stopped_for: str
    is_over: bool

    @property
    def why(self) -> type[BadSheet] | None:
        """Why it stopped, if it did."""
        return named(self.stopped_for)

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def percent(self) -> int | None:
        """How much of the opening is done; how many rows a file has is known only at its end."""
        if self.state is not State.OPENING or not self.good:
            return None
        return min(100, self.passed * 100 // self.good)

    @property
    def passed(self) -> int:
        """How many good rows were gone through by the opening."""
        return self.opened + self.already


def rosters(viewer: Actor, /) -> list[RosterRow]:
    """The firm's imports, the newest first."""
    rows = list(_own(viewer).order_by("-came_at")[:100])
    yes = _accepted([row.id for row in rows])
    return [_row(row, yes.get(row.id, 0)) for row in rows]


def roster(viewer: Actor, /, roster_id: UUID) -> RosterRow:
    """One of the firm's imports."""
    row = _own(viewer).filter(id=roster_id).first()
    if row is None:
        raise NotFound
    return _row(row, _accepted([row.id]).get(row.id, 0))


def own_for_update(viewer: Actor, /, roster_id: UUID) -> Roster:
    """The same, locked, for a change."""
    row = _own(viewer).select_for_update().filter(id=roster_id).first()
    if row is None:
        raise NotFound
    return row


def _own(viewer: Actor) -> QuerySet[Roster]:
    if viewer.role not in FIRM:
        raise NotFound
    return Roster.objects.filter(inviter=Inviter.FIRM, inviter_id=viewer.acts_for)


def _accepted(ids: list[UUID]) -> dict[UUID, int]:
    said = SealedInvitation.objects.filter(roster_id__in=ids, answer=Answer.ACCEPTED)
    counted = said.values("roster_id").annotate(count=Count("id"))
    return {one["roster_id"]: one["count"] for one in counted}


def _row(row: Roster, accepted: int) -> RosterRow:
    is_over = clock.now() >= row.until
    headings = opened(row, "headings", None) if not is_over else None
    return RosterRow(
        id=row.id,
        state=State(row.state),
        file_name=(opened(row, "file_name", None) or "") if not is_over else "",
        came_at=row.came_at,
        until=row.until,
        head_row=row.head_row,
        headings={int(column): text for column, text in (headings or {}).items()},
        columns=columns_of(row),
        seen=row.seen,
        good=row.good,
        unfit=row.unfit,
        notes={CellNote(code): (count, where) for code, (count, where) in row.notes.items()},
        opened=row.opened,
        already=row.already,
        accepted=accepted,
        stopped_for=row.stopped_for,
        is_over=is_over,
    )


def columns_of(row: Roster) -> Mapped:
    return {Field(name): column for name, column in (row.columns or {}).items()}


@dataclass(frozen=True, slots=True, repr=False)
class FaultLine:
    """One fault, where it is, and how it is told."""

    row: int
    address: str
    heading: str
    code: CellFault
    told: Told


@dataclass(frozen=True, slots=True, repr=False)
class Unfit:
    """A row that could not be taken, as it came, with what is amiss."""

    row: int
    cells: Mapping[int, str]
    faults: tuple[FaultLine, ...]


def unfit_rows(viewer: Actor, /, roster_id: UUID, *, most: int | None = None) -> Iterator[Unfit]:
    """The rows to mend, in the file's order."""
    own = roster(viewer, roster_id)
    if own.is_over:
        return
    found = UnfitRow.objects.filter(roster_id=roster_id).order_by("at_row")
    rows = found[:most] if most is not None else found.iterator(chunk_size=500)
    for row in rows:
        cells = {int(column): text for column, text in row.cells}
        faults = tuple(
            FaultLine(
                row.at_row,
                address(row.at_row, column),
                own.headings.get(column, letters(column)),
                CellFault(code),
                TOLD[CellFault(code)],
            )
            for column, code in row.faults
        )
        yield Unfit(row.at_row, cells, faults)


def faults_by_code(viewer: Actor, /, roster_id: UUID) -> list[tuple[CellFault, int]]:
    """How often each fault was found, the most frequent first."""
    roster(viewer, roster_id)
    counts: dict[CellFault, int] = {}
    found = UnfitRow.objects.filter(roster_id=roster_id).values_list("faults", flat=True)
    for faults in found.iterator(chunk_size=2000):
        for code in {code for _, code in faults}:
            counts[CellFault(code)] = counts.get(CellFault(code), 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


@dataclass(frozen=True, slots=True, repr=False)
class Todo:
    """An import that a job goes on with."""

    id: UUID
    state: State
    inviter_id: UUID
    file_key: bytes | None
    size: int
    head_row: int | None
    columns: Mapped
    cursor: int


def todo(roster_id: UUID) -> Todo | None:
    """What is left to do on an import, for the job; None when there is nothing."""
    row = Roster.objects.filter(id=roster_id, state__in=AT_WORK).first()
    if row is None or clock.now() >= row.until:
        return None
    return Todo(
        id=row.id,
        state=State(row.state),
        inviter_id=row.inviter_id,
        file_key=opened(row, "file_key", None),
        size=row.size,
        head_row=row.head_row,
        columns=columns_of(row),
        cursor=row.cursor,
    )


def under_way() -> list[UUID]:
    """Imports that somebody began to work through, or will."""
    return list(
        Roster.objects.filter(state__in=AT_WORK, until__gt=clock.now())
        .order_by("came_at")
        .values_list("id", flat=True)
    )


def past() -> list[UUID]:
    """Imports whose time is over and whose key is not yet destroyed."""
    over = Roster.objects.filter(until__lte=clock.now(), erased_at=None)
    return list(over.order_by("until").values_list("id", flat=True)[:100])


@dataclass(frozen=True, slots=True, repr=False)
class Waiting:
    """An invitation as she sees it: who invites, and what would come into her record."""

    id: UUID
    inviter: Inviter
    inviter_id: UUID
    trade: Trade | None
    facts: tuple[tuple[str, dict[str, Any]], ...]
    came_at: datetime
    until: datetime


def mine(viewer: Actor, /) -> list[Waiting]:
    """What waits for her who asks, by the number that she has proven to be hers.

    One that goes by another name than hers is passed over: it may be meant for somebody else.
    """
    me = identity.myself(viewer)
    if me.proven_at is None or not me.number:
        return []
    now = clock.now()
    found = SealedInvitation.objects.filter(
        Q(match=match_of(me.number)), answer=Answer.WAITING, opened_at__lte=now, until__gt=now
    ).order_by("-opened_at")
    return [_waiting(row) for row in found if names(row, me.name)]


def names(row: SealedInvitation, name: str) -> bool:
    """Whether an invitation is open to somebody of this name."""
    content = opened(row, "content", None)
    return (
        content is not None
        and content["name"] == name
        and states.waits(row.opened_at, row.until, clock.now())
    )


def _waiting(row: SealedInvitation) -> Waiting:
    facts = tuple((kind, said) for kind, said in row.content["facts"])
    return Waiting(
        id=row.id,
        inviter=Inviter(row.inviter),
        inviter_id=row.inviter_id,
        trade=trade_in(facts),
        facts=facts,
        came_at=row.came_at,
        until=row.until,
    )


def trade_in(facts: tuple[tuple[str, dict[str, Any]], ...]) -> Trade | None:
    """What she would work as, if the firm said so."""
    return next((Trade(said["trade"]) for _, said in facts if "firm" in said), None)


def needs_file(roster_id: UUID) -> bool:
    """Whether its file is still to be read."""
    waiting = (State.CAUGHT, State.MAPPING, State.CHECKING)
    return Roster.objects.filter(id=roster_id, state__in=waiting, until__gt=clock.now()).exists()


@dataclass(frozen=True, slots=True, repr=False)
class ToTell:
    """An invitation whose phone is to be written to. Of the phone's owner nothing is known."""

    id: UUID
    at_row: int
    phone: str


def to_tell(roster_id: UUID, *, after: int, most: int) -> list[ToTell]:
    """The next invitations of an import, for notices: those with a phone that still wait."""
    now = clock.now()
    rows = SealedInvitation.objects.filter(
        roster_id=roster_id, at_row__gt=after, opened_at__lte=now, until__gt=now
    ).order_by("at_row")[:most]
    found = []
    for row in rows:
        content = opened(row, "content", None) or {}
        found.append(ToTell(row.id, row.at_row, content.get("phone", "")))
    return found


def inviter_of(roster_id: UUID) -> UUID:
    """Which firm invites by this import."""
    return Roster.objects.only("id", "inviter_id").get(id=roster_id).inviter_id
