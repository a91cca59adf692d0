"""The cast of these tests: Lin, Qiao's firm, and another firm that wants to know."""

from uuid import UUID

import pytest

from jiaxin.trust.access.actor import Actor
from tests import makers_engagements as make


@pytest.fixture
def firm(lin: Actor) -> UUID:
    return make.a_firm(1)


@pytest.fixture
def qiao(firm: UUID) -> Actor:
    """At the desk of Lin's firm."""
    return make.an_operator(firm)


@pytest.fixture
def other(lin: Actor) -> Actor:
    """At the desk of another firm."""
    return make.an_operator(make.a_firm(2, name="上海样例月光家政有限公司"))
