"""A worker of whom something can be shown."""

import pytest

from jiaxin.facts.records import kinds
from jiaxin.facts.records.rules import Came
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests.makers_facts import EXAM, arrives


@pytest.fixture
def lin(outside: makers.Outside) -> Actor:
    """Lin, with a skill certificate and an examination that she agreed to."""
    lin = makers.a_worker()
    makers.agree(lin, Kind.HEALTH)
    arrives(lin, kinds.SKILL, source="rating", came=Came.BATCH)
    arrives(lin, kinds.EXAM, source="hospital", came=Came.BATCH, signed_by=EXAM["issuer"])
    return lin
