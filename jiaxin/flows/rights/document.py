"""The copy for machines: everything held about a worker, as JSON, and the schema of it."""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models

from jiaxin.facts.records import reads as records
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.rights import tables
from jiaxin.ground import clock
from jiaxin.ground.fields import SealedBytes, SealedDate, SealedField, SealedJSON, SealedText
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit import reads as trail
from jiaxin.trust.audit.models import Line

FORMAT = "jiaxin.record-export.v1"


@dataclass(frozen=True, slots=True)
class Copy:
    """Which copy this is: its number, and where anybody can check it."""

    id: UUID

    @property
    def address(self) -> str:
        return f"{settings.PUBLIC_URL}/exports/{self.id}/"


def written(viewer: Actor, /, *, export: UUID) -> bytes:
    """The whole document, as the file that she takes."""
    said = {
        "format": FORMAT,
        "export": str(export),
        "worker": str(viewer.person),
        "made_at": _plain(clock.now()),
        "made_by": settings.PUBLIC_URL,
        "check_at": Copy(export).address,
        "light": _light(viewer),
        "withheld": dict(tables.WITHHELD),
        "tables": {
            model._meta.db_table: list(_rows(viewer, model)) for model, _ in tables.of_persons()
        },
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def schema() -> dict[str, Any]:
    """The published schema (JSON Schema 2020-12), read off the tables themselves."""
    held = {model._meta.db_table: _table_schema(model) for model, _ in tables.of_persons()}
    head = {
        "format": {"const": FORMAT},
        "export": {"type": "string", "format": "uuid"},
        "worker": {"type": "string", "format": "uuid"},
        "made_at": {"type": "string", "format": "date-time"},
        "made_by": {"type": "string", "format": "uri"},
        "check_at": {"type": "string", "format": "uri"},
        "light": _LIGHT,
        "withheld": {"type": "object", "additionalProperties": {"type": "string"}},
        "tables": _object(held),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:jiaxin:record-export:v1",
        "title": "A worker's copy of everything that Jiaxin holds about her",
        **_object(head),
    }


_LIGHT = {
    "type": ["object", "null"],
    "required": ["colour", "reasons"],
    "additionalProperties": False,
    "properties": {
        "colour": {"type": "string"},
        "reasons": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["reason", "at"],
                "additionalProperties": False,
                "properties": {"reason": {"type": "string"}, "at": {"type": ["string", "null"]}},
            },
        },
    },
}


def _rows(viewer: Actor, model: tables.Model) -> Iterator[dict[str, Any]]:
    if model is Line:
        yield from (_plainly(line) for line in trail.own(viewer))
        return
    proof = records.own_record(viewer)
    for row in tables.rows(model, proof, viewer.person):
        yield _plainly({column.attname: _value(row, column) for column in tables.shown(model)})


def _plainly(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row.items()}


def _value(row: models.Model, column: tables.Column) -> Any:
    return getattr(row, column.attname)


def _plain(value: Any) -> Any:
    match value:
        case UUID():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case bytes() | memoryview():
            return b64encode(bytes(value)).decode()
        case _:
            return value


def _light(viewer: Actor) -> dict[str, Any] | None:
    if not certificates.has_certificate(viewer.person):
        return None
    light = certificates.light_of(viewer.person)
    return {
        "colour": light.colour.value,
        "reasons": [
            {"reason": because.reason.value, "at": _plain(because.at)} for because in light.reasons
        ],
    }


def _table_schema(model: tables.Model) -> dict[str, Any]:
    if model is Line:
        properties: dict[str, Any] = {name: dict(_MAYBE) for name in trail.OWN}
    else:
        properties = {column.attname: _column_schema(column) for column in tables.shown(model)}
    about = (model.__doc__ or "").strip().partition("\n")[0]
    return {"type": "array", "description": about, "items": _object(properties)}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": sorted(properties),
        "additionalProperties": False,
    }


_STRING = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_BYTES = {"type": "string", "contentEncoding": "base64"}
_DAY = {"type": "string", "format": "date"}
# The more special kinds first: a moment is also a day to Django.
_TYPES: tuple[tuple[type["models.Field[Any, Any]"], dict[str, Any]], ...] = (
    (SealedText, _STRING),
    (SealedDate, _DAY),
    (SealedBytes, _BYTES),
    (SealedJSON, {}),
    (SealedField, {}),
    (models.UUIDField, {"type": "string", "format": "uuid"}),
    (models.DateTimeField, {"type": "string", "format": "date-time"}),
    (models.DateField, _DAY),
    (models.BooleanField, {"type": "boolean"}),
    (models.FloatField, {"type": "number"}),
    (models.IntegerField, {"type": "integer"}),
    (models.ForeignKey, {"type": "string", "format": "uuid"}),
    (models.BinaryField, _BYTES),
    (models.JSONField, {}),
)


def _column_schema(column: tables.Column) -> dict[str, Any]:
    found = next((said for kind, said in _TYPES if isinstance(column, kind)), _STRING)
    said: dict[str, Any] = dict(found)
    if column.null and "type" in said:
        said["type"] = [said["type"], "null"]
    if column.db_comment:
        said["description"] = column.db_comment
    return said
