"""The daily comparison against the department's own process, over the real wire."""

from collections.abc import Iterator

import pytest

from jiaxin.config import wiring
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.models import Source
from jiaxin.flows.comparisons import errands, reads
from jiaxin.gateways.exchange.http import Line
from jiaxin.gateways.exchange.slices import PoliceSlices
from jiaxin.trust.access.actor import Actor
from tests import makers
from tests.makers import NAME, a_number
from tests.makers_comparisons import compare
from tests.sandbox.running import Running, running

pytestmark = pytest.mark.django_db
MEI = a_number(order=4)


@pytest.fixture(scope="module")
def department(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("comparisons")) as started:
        started.person(NAME, a_number())
        started.person("周美玲", MEI)
        yield started


@pytest.fixture
def sandbox(department: Running) -> Iterator[Running]:
    yield department
    department.fault("off")


@pytest.fixture(autouse=True)
def wire(outside: makers.Outside, sandbox: Running) -> Iterator[None]:
    with PoliceSlices(sandbox.keys, Line(sandbox.url)) as police:
        errands.join(police)
        yield
    wiring.join()


@pytest.fixture
def mei(outside: makers.Outside) -> Actor:
    return makers.a_worker(phone="13800138001", number=MEI, name="周美玲")


def test_a_night_goes_through_the_real_department(lin: Actor, mei: Actor) -> None:
    done = compare(slice_size=1)

    assert (done.finished, done.compared, done.changed, done.missed) == (True, 2, 0, 0)
    assert reads.coverage().share == 1.0


def test_what_the_department_says_of_one_is_hers_alone(
    lin: Actor, mei: Actor, sandbox: Running
) -> None:
    sandbox.fault("being_verified", service="background-slice", number=MEI)

    assert compare().changed == 1
    assert reads.own(lin)
    words = [fact.content["word"] for fact in _background(mei)]
    assert words == ["being_verified"]


def test_a_department_that_is_down_makes_the_run_wait(lin: Actor, sandbox: Running) -> None:
    sandbox.fault("error_500", service="background-slice")
    assert not compare().finished
    assert Source.objects.get(code="police").unreachable_since is not None

    sandbox.fault("off")
    assert compare().finished
    assert Source.objects.get(code="police").unreachable_since is None


@pytest.mark.parametrize("fault", ["rows_missing", "rows_doubled"])
def test_rows_that_cannot_be_believed_leave_the_others_standing(
    lin: Actor, mei: Actor, sandbox: Running, fault: str
) -> None:
    sandbox.fault(fault, service="background-slice")

    done = compare()

    assert (done.finished, done.compared, done.missed, done.asked_again) == (True, 1, 1, 1)


def _background(worker: Actor) -> list[records.Known]:
    return [fact for fact in records.facts(records.own_record(worker)) if fact.kind == "background"]
