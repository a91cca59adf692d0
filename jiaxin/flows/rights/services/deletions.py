"""Deletion (删除, PIPL art. 47): at once out of use, after three days gone for good.

What a table does is said by its own model (`ground/retention.py`): a table made tomorrow, by
somebody who never read this file, is erased too.
"""

from collections.abc import Iterator
from uuid import UUID

from django.db import connection

from jiaxin.flows.certificates import services as certificates
from jiaxin.flows.placements import services as placements
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.queries import services as queries
from jiaxin.flows.reviews import services as reviews
from jiaxin.flows.rights import reads, rules, tables
from jiaxin.flows.rights.errors import NoDeletion
from jiaxin.flows.rights.events import DeletionAsked, DeletionDue, PersonErasing
from jiaxin.flows.rights.models import Deletion
from jiaxin.flows.rights.rules import DeletionState
from jiaxin.flows.rights.services.pauses import start, stop
from jiaxin.ground import clock
from jiaxin.ground.events import announce
from jiaxin.ground.fields import SealedField
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service, step
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import services as identity


@service(Action.DELETION_ASK)
def ask_deletion(actor: Actor, /, *, presence_id: UUID) -> UUID:
    """Ask for it, having shown that it is she. Nothing of the record is used from here on."""
    about(actor.person)
    identity.hold(actor, worker=actor.person)
    presence.spend_presence(actor, presence_id=presence_id, use=Use.DELETE, about_id=actor.person)
    if (waiting := reads.open_deletion(actor.person)) is not None:
        return waiting.id
    stop(actor, worker=actor.person)
    now = clock.now()
    row = Deletion.objects.create(
        worker_id=actor.person,
        state=DeletionState.ASKED,
        asked_at=now,
        due_at=now + rules.COOLING_OFF,
    )
    about(actor.person, proof=f"deletion:{row.id}")
    announce(DeletionAsked(worker_id=actor.person, deletion_id=row.id))
    announce(DeletionDue(worker_id=actor.person, deletion_id=row.id), after=rules.COOLING_OFF)
    return row.id


@service(Action.DELETION_UNDO)
def undo_deletion(actor: Actor, /, *, language: str) -> list[Kind]:
    """She takes it back in time: the record and its consents are as they were."""
    about(actor.person)
    row = _waiting(actor.person)
    if rules.is_due(DeletionState(row.state), row.due_at, clock.now()):
        raise NoDeletion
    row.state, row.ended_at = DeletionState.UNDONE, clock.now()
    row.save(update_fields=["state", "ended_at"])
    about(actor.person, proof=f"deletion:{row.id}")
    return start(actor, language=language)


@service(Action.DELETION_NOW)
def delete_now(actor: Actor, /, *, presence_id: UUID) -> None:
    """She will not wait, and has shown once more that it is she."""
    about(actor.person)
    presence.spend_presence(actor, presence_id=presence_id, use=Use.DELETE, about_id=actor.person)
    _delete(actor, _waiting(actor.person))


@service(Action.DELETION_DUE)
def delete_due(actor: Actor, /, *, worker: UUID, deletion_id: UUID) -> None:
    """The time to undo it is over. A deletion that was undone, or done, is left alone."""
    about(worker, proof=f"deletion:{deletion_id}")
    row = (
        Deletion.objects.select_for_update()
        .filter(worker_id=worker, id=deletion_id, state=DeletionState.ASKED)
        .first()
    )
    if row is not None and rules.is_due(DeletionState(row.state), row.due_at, clock.now()):
        _delete(actor, row)


@service(Action.ACCOUNT_CLOSE)
def close_account(actor: Actor, /) -> None:
    """A consumer's account, at once: her phone and her name are gone, her sign-ins over."""
    about(actor.person)
    queries.close_asker(actor, consumer=actor.person)
    placements.close_family(actor, consumer=actor.person)
    reviews.close_family(actor, consumer=actor.person)
    erase(actor, person=actor.person)


def _waiting(worker: UUID) -> Deletion:
    row = (
        Deletion.objects.select_for_update()
        .filter(worker_id=worker, state=DeletionState.ASKED)
        .first()
    )
    if row is None:
        raise NoDeletion
    return row


def _delete(actor: Actor, row: Deletion) -> None:
    worker = row.worker_id
    identity.hold(actor, worker=worker)
    row.state, row.ended_at = DeletionState.DONE, clock.now()
    row.save(update_fields=["state", "ended_at"])
    gone = end_worker(actor, worker=worker)
    about(worker, proof=f"deletion:{row.id}", gone=gone)


@step
def end_worker(actor: Actor, /, *, worker: UUID) -> dict[str, int]:
    """What is open with others ends, and she is erased; how many rows went where."""
    queries.close_all(actor, worker=worker)
    placements.close_worker(actor, worker=worker)
    certificates.end(actor, worker=worker)
    return erase(actor, person=worker)


@step
def erase(actor: Actor, /, *, person: UUID) -> dict[str, int]:
    """Her rows, table by table, then what identity holds; how many rows went where."""
    announce(PersonErasing(person_id=person))
    identity.erase_person(actor, person=person)
    gone: dict[str, int] = {}
    with connection.cursor() as cursor:
        for table, statement in _statements():
            cursor.execute(statement, [person])
            if statement.startswith("DELETE") and cursor.rowcount:
                gone[table] = gone.get(table, 0) + cursor.rowcount
    return gone


def _statements() -> Iterator[tuple[str, str]]:
    for model, policy in tables.of_persons():
        table = model._meta.db_table
        columns = [column for column in tables.columns(model) if isinstance(column, SealedField)]
        if any(column.findable for column in columns):
            yield "identity_blind_index", tables.said(_FOUND_BY, t=[table], whose=[policy.whose])
        empty = [column.column or "" for column in columns if column.null]
        if policy.outlives is None:
            yield table, tables.said(_GONE, t=[table], whose=[policy.whose])
        elif empty:
            for column in empty:
                yield table, tables.said(_EMPTIED, t=[table], whose=[policy.whose], c=[column])


_GONE = "DELETE FROM {t} WHERE {whose} = %s"
_FOUND_BY = (
    "DELETE FROM identity_blind_index WHERE row_id IN (SELECT id FROM {t} WHERE {whose} = %s)"
)
_EMPTIED = "UPDATE {t} SET {c} = NULL WHERE {whose} = %s"
