"""Questions about placements: her own, a family's, a firm's; and what reviews hang on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.rules import Status
from jiaxin.flows.engagements import reads as engagements
from jiaxin.flows.placements import rules
from jiaxin.flows.placements.errors import NotConfirmed
from jiaxin.flows.placements.models import Arranged, Offer, Placement, Served
from jiaxin.flows.placements.rules import Clocked, Side, State
from jiaxin.ground import clock
from jiaxin.ground.compiled import compiled
from jiaxin.ground.errors import NotFound
from jiaxin.ground.fields import opened
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import FIRM, Role
from jiaxin.trust.identity import reads as identity

type Placements = QuerySet[Placement]

_SHOWN = 100


def state_of(row: Placement) -> State:
    """Where it stands at this moment."""
    clocked = Clocked(State(row.state), row.lapses_at, row.until)
    return rules.state_at(clocked, clock.now(), clock.today())


def over_since(row: Placement) -> datetime | None:
    """When it ended: by what was done, or at the end of its last day."""
    if row.over_at is None and row.until is not None and state_of(row) is State.ENDED:
        return clock.start_of(row.until + timedelta(days=1))
    return row.over_at


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A service that both sides confirmed: having it is having passed the check.

    `side` is the viewer's; `over_at` is None while it lasts.
    """

    id: UUID
    worker: UUID
    consumer: UUID
    firm: UUID | None
    trade: Trade
    since: date
    until: date | None
    confirmed_at: datetime
    over_at: datetime | None
    side: Side


def confirmed_of(viewer: Actor, /, *, placement_id: UUID) -> Confirmed:
    """The viewer's own service, as worker, family or the firm that began it.

    NotFound for another's; NotConfirmed where the two did not both say yes.
    """
    if viewer.role in FIRM:
        place = Arranged.objects.filter(firm_id=viewer.acts_for, placement_id=placement_id).first()
        worker, side = place.worker_id if place else None, Side.FIRM
    elif viewer.role is Role.WORKER:
        worker, side = viewer.person, Side.WORKER
    else:
        worker, side = worker_of_family(viewer, placement_id), Side.FAMILY
    row = Placement.objects.filter(worker_id=worker, id=placement_id).first() if worker else None
    if row is None or (side is Side.FAMILY and row.consumer_id not in {None, viewer.person}):
        raise NotFound
    return _confirmed(row, side)


def stood_of(side: Side, person: UUID) -> list[Confirmed]:
    """A worker's, or a family's, that both said yes to: for whoever helps her name one of them."""
    hers = Placement.objects.filter(worker_id=person)
    rows = hers if side is Side.WORKER else _of_family(person)
    found = rows.filter(worker_said_at__isnull=False, family_said_at__isnull=False)
    kept = [row for row in found.order_by("-begun_at")[:_SHOWN] if state_of(row) in rules.STOOD]
    return [_confirmed(row, side) for row in kept if row.consumer_id is not None]


def one_stood_of(side: Side, person: UUID, placement_id: UUID) -> Confirmed:
    """One of them; NotFound for another's."""
    found = next((one for one in stood_of(side, person) if one.id == placement_id), None)
    if found is None:
        raise NotFound
    return found


def confirmed(worker: UUID, placement: UUID) -> Confirmed:
    """The same for a part of the system that has the two ids; seen from her side."""
    row = Placement.objects.filter(worker_id=worker, id=placement).first()
    if row is None:
        raise NotFound
    return _confirmed(row, Side.WORKER)


def _confirmed(row: Placement, side: Side) -> Confirmed:
    said = row.worker_said_at, row.family_said_at
    if state_of(row) not in rules.STOOD or row.consumer_id is None or None in said:
        raise NotConfirmed
    return Confirmed(
        id=row.id,
        worker=row.worker_id,
        consumer=row.consumer_id,
        firm=row.firm_id,
        trade=Trade(row.trade),
        since=row.since,
        until=row.until,
        confirmed_at=max(moment for moment in said if moment is not None),
        over_at=over_since(row),
        side=side,
    )


@dataclass(frozen=True, slots=True, repr=False)
class Service:
    """One service as its worker or its family sees it: who the others are, and since when.

    `called` and `tail` are the family's, for her alone; `number` and `is_in_force` are of her
    certificate, for the family alone, and only while it lasts.
    """

    id: UUID
    trade: Trade
    since: date
    until: date | None
    state: State
    begun_by: Side
    firm_name: str
    firm_code: str
    my_turn: bool
    lapses_at: datetime
    over_at: datetime | None
    query_id: UUID | None
    called: str = ""
    tail: str = ""
    number: str = ""
    is_in_force: bool | None = None


def hers(viewer: Actor, /) -> list[Service]:
    """Every service of hers, the newest first."""
    rows = Placement.objects.filter(worker_id=viewer.person).order_by("-begun_at")[:_SHOWN]
    return _hers(list(rows))


