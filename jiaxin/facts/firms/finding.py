"""The search: what somebody typed and ticked, and the firms that are meant, the best first.

A rare token is looked up in the index of tokens, and what it finds is sorted. A common one (家政,
北京) is not: the firms are walked in their order until a page is full. Which of the two is cheaper
is known from PostgreSQL's own statistics of the column. Either way, the work is bounded.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from django.db import connection

from jiaxin.facts.firms.rules import searching
from jiaxin.facts.firms.rules.profile import FirmKind, Trade
from jiaxin.facts.firms.rules.searching import Reading, Way
from jiaxin.ground import clock, credit_codes
from jiaxin.ground.credit_codes import BadCreditCode

PAGE = 20
PAGES = 10
# A token that stands in more than this share of the firms is common: walking is cheaper.
COMMON = 0.004
# How many firms are walked before the index is asked after all.
WALKED = 20_000
RAREST = 3
NEARLY = 400
STATISTICS_KEPT = timedelta(minutes=10)
_COLUMN = {Way.NAME: "plain", Way.SOUND: "sounds", Way.INITIALS: "initials"}


class Standing(StrEnum):
    """What a search may ask of penalties and lists."""

    NO_PENALTY = "no_penalty"
    PENALISED = "penalised"
    RED = "red"
    BLACK = "black"


_STANDING = {
    Standing.NO_PENALTY: "NOT penalised @> %(today)s::date",
    Standing.PENALISED: "penalised @> %(today)s::date AND penalised <> '{}'",
    Standing.RED: "red @> %(today)s::date AND red <> '{}'",
    Standing.BLACK: "black @> %(today)s::date AND black <> '{}'",
}


# Those that few firms have: each has an index of its own.
_FEW = frozenset({Standing.PENALISED, Standing.RED, Standing.BLACK})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for."""

    text: str = ""
    region: str = ""
    kind: FirmKind | None = None
    trade: Trade | None = None
    standing: Standing | None = None
    page: int = 1

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.region or self.kind or self.trade or self.standing)


@dataclass(frozen=True, slots=True)
class Found:
    """One line of results."""

    code: str
    name: str
    brand: str
    region: str
    kind: FirmKind | None
    status: str
    filed: bool
    penalised: bool
    red: bool
    black: bool


@dataclass(frozen=True, slots=True)
class Results:
    """A page of firms. `near` says that none is exactly what was typed, but these are close."""

    firms: tuple[Found, ...] = ()
    more: bool = False
    near: bool = False
    too_short: bool = False
    bad_code: BadCreditCode | None = None


@dataclass(slots=True)
class _Shares:
    """How common each token is, as the statistics have it."""

    at: datetime | None = None
    known: dict[int, float] = field(default_factory=dict)


class _Statistics:
    shares: ClassVar[_Shares] = _Shares()


_LINE = """code, name, brand, region, kind, status, filed,
    penalised @> %(today)s::date, red @> %(today)s::date, black @> %(today)s::date"""
_SHARES = """
SELECT most_common_elems::text::int[], most_common_elem_freqs FROM pg_stats
WHERE schemaname = current_schema() AND tablename = 'firms_search' AND attname = 'tokens'
"""


def find(wanted: Wanted) -> Results:
    """The firms that are meant. Costs no more for a common word than for a rare one."""
    today = clock.today()
    if code := searching.code_in(wanted.text):
        return _by_code(wanted, code, today)
    readings = searching.readings_of(wanted.text)
    if wanted.text.strip() and not readings:
        return Results(too_short=True)
    skip = (wanted.page - 1) * PAGE
    found = _merged(wanted, readings or [None], today, most=skip + PAGE + 1)
    if found or wanted.page > 1 or not readings:
        page = found[skip : skip + PAGE]
        more = len(found) > skip + PAGE and wanted.page < PAGES
        return Results(tuple(page), more=more)
    return Results(tuple(_near(wanted, today)[:PAGE]), near=True)


def _by_code(wanted: Wanted, code: str, today: date) -> Results:
    """A whole code, the beginning of one, or one with a slip: then the firms it may have meant."""
    if len(code) < credit_codes.LENGTH and searching.could_be_code(code):
        rows = _rows(wanted, "code LIKE %(code)s", {"code": f"{code}%"}, today, "place", PAGE)
        return Results(tuple(rows))
    try:
        whole = [credit_codes.parse(code)]
        bad = None
    except BadCreditCode as refused:
        bad = refused
        whole = [slip.meant for slip in credit_codes.slips(code)] if len(code) == 18 else []
    rows = _rows(wanted, "code = ANY(%(codes)s)", {"codes": whole}, today, "place", PAGE)
    return Results(tuple(rows), near=bad is not None, bad_code=bad)


def _merged(
    wanted: Wanted, readings: Sequence[Reading | None], today: date, *, most: int
) -> list[Found]:
    """What each reading finds, without doubles: names first, in the firms' own order."""
    merged: dict[str, Found] = {}
    for reading in readings:
        for found in _read(wanted, reading, today, most):
            merged.setdefault(found.code, found)
        if len(merged) >= most:
            break
    return list(merged.values())[:most]


@dataclass(frozen=True, slots=True)
class _Plan:
    """How to look: by which tokens of the index; without any, the firms are walked in order."""

    tokens: tuple[int, ...] = ()
    at_most: int | None = None


