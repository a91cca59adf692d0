"""Every column that could hold a person says how closely it is held."""

from django.apps import apps
from django.core.checks import run_checks
from django.db import models

from jiaxin.ground.fields import OPEN, Privacy, SealedField

# Ids, moments, numbers and flags are no person; everything else could be one.
COULD_HOLD_A_PERSON = (
    models.CharField,
    models.TextField,
    models.DateField,
    models.JSONField,
    models.BinaryField,
    models.FileField,
    models.GenericIPAddressField,
    SealedField,
)


def personal_columns() -> list["models.Field[object, object]"]:
    return [
        field
        for model in apps.get_models()
        if model.__module__.startswith("jiaxin.")
        for field in model._meta.local_concrete_fields
        if isinstance(field, COULD_HOLD_A_PERSON) and not isinstance(field, models.DateTimeField)
    ]


def level_of(field: "models.Field[object, object]") -> str:
    return (field.db_comment or "").partition(":")[0]


def test_every_such_column_states_its_level_why_and_how_long() -> None:
    silent = [
        str(field)
        for field in personal_columns()
        if level_of(field) not in set(Privacy) or "; kept " not in (field.db_comment or "")
    ]

    assert not silent, "\n".join(silent)


def test_what_is_not_open_is_sealed() -> None:
    clear = [
        str(field)
        for field in personal_columns()
        if level_of(field) != OPEN and not isinstance(field, SealedField)
    ]

    assert not clear, "\n".join(clear)


def test_what_is_sealed_is_not_called_open() -> None:
    idle = [
        str(field)
        for field in personal_columns()
        if level_of(field) == OPEN and isinstance(field, SealedField)
    ]

    assert not idle, "\n".join(idle)


def test_the_start_up_checks_find_nothing() -> None:
    assert run_checks() == []
