"""Every column says how long it is kept, and something does it."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from jiaxin.ground.fields import SealedField
from jiaxin.ground.retention import UnknownTerm, kept_of, policy_of, term_of
from tests.house.test_scale import NARROW

type Model = type[models.Model]


def ours() -> Iterator[Model]:
    return (model for model in apps.get_models() if model.__module__.startswith("jiaxin."))


def columns() -> Iterator[tuple[Model, "models.Field[Any, Any]"]]:
    return ((model, column) for model in ours() for column in model._meta.local_concrete_fields)


def place(model: Model, column: str) -> str:
    return f"{model._meta.db_table}.{column}"


def term_in(column: "models.Field[Any, Any]") -> object:
    try:
        return term_of(kept_of(column)) if kept_of(column) else None
    except UnknownTerm:
        return None


def test_the_words_of_every_column_are_understood() -> None:
    # A new way of saying it goes into jiaxin/ground/retention.py, so that jobs can read it.
    unknown = []
    for model, column in columns():
        if said := kept_of(column):
            try:
                term_of(said)
            except UnknownTerm:
                unknown.append(f"{place(model, column.attname)}: {said!r}")

    assert not unknown, "\n".join(unknown)


def test_a_column_with_a_term_stands_in_a_table_that_ends_it() -> None:
    # `retention = Kept(term=Term(years=5), since=("made_at",))` in the model's class.
    unkept = [
        f"{place(model, column.attname)}: {kept_of(column)}"
        for model, column in columns()
        if term_in(column) and policy_of(model).term != term_in(column)
    ]

    assert not unkept, "\n".join(unkept)


def test_a_table_that_clears_columns_clears_those_that_say_so() -> None:
    wrong = [
        place(model, column.attname)
        for model, column in columns()
        if (clears := policy_of(model).clears)
        and bool(term_in(column)) != (column.attname in clears and clears[column.attname] is None)
    ]

    assert not wrong, "\n".join(wrong)


def test_what_a_table_names_is_there() -> None:
    wrong = []
    for model in ours():
        policy = policy_of(model)
        known = {column.attname for column in model._meta.local_concrete_fields}
        named = {*policy.since, *policy.clears, *([policy.whose] if policy.whose else [])}
        wrong += [place(model, name) for name in named - known]

    assert not wrong, "\n".join(wrong)


def test_a_workers_table_is_known_to_be_hers() -> None:
    # Else her export would lack it and her deletion would leave it.
    wrong = [
        model._meta.db_table
        for model in ours()
        if any(column.attname == "worker_id" for column in model._meta.local_concrete_fields)
        and policy_of(model).whose != "worker_id"
    ]

    assert not wrong, "\n".join(wrong)


def test_what_is_sealed_for_a_person_stands_in_a_table_of_a_persons() -> None:
    wrong = [
        place(model, column.attname)
        for model, column in columns()
        if isinstance(column, SealedField)
        and column.owner != "nobody"
        and column.owner != policy_of(model).whose
        and model._meta.db_table not in NARROW
    ]

    assert not wrong, "\n".join(wrong)
