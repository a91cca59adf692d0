"""Every word of the code that a person of the trade would ask about stands in the glossary."""

import inspect
from enum import Enum

from django.apps import apps

from tests.house.source import ROOT, every_module

GLOSSARY = ROOT / "docs" / "GLOSSARY.md"
# Actions have a catalogue of their own, with both languages: docs/actions.md.
ELSEWHERE = {"Action"}


def rows() -> dict[str, list[str]]:
    """The glossary's rows by the word in the code."""
    cells = [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in GLOSSARY.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    return {row[0].partition("`")[2].partition("`")[0]: row for row in cells}


def every_enum() -> list[type[Enum]]:
    found = {
        member
        for module in every_module()
        for member in vars(module).values()
        if inspect.isclass(member)
        and issubclass(member, Enum)
        and member.__module__ == module.__name__
        and member.__name__ not in ELSEWHERE
        and not member.__name__.startswith("_")
        and not module.__name__.startswith(("jiaxin.config", "jiaxin.portals"))
    }
    return sorted(found, key=word_of)


def word_of(kind: type[Enum]) -> str:
    """Its app and its name: `consent.Kind`."""
    parts = kind.__module__.split(".")
    return f"{parts[2]}.{kind.__name__}"


def test_every_table_has_a_row() -> None:
    ours = (model for model in apps.get_models() if model.__module__.startswith("jiaxin."))
    missing = [model.__name__ for model in ours if model.__name__ not in rows()]

    assert not missing, "\n".join(missing)


def test_every_kind_and_state_has_a_row_that_names_its_members() -> None:
    known = rows()
    missing = [
        f"{word_of(kind)}: {member.value}"
        for kind in every_enum()
        for member in kind
        if f"`{member.value}`" not in " ".join(known.get(word_of(kind), []))
    ]

    assert not missing, "\n".join(missing)


def test_every_row_has_its_chinese() -> None:
    bare = [
        word
        for word, row in rows().items()
        if len(row) != 6 or not any("\u4e00" <= letter <= "\u9fff" for letter in row[1])
    ]

    assert not bare, "\n".join(bare)
