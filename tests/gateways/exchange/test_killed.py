"""Intake killed at any moment, process or database: the end state of a run that nobody disturbed.

Three rounds here; JIAXIN_KILL_ROUNDS=50 for the long form.
"""

import os
import time
from collections.abc import Iterator
from functools import partial
from random import Random

import pytest

from tests.gateways.exchange.stage import Stage, disturb, staged

ROUNDS = int(os.environ.get("JIAXIN_KILL_ROUNDS") or 3)


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with staged("tests.gateways.exchange.killing") as stage:
        yield stage


def test_killed_at_any_moment_it_ends_as_if_nobody_had_disturbed_it(stage: Stage) -> None:
    stage.copy("undisturbed")
    began = time.monotonic()
    stage.run("work", "undisturbed")
    lasts = time.monotonic() - began
    expected = stage.told("undisturbed")
    assert expected["facts"] > 50
    assert expected["waiting"] >= 8
    assert {message[1] for message in expected["messages"]} == {"done"}

    stage.copy("together")
    stage.run("work_together", "together")
    assert stage.told("together") == expected

    chance = Random(2026)  # noqa: S311 — the same chances each time
    kills = 0
    for number in range(ROUNDS):
        name = f"round{number}"
        stage.copy(name)
        act = "work_together" if number % 3 == 2 else "work"
        process = partial(stage.begin, act, name)
        kills += disturb(stage, process, chance, lasts, kill_database=number % 2 == 1)
        stage.run("work", name)
        assert stage.told(name) == expected, f"round {number}"
    assert kills > 0
