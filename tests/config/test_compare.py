"""`jiaxin compare`: what the operator reads, and how it ends."""

import argparse
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from jiaxin.config import cli, compare_acts, wiring
from jiaxin.config.at_hand import Cannot
from jiaxin.flows.comparisons import errands
from jiaxin.flows.comparisons.reads import newest_run
from jiaxin.ground import clock
from jiaxin.ground.errors import SourceUnreachable
from jiaxin.trust.access.actor import Actor
from tests import clockwork
from tests.cast import lin, outside
from tests.makers_comparisons import FakeSlices

__all__ = ["lin", "outside"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def source(outside: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSlices]:
    source = FakeSlices()
    errands.join(source)
    monkeypatch.setattr(errands, "LANES", 1)
    yield source
    wiring.join()


def said(*words: str) -> argparse.Namespace:
    """The command line, without the act."""
    return cli.parser().parse_args(["compare", *words])


def test_a_run_says_what_it_did_and_that_all_are_covered(
    lin: Actor, source: FakeSlices, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare_acts.run(said("run", "--lanes", "1")) == 0

    told = capsys.readouterr()
    assert "coverage   100 %   1 of 1 due" in told.out
    assert "finished" in told.out
    assert "1 compared, 0 changed" in told.err


def test_a_day_later_the_status_ends_with_three(
    lin: Actor, source: FakeSlices, capsys: pytest.CaptureFixture[str]
) -> None:
    with clockwork.at(clock.now() + timedelta(hours=25)):
        assert compare_acts.status(said("status", "--json")) == 3

    found = json.loads(capsys.readouterr().out)
    assert (found["coverage"]["due"], found["coverage"]["compared"]) == (1, 0)
    assert found["run"] is None


def test_a_silent_source_is_said_and_the_run_waits(
    lin: Actor, source: FakeSlices, capsys: pytest.CaptureFixture[str]
) -> None:
    source.trouble = SourceUnreachable("down")

    with pytest.raises(Cannot, match="silent"):
        compare_acts.run(said("run", "--lanes", "1", "--patience", "1"))

    assert "source     silent" in capsys.readouterr().out
    progress = newest_run()
    assert progress is not None
    assert progress.state == "running"


def test_a_plan_asks_nobody(
    lin: Actor, source: FakeSlices, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare_acts.plan(said("plan")) == 0
    assert "due        1 workers" in capsys.readouterr().out

    assert compare_acts.plan(said("plan", "--json")) == 0
    assert json.loads(capsys.readouterr().out)["due"] == 1
    assert source.asked == []


@pytest.mark.parametrize("words", [("--slice", "0"), ("--slice", "9999"), ("--lanes", "0")])
def test_a_slice_that_cannot_be_is_said_so(
    lin: Actor, source: FakeSlices, words: tuple[str, str]
) -> None:
    with pytest.raises(Cannot, match="a slice is of"):
        compare_acts.run(said("run", *words))


def test_without_a_source_it_says_what_to_do(lin: Actor, source: FakeSlices) -> None:
    errands.join(None)

    with pytest.raises(Cannot, match="Pair the keys"):
        compare_acts.run(said("run", "--lanes", "1"))
