"""Sealed columns: values that rest encrypted, bound to their table, column and row.

Django hands a field its row in two places only: `pre_save` on the way in, the attribute on the way
out. Everywhere else a value travels as `Sealed` (ciphertext), so a write that has no row
(`update()`, a filter) is refused instead of stored in clear.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, override
from uuid import UUID

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from jiaxin.ground.crypto import held_keys
from jiaxin.ground.crypto.suites import DoesNotOpen


class Privacy(StrEnum):
    """How closely a column is held: open, personal, or sensitive (PIPL art. 28)."""

    OPEN = "open"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


OPEN, PERSONAL, SENSITIVE = Privacy.OPEN, Privacy.PERSONAL, Privacy.SENSITIVE

# The `owner` of what belongs to no person yet: the system's own key seals it.
NOBODY = "nobody"


def held(level: Privacy, why: str, *, kept: str = "with its row") -> str:
    """The column's comment: its level, its purpose, how long it is kept."""
    return f"{level}: {why}; kept {kept}"


@dataclass(frozen=True, slots=True)
class Sealed:
    """Ciphertext on its way to or from a row."""

    raw: bytes


class WithoutRow(TypeError):
    """A sealed column was about to be written or compared with no row at hand."""


class Lookups(Protocol):
    """The look-up table behind `findable`: one row a value, unique over everyone."""

    def put(self, place: str, value: str, row_id: UUID) -> None: ...

    def find(self, place: str, value: str) -> UUID | None: ...

    def find_many(self, place: str, values: Sequence[str]) -> dict[str, UUID]: ...

    def drop(self, place: str, row_id: UUID) -> None: ...


class _Joined:
    lookups: Lookups | None = None


def join_lookups(lookups: Lookups) -> None:
    _Joined.lookups = lookups


def _lookups() -> Lookups:
    if _Joined.lookups is None:
        raise RuntimeError("no look-up table is joined")
    return _Joined.lookups


def find(model: type[models.Model], column: str, value: str) -> UUID | None:
    """The row whose findable column holds this value."""
    return _lookups().find(f"{model._meta.db_table}.{column}", value)


def find_many(model: type[models.Model], column: str, values: Sequence[str]) -> dict[str, UUID]:
    """The rows whose findable column holds one of these values, by the value."""
    return _lookups().find_many(f"{model._meta.db_table}.{column}", values)


class SealedAttribute(DeferredAttribute):
    """Opens the ciphertext when the attribute is first read."""

    field: "SealedField"

    @override
    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = instance.__dict__[self.field.attname] = self.field.unseal(instance, value)
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        # With a setter this is a data descriptor; without one, Python would never ask __get__.
        instance.__dict__[self.field.attname] = value


if TYPE_CHECKING:
    _Field = models.Field[Any, Any]
else:
    _Field = models.Field  # generic for the type checker only


class SealedField(_Field):
    """The base of all sealed columns. `owner` names the row's attribute with the key's owner."""

    descriptor_class = SealedAttribute
    empty_strings_allowed = False

    def encode(self, value: Any) -> bytes:
        raise NotImplementedError

    def decode(self, clear: bytes) -> Any:
        raise NotImplementedError

    def __init__(
        self, *args: Any, owner: str = "worker_id", findable: bool = False, **kwargs: Any
    ) -> None:
        self.owner, self.findable = owner, findable
        super().__init__(*args, **kwargs)
        self.serialize = False  # a dump made by Django would hold it in clear

    @override
    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"owner": self.owner, "findable": self.findable}

    @override
    def db_type(self, connection: Any) -> str:
        return "bytea"

    @override
    def db_check(self, connection: Any) -> str:
        # Whatever way it came, the database takes nothing here that is not shaped as ciphertext.
        column = connection.ops.quote_name(self.column)
        return f"octet_length({column}) >= {held_keys.SHORTEST} AND get_byte({column}, 0) IN (1, 2)"

    @override
    def get_internal_type(self) -> str:
        return type(self).__name__

    @override
    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        carried = model_instance.__dict__.get(self.attname)
        if isinstance(carried, Sealed):
            return carried  # never opened, so not changed
        value = getattr(model_instance, self.attname)
        row_id = getattr(model_instance, "id")  # noqa: B009 — composite keys too have an id column
        if self.findable and value is not None:
            _lookups().put(self.place, str(value), row_id)
        elif self.findable and not add:
            _lookups().drop(self.place, row_id)
        return None if value is None else self.seal(model_instance, value)

    @override
    def get_prep_value(self, value: Any) -> bytes | None:
        if value is None:
            return None
        if isinstance(value, Sealed):
            return value.raw
        raise WithoutRow(f"{self.place} is sealed: write it through its row")

    @override
    def get_lookup(self, lookup_name: str) -> Any:
        # Nothing of a ciphertext can be compared but whether it is there.
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    @property
    def place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def seal(self, row: models.Model, value: Any) -> Sealed:
        sealed = held_keys.seal(self._owner_of(row), self.encode(value), self._bound_to(row))
        return Sealed(sealed)

    def unseal(self, row: models.Model, sealed: Sealed) -> Any:
        return self.decode(held_keys.unseal(self._owner_of(row), sealed.raw, self._bound_to(row)))

    def _owner_of(self, row: models.Model) -> UUID:
        if self.owner == NOBODY:
            return held_keys.SYSTEM_OWNER
        owner: UUID | None = getattr(row, self.owner)
        if owner is None:
            raise WithoutRow(f"{self.place} is sealed, and its row has no {self.owner}")
        return owner

    def _bound_to(self, row: models.Model) -> bytes:
        return f"{self.place}.{getattr(row, 'id')}".encode()  # noqa: B009 — as above


class SealedText(SealedField):
    """Text."""

    @override
    def encode(self, value: Any) -> bytes:
        return str(value).encode()

    @override
    def decode(self, clear: bytes) -> str:
        return clear.decode()


class SealedDate(SealedField):
    """A day."""

    @override
    def encode(self, value: date) -> bytes:
        return value.isoformat().encode()

    @override
    def decode(self, clear: bytes) -> date:
        return date.fromisoformat(clear.decode())


class SealedJSON(SealedField):
    """Anything that JSON can hold."""

    @override
    def encode(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    @override
    def decode(self, clear: bytes) -> Any:
        return json.loads(clear)


class SealedBytes(SealedField):
    """A picture."""

    @override
    def encode(self, value: bytes) -> bytes:
        return bytes(value)

    @override
    def decode(self, clear: bytes) -> bytes:
        return clear


def opened(row: models.Model, name: str, otherwise: Any) -> Any:
    """A sealed value, or what stands for it once its owner's key was destroyed."""
    try:
        return getattr(row, name)
    except DoesNotOpen:
        return otherwise
