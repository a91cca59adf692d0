"""A live push opened: its rows as lines, and the receipt that its sender gets.

The receipt is made from the rows alone, before anybody is looked for: it is the same whoever is
enrolled, and so tells nobody who is.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from jiaxin.gateways.exchange.errors import BodyInvalid, TooLarge
from jiaxin.gateways.exchange.reading import Sorted
from jiaxin.gateways.exchange.rows import WORDS
from jiaxin.gateways.exchange.rules import MOST_LIVE_ROWS


def lines_of(content: Mapping[str, Any]) -> list[bytes]:
    """Each row as a line, in order."""
    rows = content.get("rows")
    if not isinstance(rows, list) or not rows:
        raise BodyInvalid
    if len(rows) > MOST_LIVE_ROWS:
        raise TooLarge
    try:
        return [
            json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
            for row in rows
        ]
    except (UnicodeEncodeError, RecursionError) as error:
        raise BodyInvalid from error


def receipt(given: Sorted) -> dict[str, Any]:
    """What became of each row, as far as its sender may know."""
    return {
        "rows": len(given.good) + len(given.amiss),
        "taken": len(given.good),
        "quarantined": len(given.amiss),
        "quarantine": quarantine([(one.number, one.column, one.code.value) for one in given.amiss]),
    }


def quarantine(rows: Sequence[tuple[int, str, str]]) -> list[dict[str, Any]]:
    """Rows that wait, each with its reason in both languages."""
    by_code = {fault.value: words for fault, words in WORDS.items()}
    return [
        {"row": row, "column": column, "code": code, "zh": by_code[code].zh, "en": by_code[code].en}
        for row, column, code in rows
    ]
