"""The cast of these tests: Lin and the Hus, Qiao's firm, and another family."""

from uuid import UUID

import pytest

from jiaxin.trust.access.actor import Actor
from tests import makers
from tests import makers_engagements as make


@pytest.fixture
def firm(lin: Actor) -> UUID:
    return make.a_firm(1)


@pytest.fixture
def qiao(firm: UUID) -> Actor:
    """At the desk of Lin's firm."""
    return make.an_operator(firm)


@pytest.fixture
def ma(outside: makers.Outside) -> Actor:
    """Another family."""
    return makers.a_consumer(phone="13600136000")
