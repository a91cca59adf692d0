"""docs/data.md: every column, how closely it is held, why, and how long."""

import re
from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig, apps
from django.db import models

from jiaxin.config.docs.tables import code, first_line, page, table
from jiaxin.ground.fields import SealedField
from jiaxin.ground.retention import Kept, policy_of

INTRODUCTION = (
    "Every table and column of the product, as PostgreSQL itself says it (`col_description`). "
    "**open** may lie in clear; **personal** 个人信息 and **sensitive** 敏感个人信息 are "
    "sealed under the person's own key. Ids, times, numbers and flags hold no person and need no "
    "level. *Findable* columns are looked up by a keyed hash in a table of its own. What is said "
    "under *Rows* is what the erasing jobs and the deletion of a record do: they read the same."
)
_HELD = re.compile(r"(?P<level>\w+): (?P<why>.*); kept (?P<kept>.*)", re.DOTALL)


def written() -> str:
    return page("Data", INTRODUCTION, *(part for app in our_apps() for part in _app(app)))


def our_apps() -> list[AppConfig]:
    """The product's own apps that have tables, from the lowest floor up."""
    return [
        app
        for app in apps.get_app_configs()
        if app.name.startswith("jiaxin.") and list(app.get_models())
    ]


def _app(app: AppConfig) -> Iterable[str]:
    yield f"## {app.name.removeprefix('jiaxin.')}"
    for model in sorted(app.get_models(), key=lambda model: model._meta.db_table):
        key = ", ".join(code(field.column or "") for field in model._meta.pk_fields)
        yield f"### {model._meta.db_table}\n\n{first_line(model.__doc__)} Key: {key}."
        yield _rows(policy_of(model))
        head = ["column", "type", "level", "why", "kept"]
        yield table(head, [_row(field) for field in model._meta.local_concrete_fields])


def _rows(kept: Kept) -> str:
    """What becomes of the table's rows: in time, and when the record is deleted."""
    said = []
    if kept.term:
        since = " or ".join(code(name) for name in kept.since)
        goes = f"{', '.join(map(code, kept.clears))} emptied" if kept.clears else "erased"
        said.append(f"{goes} {kept.term.text} after {since}{f' by `{kept.by}`' if kept.by else ''}")
    if kept.outlives:
        said.append(f"kept when the person is deleted: {kept.outlives.zh} / {kept.outlives.en}")
    elif kept.whose:
        said.append(f"erased when the person ({code(kept.whose)}) is deleted")
    return f"Rows: {'; '.join(said)}." if said else "Rows: about no person, kept."


def _row(field: "models.Field[Any, Any]") -> tuple[str, str, str, str, str]:
    kind = type(field).__name__
    if isinstance(field, SealedField) and field.findable:
        kind += ", findable"
    said = _HELD.fullmatch(field.db_comment or "")
    level, why, kept = said.group("level", "why", "kept") if said else ("", "", "")
    return code(field.column or ""), kind, level, why, kept
