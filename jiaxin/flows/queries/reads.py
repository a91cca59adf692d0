"""Questions about queries: what waits for her, where mine stands, who looked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jiaxin.facts.epidemic import reads as epidemic
from jiaxin.facts.records.rules import Section, Standing
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.queries import rules
from jiaxin.flows.queries.errors import ReceiptGone
from jiaxin.flows.queries.models import Asked, Look, Query
from jiaxin.flows.queries.rules import Clocked, Ending, Reason, State
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.fields import opened
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
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


def still_agreed(row: Query) -> frozenset[Kind]:
    """Her consents that held when she approved, and have held ever since."""
    if row.answered_at is None:
        return frozenset()
    taken_back = consents.taken_back_since(row.worker_id, row.answered_at)
    return frozenset(consents.in_force(row.worker_id)) - taken_back


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
    found = Asked.objects.filter(consumer_id=viewer.person, query_id=query_id).first()
    if found is None:
        raise NotFound
    return Query.objects.get(worker_id=found.worker_id, id=query_id)


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


def who_looked(viewer: Actor, /) -> list[WhoLooked]:
    """Everybody who looked at her record, newest first, with what they saw."""
    looks = list(Look.objects.filter(worker_id=viewer.person).order_by("-at")[:1000])
    rows = {
        row.id: row
        for row in Query.objects.filter(
            worker_id=viewer.person, id__in=[look.query_id for look in looks]
        )
    }
    return [_looked(look, rows[look.query_id]) for look in looks]


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
    look = Look.objects.filter(worker_id=row.worker_id, query_id=query_id).first()
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


def waits_to_be_opened(worker: UUID, query_id: UUID) -> UUID | None:
    """For the word that she approved: who asked; None when it was opened or is over."""
    row = Query.objects.filter(worker_id=worker, id=query_id).first()
    if row is None or stands(row)[0] is not State.APPROVED:
        return None
    return row.consumer_id


def _request(row: Query) -> Request:
    state, ending = stands(row)
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
        stands_on=_stands_on(row) if state in {State.APPROVED, State.OPENED} else "",
    )


def _stands_on(row: Query) -> str:
    """Her consents that still hold, and whether an order does where its answer is shown."""
    agreed = sorted(kind.value for kind in still_agreed(row))
    if Section.EPIDEMIC.value in (row.sections_allowed or ()) and epidemic.is_open():
        agreed.append("order")
    return "-".join(agreed)


def stands(row: Query) -> tuple[State, Ending | None]:
    """The state at this moment, and why it ended: by what was done, by time, or by her consent."""
    state = rules.state_at(clocked(row), clock.now())
    if state is State.ENDED:
        return state, Ending(row.ending) if row.ending else Ending.TIME
    lookable = state in {State.APPROVED, State.OPENED}
    if lookable and Kind.PLATFORM not in still_agreed(row):
        return State.ENDED, Ending.CONSENT
    if lookable and certificates.standing_of(row.worker_id) is not Standing.VALID:
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
