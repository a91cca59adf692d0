"""`jiaxin distribute --plan`: every table can lie where the plan puts it."""

import argparse
import json

import pytest
from django.apps import apps
from django.db import connection, models

from jiaxin.config import cli, distribution
from jiaxin.config.distribution import HER_TABLE, Place

TABLES = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
PLAN = {one.table: one for one in distribution.plan()}
DISTRIBUTED = [one for one in PLAN.values() if one.place is Place.DISTRIBUTED]


def columns(model: type[models.Model]) -> set[str]:
    return {field.attname for field in model._meta.local_concrete_fields}


def test_every_table_lies_somewhere() -> None:
    assert set(PLAN) == set(TABLES)


def test_what_the_plan_names_is_there() -> None:
    named = {*distribution.PERSONS, *distribution.LOOKED_UP, *distribution.REFERENCE}

    assert named <= set(TABLES)
    for table, column in {**distribution.PERSONS, **distribution.LOOKED_UP}.items():
        assert column in columns(TABLES[table]), table


def test_a_workers_rows_lie_together() -> None:
    apart = [
        one.table for one in DISTRIBUTED if one.column == "worker_id" and one.beside != HER_TABLE
    ]
    keyed = [
        table
        for table, model in TABLES.items()
        if model.__module__.startswith("jiaxin.")
        and model._meta.pk_fields[0].attname == "worker_id"
        and PLAN[table].place is not Place.DISTRIBUTED
    ]

    assert not apart + keyed


@pytest.mark.parametrize("one", DISTRIBUTED, ids=lambda one: one.table)
def test_whatever_is_unique_is_so_within_one_shard(one: distribution.Placed) -> None:
    model = TABLES[one.table]
    unique = [[field.attname for field in model._meta.pk_fields]]
    unique += [[field.attname] for field in model._meta.local_concrete_fields if field.unique]
    unique += [
        [model._meta.get_field(name).attname for name in constraint.fields]  # type: ignore[union-attr]  # constraints name columns only
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    ]

    assert [names for names in unique if one.column not in names] == []


@pytest.mark.parametrize("one", PLAN.values(), ids=lambda one: one.table)
def test_no_foreign_key_leaves_its_shard(one: distribution.Placed) -> None:
    keys = [
        field
        for field in TABLES[one.table]._meta.local_fields
        if isinstance(field, models.ForeignKey)
    ]
    targets = {PLAN[field.related_model._meta.db_table].place for field in keys}

    if one.place is Place.DISTRIBUTED:
        assert {field.attname for field in keys} <= {one.column}
    else:
        assert Place.DISTRIBUTED not in targets


@pytest.mark.django_db
def test_the_constraints_that_it_takes_off_are_those_of_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint"
            " WHERE contype = 'f' AND confrelid = %s::regclass",
            [HER_TABLE],
        )
        there = {f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}";' for table, name in cursor}

    dropped = {line for line in distribution.statements() if "DROP CONSTRAINT" in line}

    assert dropped == there


def test_her_own_table_is_first_and_each_is_moved_once() -> None:
    moved = [line.split("'")[1] for line in distribution.statements() if "create_" in line]

    assert moved[0] == HER_TABLE
    assert len(moved) == len(set(moved))
    assert set(moved) == {one.table for one in PLAN.values() if one.place is not Place.LOCAL}


def test_the_plan_is_printed_for_people_and_for_programs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    distribution.show(said())
    for_people = capsys.readouterr().out
    distribution.show(said("--json"))
    for_programs = json.loads(capsys.readouterr().out)

    assert f"create_distributed_table('{HER_TABLE}', 'id', colocate_with => 'none');" in for_people
    assert [row[0] for row in for_programs["tables"]] == list(PLAN)
    assert for_programs["statements"] == list(distribution.statements())


def said(*words: str) -> argparse.Namespace:
    return cli.parser().parse_args(["distribute", "--plan", *words])
