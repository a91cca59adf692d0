"""What a fact may say: typed contents, read strictly from what came, and what a kind of fact is."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from jiaxin.facts.records.rules import Came, Section
from jiaxin.ground.words import Words


class Fault(StrEnum):
    """What is wrong with one field of a content."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    TYPE = "type"
    LENGTH = "length"
    VALUE = "value"
    ORDER = "order"


class Unfit(ValueError):
    """A content that its kind does not take; it names the field, never the value."""

    def __init__(self, name: str, fault: Fault) -> None:
        super().__init__(f"{name}: {fault}")
        self.field = name
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text, so many characters at most."""

    most: int


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two, both included."""

    least: int
    most: int


Name = Annotated[str, Text(100)]
Number = Annotated[str, Text(64)]


def only_one(_: Any, __: Came) -> str:
    """A worker has one line of this kind: every new answer is a version of it."""
    return ""


def no_day(_: Any) -> date | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactKind:
    """One kind of fact: what it says, who may say it, who is shown it, how long it is true.

    `consent` is the separate consent that it needs; `about` tells the lines of one worker apart.
    `labels` words each field, in the order of pages, `headline` comes first; `viewer_sees` are the
    fields of an approved viewer, `section` the tick that she may take off; None: no viewer sees it.
    `confirmed` facts count as such only when the other side said so too; `signed` ones carry their
    issuer's own signature; of those that `lapses` a viewer is shown what is in date, else the last
    that was.
    """

    code: str
    words: Words
    content: type
    comes: frozenset[Came]
    basis: str
    labels: Mapping[str, Words]
    headline: tuple[str, ...] = ()
    viewer_sees: frozenset[str]
    section: Section | None
    consent: str | None = None
    about: Callable[[Any, Came], str] = only_one
    valid_from: Callable[[Any], date | None] = no_day
    valid_to: Callable[[Any], date | None] = no_day
    confirmed: bool = False
    windowed: bool = False
    signed: bool = False
    lapses: bool = False
    in_light: bool = False
    vocabulary: Mapping[type[StrEnum], Mapping[Any, Words]] = field(default_factory=dict)

    def read(self, said: Any, today: date) -> Any:
        """The typed content of what came; Unfit, with the field, for anything else."""
        content = _read(self.content, said)
        if (check := getattr(content, "check", None)) is not None:
            check(today)
        return content

    def stored(self, kept: Any) -> Any:
        """The typed content of a stored version: what was true when it came is not judged anew."""
        return _read(self.content, kept)


def to_json(content: Any) -> dict[str, Any]:
    """The content as it is stored and signed: only what was said, days and words as text."""
    kind: type = type(content)
    return {
        name: value if type(value) is str else _plain(value)
        for name in _readers(kind)
        if (value := getattr(content, name)) is not None
    }


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case _:
            return value


def _read(content: type, said: Any) -> Any:
    if not isinstance(said, Mapping):
        raise Unfit("", Fault.TYPE)
    readers = _readers(content)
    for name in said:
        if name not in readers:
            raise Unfit(str(name)[:40], Fault.UNKNOWN)
    found = {}
    for name, (optional, read) in readers.items():
        value = said.get(name)
        if value is None and not optional:
            raise Unfit(name, Fault.MISSING)
        found[name] = None if value is None else read(value)
    return content(**found)


# Reads the value of one field that was said.
type _Reader = Callable[[Any], Any]


@cache
def _readers(content: type) -> Mapping[str, tuple[bool, _Reader]]:
    """How each field is read, and whether it may be left out: worked out once a kind."""
    hints = get_type_hints(content, include_extras=True)
    return {name: _reader(name, hint) for name, hint in hints.items()}


def _reader(name: str, hint: Any) -> tuple[bool, _Reader]:
    optional = isinstance(hint, UnionType) or NoneType in get_args(hint)
    if optional:
        [hint] = [one for one in get_args(hint) if one is not NoneType]
    wanted = hint.__origin__ if get_origin(hint) is Annotated else hint
    match next(iter(getattr(hint, "__metadata__", ())), None):
        case Text(most):
            return optional, partial(_text, name, most)
        case Whole(least, most):
            return optional, partial(_whole, name, least, most)
        case _:
            return optional, partial(_simple, name, wanted)


def _text(name: str, most: int, said: Any) -> str:
    if not isinstance(said, str):
        raise Unfit(name, Fault.TYPE)
    if len(said) > 4 * most:
        raise Unfit(name, Fault.LENGTH)  # before any work is done on it
    line = unicodedata.normalize("NFC", said).strip()
    if not 0 < len(line) <= most:
        raise Unfit(name, Fault.LENGTH if line else Fault.MISSING)
    # Control characters, and those that turn the direction of what follows. None is printable;
    # of what else is not (other spaces, letters newer than this Python), nothing is wrong.
    if not line.isprintable() and any(unicodedata.category(one) in _UNFIT for one in line):
        raise Unfit(name, Fault.VALUE)
    return line


_UNFIT = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def _whole(name: str, least: int, most: int, said: Any) -> int:
    if not isinstance(said, int) or isinstance(said, bool):
        raise Unfit(name, Fault.TYPE)
    if not least <= said <= most:
        raise Unfit(name, Fault.VALUE)
    return said


def _simple(name: str, wanted: Any, said: Any) -> Any:
    if wanted is bool:
        if not isinstance(said, bool):
            raise Unfit(name, Fault.TYPE)
        return said
    if not isinstance(said, str):
        raise Unfit(name, Fault.TYPE)
    try:
        return date.fromisoformat(said) if wanted is date else wanted(said)
    except ValueError as error:
        raise Unfit(name, Fault.VALUE) from error


def in_order(first: date, second: date | None, name: str) -> None:
    """The second day is not before the first."""
    if second is not None and second < first:
        raise Unfit(name, Fault.ORDER)


def not_later(day: date, today: date, name: str) -> None:
    """It has happened, within living memory."""
    if day > today:
        raise Unfit(name, Fault.ORDER)
    if day.year < 1950:
        raise Unfit(name, Fault.VALUE)
