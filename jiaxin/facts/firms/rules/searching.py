"""How a firm is found: the tokens of its names, and what somebody who types means by it.

A token is a few characters of a name, of its sound or of its initials, or a filter (a region, a
service). It is kept as a number of 32 bits, so that a million firms' tokens fit into one index that
intersects them; what the index finds is then compared with the names themselves, so two tokens of
one number do no harm.
"""

import itertools
import math
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from zlib import crc32

from pypinyin import lazy_pinyin
from pypinyin.constants import PINYIN_DICT

from jiaxin.ground.credit_codes import ALPHABET
from jiaxin.ground.ids import narrowed

LONGEST_TYPED = 60
LONGEST_NAME = 60
MOST_NAMES = 6
LONGEST_SYLLABLE = 6
SHORTEST_CODE = 8
MOST_READINGS = 3
# Of the two-character pieces that were typed, a near miss has at least this share.
NEAR = 0.5
# A stretch is a part of the firms' order. The order is a lot, so within a group each stretch holds
# the same share of every word, and a few stretches answer for what many firms have.
# The index says the same shift (migration 0004).
_LOT_BITS, STRETCH_BITS = 24, 21
STRETCHES = 3 << (_LOT_BITS - STRETCH_BITS)
_GRAMS = (2, 3, 4)
_BARE = str.maketrans("āáǎàēéěèếềōóǒòīíǐìūúǔùüǖǘǚǜńňǹḿ", "aaaaeeeeeeooooiiiiuuuuvvvvvnnnm")


class Way(StrEnum):
    """By what a text is looked for."""

    NAME = "name"
    SOUND = "sound"
    INITIALS = "initials"


@dataclass(frozen=True, slots=True)
class Names:
    """A firm's names as they are compared: one a line, tidied; their sounds; their initials."""

    plain: str
    sounds: str
    initials: str
    tokens: frozenset[int]


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a typed text may mean: what must be in the names, and the tokens of it."""

    way: Way
    text: str
    tokens: frozenset[int]


def number_of(token: str) -> int:
    """The token as PostgreSQL's integer."""
    return crc32(token.encode()) - 2**31


def tidied(text: str) -> str:
    """Letters, figures and characters only, in narrow small letters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def filter_token(kind: str, value: str) -> int:
    """The token of a filter: `region`, `kind`, `trade`."""
    return number_of(f"{kind}:{value}")


def names_of(names: Iterable[str]) -> Names:
    """Everything that a firm's names are found by."""
    # The names stand in an index, which takes no endless ones.
    tidy = dict.fromkeys(filter(None, (tidied(name)[:LONGEST_NAME] for name in names)))
    return names_heard({name: syllables(name) for name in [*tidy][:MOST_NAMES]})


def names_heard(heard: Mapping[str, tuple[str, ...]]) -> Names:
    """The same of tidied names whose sounds are known already."""
    initials = {name: "".join(part[0] for part in parts) for name, parts in heard.items()}
    tokens = {
        number_of(token)
        for name, parts in heard.items()
        for token in _all_tokens(name, parts, initials[name])
    }
    return Names(
        "\n".join(heard),
        "\n".join("".join(parts) for parts in heard.values()),
        "\n".join(initials.values()),
        frozenset(tokens),
    )


def syllables(tidy: str) -> tuple[str, ...]:
    """How it is said; what has no sound stands for itself, letter by letter."""
    heard = " ".join(lazy_pinyin(tidy, errors=" ".join))
    return tuple(map(_bare, heard.split()))


def readings_of(typed: str) -> list[Reading]:
    """What may be meant, the likeliest first; nothing where too little was typed."""
    text = tidied(typed[:LONGEST_TYPED])
    if len(text) < _GRAMS[0]:
        return []
    found = [Reading(Way.NAME, text, _numbers(_name_tokens(text)))]
    if text.isascii() and text.isalpha():
        sounds = [
            Reading(Way.SOUND, text, _numbers(_typed_sounds(parts, text)))
            for parts in spelled(text)
        ]
        if sounds and len(text) > _GRAMS[-1]:
            # Initials of many words hardly ever spell syllables.
            return [*sounds, *found]
        letters = _letter_tokens(text, longest_only=True)
        found = [Reading(Way.INITIALS, text, _numbers(letters)), *found, *sounds]
    return found


def sounding_like(typed: str) -> Reading | None:
    """The same sounds in other characters: 阳广 for 阳光."""
    text = tidied(typed[:LONGEST_TYPED])
    parts = syllables(text)
    if len(text) < _GRAMS[0] or text.isascii():
        return None
    return Reading(Way.SOUND, "".join(parts), _numbers(_sound_tokens(parts)))


def pieces_of(typed: str) -> tuple[str, ...]:
    """The two-character pieces of what was typed, for names that are nearly it."""
    text = tidied(typed[:LONGEST_TYPED])
    return tuple(dict.fromkeys(text[at : at + 2] for at in range(len(text) - 1)))


def piece_token(piece: str) -> int:
    return number_of(f"n:{piece}")


