"""Lin, the Hus whom she serves, and the service that both confirmed."""

from uuid import UUID

import pytest

from jiaxin.trust.access.actor import Actor
from tests import makers, makers_placements


@pytest.fixture
def lin(outside: makers.Outside) -> Actor:
    return makers.a_worker()


@pytest.fixture
def hu(outside: makers.Outside) -> Actor:
    return makers.a_consumer()


@pytest.fixture
def service(lin: Actor, hu: Actor) -> UUID:
    return makers_placements.confirmed(lin, hu)
