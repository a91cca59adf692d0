"""What every test may ask for. Fixtures of one app live in that app's folder."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from unittest.mock import patch

import pytest
from argon2 import PasswordHasher
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from tests import database

# How long a try takes, or its making, is the machine's affair: no test fails of it.
settings.register_profile("laws", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("laws")


# What takes longest, or waits most, begins first: else one core idles while the other ends it.
EARLY = (
    "journeys",
    *(
        "gateways/vision",
        "config",
        "gateways/exchange/test_killed",
        "flows/comparisons/test_killed",
    ),
    *("bench", "trust/endings", "crawl", "house", "portals/exchange"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys and what else is long take turns at the beginning; the many short ones end it."""
    by_file: dict[Path, list[pytest.Item]] = {}
    for item in items:
        by_file.setdefault(item.path, []).append(item)
    first = [path for path in by_file if _begins(path) == 0]
    others = sorted((path for path in by_file if _begins(path)), key=_begins)
    turns = [path for pair in zip_longest(first, others) for path in pair if path]
    items[:] = [item for path in turns for item in by_file[path]]


def _begins(path: Path) -> int:
    where = path.relative_to(Path(__file__).parent).as_posix()
    return next((at for at, early in enumerate(EARLY) if where.startswith(early)), len(EARLY))


@pytest.fixture(scope="session")
def django_db_setup(server: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """This process's own copy of the migrated template, in place of pytest-django's set-up."""
    url = database.fresh("main")
    own = connections["default"].settings_dict
    before, own["NAME"] = own["NAME"], database.name_of(url)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    own["NAME"] = before
    database.drop(database.name_of(url))


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """A PIN's or a password's hash is slow on purpose; tests make hundreds of them."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with (
        patch("jiaxin.trust.identity.services.devices._hasher", quick),
        patch.multiple(Argon2PasswordHasher, time_cost=1, memory_cost=8, parallelism=1),
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_flush() -> Iterator[None]:
    """After a test that commits, empty what it wrote into, and that only.

    Django's own flush makes every table and index anew, a second a test, and leaves the trail's
    lines, which nothing else may delete, and the queue's jobs, which are in no table of Django's.
    """

    def empty(_case: TransactionTestCase) -> None:
        with connections["default"].cursor() as cursor:
            database.empty(cursor)

    with patch.object(TransactionTestCase, "_fixture_teardown", empty):
        yield
