"""What tests of flows may ask for."""

import pytest

from jiaxin.config import wiring
from jiaxin.trust.access.actor import Actor
from tests import makers


@pytest.fixture(autouse=True)
def outside(db: None) -> makers.Outside:
    """The outside, played by fakes at the ports."""
    outside = makers.Outside()
    outside.join()
    yield outside
    wiring.join()


@pytest.fixture
def lin(outside: makers.Outside) -> Actor:
    return makers.a_worker()


@pytest.fixture
def hu(outside: makers.Outside) -> Actor:
    return makers.a_consumer()
