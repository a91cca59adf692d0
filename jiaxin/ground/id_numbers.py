"""ID numbers 公民身份号码 (GB 11643): read, checked and masked, with no table and no network.

Eighteen characters: where it was given (6), the day of birth (8), an order number (3; odd is male)
and a check character (ISO 7064 MOD 11-2). Residence permits of people from Hong Kong, Macao and
Taiwan begin with 81, 82 and 83. The foreigners' permanent residence card (2023) begins with 9,
then the province that took the application (2) and the country by its ISO 3166-1 number (3).
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import mul
from typing import Self, override

from jiaxin.ground import regions
from jiaxin.ground.errors import Refusal
from jiaxin.ground.ids import narrowed
from jiaxin.ground.words import Words

_FORM = re.compile(r"[0-9]{17}[0-9X]")
_OLD = re.compile(r"[0-9]{15}|[A-Z]{3}[0-9]{12}")
_CHECKS = "10X98765432"
_WEIGHTS = tuple(2 ** (17 - place) for place in range(17))
# Nobody alive is older; an earlier year is a slip of the pen.
_OLDEST = 130
# Labour law, art. 15: nobody under sixteen may be employed.
_WORKING_AGE = 16


class Sex(StrEnum):
    """As the number and the card say it."""

    FEMALE = "F"
    MALE = "M"


class IdKind(StrEnum):
    """Which document a number belongs to."""

    CITIZEN = "citizen"
    HONG_KONG_PERMIT = "hong_kong_permit"
    MACAO_PERMIT = "macao_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    FOREIGN_RESIDENT = "foreign_resident"


class BadIdNumber(Refusal):
    """What was typed or read is no ID number. The context never holds the number."""

    status = 422
    do = Words(zh="请对照证件逐位核对后再填。", en="Please compare it with the card, one by one.")


class OldIdNumber(BadIdNumber):
    """A number of fifteen characters, from before 1999 or from an older card."""

    code = "id_number.old"
    says = Words(zh="这是 15 位的旧号码。", en="This is an old number with 15 characters.")
    do = Words(
        zh="请填写新证件上的 18 位号码；还没有换证的，请先到公安机关换领。",
        en="Enter the 18 characters on a current card; if you have none, the police will renew it.",
    )


class WrongIdLength(BadIdNumber):
    """Not eighteen characters. The context says how many there are."""

    code = "id_number.length"
    says = Words(zh="证件号码应当是 18 位。", en="An ID number has 18 characters.")


class WrongIdCharacters(BadIdNumber):
    """Something other than digits, or an X before the end."""

    code = "id_number.characters"
    says = Words(
        zh="证件号码只能有数字，只有最后一位可以是 X。",
        en="An ID number has digits only; only the last character may be X.",
    )


class NoSuchBirthday(BadIdNumber):
    """The seventh to fourteenth digit are no day that anyone alive was born on."""

    code = "id_number.birthday"
    says = Words(
        zh="号码中的出生日期（第 7 到 14 位）不存在。",
        en="The date of birth in the number (digits 7 to 14) does not exist.",
    )


class BornInFuture(BadIdNumber):
    """The day of birth is still to come."""

    code = "id_number.future"
    says = Words(
        zh="号码中的出生日期（第 7 到 14 位）还没有到。",
        en="The date of birth in the number (digits 7 to 14) is in the future.",
    )


class WrongIdCheck(BadIdNumber):
    """The check character does not fit: at least one digit is wrong."""

    code = "id_number.check"
    says = Words(
        zh="号码校验不通过，可能有一位填错了，或两位写颠倒了。",
        en="The number does not add up: one digit is wrong, or two are swapped.",
    )


class NoSuchRegion(BadIdNumber):
    """The first six digits were no division's code in any year."""

    code = "id_number.region"
    says = Words(
        zh="号码开头的地区代码从来没有使用过。",
        en="The region code at the start of the number was never in use.",
    )


_PERMITS = {
    "810000": IdKind.HONG_KONG_PERMIT,
    "820000": IdKind.MACAO_PERMIT,
    "830000": IdKind.TAIWAN_PERMIT,
}


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A number that passed every check that needs no source, and what it says by itself."""

    number: str
    region: str
    birth: date
    sex: Sex
    kind: IdKind

    @classmethod
    def parse(cls, text: str, today: date) -> Self:
        """The number as printed, whatever the keyboard it was typed on; else a BadIdNumber."""
        number = _formed(narrowed(text))
        birth = _birth_in(number, today)
        if check_character(number[:17]) != number[17]:
            raise WrongIdCheck
        kind, region = _issued(number)
        sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
        return cls(number, region, birth, sex, kind)

    @override
    def __repr__(self) -> str:
        # A number in a log or a traceback would be a leak.
        return f"IdNumber({self.kind})"


def check_character(body: str) -> str:
    """The eighteenth character that fits the first seventeen (ISO 7064 MOD 11-2)."""
    return _CHECKS[sum(map(mul, map(int, body), _WEIGHTS)) % 11]


def mask(number: str) -> str:
    """The number as anyone but its owner may see it: 110105********002X."""
    return f"{number[:6]}********{number[14:]}" if len(number) == 18 else "*" * len(number)


def age_on(birth: date, day: date) -> int:
    """Full years 周岁 on that day. Born on 29 February, one is a year older on 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def of_working_age(birth: date, today: date) -> bool:
    """Whether the law lets this person be employed at all."""
    return age_on(birth, today) >= _WORKING_AGE


def _formed(number: str) -> str:
    if _OLD.fullmatch(number):
        raise OldIdNumber
    if len(number) != 18:
        raise WrongIdLength(length=len(number))
    if not _FORM.fullmatch(number):
        raise WrongIdCharacters
    return number


def _birth_in(number: str, today: date) -> date:
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise NoSuchBirthday from None
    if birth > today:
        raise BornInFuture
    if age_on(birth, today) > _OLDEST:
        raise NoSuchBirthday
    return birth


def _issued(number: str) -> tuple[IdKind, str]:
    """The kind of document, and the division it names."""
    region = number[:6]
    if permit := _PERMITS.get(region):
        return permit, region
    if number.startswith("9"):
        kind, region = IdKind.FOREIGN_RESIDENT, f"{number[1:3]}0000"
    else:
        kind = IdKind.CITIZEN
    if not regions.valid_ever(region):
        raise NoSuchRegion
    return kind, region
