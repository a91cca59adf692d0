"""What people write in public, with the numbers by which somebody could be reached hidden.

A number is hidden however it is written: full-width, in Chinese digits, with signs between.
A whole date is no number to call; whatever else looks like one is hidden rather than shown.
"""

import unicodedata
from collections.abc import Iterator
from datetime import date

# The shortest number that reaches somebody: seven digits of a fixed line.
SHORTEST = 7
# So many spaces and signs may stand between two digits of one number.
_APART = 3
MASK = "*"
# As digits are said over the telephone.
_SAID = frozenset("零幺么两俩洞拐勾")


def mask_numbers(words: str) -> str:
    """The words with every digit of a number to call, or of a card, put out of sight."""
    letters = list(words)
    for places in _runs(words):
        if len(places) >= SHORTEST and not _is_date(words, places):
            for place in places:
                letters[place] = MASK
    return "".join(letters)


def _runs(words: str) -> Iterator[list[int]]:
    """Where digits stand near enough to be one number."""
    run: list[int] = []
    for place, letter in enumerate(words):
        if _is_digit(letter):
            if run and place - run[-1] > _APART + 1:
                yield run
                run = []
            run.append(place)
        elif unicodedata.category(letter)[0] in "LN" and run:
            yield run
            run = []
    yield run


def _is_digit(letter: str) -> bool:
    value = unicodedata.numeric(letter, None)
    return letter in _SAID or (value is not None and value in range(10))


def _is_date(words: str, places: list[int]) -> bool:
    """Whether it is one whole date, as 2026-11-23, and nothing besides."""
    try:
        date.fromisoformat(words[places[0] : places[-1] + 1].replace("/", "-").replace(".", "-"))
    except ValueError:
        return False
    return len(places) < places[-1] + 1 - places[0]
