"""What tests of this folder may ask for."""

import pytest

from jiaxin.trust.access.actor import Actor
from tests import makers, makers_rosters
from tests.cast import hu, lin, outside

__all__ = ["hu", "lin", "outside", "qiao"]


@pytest.fixture
def qiao(outside: makers.Outside) -> Actor:
    """At the desk of a firm."""
    return makers_rosters.an_operator()
