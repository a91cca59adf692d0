"""Each process of the product is killed under load: nothing is lost, nothing is done twice.

One kill of each here; JIAXIN_STAY_SECONDS=600 for the long form.
"""

import os
import sys

import pytest

from bench import staying
from tests.config import product
from tests.config.product import Product

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="reads /proc, and only Linux has the leash"
)
SECONDS = float(os.environ.get("JIAXIN_STAY_SECONDS") or 0)


def test_killed_in_turn_under_load_nothing_is_lost_or_doubled() -> None:
    with product.a_home() as home:
        running = Product(home, product.free_port(), product.free_port())
        running.start()
        try:
            stayed = staying.stay(running, SECONDS)
        finally:
            running.stop()

    assert (stayed.broken, stayed.lost, stayed.doubled) == ([], [], [])
    assert set(stayed.back) == set(staying.PARTS)
    assert stayed.loops > 0
    assert stayed.trail_holds
