"""Identity's side of two ports of the ground: people's data keys, and the look-up table."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from jiaxin.ground import clock
from jiaxin.ground.compiled import compiled
from jiaxin.ground.crypto import held_keys
from jiaxin.ground.crypto.keyring import new_data_key
from jiaxin.ground.crypto.suites import DoesNotOpen
from jiaxin.ground.errors import ValueTaken
from jiaxin.ground.fields import SealedField
from jiaxin.trust.identity.models import BlindIndex
from jiaxin.trust.identity.models import DataKey as Row

_FIRST = 1
_KEYS_OF = """
SELECT owner_id, generation, kek_id, suite_id, wrapped, destroyed_at
FROM identity_data_key WHERE owner_id = ANY(%s) ORDER BY generation
"""
_FOUND_BY = "SELECT digest, row_id FROM identity_blind_index WHERE digest = ANY(%s)"


def bound_to(owner: UUID, generation: int) -> bytes:
    """What a wrapped data key is bound to: it opens as nobody else's."""
    return f"{owner}.{generation}".encode()


@compiled
def _newest(owner: UUID) -> models.QuerySet[Row]:
    return Row.objects.filter(owner_id=owner).order_by("-generation")[:1]


@compiled
def _of(owner: UUID, generation: int) -> models.QuerySet[Row]:
    return Row.objects.filter(owner_id=owner, generation=generation)


class TableDataKeys:
    """Wrapped keys in the table; one is made when an owner is met for the first time."""

    def of(self, owner: UUID, generation: int | None) -> held_keys.DataKey:
        row = _newest.first(owner) if generation is None else _of.first(owner, generation)
        if row is None:
            if generation is not None:
                raise DoesNotOpen("no such key")
            row = self._make(owner)
        if row.destroyed_at is not None:
            raise DoesNotOpen("the key was destroyed")
        bound = bound_to(owner, row.generation)
        key = held_keys.ring().unwrap(row.kek_id, bytes(row.wrapped), bound)
        return held_keys.DataKey(row.generation, row.suite_id, key)

    def newest_of(self, owners: Sequence[UUID]) -> dict[UUID, held_keys.DataKey]:
        """The newest key of each of these owners that has one in force; none is made."""
        found: dict[UUID, held_keys.DataKey] = {}
        ring = held_keys.ring()
        for owner, generation, kek_id, suite_id, wrapped, gone in _rows(_KEYS_OF, list(owners)):
            found.pop(owner, None)  # a later generation, and so a later word
            if gone is None:
                key = ring.unwrap(kek_id, wrapped, bound_to(owner, generation))
                found[owner] = held_keys.DataKey(generation, suite_id, key)
        return found

    def _make(self, owner: UUID) -> Row:
        kek_id, wrapped = held_keys.ring().wrap(new_data_key(), bound_to(owner, _FIRST))
        with connection.cursor() as cursor:
            # Two first writes may race: one key wins, and both use it.
            cursor.execute(
                "INSERT INTO identity_data_key"
                " (owner_id, generation, kek_id, suite_id, wrapped, made_at)"
                " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
                [owner, _FIRST, kek_id, held_keys.suite_of_new_keys().id, wrapped, clock.now()],
            )
        return Row.objects.get(owner_id=owner, generation=_FIRST)


class TableLookups:
    """The blind index: HMAC of place and value, under a key of its own for each version.

    While indexes are made anew two versions are in force: both are written, either finds.
    """

    def put(self, place: str, value: str, row_id: UUID) -> None:
        digests = {digest_of(version, place, value): version for version in _versions()}
        found = BlindIndex.objects.filter(digest__in=list(digests))
        held = {bytes(row.digest): row.row_id for row in found}
        if any(owner != row_id for owner in held.values()):
            raise ValueTaken(place=place)
        if len(held) == len(digests):
            return
        hold_index(row_id)
        BlindIndex.objects.filter(row_id=row_id, place=place).delete()
        rows = [
            BlindIndex(digest=digest, place=place, version=version, row_id=row_id)
            for digest, version in digests.items()
        ]
        try:
            with transaction.atomic():
                BlindIndex.objects.bulk_create(rows)
        except IntegrityError as race:
            raise ValueTaken(place=place) from race

    def find(self, place: str, value: str) -> UUID | None:
        digests = [digest_of(version, place, value) for version in _versions()]
        found: UUID | None = (
            BlindIndex.objects.filter(digest__in=digests).values_list("row_id", flat=True).first()
        )
        return found

    def find_many(self, place: str, values: Sequence[str]) -> dict[str, UUID]:
        digests = {
            digest_of(version, place, value): value for version in _versions() for value in values
        }
        return {digests[digest]: row_id for digest, row_id in _rows(_FOUND_BY, list(digests))}

    def drop(self, place: str, row_id: UUID) -> None:
        hold_index(row_id)
        BlindIndex.objects.filter(row_id=row_id, place=place).delete()


def _rows(query: str, wanted: list[Any]) -> list[tuple[Any, ...]]:
    """Of many at once, as they lie in the table: one array asks for them all."""
    connection.ensure_connection()
    # Django's own cursor would fetch text and make each value anew.
    with psycopg.Cursor(connection.connection) as cursor:
        return cursor.execute(query, [wanted], binary=True).fetchall()


def digest_of(version: int, place: str, value: str) -> bytes:
    """What a value is found by, under one version's key and in its suite."""
    kind = held_keys.ring().suite_of_index(version)
    return held_keys.mac(f"blind.{version}", f"{place}\0{value}".encode(), kind)


def findable() -> "dict[str, tuple[type[models.Model], SealedField]]":
    """Every column that is looked up by its value, by its place."""
    return {
        column.place: (model, column)
        for model in apps.get_models()
        for column in model._meta.local_fields
        if isinstance(column, SealedField) and column.findable
    }


def hold_index(row_id: UUID) -> None:
    """Until this act ends nobody else changes what finds this row."""
    if len(_versions()) > 1:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [row_id.int & 0x7FFF_FFFF_FFFF_FFFF])


def _versions() -> tuple[int, ...]:
    return held_keys.ring().indexes()
