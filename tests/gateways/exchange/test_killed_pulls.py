"""A province's batch killed while it is made, process or database: whole, and each looked at once.

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
    with staged("tests.gateways.exchange.killing_pulls") as stage:
        yield stage


def test_a_batch_killed_while_it_is_made_ends_as_if_nobody_had_disturbed_it(stage: Stage) -> None:
    stage.copy("undisturbed")
    began = time.monotonic()
    stage.run("work", "undisturbed")
    lasts = time.monotonic() - began
    expected = stage.told("undisturbed")
    people = expected["workers"]
    assert len(expected["files"]) == people + 1
    assert expected["looks"] == [[part, 1] for part in range(1, people + 1)]
    assert expected["lines"] == people

    chance = Random(2026)  # noqa: S311 — the same chances each time
    kills = 0
    for number in range(ROUNDS):
        name = f"round{number}"
        stage.copy(name)
        begin = partial(stage.begin, "work", name)
        kills += disturb(stage, begin, chance, lasts, kill_database=number % 2 == 1)
        stage.run("work", name)
        assert stage.told(name) == expected, f"round {number}"
    assert kills > 0