def _plan(reading: Reading | None, wanted: Wanted) -> _Plan:
    shares = _shares()
    spoken = _rarest(reading)
    asked = [*spoken, *_filters(wanted)]
    if not asked:
        return _Plan()
    rarest = min(asked, key=lambda token: shares.get(token, 0.0))
    if shares.get(rarest, 0.0) <= COMMON:
        return _Plan(tuple(token for token in asked if shares.get(token, 0.0) <= COMMON))
    if wanted.standing in _FEW:
        return _Plan()  # an index of its own holds those few in their order
    # What is typed hangs together: its rarest piece says how often the whole stands somewhere.
    # Filters do not: how often both are true is the product.
    together = math.prod(shares[token] for token in [*spoken[:1], *_filters(wanted)])
    return _Plan(at_most=WALKED) if together > COMMON else _Plan(tuple(asked))


def _rarest(reading: Reading | None) -> list[int]:
    """The pieces of what was typed that the index is asked for; the names are compared whole."""
    shares = _shares()
    tokens = reading.tokens if reading else frozenset[int]()
    return sorted(tokens, key=lambda token: shares.get(token, 0.0))[:RAREST]


def _read(wanted: Wanted, reading: Reading | None, today: date, most: int) -> list[Found]:
    plan = _plan(reading, wanted)
    rows = _look(wanted, reading, today, most, plan)
    if plan.at_most and len(rows) < most:
        # Less common than it seemed: now look everywhere.
        asked = _Plan((*_rarest(reading), *_filters(wanted)))
        rows = _look(wanted, reading, today, most, asked)
    return rows


def _look(
    wanted: Wanted, reading: Reading | None, today: date, most: int, plan: _Plan
) -> list[Found]:
    given: dict[str, Any] = {}
    conditions = []
    order = "place, firm_id"
    if reading is not None:
        conditions.append(f"{_COLUMN[reading.way]} LIKE %(like)s")
        given["like"] = f"%{reading.text}%"
        if plan.tokens:
            given["starts"] = f"{reading.text}%"
            order = f"{_COLUMN[reading.way]} LIKE %(starts)s DESC, {order}"
    if plan.tokens:
        given["tokens"] = list(plan.tokens)
        conditions.append("tokens @> %(tokens)s::int[]")
    if left := _filters(wanted) - set(plan.tokens):
        given["filters"] = list(left)
        # Said so that the index of tokens is not asked.
        conditions.append("(tokens @> %(filters)s::int[]) IS TRUE")
    return _rows(wanted, " AND ".join(conditions), given, today, order, most, plan.at_most)


def _filters(wanted: Wanted) -> frozenset[int]:
    asked = (("region", wanted.region), ("kind", wanted.kind), ("trade", wanted.trade))
    return frozenset(searching.filter_token(name, value) for name, value in asked if value)


def _near(wanted: Wanted, today: date) -> list[Found]:
    """None was exactly it: the same sound in other characters, else most of its pieces."""
    heard = searching.sounding_like(wanted.text)
    if heard and (found := _read(wanted, heard, today, PAGE)):
        return found
    pieces = searching.pieces_of(wanted.text)
    shares = _shares()
    rare = [
        token for token in map(searching.piece_token, pieces) if shares.get(token, 0.0) <= COMMON
    ]
    if not rare:
        return []
    given: dict[str, Any] = {
        "rare": rare,
        "filters": list(_filters(wanted)),
        "today": today,
    }
    condition = "tokens && %(rare)s::int[] AND (tokens @> %(filters)s::int[]) IS TRUE"
    rows = _asked(f"{_LINE}, plain", "firms_search", _where(wanted, condition), NEARLY, given)
    scored = [(searching.nearness(pieces, row[-1]), _found(row[:-1])) for row in rows]
    scored.sort(key=lambda one: (-one[0], one[1].name))
    return [found for score, found in scored if score >= searching.NEAR]


def _rows(
    wanted: Wanted,
    condition: str,
    given: dict[str, Any],
    today: date,
    order: str,
    most: int,
    at_most: int | None = None,
) -> list[Found]:
    table = "firms_search"
    if at_most:
        table = f"(TABLE firms_search ORDER BY place, firm_id LIMIT {at_most}) AS first"
    where = f"{_where(wanted, condition)} ORDER BY {order}"
    return [_found(row) for row in _asked(_LINE, table, where, most, given | {"today": today})]


def _asked(
    columns: str, table: str, where: str, most: int, given: dict[str, Any]
) -> list[Sequence[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM {table} WHERE {where} LIMIT {most}",  # noqa: S608 — texts of this file
            given,
        )
        return list(cursor.fetchall())


def _where(wanted: Wanted, condition: str) -> str:
    parts = [condition] if condition else []
    if wanted.standing:
        parts.append(_STANDING[wanted.standing])
    return " AND ".join(parts) or "true"


def _found(row: Sequence[Any]) -> Found:
    code, name, brand, region, kind, *rest = row
    return Found(code, name, brand, region, FirmKind(kind) if kind else None, *rest)


def _shares() -> dict[int, float]:
    """Which tokens are common. Old statistics make a search slower, never wrong."""
    now, kept = clock.now(), _Statistics.shares
    if kept.at is None or not kept.at <= now < kept.at + STATISTICS_KEPT:
        with connection.cursor() as cursor:
            cursor.execute(_SHARES)
            row = cursor.fetchone()
        known = dict(zip(row[0], row[1], strict=False)) if row and row[0] else {}
        kept = _Statistics.shares = _Shares(now, known)
    return kept.known
