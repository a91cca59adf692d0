"""Unified social credit codes 统一社会信用代码 of organisations (GB 32100).

Eighteen characters: who registered it and as what (2, digits or letters), where (6 digits), the
organisation's own code (9, with a check character of its own: GB 11714) and a check character over
all, in an alphabet without I, O, S, V and Z.

The place of registration is not compared with the table of divisions: codes of development zones
and of the centre (100000, 310141) stand in no table, and are valid.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NewType

from jiaxin.ground.errors import Refusal
from jiaxin.ground.ids import narrowed
from jiaxin.ground.words import Words

CreditCode = NewType("CreditCode", str)

LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_FORM = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")
_REGION = range(2, 8)
# The organisation's own code within the whole: eight characters and their check (GB 11714).
_ORGANISATION = slice(8, 17)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
# What no code has, and what it was most likely copied from.
_NOT_IN_ALPHABET = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}
# Characters that hands and eyes take for each other.
_ALIKE = tuple(map(frozenset, ("0DQ", "1LT7", "25", "38B", "6G", "8B", "UWY", "MN", "EF", "CG")))


class BadCreditCode(Refusal):
    """What was typed is no credit code."""

    status = 422
    do = Words(zh="请对照营业执照逐位核对。", en="Please compare it with the business licence.")


class WrongCreditCodeForm(BadCreditCode):
    """Not eighteen characters of the code's alphabet, or letters where the region stands."""

    code = "credit_code.form"
    says = Words(
        zh="统一社会信用代码应当是 18 位数字和大写字母，不含 I、O、S、V、Z。",
        en="A credit code has 18 digits and capitals, without I, O, S, V and Z.",
    )

    def __init__(self, typed: str = "", **context: object) -> None:
        super().__init__(**context)
        self.in_other_words(says=_what_is_wrong(typed))


class WrongCreditCodeCheck(BadCreditCode):
    """A check character does not fit: of the organisation's own code, or of the whole."""

    code = "credit_code.check"
    says = Words(
        zh="统一社会信用代码校验不通过，可能有一位填错了。",
        en="The credit code does not add up: one character is wrong.",
    )

    def __init__(self, typed: str = "", **context: object) -> None:
        super().__init__(**context)
        if typed and (likely := slips(typed)):
            self.in_other_words(do=_compare_there(likely))


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip of the hand that would explain a wrong code."""

    places: tuple[int, ...]  # counted from 1, as people count
    meant: CreditCode


def parse(text: str) -> CreditCode:
    """The code as printed, whatever the keyboard it was typed on; else a BadCreditCode."""
    code = narrowed(text[: LENGTH * 8])
    if not _FORM.fullmatch(code):
        raise WrongCreditCodeForm(code)
    if not _adds_up(code):
        raise WrongCreditCodeCheck(code)
    return CreditCode(code)


def check_character(body: str) -> str:
    """The eighteenth character that fits the first seventeen."""
    weighted = sum(_VALUE[letter] * weight for letter, weight in zip(body, _WEIGHTS, strict=True))
    return ALPHABET[-weighted % 31]


def organisation_check(body: str) -> str:
    """The ninth character of an organisation's own code (GB 11714): 0 to 9, or X for ten."""
    pairs = zip(body, _ORGANISATION_WEIGHTS, strict=True)
    return "0123456789X"[-sum(int(letter, 36) * weight for letter, weight in pairs) % 11]


def slips(code: str, most: int = 3) -> list[Slip]:
    """What was likely meant: by one wrong character, or two neighbours that changed places.

    The two checks narrow it down together. Slips of look-alike characters stand first; where more
    than a few explain the code, none is likely, and nothing is guessed.
    """
    found = [Slip(places, CreditCode(text)) for places, text in _near(code) if _fits(text)]
    alike = [slip for slip in found if _looks_alike(code, slip)]
    chosen = alike or found
    return chosen if len(chosen) <= most else []


def _adds_up(code: str) -> bool:
    own = code[_ORGANISATION]
    return organisation_check(own[:-1]) == own[-1] and check_character(code[:-1]) == code[-1]


def _fits(code: str) -> bool:
    return bool(_FORM.fullmatch(code)) and _adds_up(code)


def _near(code: str) -> Iterator[tuple[tuple[int, ...], str]]:
    for at in range(LENGTH):
        for letter in ALPHABET[:10] if at in _REGION else ALPHABET:
            if letter != code[at]:
                yield (at + 1,), code[:at] + letter + code[at + 1 :]
    for at in range(LENGTH - 1):
        if code[at] != code[at + 1]:
            yield (at + 1, at + 2), code[:at] + code[at + 1] + code[at] + code[at + 2 :]


def _looks_alike(code: str, slip: Slip) -> bool:
    if len(slip.places) == 2:
        return True
    at = slip.places[0] - 1
    return any({code[at], slip.meant[at]} <= alike for alike in _ALIKE)


def _what_is_wrong(code: str) -> Words | None:
    """The first thing in the way: a character that no code has, a letter in the region, length."""
    for at, letter in enumerate(code[:LENGTH], 1):
        if letter in _NOT_IN_ALPHABET:
            meant = _NOT_IN_ALPHABET[letter]
            return Words(
                zh=f"第 {at} 位是字母 {letter}，信用代码里没有这个字母，可能是 {meant}。",
                en=f"Character {at} is the letter {letter}, which no code has; perhaps {meant}.",
            )
        if letter not in _VALUE:
            return Words(
                zh=f"第 {at} 位不是数字或大写字母。",
                en=f"Character {at} is neither a digit nor a capital letter.",
            )
        if at - 1 in _REGION and not letter.isdigit():
            return Words(
                zh=f"第 {at} 位是字母 {letter}，第 3 至 8 位只能是数字。",
                en=f"Character {at} is the letter {letter}; characters 3 to 8 are digits.",
            )
    if code and len(code) != LENGTH:
        return Words(
            zh=f"统一社会信用代码是 18 位，这里是 {len(code)} 位。",
            en=f"A credit code has 18 characters; this has {len(code)}.",
        )
    return None


def _compare_there(likely: list[Slip]) -> Words:
    where = dict.fromkeys(slip.places for slip in likely)
    zh = "，或".join(" 和 ".join(map(str, places)) for places in where)
    en = ", or ".join(" and ".join(map(str, places)) for places in where)
    return Words(
        zh=f"请对照营业执照，先看第 {zh} 位。",
        en=f"Compare it with the licence: character {en} first.",
    )
