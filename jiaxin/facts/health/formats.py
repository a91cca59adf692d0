"""Reads a file of tables. Every fault in it is told with its place, all at once."""

import tomllib
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from jiaxin.facts.health.rules import ClassTable, Duty, ExamClass, Party, Tables, Trade
from jiaxin.ground.words import Words

FORMAT = 1
LARGEST = 256 * 1024
LONGEST_TERM = 36
LONGEST_TEXT = 300
_KEYS = frozenset(
    {"format", "sample", "in_force_from", "title", "basis", "classes", "trades", "duties"}
)


class BadTables(Exception):
    """The file is no set of tables. `faults` says where and why, a sentence each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@cache
def sample() -> Tables:
    """The tables that are shipped, labelled as a sample."""
    return read(files("jiaxin.facts.health").joinpath("sample.toml").read_bytes())


# What decides on a light asks for the tables every time: the same file is read once.
@lru_cache(maxsize=8)
def read(raw: bytes) -> Tables:
    """The tables in the file; BadTables names every fault."""
    if len(raw) > LARGEST:
        raise BadTables([f"the file is larger than {LARGEST // 1024} KB"])
    try:
        written = tomllib.loads(raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise BadTables([f"not readable as TOML in UTF-8: {wrong}"]) from wrong
    return _Reader().read(written)


class _Reader:
    """Goes through a file once and keeps what is wrong with it."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def read(self, written: dict[str, Any]) -> Tables:
        self._only(written, _KEYS, "the file")
        if written.get("format") != FORMAT:
            self._fault("format", f"must be {FORMAT}")
        is_sample = written.get("sample", False)
        if not isinstance(is_sample, bool):
            self._fault("sample", "must be true or false")
        tables = Tables(
            in_force_from=self._day(written.get("in_force_from"), "in_force_from"),
            title=self._words(written.get("title"), "title"),
            basis=self._words(written.get("basis"), "basis"),
            is_sample=bool(is_sample),
            classes=self._classes(self._list(written, "classes")),
            trades=self._trades(self._list(written, "trades")),
            duties=self._duties(self._list(written, "duties")),
        )
        if self.faults:
            raise BadTables(self.faults)
        return tables

    def _classes(self, rows: list[Any]) -> tuple[ClassTable, ...]:
        found = [self._class(row, f"classes[{at}]") for at, row in enumerate(rows)]
        named = [one.exam_class for one in found]
        for missing in [one for one in ExamClass if one not in named]:
            self._fault("classes", f"the class {missing} is missing")
        if len(set(named)) < len(named):
            self._fault("classes", "a class stands twice")
        items = [item.zh for one in found for item in one.adds]
        for twice in sorted({item for item in items if items.count(item) > 1}):
            self._fault("classes", f"the item {twice} stands twice: a higher class has the lower's")
        return tuple(sorted(found, key=lambda one: list(ExamClass).index(one.exam_class)))

    def _class(self, row: Any, place: str) -> ClassTable:
        row = self._only(row, frozenset({"code", "months", "adds"}), place)
        months = row.get("months")
        if (
            not isinstance(months, int)
            or isinstance(months, bool)
            or not (1 <= months <= LONGEST_TERM)
        ):
            self._fault(f"{place}.months", f"must be a whole number from 1 to {LONGEST_TERM}")
            months = 1
        adds = row.get("adds", [])
        if not isinstance(adds, list):
            self._fault(f"{place}.adds", "must be a list")
            adds = []
        return ClassTable(
            exam_class=self._code(ExamClass, row.get("code"), f"{place}.code"),
            months=months,
            adds=tuple(self._words(item, f"{place}.adds[{at}]") for at, item in enumerate(adds)),
        )

    def _trades(self, rows: list[Any]) -> tuple[Trade, ...]:
        found = []
        for at, row in enumerate(rows):
            place = f"trades[{at}]"
            row = self._only(row, frozenset({"code", "name", "needs"}), place)
            code = row.get("code")
            if not isinstance(code, str) or not code.isidentifier() or not code.isascii():
                self._fault(f"{place}.code", "must be a short code of letters and underscores")
            found.append(
                Trade(
                    code=str(code),
                    name=self._words(row.get("name"), f"{place}.name"),
                    needs=self._code(ExamClass, row.get("needs"), f"{place}.needs"),
                )
            )
        if len({one.code for one in found}) < len(found):
            self._fault("trades", "a trade stands twice")
        return tuple(found)

    def _duties(self, rows: list[Any]) -> tuple[Duty, ...]:
        found = []
        for at, row in enumerate(rows):
            place = f"duties[{at}]"
            row = self._only(row, frozenset({"party", "text"}), place)
            party = self._code(Party, row.get("party"), f"{place}.party")
            found.append(Duty(party, self._words(row.get("text"), f"{place}.text")))
        for missing in [one for one in Party if one not in {duty.party for duty in found}]:
            self._fault("duties", f"no duty of {missing}")
        return tuple(found)

    def _code[C: (ExamClass, Party)](self, kind: type[C], code: Any, place: str) -> C:
        if code in set(kind):
            return kind(code)
        self._fault(place, f"must be one of {', '.join(kind)}")
        return next(iter(kind))

    def _words(self, pair: Any, place: str) -> Words:
        pair = self._only(pair, frozenset({"zh", "en"}), place)
        said = {}
        for language in ("zh", "en"):
            text = pair.get(language)
            if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_TEXT:
                self._fault(
                    f"{place}.{language}", f"must be a text of 1 to {LONGEST_TEXT} characters"
                )
                text = "–"
            said[language] = text.strip()
        return Words(**said)

    def _day(self, day: Any, place: str) -> date:
        if isinstance(day, date) and not isinstance(day, datetime):
            return day
        self._fault(place, "must be a day such as 2026-01-01, without quotes")
        return date.min

    def _list(self, written: dict[str, Any], key: str) -> list[Any]:
        rows = written.get(key)
        if isinstance(rows, list) and rows:
            return rows
        self._fault(key, "is missing")
        return []

    def _only(self, row: Any, keys: frozenset[str], place: str) -> dict[str, Any]:
        if not isinstance(row, dict):
            self._fault(place, "is missing, or not written as { … }")
            return {}
        for unknown in sorted(set(row) - keys):
            self._fault(f"{place}.{unknown}", "is not known here")
        return row

    def _fault(self, place: str, why: str) -> None:
        self.faults.append(f"{place}: {why}")
