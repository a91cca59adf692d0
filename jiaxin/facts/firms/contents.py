"""A fact's typed content as it is stored, and back: days as text, money as text, enums by value."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from jiaxin.facts.firms.rules.facts import KINDS, FirmFactKind, Said
from jiaxin.facts.firms.rules.publicity import Private

_CLASSES: dict[FirmFactKind, type[Said]] = {kind: made for made, kind in KINDS.items()}


def stored(said: Said | Private) -> dict[str, Any]:
    """The content as JSON can hold it; what is empty is left out."""
    found: dict[str, Any] = _plain(said)
    return found


def said(kind: FirmFactKind, content: dict[str, Any]) -> Any:
    """The typed content of a fact of that kind."""
    return _typed(_CLASSES[kind], content)


def private(content: dict[str, Any]) -> Private:
    """What was said about persons."""
    return Private(**content)


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case tuple():
            return [_plain(one) for one in value]
        case _ if is_dataclass(value):
            parts = ((field.name, getattr(value, field.name)) for field in fields(value))
            return {name: _plain(part) for name, part in parts if part not in (None, "", ())}
        case _:
            return value


def _typed(hint: Any, value: Any) -> Any:
    if isinstance(hint, UnionType):  # only ever "or nothing"
        return None if value is None else _typed(get_args(hint)[0], value)
    if get_origin(hint) is tuple:
        return tuple(_typed(get_args(hint)[0], one) for one in value)
    hint = getattr(hint, "__supertype__", hint)
    if hint is date:
        return date.fromisoformat(value)
    if isinstance(hint, type) and is_dataclass(hint):
        known = _hints(hint)
        return hint(**{name: _typed(known[name], part) for name, part in value.items()})
    return hint(value)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
