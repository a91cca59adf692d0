"""A fact in words: a heading, its marks, then its fields, each with its label, as its kind says."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from jiaxin.facts.records import kinds
from jiaxin.facts.records.reads import Known
from jiaxin.facts.records.rules import Came, Confirmation, Side, in_date, side_of
from jiaxin.flows.queries.reports import FactShown
from jiaxin.ground.words import Words
from jiaxin.portals.parts import wording

_YES_NO = {True: Words(zh="是", en="Yes"), False: Words(zh="否", en="No")}

DISPUTED = ("warn", Words(zh="有异议，正在处理", en="Disputed, being decided"))
OUTDATED = ("warn", Words(zh="已过有效期", en="Out of date"))
CONFIRMED = ("ok", Words(zh="双方已确认", en="Confirmed by both sides"))
_WITHDRAWN = ("none", Words(zh="您已撤回，不再展示", en="You took it back; shown to nobody"))
# What is not confirmed says whose word it is; for her own page, and for a viewer's.
_WAITING = {
    (Side.WORKER, True): Words(zh="您填写的，对方还没有确认", en="Yours; not confirmed yet"),
    (Side.WORKER, False): Words(zh="本人填写，未经确认", en="Her own word, not confirmed"),
    (Side.FIRM, True): Words(zh="企业提供的，等您确认", en="A firm says so; your answer?"),
    (Side.FIRM, False): Words(zh="企业提供，她还没有确认", en="A firm’s word, not confirmed"),
    (Side.BODY, True): Words(zh="机构提供的，等您确认", en="A body says so; your answer?"),
    (Side.BODY, False): Words(zh="机构提供，她还没有确认", en="A body’s word, not confirmed"),
}
_REJECTED = {
    Side.WORKER: Words(zh="对方不认可，不再展示", en="The other side says no; shown to nobody"),
    Side.FIRM: Words(zh="您不认可，不再展示", en="You said no; shown to nobody"),
    Side.BODY: Words(zh="您不认可，不再展示", en="You said no; shown to nobody"),
}

type Mark = tuple[str, Words]


@dataclass(frozen=True, slots=True)
class FactLine:
    """One field as a page shows it."""

    name: str
    label: Words
    value: Words


@dataclass(frozen=True, slots=True, repr=False)
class FactOnPage:
    """One fact, ready to be drawn."""

    kind: str
    heading: list[Words]
    lines: list[FactLine]
    marks: list[Mark]
    source: str
    came: Came
    checked_at: datetime
    line: UUID | None = None
    version: int = 0
    known: Known | None = None


def for_viewer(shown: FactShown) -> FactOnPage:
    """As somebody is shown it whom she allowed to look."""
    marks = _marks(shown.stands, shown.came, hers=False)
    if shown.disputed_at:
        marks.append(DISPUTED)
    if kinds.of(shown.kind).lapses and not shown.is_in_date:
        marks.append(OUTDATED)
    return FactOnPage(
        kind=shown.kind,
        heading=heading(shown.kind, shown.content),
        lines=lines(shown.kind, shown.content),
        marks=marks,
        source=shown.source,
        came=shown.came,
        checked_at=shown.checked_at,
    )


def for_her(known: Known, today: date) -> FactOnPage:
    """As she sees it: every field, and how far it is confirmed."""
    content = content_of(known.said)
    marks = _marks(known.stands.word, known.came, hers=True)
    if known.disputed_at:
        marks.append(DISPUTED)
    if kinds.of(known.kind).lapses and not in_date(known, today):
        marks.append(OUTDATED)
    return FactOnPage(
        kind=known.kind,
        heading=heading(known.kind, content),
        lines=lines(known.kind, content),
        marks=marks,
        source=known.source,
        came=known.came,
        checked_at=known.checked_at,
        line=known.line,
        version=known.version,
        known=known,
    )


def content_of(said: Any) -> dict[str, Any]:
    """A typed content by its fields."""
    return {one.name: getattr(said, one.name) for one in fields(said)}


def heading(kind: str, content: Mapping[str, Any]) -> list[Words]:
    """What a fact is called on a page, part by part."""
    named = (content.get(name) for name in kinds.of(kind).headline)
    return [_worded(value) for value in named if value is not None]


def lines(kind: str, content: Mapping[str, Any]) -> list[FactLine]:
    """What stands below the heading: every field that was said and may be seen here."""
    of = kinds.of(kind)
    return [
        FactLine(name, label, _worded(content[name]))
        for name, label in of.labels.items()
        if name not in of.headline and content.get(name) is not None
    ]


def _marks(stands: Confirmation, came: Came, *, hers: bool) -> list[Mark]:
    side = side_of(came)
    match stands:
        case Confirmation.CONFIRMED:
            return [CONFIRMED]
        case Confirmation.WAITING:
            return [("warn", _WAITING[side, hers])]
        case Confirmation.REJECTED:
            return [("bad", _REJECTED[side])]
        case Confirmation.WITHDRAWN:
            return [_WITHDRAWN]
        case Confirmation.NOT_NEEDED:
            return []


def _worded(value: Any) -> Words:
    match value:
        case bool():
            return _YES_NO[value]
        case StrEnum():
            return wording.worded(value)
        case date():
            return _same(value.isoformat())
        case tuple():
            return _same("、".join(str(one) for one in value))
        case _:
            return _same(str(value))


def _same(text: str) -> Words:
    return Words(zh=text, en=text)
