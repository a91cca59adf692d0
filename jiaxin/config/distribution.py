"""How the tables lie in a sharded database (Citus), read off the models.

A table of a worker's is distributed by `worker_id` and lies beside her other rows. Any other table
with a key of two columns is distributed by the first of them; what is small and read beside
everything is a reference table, a whole copy on each machine; the rest stays with the coordinator.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import connection, models

from jiaxin.config.screen import say

type Model = type[models.Model]

HER_TABLE, HER_KEY = "identity_worker", "worker_id"


class Place(StrEnum):
    """Where a table's rows lie."""

    DISTRIBUTED = "distributed"
    REFERENCE = "reference"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Placed:
    """One table: where it lies, by which column, beside which table, and why."""

    table: str
    place: Place
    column: str
    beside: str
    why: str


# Keyed by a person's id under another name: her rows lie beside the worker's own.
PERSONS = {
    "identity_data_key": "owner_id",
    "identity_consumer": "id",
    "identity_sign_in": "person_id",
}
# Found by a value that names no worker: a row is read alone, by that value.
LOOKED_UP = {
    "identity_blind_index": "digest",
    "certificates_number": "number",
    "certificates_short_code": "digest",
    "certificates_share_link_place": "link_id",
    "queries_asked": "consumer_id",
}
REFERENCE = {
    "firms_firm": "public, read by everybody; a million firms are some gigabytes",
    "firms_fact": "read with the firm",
    "firms_search": "searched whole; replicas serve the searches",
    "records_source": "a row a source, read with each light",
    "health_edition": "configuration with a date",
    "epidemic_order": "configuration with a date",
    "comparisons_run": "a row a night, read with each record",
    "comparisons_slice": "some thousand rows a night; says when each worker was last compared",
}
_STAYS = {
    "audit": "one order over all lines: the tree that seals them",
    "vetting": "read by the reviewers, whoever it is about",
    "exchange": "messages on their way, gone once worked through",
    "identity": "staff, codes on their way: not about one worker",
    "notices": "messages on their way",
    "access": "counts of tries, for minutes",
}


def plan() -> list[Placed]:
    """Every table of the database, the root of the distributed ones first."""
    placed = [_placed(model) for model in apps.get_models(include_auto_created=True)]
    order = {Place.REFERENCE: 1, Place.DISTRIBUTED: 2, Place.LOCAL: 3}
    return sorted(placed, key=lambda one: (one.table != HER_TABLE, order[one.place], one.table))


def _placed(model: Model) -> Placed:
    table = model._meta.db_table
    key = [field.attname for field in model._meta.pk_fields]
    ours = _is_ours(model)
    if table == HER_TABLE:
        return Placed(table, Place.DISTRIBUTED, key[0], "none", "the worker herself")
    if ours and key[0] == HER_KEY:
        return Placed(table, Place.DISTRIBUTED, HER_KEY, HER_TABLE, "about one worker")
    if column := PERSONS.get(table):
        return Placed(table, Place.DISTRIBUTED, column, HER_TABLE, "about one person")
    if column := LOOKED_UP.get(table):
        return Placed(table, Place.DISTRIBUTED, column, "none", f"found by its {column}")
    if why := REFERENCE.get(table):
        return Placed(table, Place.REFERENCE, "", "", why)
    why = _STAYS.get(model._meta.app_label, "not about one worker") if ours else "the machinery's"
    return Placed(table, Place.LOCAL, "", "", why)


def statements() -> Iterator[str]:
    """What is run on the coordinator, in this order, by the owner of the tables, once."""
    yield "CREATE EXTENSION IF NOT EXISTS citus;"
    # Versions that cannot be changed, cases that move by the law: each row's trigger goes with it.
    yield "SET citus.enable_unsafe_triggers TO on;"
    keys = list(_foreign_keys())
    yield from (f"ALTER TABLE {table} DROP CONSTRAINT {name};" for table, name, _ in keys)
    for one in plan():
        match one.place:
            case Place.REFERENCE:
                yield f"SELECT create_reference_table('{one.table}');"
            case Place.DISTRIBUTED:
                yield (
                    f"SELECT create_distributed_table('{one.table}', '{one.column}',"
                    f" colocate_with => '{one.beside}');"
                )
            case Place.LOCAL:
                continue
    yield from (f"{add};" for _, _, add in keys)


def _foreign_keys() -> Iterator[tuple[str, str, str]]:
    """Those to the worker: taken off while her table moves, and put back as they were."""
    editor: Any = connection.schema_editor(collect_sql=True)  # its private maker of statements
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey) and _is_ours(model):
                made = editor._create_fk_sql(model, field, "_fk_%(to_table)s_%(to_column)s")
                yield str(made.parts["table"]), str(made.parts["name"]), str(made)


def _is_ours(model: Model) -> bool:
    return model.__module__.startswith("jiaxin.")


def show(arguments: argparse.Namespace) -> int:
    """Print where each table would lie, and the statements."""
    placed = plan()
    if arguments.json:
        say(
            json.dumps(
                {
                    "tables": [[one.table, one.place, one.column, one.why] for one in placed],
                    "statements": list(statements()),
                },
                indent=2,
            )
        )
        return 0
    for one in placed:
        by = f"by {one.column}" if one.column else ""
        say(f"-- {one.table:<32} {one.place:<12} {by:<16} {one.why}")
    say()
    for statement in statements():
        say(statement)
    return 0
