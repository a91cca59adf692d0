"""Names and phone numbers as people have them: read from any keyboard, checked, masked.

A name is in Han characters of any plane (㛃, 𠮷), with the middle dot of ethnic names, or in Latin
letters. A phone is kept in E.164 form; without a country code it is a mainland mobile.
"""

import re
import unicodedata
from typing import NewType

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words

PersonName = NewType("PersonName", str)
Phone = NewType("Phone", str)

NAME_LENGTH = 50
DOT = "·"

# By plane, not by the Unicode table that this Python knows: new characters are added every year.
_HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_WORD = rf"[{_LATIN}]+\.?"
_PART = rf"(?:[{_HAN}]+|{_WORD}(?:[ '-]{_WORD})*)"
_NAME = re.compile(rf"{_PART}(?:{DOT}{_PART})*")
_ALL_HAN = re.compile(f"[{_HAN}]+")
_HAS_HAN = re.compile(f"[{_HAN}]")
_SPACE_BY_HAN = re.compile(rf"(?<=[{_HAN}{DOT}]) +| +(?=[{_HAN}{DOT}])")
_STOP_BY_HAN = re.compile(rf"(?<=[{_HAN}])\.(?=[{_HAN}])")
# A font's choice among shapes of one character is no part of the name; no source stores it.
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_ALIKE = {
    **dict.fromkeys("•・･‧∙⋅᛫●▪∘", DOT),
    **dict.fromkeys("’‘ʼ`´′", "'"),
    **dict.fromkeys("‐‑‒–—−", "-"),
    "\u3000": " ",
    "\u00a0": " ",
    # Full-width forms of ASCII. Not NFKC: it would replace some Han characters by others.
    **{chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)},
}
_TO_ALIKE = str.maketrans(_ALIKE)


class BadName(Refusal):
    """What was typed or read cannot be a person's name."""

    status = 422
    do = Words(zh="请按证件上的姓名填写。", en="Please enter the name as it is on the card.")


class NoName(BadName):
    """Nothing was entered."""

    code = "name.empty"
    says = Words(zh="还没有填写姓名。", en="The name is missing.")


class NameTooLong(BadName):
    """More than fifty characters."""

    code = "name.length"
    says = Words(zh="姓名最多 50 个字。", en="A name has at most 50 characters.")


class WrongNameCharacters(BadName):
    """Digits, signs, or letters of another script; or a dot where no name has one."""

    code = "name.characters"
    says = Words(
        zh="姓名中有不能使用的符号。", en="The name has characters that no name on a card has."
    )
    do = Words(
        zh="可以使用汉字、外文字母和间隔号“·”。",
        en="Chinese characters, Latin letters and the middle dot · may be used.",
    )


class BadPhone(Refusal):
    """What was typed is no phone number that a message can reach."""

    status = 422
    do = Words(
        zh="内地手机号填 11 位；港澳台和国外的号码，请在前面加“+”和地区号，例如 +852。",
        en="For mainland mobiles, 11 digits; for others, begin with + and the country code.",
    )


class WrongMobile(BadPhone):
    """Not a mainland mobile, and no country code."""

    code = "phone.mobile"
    says = Words(zh="手机号码不正确。", en="This is no mobile number.")


class WrongForeignPhone(BadPhone):
    """A country code, and a number that it does not have."""

    code = "phone.foreign"
    says = Words(
        zh="这个地区没有这样的手机号码。", en="There is no such mobile number in that region."
    )


def read_name(text: str) -> PersonName:
    """The name as a card prints it, whatever the keyboard; else a BadName."""
    if len(text) <= NAME_LENGTH and _ALL_HAN.fullmatch(text):
        return PersonName(text)  # as nearly every name is: there is nothing to tidy
    name = _tidy(text)
    if not name:
        raise NoName
    if len(name) > NAME_LENGTH:
        raise NameTooLong
    if not _NAME.fullmatch(name):
        raise WrongNameCharacters
    return PersonName(name)


def mask_name(name: str) -> str:
    """Enough to recognise someone by: 王*兰, 李*, 阿**·**提, M*** S***."""
    if not _HAS_HAN.search(name):
        return re.sub(rf"[{_LATIN}.'-]+", lambda word: f"{word[0][0]}***", name)
    if len(name) == 1:
        return "*"
    if len(name) == 2:
        return f"{name[0]}*"
    hidden = "".join(letter if letter == DOT else "*" for letter in name[1:-1])
    return f"{name[0]}{hidden}{name[-1]}"


def read_phone(text: str) -> Phone:
    """The number in E.164 form, a mainland mobile if no country is named; else a BadPhone."""
    typed = unicodedata.normalize("NFKC", text[:80])
    number = re.sub(r"[\s\-‐‑–—().·]+", "", typed)
    number = re.sub(r"^00", "+", number)
    if not number.startswith("+"):
        return _mainland(re.sub(r"^86(?=1\d{10}$)", "", number))
    if number.startswith("+86"):
        return _mainland(number.removeprefix("+86"))
    return _foreign(number)


def tail(phone: str) -> str:
    """The last four digits: enough to tell a person which phone is meant."""
    return phone[-4:]


def mask_phone(phone: Phone) -> str:
    """The number as others may see it: 138****8000, +852****4567."""
    if phone.startswith("+86"):
        return f"{phone[3:6]}****{tail(phone)}"
    return f"{phone[:4]}****{tail(phone)}"


_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_E164 = re.compile(r"\+[1-9][0-9]{7,14}")
# Where the numbers of a neighbour are known well, a slip is told at once.
_NEIGHBOURS = {
    "+852": re.compile(r"[4-9][0-9]{7}"),
    "+853": re.compile(r"6[0-9]{7}"),
    "+886": re.compile(r"9[0-9]{8}"),
}


def _mainland(number: str) -> Phone:
    if not _MOBILE.fullmatch(number):
        raise WrongMobile
    return Phone(f"+86{number}")


def _foreign(number: str) -> Phone:
    if form := _NEIGHBOURS.get(number[:4]):
        # At home these are dialled with a zero in front, which is not part of the number.
        local = number[4:].removeprefix("0")
        if not form.fullmatch(local):
            raise WrongForeignPhone
        return Phone(number[:4] + local)
    if not _E164.fullmatch(number):
        raise WrongForeignPhone
    return Phone(number)


def _tidy(text: str) -> str:
    # Nothing that long is a name; what is cut off only has to keep it too long.
    plain = _UNSEEN.sub("", text[: NAME_LENGTH * 4]).translate(_TO_ALIKE)
    plain = re.sub(f"[^{_HAN}]+", lambda other: unicodedata.normalize("NFC", other[0]), plain)
    plain = re.sub(r"\s+", " ", plain).strip()
    return _STOP_BY_HAN.sub(DOT, _SPACE_BY_HAN.sub("", plain))
