"""Days as people and spreadsheets write them. Pure.

A spreadsheet keeps a day as a count: from 1900 with a 29th of February that never was, or from 1904
where the workbook says so. Which of the two a bare number means, only its workbook knows.
"""

import re
from datetime import date, timedelta

_WRITTEN = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))"
    r"(?:[ T]?00:00(?::00)?(?:\.0+)?)?"
)
_COUNT = re.compile(r"(\d{4,6})(?:\.\d+)?")
# The days of a working life: a count outside of it is no day that was meant.
_FIRST, _LAST = date(1950, 1, 1), date(2099, 12, 31)
_BEGINS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


def written(text: str) -> date | None:
    """The day that was written out; None for what is none, or could be more than one."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    year, *others = (int(part) for part in found.groups() if part is not None)
    month, day = others
    try:
        return date(year, month, day)
    except ValueError:
        return None


def counted(text: str, *, from_1904: bool) -> date | None:
    """The day of a spreadsheet's count; None outside the days that may be meant."""
    found = _COUNT.fullmatch(text)
    if found is None:
        return None
    day = _BEGINS[from_1904] + timedelta(days=int(found[1]))
    return day if _FIRST <= day <= _LAST else None


def is_count(text: str) -> bool:
    """Whether a text is a spreadsheet's count of some day, by either way of counting."""
    if len(text) != 5:  # eight digits are a day written out, four a year
        return False
    return any(counted(text, from_1904=base) is not None for base in (False, True))
