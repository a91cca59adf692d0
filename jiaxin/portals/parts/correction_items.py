"""A disputed fact as a page shows it: a worker's by its kind, a firm's by its plain fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from jiaxin.facts.firms import contents
from jiaxin.facts.firms.reads import Known
from jiaxin.facts.firms.rules.lists import Listed
from jiaxin.facts.firms.rules.penalties import Grade
from jiaxin.facts.firms.rules.profile import Capital, FirmStatus
from jiaxin.facts.records import kinds
from jiaxin.flows.corrections.items import Item
from jiaxin.flows.corrections.rules import About
from jiaxin.ground import clock, regions
from jiaxin.ground.words import Words
from jiaxin.portals.parts import fact_lines
from jiaxin.portals.parts.correction_words import FIRM_FIELDS, FIRM_KINDS
from jiaxin.portals.parts.fact_lines import FactLine
from jiaxin.portals.parts.wording import worded


@dataclass(frozen=True, slots=True, repr=False)
class ItemOnPage:
    """What it is, then its fields; whose word it is."""

    kind: Words
    lines: list[FactLine]
    source: str
    checked_at: datetime


def kind_named(about: About, kind: str) -> Words:
    """What a kind of fact is called, a worker's or a firm's."""
    return FIRM_KINDS[kind] if about is About.FIRM else kinds.of(kind).words


def on_page(item: Item) -> ItemOnPage:
    """The item, ready to be drawn."""
    lines = firm_lines(item.content)
    if item.hers is not None:
        shown = fact_lines.for_her(item.hers, clock.today())
        heading = kinds.of(item.kind).headline
        labels = kinds.of(item.kind).labels
        first = [
            FactLine(name, labels[name], text)
            for name, text in zip(heading, shown.heading, strict=False)
        ]
        lines = [*first, *shown.lines]
    return ItemOnPage(
        kind=kind_named(item.about, item.kind),
        lines=lines,
        source=item.source,
        checked_at=item.checked_at,
    )


def firm_lines(content: Mapping[str, Any]) -> list[FactLine]:
    """The plain fields of a firm's fact."""
    return [
        FactLine(name, FIRM_FIELDS[name], _in_words(name, str(value)))
        for name, value in content.items()
        if name in FIRM_FIELDS and isinstance(value, str | int | float)
    ]


_CODES: Mapping[str, type[StrEnum]] = {
    "status": FirmStatus,
    "capital": Capital,
    "listed": Listed,
    "grade": Grade,
}


def _in_words(name: str, value: str) -> Words:
    """What departments send as a code, as people say it; anything else as it stands."""
    if name == "region":
        value = regions.full_name_of(value) or value
    if (codes := _CODES.get(name)) is not None and value in set(codes):
        return worded(codes(value))
    return Words(zh=value, en=value)


def lines_of_firm(fact: Known) -> list[FactLine]:
    """The same of a fact as the public record has it: the first few."""
    return firm_lines(contents.stored(fact.said))[:4]
