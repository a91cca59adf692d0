"""What the code writes about itself is what the code says now."""

from jiaxin.config.docs import catalogues
from tests.house.source import ROOT


def test_the_catalogues_are_fresh() -> None:
    assert catalogues.stale(ROOT / "docs") == [], "run `make docs`"
