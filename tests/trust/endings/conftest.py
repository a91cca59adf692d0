"""The scene, with the clock in the test's hands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from jiaxin.config import wiring
from jiaxin.flows.rights import errands as rights
from jiaxin.gateways.exchange import ours, spool
from jiaxin.gateways.exchange.keys import make
from jiaxin.ground import clock
from jiaxin.ground.crypto.held_keys import keys_at_hand
from tests import clockwork, makers
from tests.makers_rights import PlainPaper
from tests.trust.endings.scene import Scene, opened


@pytest.fixture
def scene(outside: makers.Outside, tmp_path: Path) -> Iterator[Scene]:
    """Everybody has just looked, and four minutes are left."""
    rights.join(PlainPaper())
    make(tmp_path / "exchange.json")
    ours.join(tmp_path / "exchange.json")
    spool.join(tmp_path / "exchange")
    with clockwork.at(clock.now()) as hands, keys_at_hand():
        yield opened(hands, outside)
    wiring.join()