def one_of_hers(viewer: Actor, /, *, placement_id: UUID) -> Service:
    row = Placement.objects.filter(worker_id=viewer.person, id=placement_id).first()
    if row is None:
        raise NotFound
    return _hers([row])[0]


def familys(viewer: Actor, /) -> list[Service]:
    """Every service of this family's, and what a firm offers to its phone; the newest first."""
    rows = list(_of_family(viewer.person).order_by("-begun_at")[:_SHOWN])
    return _familys(sorted([*_offered(viewer), *rows], key=lambda row: row.begun_at, reverse=True))


def one_of_familys(viewer: Actor, /, *, placement_id: UUID) -> Service:
    worker = worker_of_family(viewer, placement_id)
    row = Placement.objects.filter(worker_id=worker, id=placement_id).first() if worker else None
    if row is None or row.consumer_id not in {None, viewer.person}:
        raise NotFound
    return _familys([row])[0]


def worker_of_family(viewer: Actor, placement_id: UUID) -> UUID | None:
    """Whom a family's own service, or one that is offered to its phone, is about."""
    found = Served.objects.filter(consumer_id=viewer.person, placement_id=placement_id).first()
    if found is not None:
        return found.worker_id
    digest = identity.contact_digest(viewer.person)
    offers = Offer.objects.filter(phone_digest=digest, is_put=True) if digest else None
    offer = offers.filter(placement_id=placement_id).first() if offers is not None else None
    return offer.worker_id if offer else None


def open_between(worker: UUID, consumer: UUID) -> UUID | None:
    """What waits or lasts between the two."""
    rows = Placement.objects.filter(
        worker_id=worker, consumer_id=consumer, state__in=sorted(rules.OPEN)
    )
    return next((row.id for row in rows if state_of(row) in rules.OPEN), None)


def begun_from(viewer: Actor, /, *, queries: Sequence[UUID]) -> dict[UUID, UUID]:
    """Of these looks, those from which a service was begun that is still open, each with it."""
    if viewer.role is Role.WORKER:
        found = _of_her_looks(viewer.person, list(queries))
    else:
        found = [*_of_looks(_of_family(viewer.person), list(queries))]
    # The newest of a look comes last, and stays.
    return {row.query_id: row.id for row in found if row.query_id and state_of(row) in rules.OPEN}


@compiled
def _of_her_looks(worker: UUID, queries: list[UUID]) -> Placements:
    return _of_looks(Placement.objects.filter(worker_id=worker), queries)


def _of_looks(rows: Placements, queries: list[UUID]) -> Placements:
    return rows.filter(query_id__in=queries, over_at=None).order_by("begun_at")


@dataclass(frozen=True, slots=True, repr=False)
class Sent:
    """One service that a firm began, as its desk lists it."""

    id: UUID
    called: str
    tail: str
    trade: Trade
    since: date
    until: date | None
    state: State
    she_said: bool
    begun_at: datetime
    over_at: datetime | None
    engagement: UUID | None


def firms_own(viewer: Actor, /) -> list[Sent]:
    """What the viewer's firm began, the newest first. Who left is not named any more."""
    places = list(Arranged.objects.filter(firm_id=viewer.acts_for).order_by("-at")[:_SHOWN])
    rows = Placement.objects.filter(
        worker_id__in={place.worker_id for place in places},
        id__in=[place.placement_id for place in places],
    ).order_by("-begun_at")
    names = {row.id: row.called for row in engagements.staff(viewer)}
    return [_sent(row, names.get(row.engagement_id, "")) for row in rows if row.engagement_id]


def one_of_firms(viewer: Actor, /, *, placement_id: UUID) -> Sent:
    found = next((one for one in firms_own(viewer) if one.id == placement_id), None)
    if found is None:
        raise NotFound
    return found


def to_tell(after: UUID, most: int) -> list[UUID]:
    """Who serves a family now, in slices by the worker's id."""
    rows = Placement.objects.filter(state=State.CONFIRMED, worker_id__gt=after, over_at=None)
    found = rows.order_by("worker_id").values_list("worker_id", flat=True).distinct()
    return list(found[:most])


def put_to_worker(worker: UUID, placement: UUID) -> bool:
    """For the message: whether her yes is still awaited."""
    row = Placement.objects.filter(worker_id=worker, id=placement, worker_said_at=None).first()
    return row is not None and state_of(row) is State.PROPOSED


@dataclass(frozen=True, slots=True, repr=False)
class Awaited:
    """A family whose yes is awaited: its account, or the phone that a firm named."""

    consumer: UUID | None
    phone: str
    firm: str


def put_to_family(worker: UUID, placement: UUID) -> Awaited | None:
    """For the message: the family, or the phone that a firm named, while its yes is awaited."""
    row = Placement.objects.filter(worker_id=worker, id=placement, family_said_at=None).first()
    if row is None or state_of(row) is not State.PROPOSED:
        return None
    offer = Offer.objects.filter(worker_id=worker, placement_id=placement).first()
    named = firms.named(row.firm_id).name if row.firm_id else ""
    return Awaited(row.consumer_id, opened(offer, "phone", "") if offer else "", named)


