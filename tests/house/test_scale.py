"""What makes a worker's rows movable: one key first, in every table and every constraint."""

from collections.abc import Iterator, Sequence

from django.apps import apps
from django.db import models

# Narrow tables that hold a worker's id as a value and are read by another key, and why.
NARROW: dict[str, str] = {
    "certificates_number": "a certificate's number is unique over all workers",
    "engagements_staff": "a firm reads its own staff, whoever they are",
    "consent_named": "a recipient finds whoever named it; whether she agrees is asked of her",
    "queries_asked": "a consumer reads her own queries, whoever they are about",
    "placements_served": "a family reads its own services, whoever serves",
    "placements_arranged": "a firm reads the services that it began, whoever serves",
    "reviews_wrote": "a family reads its own reviews, whoever they are about",
    "showcase_listing": "whoever looks for a card knows nobody's id",
    "vetting_docket": "a reviewer reads what waits, whoever it is about",
    "certificates_printed_card_place": "who scans a printed card knows nobody's id",
    "remote_help_place": "a helper has only the id of her help",
    "certificates_share_link_place": "who opens a share link knows nobody's id",
    "certificates_short_code": "a short code is typed by somebody who knows nobody's id",
}

type Model = type[models.Model]


def our_models() -> Iterator[Model]:
    """Every table of the product, not those of other people's apps."""
    return (model for model in apps.get_models() if model.__module__.startswith("jiaxin."))


def key_of(model: Model) -> list[str]:
    return [field.attname for field in model._meta.pk_fields]


def columns_of(model: Model) -> set[str]:
    return {field.attname for field in model._meta.local_concrete_fields}


def attnames(model: Model, names: Sequence[str]) -> set[str]:
    return {model._meta.get_field(name).attname for name in names}  # type: ignore[union-attr]  # constraints name columns only


def owned() -> list[Model]:
    """Tables whose rows belong to one worker."""
    return [
        model
        for model in our_models()
        if "worker_id" in columns_of(model) and model._meta.db_table not in NARROW
    ]


def test_a_workers_row_is_keyed_by_the_worker_first() -> None:
    wrong = [model._meta.db_table for model in owned() if key_of(model)[0] != "worker_id"]

    assert not wrong, "\n".join(wrong)


def test_a_workers_unique_constraints_include_the_worker() -> None:
    wrong = [
        f"{model._meta.db_table}.{constraint.name}"
        for model in owned()
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
        and "worker_id" not in attnames(model, constraint.fields)
    ]
    wrong += [
        f"{model._meta.db_table}.{field.attname}"
        for model in owned()
        for field in model._meta.local_concrete_fields
        if field.unique and key_of(model) != [field.attname]
    ]

    assert not wrong, "\n".join(wrong)


def test_a_key_of_two_columns_stands_first_in_every_unique_constraint() -> None:
    wrong = [
        f"{model._meta.db_table}.{constraint.name}"
        for model in our_models()
        if len(key_of(model)) > 1
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
        and key_of(model)[0] not in attnames(model, constraint.fields)
    ]

    assert not wrong, "\n".join(wrong)


def test_the_only_foreign_key_is_to_the_worker_in_the_same_app() -> None:
    wrong = [
        f"{model._meta.db_table}.{field.attname}"
        for model in our_models()
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey)
        if (field.related_model._meta.label, field.related_model._meta.app_label)
        != ("identity.Worker", model._meta.app_label)
    ]

    assert not wrong, "\n".join(wrong)


def test_no_table_joins_many_to_many() -> None:
    wrong = [model._meta.db_table for model in our_models() if model._meta.local_many_to_many]

    assert not wrong, "\n".join(wrong)


def test_narrow_tables_exist_and_are_keyed_by_another() -> None:
    tables = {model._meta.db_table: model for model in our_models()}

    assert set(NARROW) <= set(tables)
    assert [name for name in NARROW if key_of(tables[name])[0] == "worker_id"] == []


def test_no_model_saves_in_a_way_of_its_own() -> None:
    wrong = [
        f"{model.__name__}.{name}"
        for model in our_models()
        for name in ("save", "delete", "clean", "__str__")
        if name in vars(model)
        # Django gives every model that has no __str__ of its own the one of its base.
        and vars(model)[name].__module__.startswith("jiaxin.")
    ]

    assert not wrong, "\n".join(wrong)
