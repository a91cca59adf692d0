"""The cast as fixtures: a conftest imports what its tests ask for."""

from collections.abc import Iterator

import pytest

from jiaxin.config import wiring
from jiaxin.trust.access.actor import Actor
from tests import makers


@pytest.fixture
def outside(db: None) -> Iterator[makers.Outside]:
    """The outside, played by fakes at the ports."""
    outside = makers.Outside()
    outside.join()
    yield outside
    wiring.join()


@pytest.fixture
def lin(outside: makers.Outside) -> Actor:
    """The worker: proven, with a certificate and every consent."""
    return makers.a_worker()


@pytest.fixture
def hu(outside: makers.Outside) -> Actor:
    """The consumer: signed in, nothing more."""
    return makers.a_consumer()
