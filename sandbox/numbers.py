"""Citizen numbers (GB 11643-1999): made for samples, and checked."""

import re
import secrets
from datetime import UTC, date, datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8))
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SHAPE = re.compile(r"[1-9][0-9]{5}(?:18|19|20)[0-9]{9}[0-9X]")


def today() -> date:
    """The day that it is in China."""
    return datetime.now(SHANGHAI).date()


def moment() -> str:
    """Now, as messages write it: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def check_digit(first17: str) -> str:
    """The last character that fits the seventeen before it (ISO 7064, MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def is_number(text: str) -> bool:
    """Whether this is a number of 18 places with a real date and the right last character."""
    if not _SHAPE.fullmatch(text) or check_digit(text[:17]) != text[17]:
        return False
    try:
        datetime.strptime(text[6:14], "%Y%m%d")
    except ValueError:
        return False
    return True


def make_number(region: str, birth: date, sex: str) -> str:
    """A number that could be this person's: the place before the last is odd for men."""
    order = secrets.randbelow(500) * 2 + (1 if sex == "M" else 0)
    first17 = f"{region}{birth:%Y%m%d}{order:03d}"
    return first17 + check_digit(first17)


def birth_of(number: str) -> date:
    """The day of birth that the number carries."""
    return datetime.strptime(number[6:14], "%Y%m%d").date()


def sex_of(number: str) -> str:
    """M or F, as the number carries it."""
    return "M" if int(number[16]) % 2 else "F"


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; for 29 February, 1 March where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)
