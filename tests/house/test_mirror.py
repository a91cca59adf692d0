"""Tests stand where the code stands: `jiaxin/a/rules.py` is tested in `tests/a/test_rules.py`.

A folder's file, `jiaxin/a/services/grant.py`, may be tested in `tests/a/test_grant.py` too.
"""

from pathlib import Path

from tests.house.source import PRODUCT, TESTS, place, python_in

MIRRORED = {"rules", "services", "reads", "views"}


def mirrors_of(path: Path) -> list[Path]:
    """Where the tests of this file may stand."""
    mirror = TESTS / path.relative_to(PRODUCT).with_name(f"test_{path.name}")
    split = path.parent.name in MIRRORED
    return [mirror, mirror.parent.with_name(mirror.name)] if split else [mirror]


def needs_a_mirror(path: Path) -> bool:
    folder = path.parent
    if path.name == "__init__.py":
        return False
    return path.stem in MIRRORED or folder.name in MIRRORED or folder == PRODUCT / "ground"


# Nothing is decided in them: a family of refusals and a pair of texts.
NOTHING_TO_TEST = {PRODUCT / "ground" / "errors.py", PRODUCT / "ground" / "words.py"}


def test_rules_services_reads_views_and_the_ground_have_their_tests() -> None:
    missing = [
        place(mirrors_of(path)[0])
        for path in python_in(PRODUCT)
        if needs_a_mirror(path)
        and path not in NOTHING_TO_TEST
        and not any(mirror.exists() for mirror in mirrors_of(path))
    ]

    assert not missing, "\n".join(missing)
