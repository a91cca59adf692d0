"""The lock file: every part is one version, from the public registry, known by its digest."""

import re
import tomllib
from typing import Any

from tests.house.source import ROOT

SHA256 = re.compile(r"sha256:[0-9a-f]{64}")
LOCK: dict[str, Any] = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
PARTS: list[dict[str, Any]] = [part for part in LOCK["package"] if part["name"] != "jiaxin"]


def files_of(part: dict[str, Any]) -> list[dict[str, Any]]:
    return [*part.get("wheels", []), *([part["sdist"]] if "sdist" in part else [])]


def test_every_part_is_pinned_to_a_version_and_to_the_digest_of_each_file() -> None:
    loose = [
        part["name"]
        for part in PARTS
        if "version" not in part
        or not files_of(part)
        or not all(SHA256.fullmatch(file.get("hash", "")) for file in files_of(part))
    ]

    assert PARTS
    assert not loose


def test_no_part_comes_from_a_branch_a_folder_or_an_address_of_its_own() -> None:
    assert {tuple(part["source"]) for part in PARTS} == {("registry",)}


def test_a_command_holds_the_lock_against_published_advisories() -> None:
    audit = (ROOT / "Makefile").read_text(encoding="utf-8").split("\naudit:")[1].split("\n\n")[0]

    # Frozen: it must judge what is shipped, and not what a fresh resolution would find.
    assert "uv) audit --frozen" in audit
