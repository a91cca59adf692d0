"""Start-up checks: every column that could hold a person says how closely it is held."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register
from django.db import models

from jiaxin.ground.fields import NOBODY, OPEN, Privacy, SealedField

# What could hold a person: text, dates, JSON, files. Ids, numbers and moments cannot.
_TELLING = (
    models.CharField,
    models.TextField,
    models.DateField,
    models.JSONField,
    models.BinaryField,
    models.FileField,
    models.GenericIPAddressField,
    SealedField,
)


@register()
def columns_state_their_privacy(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """E001: a level is not stated. E002: a closely held column is not sealed. E003: by no key."""
    found = app_configs or apps.get_app_configs()
    ours = [config for config in found if config.name.startswith("jiaxin.")]
    return [
        problem
        for config in ours
        for model in config.get_models()
        for field in model._meta.local_fields
        for problem in problems_of(model, field)
    ]


def problems_of(model: type[models.Model], field: Any) -> Iterator[CheckMessage]:
    """What is wrong with how one column is held."""
    if not isinstance(field, _TELLING) or type(field) is models.DateTimeField:
        return
    place = f"{model._meta.label}.{field.name}"
    level = (field.db_comment or "").split(":")[0]
    if level not in set(Privacy):
        yield Error(f"{place} does not state its level", id="jiaxin.E001", obj=model)
    elif level != OPEN and not isinstance(field, SealedField):
        yield Error(f"{place} is {level} but is not sealed", id="jiaxin.E002", obj=model)
    elif isinstance(field, SealedField) and not (
        field.owner == NOBODY or hasattr(model, field.owner)
    ):
        yield Error(f"{place} is sealed for {field.owner}, which it lacks", id="jiaxin.E003")
