"""Questions about queries: what waits for her, where mine stands, who looked."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from jiaxin.facts.epidemic import reads as epidemic
from jiaxin.facts.records.rules import Section, Standing
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.rules import Status
from jiaxin.flows.queries import rules
from jiaxin.flows.queries.errors import ReceiptGone
from jiaxin.flows.queries.models import Asked, Block, Look, Query
from jiaxin.flows.queries.rules import Clocked, Ending, Reason, State
from jiaxin.ground import clock
from jiaxin.ground.compiled import Compiled, compiled
from jiaxin.ground.errors import NotFound
from jiaxin.ground.fields import opened
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.reads import HeldSince
from jiaxin.trust.consent.rules import Kind


@dataclass(frozen=True, slots=True, repr=False)
class Request:
    """A query as either side sees it. `called` and `tail` say who asks."""

    id: UUID
    worker: UUID
    called: str
    tail: str
    reason: Reason
    state: State
    asked_sections: tuple[Section, ...]
    allowed_sections: tuple[Section, ...]
    asked_at: datetime
    lapses_at: datetime
    answered_at: datetime | None
    ends_at: datetime | None
    ending: Ending | None
    was_noticed: bool
    was_opened: bool
    from_afar: bool
    # What an open look stands on now: a page that was drawn on more has to be drawn anew.
    stands_on: str


def askable() -> frozenset[Section]:
    """What may be asked for now: the epidemic answer only while an order is in force."""
    return frozenset(Section) if epidemic.is_open() else rules.ALL_SECTIONS


def clocked(row: Query) -> Clocked:
    return Clocked(State(row.state), row.lapses_at, row.open_until, row.ends_at)


def held_since_approved(row: Query) -> HeldSince:
    """Her consents now, and those that held when she approved and have held ever since."""
    if row.answered_at is None:
        return HeldSince({}, frozenset())
    return consents.held_since(row.worker_id, row.answered_at)


def waiting_for(viewer: Actor, /) -> list[Request]:
    """What waits for her answer now, the oldest first."""
    rows = Query.objects.filter(
        worker_id=viewer.person, state=State.ASKED, lapses_at__gt=clock.now()
    ).order_by("asked_at")
    return [_request(row) for row in rows]


def put_to(viewer: Actor, /, *, query_id: UUID) -> Request:
    """One request that was put to her."""
    row = Query.objects.filter(worker_id=viewer.person, id=query_id).first()
    if row is None:
        raise NotFound
    return _request(row)


def asked_by(viewer: Actor, /, *, query_id: UUID) -> Request:
    """One request of the consumer's own."""
    return _request(own_row(viewer, query_id))


def own_row(viewer: Actor, query_id: UUID) -> Query:
    (row,) = _row(asked_of(viewer, query_id), query_id)
    return row


def asked_of(viewer: Actor, query_id: UUID) -> UUID:
    """Whom the viewer asked with this query; NotFound where she did not."""
    found = _asked.first(viewer.person, query_id)
    if found is None:
        raise NotFound
    return found.worker_id


@compiled
def _asked(consumer: UUID, query: UUID) -> QuerySet[Asked]:
    return Asked.objects.filter(consumer_id=consumer, query_id=query)


@compiled
def _row(worker: UUID, query: UUID) -> QuerySet[Query]:
    return Query.objects.filter(worker_id=worker, id=query)


@compiled
def locked(worker: UUID, query: UUID) -> QuerySet[Query]:
    """The row of a query, held until the act ends."""
    return Query.objects.select_for_update().filter(worker_id=worker, id=query)


@compiled
def waiting_from(worker: UUID, consumer: UUID, sign_in: UUID, now: datetime) -> QuerySet[Query]:
    """What waits for her answer to this consumer, asked in this sign-in."""
    mine = Query.objects.filter(worker_id=worker, consumer_id=consumer, sign_in=sign_in)
    return mine.filter(state=State.ASKED, lapses_at__gt=now)


def worker_of(viewer: Actor, /, *, query_id: UUID) -> UUID:
    """The worker whom the consumer's own query is about: an id, and no more."""
    return own_row(viewer, query_id).worker_id


def all_asked_by(viewer: Actor, /) -> list[Request]:
    """The consumer's requests, newest first."""
    found = list(Asked.objects.filter(consumer_id=viewer.person).order_by("-asked_at")[:50])
    rows = Query.objects.filter(
        worker_id__in=[one.worker_id for one in found], id__in=[one.query_id for one in found]
    )
    return [_request(row) for row in rows.order_by("-asked_at")]


