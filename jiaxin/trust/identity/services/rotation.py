"""Keys made anew while everything runs: data keys wrapped under the newest key, indexes re-keyed.

Each batch is an act of its own. One that is killed leaves nothing half done, and the next run goes
on from what the rows say; nobody waits, since both the old and the new are good until the end.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, models

from jiaxin.ground.crypto import held_keys
from jiaxin.ground.crypto.suites import DoesNotOpen
from jiaxin.ground.fields import SealedField
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import grounds, service
from jiaxin.trust.identity.keys import bound_to, digest_of, findable, hold_index
from jiaxin.trust.identity.models import BlindIndex, DataKey

BATCH = 500

_REWRAP = """
UPDATE identity_data_key AS k SET kek_id = %s, wrapped = n.wrapped
FROM unnest(%s::uuid[], %s::int[], %s::bytea[]) AS n (owner_id, generation, wrapped)
WHERE k.owner_id = n.owner_id AND k.generation = n.generation AND k.destroyed_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Done:
    """How many were done, and after which the next batch begins; None: there are no more."""

    count: int
    after: UUID | None


@service(Action.KEYS_REWRAP)
def rewrap(actor: Actor, /, *, after: UUID | None) -> Done:
    """Wrap the next data keys under the newest key-encryption key."""
    newest = held_keys.ring().keks()[-1]
    rows = DataKey.objects.select_for_update().filter(destroyed_at=None).exclude(kek_id=newest)
    batch = list((rows.filter(owner_id__gt=after) if after else rows).order_by("owner_id")[:BATCH])
    if not batch:
        grounds(f"kek:{newest}", rewrapped=0)
        return Done(0, None)
    again = [_again(row, newest) for row in batch]
    with connection.cursor() as cursor:
        cursor.execute(
            _REWRAP,
            [newest, [r.owner_id for r in batch], [r.generation for r in batch], again],
        )
    grounds(f"kek:{newest}", rewrapped=len(batch))
    # An owner may have keys on both sides of a batch's end: it is looked at again.
    whole = len(batch) < BATCH
    return Done(len(batch), None if whole else _before(batch[-1].owner_id))


@service(Action.KEYS_INDEX)
def index_anew(actor: Actor, /, *, place: str, version: int, after: UUID | None) -> Done:
    """Write the next entries of one findable column under a version's key."""
    model, column = findable()[place]
    rows: models.QuerySet[Any] = models.QuerySet(model).filter(
        **{f"{column.attname}__isnull": False}
    )
    batch = list((rows.filter(id__gt=after) if after else rows).order_by("id")[:BATCH])
    for row in batch:
        _index(row, column, version)
    grounds(f"index:{version}:{place}", rows=len(batch))
    return Done(len(batch), batch[-1].id if len(batch) == BATCH else None)


@service(Action.KEYS_INDEX)
def drop_indexes(actor: Actor, /, *, keep: tuple[int, ...]) -> int:
    """Take away the entries of versions that are in force no more; how many."""
    gone, _ = BlindIndex.objects.exclude(version__in=keep).delete()
    grounds(f"index:{keep[-1]}:only", dropped=gone)
    return gone


def _again(row: DataKey, newest: int) -> bytes:
    bound = bound_to(row.owner_id, row.generation)
    key = held_keys.ring().unwrap(row.kek_id, bytes(row.wrapped), bound)
    kek_id, wrapped = held_keys.ring().wrap(key, bound)
    if kek_id != newest:
        raise RuntimeError("the ring changed meanwhile; run it again")
    return wrapped


def _index(row: Any, column: SealedField, version: int) -> None:
    hold_index(row.id)
    # Read under the lock: what finds the row now is what the row holds now.
    current = type(row)._default_manager.filter(pk=row.pk).first()
    try:
        value = getattr(current, column.attname) if current else None
    except DoesNotOpen:
        return  # its person was deleted: nothing is to find it
    if value is not None:
        entry = BlindIndex(
            digest=digest_of(version, column.place, str(value)),
            place=column.place,
            version=version,
            row_id=row.id,
        )
        BlindIndex.objects.bulk_create([entry], ignore_conflicts=True)


def _before(owner: UUID) -> UUID:
    return UUID(int=owner.int - 1)
