"""The start-up checks find a column that says nothing, and one that is held in clear."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.checks.registry import registry
from django.db import models
from django.test.utils import isolate_apps

from jiaxin.ground.checks import columns_state_their_privacy, problems_of
from jiaxin.ground.fields import OPEN, PERSONAL, SENSITIVE, SealedDate, SealedText, held

type Column = Callable[[], Any]

PLANTED: list[tuple[str, Column]] = [
    ("jiaxin.E001", lambda: models.CharField(max_length=9)),
    ("jiaxin.E001", lambda: models.CharField(max_length=9, db_comment="a name")),
    ("jiaxin.E001", models.JSONField),
    ("jiaxin.E001", models.DateField),
    ("jiaxin.E001", models.GenericIPAddressField),
    ("jiaxin.E001", models.BinaryField),
    ("jiaxin.E001", SealedText),
    ("jiaxin.E002", lambda: models.TextField(db_comment=held(PERSONAL, "her name"))),
    ("jiaxin.E002", lambda: models.DateField(db_comment=held(SENSITIVE, "her birth"))),
    ("jiaxin.E003", lambda: SealedText(owner="wroker", db_comment=held(PERSONAL, "a name"))),
]


def found_in(column: Any) -> list[str]:
    with isolate_apps("jiaxin.trust.identity"):

        class Planted(models.Model):
            worker_id = models.UUIDField()
            planted = column

            class Meta:
                app_label = "identity"

        return [str(problem.id) for problem in problems_of(Planted, column)]


@pytest.mark.parametrize(("code", "column"), PLANTED)
def test_a_planted_column_is_found(code: str, column: Column) -> None:
    assert found_in(column()) == [code]


@pytest.mark.parametrize(
    "column",
    [
        lambda: models.CharField(max_length=9, db_comment=held(OPEN, "a state")),
        lambda: SealedText(db_comment=held(PERSONAL, "her name")),
        lambda: SealedDate(owner="nobody", db_comment=held(SENSITIVE, "her birth")),
        models.DateTimeField,
        models.UUIDField,
        models.IntegerField,
    ],
)
def test_a_column_as_it_should_be_passes(column: Column) -> None:
    assert found_in(column()) == []


def test_the_check_runs_whenever_django_checks() -> None:
    assert columns_state_their_privacy in registry.get_checks()
