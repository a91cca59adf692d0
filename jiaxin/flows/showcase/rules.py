"""The card's law: what it may show, who is found by what, in which order. Pure."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from jiaxin.facts.records.rules import Colour, ExamClass, Section, covers
from jiaxin.facts.records.trades import Trade
from jiaxin.ground import regions
from jiaxin.ground.masking import mask_numbers
from jiaxin.ground.people import mask_name

MOST_CALLED = 20
MOST_WORDS = 300
MOST_LINES = 20
# A page of the search, and how many cards are looked into for it before it says "go on".
PAGE = 10
LOOKED_INTO = 40
FARTHEST = 400

# What of her record she may tick, line by line.
TICKABLE = frozenset({Section.EMPLOYMENT, Section.TRAINING, Section.SKILL})
# A family that she worked for did not agree to be named.
NOT_HERS = frozenset({"firm", "firm_code"})


class NameShown(StrEnum):
    """How her name stands on the card."""

    MASKED = "masked"
    FULL = "full"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Draft:
    """What she chose for her card, as she typed it."""

    name: NameShown
    called: str
    words: str
    trades: frozenset[Trade]
    region: str
    lines: frozenset[UUID]
    exam: bool
    light: bool

    def tidy(self) -> "Draft":
        """The same with nothing in it by which somebody could be called."""
        return Draft(
            name=self.name,
            called=mask_numbers(_plain(self.called)),
            words=mask_numbers(_plain(self.words)),
            trades=self.trades,
            region=self.region,
            lines=self.lines,
            exam=self.exam,
            light=self.light,
        )


# Control characters, and those that turn the direction of what follows.
_NEVER = frozenset({"Cc", "Cf", "Cs"})


def _plain(typed: str) -> str:
    tidied = unicodedata.normalize("NFC", typed.replace("\r\n", "\n"))
    kept = (one for one in tidied if one == "\n" or unicodedata.category(one) not in _NEVER)
    return "".join(kept).strip()


def ticks_of(draft: Draft) -> dict[str, Any]:
    """Her choices as they are kept."""
    return {
        "name": draft.name.value,
        "trades": sorted(draft.trades),
        "region": draft.region,
        "lines": sorted(str(line) for line in draft.lines),
        "exam": draft.exam,
        "light": draft.light,
    }


@dataclass(frozen=True, slots=True)
class Ticks:
    """Her choices, read back."""

    name: NameShown
    trades: tuple[Trade, ...]
    region: str
    lines: frozenset[UUID]
    exam: bool
    light: bool


def ticks_in(kept: Mapping[str, Any]) -> Ticks:
    return Ticks(
        name=NameShown(kept["name"]),
        trades=tuple(trade for trade in Trade if trade.value in kept["trades"]),
        region=kept["region"],
        lines=frozenset(UUID(line) for line in kept["lines"]),
        exam=kept["exam"],
        light=kept["light"],
    )


def name_on_card(shown: NameShown, name: str, called: str) -> str:
    """Her name as she chose it; one of her own only where she gave one."""
    match shown:
        case NameShown.FULL:
            return name
        case NameShown.OWN if called:
            return called
        case _:
            return mask_name(name)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for. `after` is where the page before ended."""

    trade: Trade | None = None
    region: str = ""
    exam_class: ExamClass | None = None
    skilled: bool = False
    colour: Colour | None = None
    after: int = 0


@dataclass(frozen=True, slots=True)
class Telling:
    """What a card tells that somebody may look for; None where she did not tick it."""

    exam_class: ExamClass | None
    skills: int
    colour: Colour | None


def fits(card: Telling, wanted: Wanted) -> bool:
    """Whether what the card shows at this moment is what is looked for."""
    if wanted.exam_class is not None and (
        card.exam_class is None or not covers(card.exam_class, wanted.exam_class)
    ):
        return False
    if wanted.skilled and not card.skills:
        return False
    return wanted.colour is None or card.colour is wanted.colour


def regions_around(wanted: str) -> list[str]:
    """The division looked for and the wider ones: who works in the whole city works there too."""
    return [wanted, *(outer.code for outer in regions.parents(wanted))] if wanted else []


def mixed_on(day: date) -> str:
    """Cards are mixed anew each day: nobody stands first for long, and nothing is weighed."""
    return day.isoformat()
