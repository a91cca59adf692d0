"""What the code writes about itself is what the code says now."""

import re

from jiaxin.config.docs import catalogues
from tests.house.source import ROOT


def test_the_catalogues_are_fresh() -> None:
    assert catalogues.stale(ROOT / "docs") == [], "run `make docs`"


def test_every_decision_stands_in_the_index_once_and_in_its_order() -> None:
    folder = ROOT / "docs" / "decisions"
    named = re.findall(
        r"^\d+\. \[.+\]\((.+)\)$", (folder / "README.md").read_text("utf-8"), re.MULTILINE
    )

    assert named == sorted(path.name for path in folder.glob("0*.md"))
