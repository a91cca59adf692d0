"""What every test may ask for. Fixtures of one app live in that app's folder."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from argon2 import PasswordHasher
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
    """A PIN's hash is slow on purpose; tests make hundreds of them."""
    with patch(
        "jiaxin.trust.identity.services.devices._hasher",
        PasswordHasher(time_cost=1, memory_cost=8, parallelism=1),
    ):
        yield
