"""Whose rows: every table of the product, as its model says it. New tables need no line here."""

from collections.abc import Iterable, Iterator
from typing import Any, LiteralString
from uuid import UUID

from django.apps import apps
from django.db import models
from psycopg import sql

from jiaxin.ground.retention import Kept, policy_of

type Model = type[models.Model]
type Column = models.Field[Any, Any]

# Whose value is a secret or a key, not a statement about her; and copies of her copies.
WITHHELD = {
    "audit_line.mac": "lets nobody forge a line",
    "engagements_staff_look.viewer_id": "which member of the firm it was: another's, not hers",
    "identity_account.password": "a hash of a secret",
    "identity_blind_index.digest": "a keyed hash of what stands in clear beside it",
    "identity_data_key.wrapped": "the key that seals her record",
    "identity_pin.hash": "a hash of a secret",
    "rights_export.json": "an earlier copy of the same",
    "rights_export.pdf": "an earlier copy of the same",
    "corrections_correction.helper": "which member of staff it is: another's, not hers",
    "corrections_correction.taken_by": "the same",
    "corrections_docket.taken_by": "the same",
    "corrections_help.helper": "the same",
    "corrections_officer_look.officer": "the same",
    "corrections_ruling.officer": "the same",
    "complaints_complaint.taken_by": "which member of staff it is: another's, not hers",
    "vetting_case.taken_by": "which member of staff it is: another's, not hers",
    "vetting_desk_look.reviewer": "the same",
    "vetting_docket.taken_by": "the same",
    "vetting_opinion.reviewer": "the same",
    "vetting_step_back.reviewer": "the same",
}


def ours() -> Iterator[Model]:
    """Every table of the product, by its name."""
    found = (model for model in apps.get_models() if model.__module__.startswith("jiaxin."))
    return iter(sorted(found, key=lambda model: model._meta.db_table))


def of_persons() -> Iterator[tuple[Model, Kept]]:
    """Those whose rows are somebody's, with what they say of their keeping."""
    for model in ours():
        policy = policy_of(model)
        if policy.whose:
            yield model, policy


def may_be_hers(model: Model) -> bool:
    """Whether its rows may be a worker's or a family's own: a firm's and the staff's are not."""
    of_firms = model._meta.app_label in {"firms", "filings"}
    return not of_firms and not model._meta.db_table.startswith("identity_staff")


def columns(model: Model) -> list[Column]:
    return list(model._meta.local_concrete_fields)


def shown(model: Model) -> list[Column]:
    """The columns that a copy carries."""
    table = model._meta.db_table
    return [column for column in columns(model) if f"{table}.{column.attname}" not in WITHHELD]


def rows(model: Model, proof: Any, person: UUID) -> Iterator[models.Model]:
    """A person's rows of a table, oldest key first; facts only under the proof."""
    sealed = getattr(model, "sealed", None)
    found: models.QuerySet[models.Model] = sealed.under(proof) if sealed else models.QuerySet(model)
    key = [column.attname for column in model._meta.pk_fields]
    mine = found.filter(**{policy_of(model).whose: person}).order_by(*key)
    return iter(mine.iterator(chunk_size=500))


def said(text: LiteralString, **names: Iterable[str]) -> str:
    """A statement with the tables' and columns' own names in it, quoted."""
    parts = {key: sql.SQL(", ").join(map(sql.Identifier, each)) for key, each in names.items()}
    return sql.SQL(text).format(**parts).as_string()


def named(model: Model, names: Iterable[str]) -> tuple[str, ...]:
    """The database's names of these columns."""
    known = {column.attname: column.column or "" for column in columns(model)}
    return tuple(known[name] for name in names)
