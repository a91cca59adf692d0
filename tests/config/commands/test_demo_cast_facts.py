"""What the demo lays into Lin's record is taken in by the same steps as everybody's."""

from collections.abc import Iterator

import pytest

from jiaxin.config import wiring
from jiaxin.config.commands import demo_cast_facts
from jiaxin.facts.records import reads
from jiaxin.facts.records.rules import Colour, Confirmation, Reason
from jiaxin.flows.certificates import reads as certificates
from tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def outside() -> Iterator[None]:
    makers.Outside().join()
    yield
    wiring.join()


def test_every_section_has_something_and_one_entry_waits_to_be_confirmed() -> None:
    lin = makers.a_worker()

    demo_cast_facts.fill(lin)

    known = reads.facts(reads.own_record(lin))
    assert {fact.kind for fact in known} == {
        *("identity", "background", "employment"),
        *("training", "skill", "exam", "insurance"),
    }
    work = [fact.stands.word for fact in known if fact.kind == "employment"]
    assert sorted(work) == [Confirmation.CONFIRMED, Confirmation.WAITING]
    light = certificates.light_of(lin.person)
    assert light.colour is Colour.GREEN
    assert {Reason.EXAM_IN_DATE, Reason.INSURED} <= {one.reason for one in light.reasons}
