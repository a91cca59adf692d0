"""The map shows every place."""

from tests.house.source import PRODUCT, ROOT

FLOORS = ("trust", "facts", "flows", "gateways", "portals")


def test_every_app_is_named_on_the_map() -> None:
    text = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    apps = [
        folder
        for floor in FLOORS
        for folder in (PRODUCT / floor).iterdir()
        if (folder / "__init__.py").exists()
    ]
    missing = [
        f"{folder.parent.name}/{folder.name}" for folder in apps if f"`{folder.name}`" not in text
    ]

    assert not missing, "\n".join(missing)


def test_the_map_fits_on_two_pages() -> None:
    lines = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()

    assert len(lines) <= 150


def test_every_app_says_what_it_promises() -> None:
    silent = [
        f"{floor}/{folder.name}"
        for floor in FLOORS
        for folder in (PRODUCT / floor).iterdir()
        if (folder / "__init__.py").exists()
        and not (folder / "__init__.py").read_text(encoding="utf-8").startswith('"""')
    ]

    assert not silent, "\n".join(silent)
