"""What every test may ask for. Fixtures of one app live in that app's folder."""

from collections.abc import Iterator

import pytest
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
