"""Unified social credit codes 统一社会信用代码 of organisations (GB 32100).

Eighteen characters: who registered it and as what (2, digits or letters), where (6 digits), the
organisation (9) and a check character, in an alphabet without I, O, S, V and Z.
"""

import re
from typing import NewType

from jiaxin.ground.errors import Refusal
from jiaxin.ground.ids import narrowed
from jiaxin.ground.words import Words

CreditCode = NewType("CreditCode", str)

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_FORM = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")


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


class WrongCreditCodeCheck(BadCreditCode):
    """The check character does not fit."""

    code = "credit_code.check"
    says = Words(
        zh="统一社会信用代码校验不通过，可能有一位填错了。",
        en="The credit code does not add up: one character is wrong.",
    )


def parse(text: str) -> CreditCode:
    """The code as printed, whatever the keyboard it was typed on; else a BadCreditCode."""
    code = narrowed(text)
    if not _FORM.fullmatch(code):
        raise WrongCreditCodeForm
    if check_character(code[:17]) != code[17]:
        raise WrongCreditCodeCheck
    return CreditCode(code)


def check_character(body: str) -> str:
    """The eighteenth character that fits the first seventeen."""
    weighted = sum(_VALUE[letter] * weight for letter, weight in zip(body, _WEIGHTS, strict=True))
    return ALPHABET[-weighted % 31]