@dataclass(frozen=True, slots=True, repr=False)
class WhoLooked:
    """One look as she sees it on her page."""

    query_id: UUID
    called: str
    tail: str
    reason: Reason
    at: datetime
    last_at: datetime
    loads: int
    sections: tuple[Section, ...]
    colour: str
    way: str
    is_open: bool


def who_looked(viewer: Actor, /, *, skip: int = 0, most: int = 1000) -> list[WhoLooked]:
    """Everybody who looked at her record, newest first, with what they saw; or a part of them."""
    looks = _looks(skip, most)(viewer.person)
    rows = {row.id: row for row in _rows(viewer.person, [look.query_id for look in looks])}
    return [_looked(look, rows[look.query_id]) for look in looks]


@lru_cache(maxsize=64)
def _looks(skip: int, most: int) -> Compiled[[UUID], Look]:
    # How many and from where stands in the SQL itself; nearly all readers see the first page.
    @compiled
    def looks(worker: UUID) -> QuerySet[Look]:
        rows = Look.objects.filter(worker_id=worker).order_by("-at", "-id")
        return rows[skip : skip + most]

    return looks


@compiled
def _rows(worker: UUID, queries: list[UUID]) -> QuerySet[Query]:
    return Query.objects.filter(worker_id=worker, id__in=queries)


def how_many_looked(viewer: Actor, /) -> int:
    """How many looks there were at her record."""
    return Look.objects.filter(worker_id=viewer.person).count()


@dataclass(frozen=True, slots=True)
class LookReceipt:
    """What a consumer keeps of a look: its date, the light, that she approved. No record data."""

    query_id: UUID
    at: datetime
    colour: str
    way: str
    certificate: str


def receipt(viewer: Actor, /, *, query_id: UUID) -> LookReceipt:
    """The consumer's receipt of one look."""
    row = own_row(viewer, query_id)
    look = look_by.first(row.worker_id, query_id)
    if look is None:
        raise NotFound
    shown = opened(look, "shown", None)
    if shown is None:
        raise ReceiptGone
    return LookReceipt(
        query_id=query_id,
        at=look.at,
        colour=shown["light"],
        way=row.way,
        certificate=shown["certificate"],
    )


@compiled
def look_by(worker: UUID, query: UUID) -> QuerySet[Look]:
    """The look that was had by a query, if it was opened."""
    return Look.objects.filter(worker_id=worker, query_id=query)


def who_saw(worker: UUID, fact: UUID, *, since: datetime) -> list[tuple[UUID, UUID]]:
    """Who was shown this version of a fact since then: viewer and query, the oldest first."""
    looks = Look.objects.filter(worker_id=worker, last_at__gte=since).order_by("at")
    return [
        (look.viewer_id, look.query_id)
        for look in looks
        if str(fact) in (opened(look, "shown", None) or {}).get("facts", ())
    ]


@dataclass(frozen=True, slots=True, repr=False)
class Seen:
    """A look as either of its two sides may point to it: between whom, who asked, when."""

    worker: UUID
    consumer: UUID
    called: str
    tail: str
    reason: Reason
    at: datetime | None


def seen(viewer: Actor, /, *, query_id: UUID) -> Seen:
    """The viewer's own request, asked or answered; `at` says when it was looked at, if it was."""
    hers = Query.objects.filter(worker_id=viewer.person, id=query_id).first()
    row = hers or own_row(viewer, query_id)
    return Seen(
        worker=row.worker_id,
        consumer=row.consumer_id,
        called=opened(row, "called", ""),
        tail=opened(row, "tail", ""),
        reason=Reason(row.reason),
        at=row.opened_at,
    )


def is_blocked(worker: UUID, consumer: UUID) -> bool:
    """Whether she does not want to hear from this consumer."""
    return bool(_blocks(worker, consumer))


@compiled
def _blocks(worker: UUID, consumer: UUID) -> QuerySet[Block]:
    return Block.objects.filter(worker_id=worker, consumer_id=consumer)


def open_looks_of(worker: UUID) -> list[UUID]:
    """The looks at this worker's record that pages may still show."""
    rows = Query.objects.filter(worker_id=worker, state__in=[State.APPROVED, State.OPENED])
    return list(rows.values_list("id", flat=True))


@dataclass(frozen=True, slots=True)
class Unnoticed:
    """A request that no page of hers has fetched."""

    worker: UUID
    lapses_at: datetime
    from_afar: bool


