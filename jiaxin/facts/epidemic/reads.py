"""Questions about orders and declarations. Time decides in each of them, never a job."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from jiaxin.facts.epidemic import rules
from jiaxin.facts.epidemic.models import Answer, Declaration, Order
from jiaxin.facts.epidemic.proofs import OwnDeclarations, Proof
from jiaxin.facts.epidemic.rules import AuthorityWord, Case, Declared, Phase, Term, Word
from jiaxin.ground import clock
from jiaxin.ground.compiled import compiled
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.proofs import ConsentProof
from jiaxin.trust.consent.rules import Kind


@dataclass(frozen=True, slots=True)
class OrderShown:
    """An order as everybody may see it: orders are published."""

    id: UUID
    number: str
    issuer: str
    regions: tuple[str, ...]
    watched: tuple[str, ...]
    first_day: date
    last_day: date
    retention_days: int
    phase: Phase
    opened_at: datetime
    closed_at: datetime | None


def orders_in_force() -> list[OrderShown]:
    """The orders that hold at this moment, the newest first."""
    now = clock.now()
    rows = Order.objects.filter(starts_at__lte=now, ends_at__gt=now, closed_at=None)
    return [shown_order(row, now) for row in rows.order_by("-starts_at", "-id")]


def is_open() -> bool:
    """Whether any order is in force: without one the module is not there."""
    now = clock.now()
    return bool(_in_force(now, now))


@compiled
def _in_force(begun: datetime, not_over: datetime) -> QuerySet[Order]:
    held = Order.objects.filter(starts_at__lte=begun, ends_at__gt=not_over, closed_at=None)
    return held.only("id")[:1]


def may_be_agreed(kind: Kind) -> bool:
    """For the consent sheets: this one is offered and renewed only under an order."""
    return kind is not Kind.EPIDEMIC or is_open()


def every_order() -> list[OrderShown]:
    """Every order there ever was, the newest first."""
    now = clock.now()
    return [shown_order(row, now) for row in Order.objects.order_by("-opened_at", "-id")]


def region_choices() -> list[tuple[str, OrderShown]]:
    """Each region of the orders in force, with the order that speaks for it."""
    found: dict[str, OrderShown] = {}
    for order in orders_in_force():
        for region in order.regions:
            found.setdefault(region, order)
    return sorted(found.items())


@dataclass(frozen=True, slots=True, repr=False)
class Day:
    """What she declared on one day, as she sees it herself."""

    id: UUID
    day: date
    version: int
    declared: Declared
    word: Word
    declared_at: datetime
    keep_until: datetime

    @property
    def corrections(self) -> int:
        """How often it was corrected that day."""
        return self.version - 1


def own_declarations(viewer: Actor, /) -> OwnDeclarations:
    """The proof that somebody reads what she declared: she is the one who asks."""
    return OwnDeclarations(worker=viewer.person)


def own_history(viewer: Actor, /) -> list[Day]:
    """Her last fourteen days, the newest first, each in its newest version."""
    watched = _watched(orders_in_force())
    first = rules.history_from(clock.today())
    rows = _standing(own_declarations(viewer)).filter(day__gte=first)
    return [_day(row, watched) for row in rows.order_by("-day", "-version").distinct("day")]


@dataclass(frozen=True, slots=True)
class AuthorityShown:
    """What an authority answered, and when; never mixed with what she declared."""

    word: AuthorityWord
    answered_at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What others are told: a word with its date, and apart from it the authority's."""

    word: Word
    last_day: date | None
    declared_at: datetime | None
    region: str
    authority: AuthorityShown | None
    ids: tuple[UUID, ...]


def shown(proof: Proof) -> Shown | None:
    """What may be told under this proof now; None where no order in force covers her."""
    if isinstance(proof, ConsentProof) and Kind.EPIDEMIC not in proof.kinds:
        return None
    orders = orders_in_force()
    if not orders:
        return None
    row = _standing(proof).order_by("-day", "-version").first()
    declared = _declared(row.content) if row else None
    if declared and not _covered(orders, declared.region):
        return None
    said = rules.word_of(declared, _watched(orders)) if declared else None
    answer = _newest_answer(proof)
    return Shown(
        word=rules.word_now(said, row.day if row else None, clock.today()),
        last_day=row.day if row else None,
        declared_at=row.declared_at if row else None,
        region=declared.region if declared else "",
        authority=_authority(answer) if answer else None,
        ids=tuple(one.id for one in (row, answer) if one is not None),
    )


def shown_order(row: Order, now: datetime) -> OrderShown:
    return OrderShown(
        id=row.id,
        number=row.number,
        issuer=row.issuer,
        regions=tuple(row.regions),
        watched=tuple(row.watched),
        first_day=row.first_day,
        last_day=row.last_day,
        retention_days=row.retention_days,
        phase=rules.phase(Term(row.starts_at, row.ends_at, row.closed_at), now),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
    )


def anything_past() -> bool:
    """Whether something has outlived its time and waits to be erased."""
    with connection.cursor() as cursor:
        cursor.execute(_ANYTHING_PAST, [clock.now()] * 2)
        return bool(cursor.fetchone()[0])


_ANYTHING_PAST = """
SELECT EXISTS (SELECT FROM epidemic_declaration WHERE keep_until <= %s)
    OR EXISTS (SELECT FROM epidemic_answer WHERE keep_until <= %s)
"""


def is_standing(row: Declaration) -> bool:
    """Whether she has not taken her consent back since."""
    taken_back = consents.taken_back_at(row.worker_id, Kind.EPIDEMIC)
    return taken_back is None or row.declared_at > taken_back


def _standing(proof: Proof) -> Any:
    """Hers, but for what was declared before she took her consent back: that is being erased."""
    rows = Declaration.sealed.under(proof)
    taken_back = consents.taken_back_at(proof.worker, Kind.EPIDEMIC)
    return rows.filter(declared_at__gt=taken_back) if taken_back else rows


def _newest_answer(proof: Proof) -> Answer | None:
    rows = Answer.sealed.under(proof)
    taken_back = consents.taken_back_at(proof.worker, Kind.EPIDEMIC)
    if taken_back:
        rows = rows.filter(answered_at__gt=taken_back)
    return rows.order_by("-answered_at", "-id").first()


def _authority(row: Answer) -> AuthorityShown:
    return AuthorityShown(AuthorityWord(row.content["word"]), row.answered_at, row.source)


def _day(row: Declaration, watched: Iterable[str]) -> Day:
    declared = _declared(row.content)
    return Day(
        id=row.id,
        day=row.day,
        version=row.version,
        declared=declared,
        word=rules.word_of(declared, watched),
        declared_at=row.declared_at,
        keep_until=row.keep_until,
    )


def _declared(content: dict[str, Any]) -> Declared:
    return Declared(
        region=content["region"],
        temperature=content["temperature"],
        case=Case(content["case"]),
        shared_transport=content["shared_transport"],
        places=tuple(content["places"]),
        countries=tuple(content["countries"]),
    )


def _watched(orders: Iterable[OrderShown]) -> frozenset[str]:
    return frozenset(code for order in orders for code in order.watched)


def _covered(orders: Iterable[OrderShown], region: str) -> bool:
    return any(rules.covers(order.regions, region) for order in orders)
