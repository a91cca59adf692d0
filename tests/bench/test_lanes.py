"""What of a quick run goes beside the rest, and what comes of it."""

import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bench import lanes
from bench.bed import Bed, Size
from bench.figures import Case, Figure

QUICK = Size(10, 1.0, 1, quick=True)


def nothing(bed: Bed) -> Iterator[Figure]:
    yield from ()


CASES = [Case(name, name, nothing) for name in ("S1", "S11", "S13")]


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "BENCH_HOME"):
        monkeypatch.delenv(name, raising=False)


def test_a_quick_run_has_two_lanes_and_a_real_one_a_single_one() -> None:
    assert lanes.split(CASES, QUICK) == (CASES[:1], CASES[1:])
    assert lanes.split(CASES, replace(QUICK, quick=False)) == (CASES, [])


def test_the_second_lane_has_none_of_its_own() -> None:
    assert lanes.split(CASES[1:], QUICK) == (CASES[1:], [])


def test_a_server_that_was_given_is_not_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere")

    assert lanes.split(CASES, QUICK) == (CASES, [])


def test_a_lane_that_dies_fails_each_of_its_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    # A program that takes no such words and ends at once.
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with lanes.beside(CASES[1:]) as others:
        run = others()

    assert run.failed == ["S11: its process ended with 1", "S13: its process ended with 1"]
    assert not run.figures
