"""What is sealed inside the exchange's messages, as JSON Schema: from the adapters' own columns."""

import re
from typing import Any

from jiaxin.gateways.exchange import adapters, rules
from jiaxin.gateways.exchange.errors import ExchangeRefusal
from jiaxin.gateways.exchange.rows import Column, RowFault
from jiaxin.gateways.exchange.rules import PULL, Handing, Making, State

type Schema = dict[str, Any]

ID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
UUID_: Schema = {"type": "string", "format": "uuid", "pattern": ID}
COUNT: Schema = {"type": "integer", "minimum": 0}
_DAY: Schema = {"type": "string", "format": "date"}
_MOMENT: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"}
_FORMS: dict[str, Schema] = {
    "day": _DAY,
    "moment": _MOMENT,
    "whole number": {"type": "integer", "minimum": 1},
    "true · false": {"type": "boolean"},
    "region code, 6": {"type": "string", "pattern": r"^\d{6}$"},
    "GB 11643, 18": {"type": "string", "pattern": r"^\d{17}[\dX]$"},
    "GB 32100, 18": {"type": "string", "pattern": r"^[0-9A-Z]{18}$"},
    "1–50 characters": {"type": "string", "minLength": 1, "maxLength": 50},
}


def of_column(column: Column) -> Schema:
    """What a column takes, from its line in the protocol."""
    about = {"description": f"{column.about.zh}: {column.about.en}"}
    if column.form in _FORMS:
        return _FORMS[column.form] | about
    if found := re.fullmatch(r"text, (\d+)", column.form):
        return {"type": "string", "minLength": 1, "maxLength": int(found[1])} | about
    if found := re.fullmatch(r"(\d+)–(\d+)", column.form):
        return {"type": "integer", "minimum": int(found[1]), "maximum": int(found[2])} | about
    return {"type": "string", "enum": column.form.split(" · ")} | about


def row_of(service: str) -> Schema:
    """One row of a service. What does not fit waits in quarantine; the rest is taken."""
    columns = adapters.of(service).columns
    return {
        "type": "object",
        "properties": {column.name: of_column(column) for column in columns},
        "required": [column.name for column in columns if column.required],
    }


def push_of(service: str) -> Schema:
    """Rows of a service, live."""
    rows = {
        "type": "array",
        "items": {"$ref": f"#/components/schemas/{service}"},
        "minItems": 1,
        "maxItems": rules.MOST_LIVE_ROWS,
    }
    return _object({"rows": rows, "fixes": UUID_}, "rows")


def _object(properties: Schema, *required: str) -> Schema:
    wanted = list(required or properties)
    return {"type": "object", "properties": properties, "required": wanted}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _quarantined(**more: Schema) -> Schema:
    row: Schema = {
        "row": {"type": "integer", "minimum": 1},
        "column": {"type": "string"},
        "code": {"type": "string", "enum": sorted(fault.value for fault in RowFault)},
        "zh": {"type": "string"},
        "en": {"type": "string"},
        **more,
    }
    return _list(_object(row))


RECEIPT = _object(
    {"rows": COUNT, "taken": COUNT, "quarantined": COUNT, "quarantine": _quarantined()}
)
ABOUT_BATCH = _object(
    {"batch": UUID_, "after_row": {"type": "integer", "minimum": 0, "maximum": 2**53 - 1}},
    "batch",
)
STATUS = _object(
    {
        "batch": UUID_,
        "state": {"type": "string", "enum": [state.value for state in State]},
        "stopped_for": {"type": "string"},
        "rows": COUNT,
        "taken": COUNT,
        "quarantined": COUNT,
        "missing_parts": _list({"type": "integer", "minimum": 1}),
        "quarantine": _quarantined(),
    }
)
RETURNED = _object({"batch": UUID_, "quarantine": _quarantined(line={"type": "string"})})
_PERSON: Schema = {
    "type": "array",
    "prefixItems": [_FORMS["1–50 characters"], _FORMS["GB 11643, 18"]],
    "items": {"type": "string"},
    "minItems": 2,
    "maxItems": 2,
}
PEOPLE = _object(
    {"people": {"type": "array", "items": _PERSON, "minItems": 1, "maxItems": rules.MOST_ASKED}}
)
SHARED = _object(
    {
        "shared": _list(_object({"ordinal": COUNT, "rows": _list({"type": "object"})})),
        "not_shared": _list(COUNT),
    }
)
PULL_ASKED = _object(
    {"into": {"type": "string", "enum": [Handing.FETCHED.value, Handing.FOLDER.value]}}, "into"
) | {"required": []}
PULL_STANDS = _object(
    {
        "batch": UUID_,
        "sequence": {"type": ["integer", "null"]},
        "state": {"type": "string", "enum": [making.value for making in Making]},
        "parts": COUNT,
        "rows": COUNT,
        "next_part": {"type": ["integer", "null"]},
    }
)
PROBLEM = _object(
    {
        "type": {"type": "string", "pattern": "^urn:jiaxin:exchange:[a-z_]+$"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "zh": {"type": "string"},
        "en": {"type": "string"},
        "in_reply_to": {"type": "string"},
    },
    *("type", "status", "code"),
)
# Service: what is asked, and what is answered.
ASKED: dict[str, tuple[Schema, Schema]] = {
    "batch-status": (ABOUT_BATCH, STATUS),
    "returned": (ABOUT_BATCH, RETURNED),
    PULL: (PEOPLE, SHARED),
    "pulls": (PULL_ASKED, PULL_STANDS),
}


def statuses() -> list[int]:
    """Every status that the exchange's door refuses with."""
    found = {kind.status for kind in _kinds(ExchangeRefusal)}
    # Too many, and not in service, come from elsewhere.
    return sorted(found | {429, 503})


def _kinds(kind: type[ExchangeRefusal]) -> list[type[ExchangeRefusal]]:
    below = kind.__subclasses__()
    return [kind, *(one for sub in below for one in _kinds(sub))]