def code_in(typed: str) -> str | None:
    """What was typed, if it can be nothing but a credit code or the beginning of one."""
    code = narrowed(typed[:LONGEST_TYPED])
    digits = sum(letter.isdigit() for letter in code)
    enough = len(code) >= SHORTEST_CODE and digits >= SHORTEST_CODE - 2
    return code if enough and code.isascii() and code.isalnum() else None


def could_be_code(code: str) -> bool:
    """Whether every character is of the code's alphabet."""
    return all(letter in ALPHABET for letter in code)


def place(*, filed: bool, open_: bool, code: str) -> int:
    """Where a firm stands among many: filed and open ones first, and then by lot.

    No judgement: what a firm did well or badly does not move it, nor does the length of its name.
    The lot, drawn from its code, also spreads every word evenly over the order.
    """
    group = 0 if filed and open_ else 1 if open_ else 2
    return group << _LOT_BITS | crc32(code.encode()) & (1 << _LOT_BITS) - 1


def stretches_first(each: float, wanted: int) -> int:
    """How many stretches to ask at first.

    `each` is how many firms a stretch may be expected to hold. One that holds few has all asked at
    once; else half as many more as it should take.
    """
    enough = 1.5 * wanted
    return math.ceil(enough / each) if each * STRETCHES > enough else STRETCHES


def stretches_next(asked: int, found: int, wanted: int) -> int:
    """How many to ask after these had too little: by what they had, at most four times as many.

    Where they had nothing, what was expected is not there, and all that are left are asked at once.
    """
    if not found:
        return STRETCHES
    return max(1, min(4 * asked, math.ceil(1.5 * wanted * asked / found)))


def spelled(letters: str) -> list[tuple[str, ...]]:
    """The ways to read letters as whole syllables, with at most a begun one left at the end."""
    return list(
        itertools.islice(filter(None, _spell(letters, 0, _leads_on(letters))), MOST_READINGS)
    )


def _leads_on(letters: str) -> list[bool]:
    """From which places the rest can be read: known before, so that no way is tried in vain."""
    leads = [letters[at:] in _beginnings() for at in range(len(letters))] + [True]
    for at in range(len(letters) - 1, -1, -1):
        leads[at] = leads[at] or any(leads[end] for end in _ends(letters, at))
    return leads


def _ends(letters: str, at: int) -> list[int]:
    """Where a syllable that begins here may end, the longest first."""
    known, longest = known_syllables(), min(len(letters), at + LONGEST_SYLLABLE)
    return [end for end in range(longest, at, -1) if letters[at:end] in known]


def _spell(letters: str, at: int, leads: list[bool]) -> Iterator[tuple[str, ...]]:
    whole = [end for end in _ends(letters, at) if leads[end]]
    if not whole and leads[at]:
        yield ()
    for end in whole:
        for rest in _spell(letters, end, leads):
            yield (letters[at:end], *rest)


@cache
def known_syllables() -> frozenset[str]:
    """Every syllable of the language, without its tone."""
    heard = {_bare(one) for said in PINYIN_DICT.values() for one in said.split(",")}
    return frozenset(one for one in heard if one.isascii() and one.isalpha())


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(one[:end] for one in known_syllables() for end in range(1, len(one)))


def _bare(syllable: str) -> str:
    return syllable.translate(_BARE)


def _all_tokens(name: str, parts: tuple[str, ...], letters: str) -> Iterator[str]:
    yield from _name_tokens(name)
    yield from _sound_tokens(parts)
    yield from (f"y:{part}" for part in parts)
    yield from (f"y:{first}'{second[0]}" for first, second in itertools.pairwise(parts))
    yield from _letter_tokens(letters)


def _name_tokens(text: str) -> Iterator[str]:
    return (f"n:{text[at : at + 2]}" for at in range(len(text) - 1))


def _sound_tokens(parts: tuple[str, ...]) -> Iterator[str]:
    """What somebody means who spelled these: pairs of syllables, or the only one."""
    if len(parts) == 1:
        yield f"y:{parts[0]}"
    for first, second in itertools.pairwise(parts):
        yield f"y:{first}'{second}"


def _typed_sounds(parts: tuple[str, ...], text: str) -> Iterator[str]:
    """The same of letters whose last syllable may only be begun: then its first letter counts."""
    begun = text[len("".join(parts)) :]
    if not begun and len(parts) > 1 and parts[-1] in _beginnings():
        *whole, begun = parts
        parts = tuple(whole)
    yield from _sound_tokens(parts)
    if begun:
        yield f"y:{parts[-1]}'{begun[0]}"


def _letter_tokens(letters: str, *, longest_only: bool = False) -> Iterator[str]:
    sizes = (min(len(letters), _GRAMS[-1]),) if longest_only else _GRAMS
    for size in sizes:
        for at in range(len(letters) - size + 1):
            yield f"i:{letters[at : at + size]}"


def _numbers(tokens: Iterable[str]) -> frozenset[int]:
    return frozenset(map(number_of, tokens))
