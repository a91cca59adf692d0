"""The results that were kept under bench/results, and the documents that are made of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.bed import ROOT

SCALE = ROOT / "docs" / "SCALE.md"


@dataclass(frozen=True, slots=True)
class Kept:
    """One kept result: its file's name without the end, and what it says."""

    name: str
    whole: Mapping[str, Any]

    @property
    def workers(self) -> int:
        return int(self.whole["workers"])

    def figures(self, case: str) -> list[Mapping[str, Any]]:
        """Its figures of a case."""
        return [each for each in self.whole["figures"] if each["id"] == case]


def newest_first(folder: Path) -> list[Kept]:
    """Every kept result that means something: those of a quick run do not."""
    found = [
        Kept(file.stem, json.loads(file.read_text(encoding="utf-8")))
        for file in sorted(folder.glob("20*.json"))
    ]
    meant = [each for each in found if not each.whole["quick"]]
    return sorted(meant, key=lambda each: str(each.whole["at"]), reverse=True)


def put(document: Path, part: str, lines: Sequence[str]) -> None:
    """Put these lines between the marks of a part of a document, instead of what stood there."""
    begin, end = f"<!-- {part}: begin -->\n", f"<!-- {part}: end -->"
    text = document.read_text(encoding="utf-8")
    before, found, rest = text.partition(begin)
    _, ended, after = rest.partition(end)
    if not (found and ended):
        raise SystemExit(f"{document} has no marks of the part {part}")
    made = "\n".join(["", *lines, "", end])
    document.write_text(f"{before}{begin}{made}{after}", encoding="utf-8")