def family_to_tell(worker: UUID, placement: UUID) -> UUID | None:
    """For the message: the family, while she serves it and her certificate is not in force."""
    row = Placement.objects.filter(worker_id=worker, id=placement).first()
    if row is None or row.told_out_at is None or state_of(row) is not State.CONFIRMED:
        return None
    return row.consumer_id


def waiting_for(viewer: Actor, /) -> int:
    """How many wait for the viewer's yes."""
    if viewer.role is Role.WORKER:
        rows = Placement.objects.filter(
            worker_id=viewer.person, state=State.PROPOSED, worker_said_at=None
        )
        return sum(_is_proposed(row) for row in rows)
    rows = _of_family(viewer.person).filter(state=State.PROPOSED, family_said_at=None)
    return sum(_is_proposed(row) for row in rows) + len(_offered(viewer))


def _of_family(consumer: UUID) -> Placements:
    places = list(Served.objects.filter(consumer_id=consumer).order_by("-at")[:_SHOWN])
    return Placement.objects.filter(
        worker_id__in={place.worker_id for place in places},
        id__in=[place.placement_id for place in places],
        consumer_id=consumer,
    )


def _offered(viewer: Actor) -> list[Placement]:
    digest = identity.contact_digest(viewer.person)
    if digest is None:
        return []
    offers = list(Offer.objects.filter(phone_digest=digest, is_put=True)[:_SHOWN])
    rows = Placement.objects.filter(
        worker_id__in={offer.worker_id for offer in offers},
        id__in=[offer.placement_id for offer in offers],
        consumer_id=None,
    )
    return [row for row in rows if _is_proposed(row)]


def _is_proposed(row: Placement) -> bool:
    """A yes is still awaited: it may be too late for one, whatever is stored."""
    return state_of(row) is State.PROPOSED


def _hers(rows: Sequence[Placement]) -> list[Service]:
    names = _names(rows)
    return [
        _service(
            row,
            names,
            my_turn=_is_proposed(row) and row.worker_said_at is None,
            called=opened(row, "called", "") or "",
            tail=opened(row, "tail", "") or "",
        )
        for row in rows
    ]


def _familys(rows: Sequence[Placement]) -> list[Service]:
    names = _names(rows)
    shown = {row.worker_id for row in rows if _may_see_certificate(row)}
    numbers = certificates.numbers_of(shown)
    return [
        _service(
            row,
            names,
            my_turn=_is_proposed(row) and row.family_said_at is None,
            number=numbers.get(row.worker_id, "") if _may_see_certificate(row) else "",
            is_in_force=_is_in_force(row, numbers),
        )
        for row in rows
    ]


def _may_see_certificate(row: Placement) -> bool:
    """While it lasts; and while it waits, whoever had looked before knows the number already."""
    now_at = state_of(row)
    return now_at is State.CONFIRMED or (now_at is State.PROPOSED and row.query_id is not None)


def _is_in_force(row: Placement, numbers: dict[UUID, str]) -> bool | None:
    if state_of(row) is not State.CONFIRMED:
        return None
    has_one = row.worker_id in numbers
    return has_one and certificates.status_of(row.worker_id) is Status.VALID


def _names(rows: Sequence[Placement]) -> dict[UUID, firms.Named]:
    return firms.names_of({row.firm_id for row in rows if row.firm_id is not None})


def _service(
    row: Placement,
    names: dict[UUID, firms.Named],
    *,
    my_turn: bool,
    called: str = "",
    tail: str = "",
    number: str = "",
    is_in_force: bool | None = None,
) -> Service:
    named = names.get(row.firm_id) if row.firm_id else None
    return Service(
        id=row.id,
        trade=Trade(row.trade),
        since=row.since,
        until=row.until,
        state=state_of(row),
        begun_by=Side(row.begun_by),
        firm_name=named.name if named else "",
        firm_code=named.code if named else "",
        my_turn=my_turn,
        lapses_at=row.lapses_at,
        over_at=over_since(row),
        query_id=row.query_id,
        called=called,
        tail=tail,
        number=number,
        is_in_force=is_in_force,
    )


def _sent(row: Placement, called: str) -> Sent:
    offer = Offer.objects.filter(worker_id=row.worker_id, placement_id=row.id).first()
    tail = opened(row, "tail", "") or (opened(offer, "phone", "")[-4:] if offer else "")
    return Sent(
        id=row.id,
        called=called,
        tail=tail if state_of(row) in rules.OPEN else "",
        trade=Trade(row.trade),
        since=row.since,
        until=row.until,
        state=state_of(row),
        she_said=row.worker_said_at is not None,
        begun_at=row.begun_at,
        over_at=over_since(row),
        engagement=row.engagement_id,
    )
