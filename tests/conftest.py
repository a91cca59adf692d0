"""What every test may ask for. Fixtures of one app live in that app's folder."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from argon2 import PasswordHasher
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests import database


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


@pytest.fixture(autouse=True)
def nothing_stays_on_the_trail(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """A test that commits leaves lines which no flush takes away: nothing else may delete them."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if marker is None or not marker.kwargs.get("transaction"):
        return
    with django_db_blocker.unblock(), connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p')"
            " AND c.relname LIKE 'audit\\_%' AND NOT c.relispartition"
        )
        tables = [row[0] for row in cursor.fetchall()]
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(tables)}")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
