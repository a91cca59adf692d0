"""The verbs: open and close an order, declare, take in an authority's answer, erase."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from jiaxin.facts.epidemic import places, reads, rules
from jiaxin.facts.epidemic.errors import (
    BadOrder,
    ImpossibleAnswers,
    NoOrder,
    NotYourRegion,
    NumberTaken,
    OrderIsOver,
)
from jiaxin.facts.epidemic.models import Answer, Declaration, Order
from jiaxin.facts.epidemic.reads import OrderShown
from jiaxin.facts.epidemic.rules import AuthorityWord, Declared, NewOrder, Phase
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, grounds, look_again, service, spend, step
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.consent.proofs import ConsentProof
from jiaxin.trust.consent.rules import Kind, Purpose
from jiaxin.trust.identity import services as identity

# Corrections of a day are versions; nobody needs a hundred of them.
_PER_DAY = Limit("declare", 20, timedelta(days=1))
_AT_ONCE = 5000


@service(Action.ORDER_OPEN)
def open_order(actor: Actor, /, *, order: NewOrder) -> UUID:
    """Enter an order: from its first day on the module is open in its regions."""
    _within_reach(actor, order.regions)
    if faults := rules.faults_of(order, clock.today(), places.countries()):
        raise BadOrder(faults=faults)
    number, issuer = order.number.strip(), order.issuer.strip()
    row, made = Order.objects.get_or_create(
        number=number,
        issuer=issuer,
        defaults={
            "regions": sorted(set(order.regions)),
            "watched": sorted(set(order.watched)),
            "first_day": order.first_day,
            "last_day": order.last_day,
            "starts_at": clock.start_of(order.first_day),
            "ends_at": clock.start_of(order.last_day + timedelta(days=1)),
            "retention_days": order.retention_days,
            "opened_at": clock.now(),
            "opened_by": actor.id,
        },
    )
    if not made:
        raise NumberTaken
    grounds(f"order:{row.id}", **_told(row))
    return row.id


@service(Action.ORDER_CLOSE)
def close_order(actor: Actor, /, *, order_id: UUID) -> None:
    """Close an order: from this moment on nothing is asked and nothing is shown under it."""
    row = Order.objects.select_for_update().filter(id=order_id).first()
    if row is None:
        raise NotFound
    grounds(f"order:{row.id}")
    _within_reach(actor, row.regions)
    now = clock.now()
    if reads.shown_order(row, now).phase is Phase.OVER:
        raise OrderIsOver
    row.closed_at, row.closed_by = now, actor.id
    row.save(update_fields=["closed_at", "closed_by"])


@service(Action.EPIDEMIC_DECLARE)
def declare(actor: Actor, /, *, declared: Declared) -> UUID:
    """Declare for today. The same again is no new version; anything else is."""
    about(actor.person)
    spend(_PER_DAY, str(actor.person))
    identity.hold(actor, worker=actor.person)
    order = _order_for(declared.region)
    proof = _agreed(actor, actor.person)
    _check(declared)
    day, content = clock.today(), _laid_down(declared)
    rows = Declaration.sealed.under(reads.own_declarations(actor)).filter(day=day)
    newest = rows.order_by("-version").first()
    about(actor.person, proof=proof.reference, order=order.id, day=day)
    if newest is not None and newest.content == content and reads.is_standing(newest):
        return newest.id
    row = Declaration(
        worker_id=actor.person,
        order_id=order.id,
        day=day,
        version=newest.version + 1 if newest else 1,
        content=content,
        declared_at=clock.now(),
        keep_until=clock.start_of(rules.gone_from(day, order.retention_days)),
    )
    row.save(force_insert=True)
    look_again(*topics_of("worker", actor.person))
    return row.id


@dataclass(frozen=True, slots=True)
class HealthAnswer:
    """What a health department answered. `evidence` is the message that it came in."""

    word: AuthorityWord
    answered_at: datetime
    source: str
    evidence: str


@service(Action.EPIDEMIC_ADMIT)
def admit_answer(actor: Actor, /, *, worker: UUID, answer: HealthAnswer) -> None:
    """Take in an authority's answer, under her consent and an order, and apart from her own."""
    take_answer(actor, worker=worker, answer=answer)


@step
def take_answer(actor: Actor, /, *, worker: UUID, answer: HealthAnswer) -> None:
    """The same within another service: a message that comes twice is one answer."""
    orders = reads.orders_in_force()
    if not orders:
        raise NoOrder
    proof = _agreed(actor, worker)
    about(worker, proof=proof.reference, evidence=answer.evidence)
    _lay(actor, proof, answer, orders)


