"""The built files stay small, stay ours, and stay readable on old phones."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from jiaxin.portals.parts import icons

PARTS = Path(icons.__file__).parent
BUILT = PARTS / "static" / "built"
LOCK = PARTS.parents[2] / "frontend" / "package-lock.json"
ISLANDS = ("card", "face", "passkey", "scan")
KIB = 1024
# Of the 60 KiB of a page; the rest is for its own HTML.
A_PAGES_FRAME = 42 * KIB


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def found(name: str) -> Path:
    path = finders.find(name)
    assert isinstance(path, str), f"{name} is missing: run python hatch_build.py"
    return Path(path)


def test_style_and_scripts_of_the_heaviest_page_leave_room_for_it() -> None:
    frame = [found(n) for n in ("built/phone.css", "built/phone.js", "django_htmx/htmx-2.min.js")]
    heaviest = max(packed(found(f"built/{island}.js")) for island in ISLANDS)

    assert sum(map(packed, frame)) + heaviest < A_PAGES_FRAME


@pytest.mark.parametrize("island", ["phone", *ISLANDS])
def test_an_island_is_small(island: str) -> None:
    assert found(f"built/{island}.js").stat().st_size < 5 * KIB


def test_no_built_file_names_another_address() -> None:
    for path in (path for path in BUILT.iterdir() if path.suffix in {".js", ".css"}):
        named = set(re.findall(r"https?://[\w.]+", path.read_text(encoding="utf-8")))
        assert named <= {"http://www.w3.org"}, path.name


def test_no_script_makes_code_out_of_text() -> None:
    for path in BUILT.glob("*.js"):
        assert not re.search(r"\beval\(|new Function\b", path.read_text(encoding="utf-8")), path


def test_the_style_needs_nothing_that_old_phones_lack() -> None:
    style = found("built/phone.css").read_text(encoding="utf-8")

    # Between the items of a row, `gap` came to phones in 2020; a missing gap glues them together.
    assert not re.search(r"[;{](?:row-|column-)?gap:", style)
    assert not re.search(
        r":(?:is|where|has)\(|[;{](?:inset|aspect-ratio):|\b(?:clamp|min)\(", style
    )


def test_the_lock_names_no_registry() -> None:
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]

    assert not [name for name, package in packages.items() if "resolved" in package]
    assert all("integrity" in package for name, package in packages.items() if name)
