"""The proof of a person: what identity keeps once a flow has proven who she is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from jiaxin.ground import clock
from jiaxin.ground.errors import ValueTaken
from jiaxin.ground.id_numbers import IdNumber
from jiaxin.ground.people import read_name
from jiaxin.ground.written import update
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import step
from jiaxin.trust.identity import reads
from jiaxin.trust.identity.errors import NumberTaken
from jiaxin.trust.identity.models import Worker
from jiaxin.trust.identity.reads import Asker


@dataclass(frozen=True, slots=True, repr=False)
class Proven:
    """What was read from the card, confirmed by her, and matched by the source."""

    name: str
    number: IdNumber
    ethnicity: str
    address: str
    document_until: date | None
    portrait: bytes | None
    by: str


_HOLD = "SELECT FROM identity_worker WHERE id = ANY(%s) ORDER BY id FOR UPDATE"


@step
def hold(actor: Actor, /, *, worker: UUID) -> None:
    """What is decided about a worker is decided one after the other: until this act ends."""
    Worker.objects.select_for_update().only("id").filter(id=worker).first()


@step
def hold_many(actor: Actor, /, *, workers: Sequence[UUID]) -> None:
    """The same for many workers, in one order, so that two acts never wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [list(workers)])


@step
def settle_identity(actor: Actor, /, *, proven: Proven) -> None:
    """Write who she is. One ID number has one worker: another's is refused."""
    worker = Worker.objects.select_for_update().get(id=actor.person)
    worker.name = proven.name
    worker.number = proven.number.number
    worker.sex = proven.number.sex
    worker.birth = proven.number.birth
    worker.ethnicity = proven.ethnicity
    worker.address = proven.address
    worker.portrait = proven.portrait
    worker.document = proven.number.kind
    worker.document_until = proven.document_until
    worker.home_region = proven.number.region
    worker.proven_at = clock.now()
    worker.proven_by = proven.by
    try:
        worker.save()
    except ValueTaken as taken:
        raise NumberTaken from taken


@step
def call_myself(actor: Actor, /, *, name: str) -> Asker:
    """Keep what the consumer wants to be called; the consumer as workers who are asked see it."""
    (consumer,) = reads.consumer_row(actor.person)
    if consumer.called != (called := read_name(name)):
        consumer.called = called
        update(consumer, "called")
    return reads.asker_of(consumer)