@step
def take_answers(actor: Actor, /, *, answers: Sequence[tuple[UUID, str, HealthAnswer]]) -> int:
    """Answers about many, each for a region: of those who agreed, where an order covers it.

    How many of them she had agreed to; nobody outside is told.
    """
    orders = reads.orders_in_force()
    workers = sorted({worker for worker, _, _ in answers})
    wanted = frozenset({Kind.EPIDEMIC})
    proofs = consent.prove_many(actor, workers=workers, kinds=wanted, purpose=Purpose.CHECK)
    taken = 0
    for worker, region, answer in answers:
        covering = [one for one in orders if rules.covers(one.regions, region)]
        proof = proofs.get(worker)
        if proof is not None and Kind.EPIDEMIC in proof.kinds and covering:
            _lay(actor, proof, answer, covering)
            taken += 1
    return taken


def _lay(
    actor: Actor, proof: ConsentProof, answer: HealthAnswer, orders: Sequence[OrderShown]
) -> None:
    worker = proof.worker
    identity.hold(actor, worker=worker)
    answered_at = min(answer.answered_at, clock.now())
    order = max(orders, key=lambda one: one.retention_days)
    gone = rules.gone_from(clock.day_of(answered_at), order.retention_days)
    known = Answer.sealed.under(proof).filter(evidence=answer.evidence).exists()
    if known or gone <= clock.today():
        return  # it came twice, or after its time
    row = Answer(
        worker_id=worker,
        order_id=order.id,
        content={"word": answer.word.value},
        source=answer.source,
        evidence=answer.evidence,
        answered_at=answered_at,
        keep_until=clock.start_of(gone),
    )
    row.save(force_insert=True)
    look_again(*topics_of("worker", worker))


_ERASE = """
DELETE FROM {table} WHERE (worker_id, id) IN (
    SELECT worker_id, id FROM {table} WHERE keep_until <= %s LIMIT %s FOR UPDATE SKIP LOCKED
)
"""
_ERASE_TAKEN_BACK = "DELETE FROM {table} WHERE worker_id = %s AND {since} <= %s"
_TABLES = {"epidemic_declaration": "declared_at", "epidemic_answer": "answered_at"}


@service(Action.EPIDEMIC_ERASE)
def erase_past(actor: Actor, /) -> int:
    """Erase what has outlived its time, some thousands at a time; how many rows that were."""
    now = clock.now()
    erased = sum(_run(_ERASE.format(table=table), [now, _AT_ONCE]) for table in _TABLES)
    grounds(f"retention:{now:%Y-%m-%dT%H:%M:%SZ}", erased=erased)
    return erased


@service(Action.EPIDEMIC_ERASE)
def erase_taken_back(actor: Actor, /, *, worker: UUID, taken_back_at: datetime) -> int:
    """Erase what she declared before she took her consent back."""
    erased = sum(
        _run(_ERASE_TAKEN_BACK.format(table=table, since=since), [worker, taken_back_at])
        for table, since in _TABLES.items()
    )
    about(worker, erased=erased)
    return erased


def _run(statement: str, values: Sequence[UUID | datetime | int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def _within_reach(actor: Actor, regions: Sequence[str]) -> None:
    if not all(actor.reaches(region) for region in regions):
        raise NotYourRegion


def _order_for(region: str) -> OrderShown:
    for order in reads.orders_in_force():
        if rules.covers(order.regions, region):
            return order
    raise NoOrder


def _agreed(actor: Actor, worker: UUID) -> ConsentProof:
    proof = consent.prove(
        actor, worker=worker, kinds=frozenset({Kind.EPIDEMIC}), purpose=Purpose.CHECK
    )
    if Kind.EPIDEMIC not in proof.kinds:
        raise NoConsentInForce(kind=Kind.EPIDEMIC)
    return proof


def _check(declared: Declared) -> None:
    known = rules.is_possible(declared) and all(
        one in places.countries() for one in declared.countries
    )
    if not known or not all(places.is_place(one) for one in declared.places):
        raise ImpossibleAnswers


def _laid_down(declared: Declared) -> dict[str, object]:
    return {
        **asdict(declared),
        "case": declared.case.value,
        "places": list(declared.places),
        "countries": list(declared.countries),
    }


def _told(row: Order) -> dict[str, object]:
    """What the trail's digest commits to: the order as it was entered."""
    return {
        "number": row.number,
        "issuer": row.issuer,
        "regions": row.regions,
        "days": [row.first_day, row.last_day],
        "retention_days": row.retention_days,
        "watched": row.watched,
    }