def unnoticed(worker: UUID, query_id: UUID) -> Unnoticed | None:
    """For the reminder: None when a page of hers has it, or it is over."""
    row = Query.objects.filter(worker_id=worker, id=query_id, noticed_at=None).first()
    if row is None or rules.state_at(clocked(row), clock.now()) is not State.ASKED:
        return None
    return Unnoticed(
        worker=row.worker_id,
        lapses_at=row.lapses_at,
        from_afar=rules.was_from_afar(row.asked_at, row.lapses_at),
    )


def still_waits(worker: UUID, query_id: UUID) -> bool:
    """Whether it still waits for her answer, and her certificate lets her give one."""
    row = Query.objects.filter(worker_id=worker, id=query_id).first()
    if row is None or rules.state_at(clocked(row), clock.now()) is not State.ASKED:
        return False
    return certificates.status_of(worker) is Status.VALID


def waits_to_be_opened(worker: UUID, query_id: UUID) -> UUID | None:
    """For the word that she approved: who asked; None when it was opened or is over."""
    row = Query.objects.filter(worker_id=worker, id=query_id).first()
    if row is None or stands(row)[0] is not State.APPROVED:
        return None
    return row.consumer_id


def _request(row: Query) -> Request:
    agreed = _agreed_if_lookable(row)
    return _as_it_stands(row, agreed, *_stands(row, agreed))


def opened_now(row: Query, agreed: frozenset[Kind]) -> Request:
    """The request of a look that was just opened on these consents."""
    return _as_it_stands(row, agreed, State.OPENED, None)


def _as_it_stands(
    row: Query, agreed: frozenset[Kind], state: State, ending: Ending | None
) -> Request:
    return Request(
        id=row.id,
        worker=row.worker_id,
        called=opened(row, "called", ""),
        tail=opened(row, "tail", ""),
        reason=Reason(row.reason),
        state=state,
        asked_sections=_sections(row.sections_asked),
        allowed_sections=_sections(row.sections_allowed),
        asked_at=row.asked_at,
        lapses_at=row.lapses_at,
        answered_at=row.answered_at,
        ends_at=row.ends_at if state is State.OPENED else row.open_until,
        ending=ending,
        was_noticed=row.noticed_at is not None,
        was_opened=row.opened_at is not None,
        from_afar=rules.was_from_afar(row.asked_at, row.lapses_at),
        stands_on=_stands_on(row, agreed) if state in {State.APPROVED, State.OPENED} else "",
    )


def _stands_on(row: Query, agreed: frozenset[Kind]) -> str:
    """Her consents that still hold, and whether an order does where its answer is shown."""
    on = sorted(kind.value for kind in agreed)
    if Section.EPIDEMIC.value in (row.sections_allowed or ()) and epidemic.is_open():
        on.append("order")
    return "-".join(on)


def stands(row: Query) -> tuple[State, Ending | None]:
    """The state at this moment, and why it ended: by what was done, by time, or by her consent."""
    return _stands(row, _agreed_if_lookable(row))


_LOOKABLE = frozenset({State.APPROVED, State.OPENED})


def _agreed_if_lookable(row: Query) -> frozenset[Kind]:
    """Nobody asks what holds of a request that nobody can look by."""
    lookable = rules.state_at(clocked(row), clock.now()) in _LOOKABLE
    return held_since_approved(row).ever_since if lookable else frozenset()


def _stands(row: Query, agreed: frozenset[Kind]) -> tuple[State, Ending | None]:
    state = rules.state_at(clocked(row), clock.now())
    if state is State.ENDED:
        return state, Ending(row.ending) if row.ending else Ending.TIME
    if state in _LOOKABLE and Kind.PLATFORM not in agreed:
        return State.ENDED, Ending.CONSENT
    if state in _LOOKABLE and certificates.standing_of(row.worker_id) is not Standing.VALID:
        return State.ENDED, Ending.CERTIFICATE
    return state, None


def _sections(kept: Any) -> tuple[Section, ...]:
    return tuple(section for section in Section if section.value in (kept or ()))


def _looked(look: Look, row: Query) -> WhoLooked:
    return WhoLooked(
        query_id=row.id,
        called=row.called,
        tail=row.tail,
        reason=Reason(row.reason),
        at=look.at,
        last_at=look.last_at,
        loads=look.loads,
        sections=_sections(look.shown["sections"]),
        colour=look.shown["light"],
        way=row.way,
        is_open=stands(row)[0] is State.OPENED,
    )
