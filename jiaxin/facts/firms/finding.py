"""The search: what somebody typed and ticked, and the firms that are meant, the best first.

A rare token is looked up in the index of tokens, and what it finds is sorted. A common one (家政,
北京) is not: the firms are walked in their order until a page is full. Which of the two is cheaper
is known from PostgreSQL's own statistics of the column. Either way, the work is bounded.
"""

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
COMMON = 0.0013
# How many firms are walked before the index is asked after all; how many of its finds are sorted.
WALKED = 30_000
SORTED = 3_000
# Of what was typed, so many of the rarest pieces are looked up.
RAREST = 3
# Walked beyond a page, for those that a penalty takes out.
SPARE = 40
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


# Those that few firms have: each has a column, and an index, of its own.
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
        begins = "code LIKE %(code)s"
        return Results(tuple(_of_codes(wanted, begins, {"code": f"{code}%"}, today)))
    try:
        whole = [credit_codes.parse(code)]
        bad = None
    except BadCreditCode as refused:
        bad = refused
        whole = [slip.meant for slip in credit_codes.slips(code)] if len(code) == 18 else []
    rows = _of_codes(wanted, "code = ANY(%(codes)s)", {"codes": whole}, today)
    return Results(tuple(rows), near=bad is not None, bad_code=bad)


def _of_codes(wanted: Wanted, which: str, given: dict[str, Any], today: date) -> list[Found]:
    conditions, more = _conditions(wanted, None)
    where = " AND ".join([which, *conditions])
    if wanted.standing:
        where = f"{where} AND {_STANDING[wanted.standing]}"
    few = f"({_select('*', 'firms_search', where, '', SORTED)}) AS few"
    return _lines(f"{few} ORDER BY place, code LIMIT {PAGE}", given | more | {"today": today})


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


def _read(wanted: Wanted, reading: Reading | None, today: date, most: int) -> list[Found]:
    """The firms that one reading means: by the cheapest way that is sure to find them."""
    shares = _shares()
    asked = [*_rarest(reading), *_filters(wanted)]
    rare = tuple(token for token in asked if shares.get(token, 0.0) <= COMMON)
    if rare:
        return _looked_up(wanted, reading, today, most, rare)
    if wanted.standing in _FEW:
        return _among_few(wanted, reading, today, most)
    found = _walked(wanted, reading, today, most)
    if len(found) < most and asked:
        # Each piece is common, and yet few have them all.
        return _looked_up(wanted, reading, today, most, tuple(asked))
    return found


def _rarest(reading: Reading | None) -> list[int]:
    """The pieces of what was typed that the index is asked for; the names are compared whole."""
    shares = _shares()
    tokens = reading.tokens if reading else frozenset[int]()
    return sorted(tokens, key=lambda token: shares.get(token, 0.0))[:RAREST]


def _looked_up(
    wanted: Wanted, reading: Reading | None, today: date, most: int, tokens: tuple[int, ...]
) -> list[Found]:
    """What the index of tokens finds, names that begin so first."""
    conditions, given = _conditions(wanted, reading)
    conditions.append("tokens @> %(tokens)s::int[]")
    given |= {"tokens": list(tokens), "today": today}
    if wanted.standing:
        conditions.append(_STANDING[wanted.standing])
    order = "place, firm_id"
    if reading is not None:
        order = f"{_COLUMN[reading.way]} LIKE %(starts)s DESC, {order}"
        given["starts"] = f"{reading.text}%"
    some = _select("*", "firms_search", " AND ".join(conditions), "", SORTED)
    return _lines(f"({some}) AS found ORDER BY {order} LIMIT {most}", given)


def _among_few(wanted: Wanted, reading: Reading | None, today: date, most: int) -> list[Found]:
    """Of the few that are penalised or listed: an index of its own holds them in their order."""
    conditions, given = _conditions(wanted, reading)
    which = wanted.standing.value if wanted.standing else Standing.RED.value
    few = _select("*", "firms_search", f"{which} <> '{{}}'", "place, firm_id", WALKED)
    few = f"({few}) AS few"
    conditions.append(f"{which} @> %(today)s::date")
    where = " AND ".join(conditions)
    given["today"] = today
    return _lines(f"{few} WHERE {where} ORDER BY place, firm_id LIMIT {most}", given)


def _walked(wanted: Wanted, reading: Reading | None, today: date, most: int) -> list[Found]:
    """The first firms of all that are meant. The walk reads an index only, not the table."""
    conditions, given = _conditions(wanted, reading)
    given["today"] = today
    columns = "firm_id, place, plain, initials, sounds, region, kind"
    if wanted.trade:
        columns = f"{columns}, tokens"
    first = _select(columns, "firms_search", "", "place, firm_id", WALKED)
    where = " AND ".join(conditions)
    chosen = _select("firm_id", f"({first}) AS first", where, "", most + SPARE)
    standing = f"WHERE {_STANDING[wanted.standing]}" if wanted.standing else ""
    table = f"({chosen}) AS chosen JOIN firms_search USING (firm_id) {standing}"
    return _lines(f"{table} ORDER BY place, firm_id LIMIT {most}", given)


def _conditions(wanted: Wanted, reading: Reading | None) -> tuple[list[str], dict[str, Any]]:
    """What a firm must have, said of its columns and so that the index of tokens is not asked."""
    conditions: list[str] = []
    given: dict[str, Any] = {}
    if reading is not None:
        conditions.append(f"{_COLUMN[reading.way]} LIKE %(like)s")
        given["like"] = f"%{reading.text}%"
    if wanted.region:
        conditions.append("region LIKE %(within)s")
        given["within"] = wanted.region.removesuffix("00").removesuffix("00") + "%"
    if wanted.kind:
        conditions.append("kind = %(kind)s")
        given["kind"] = wanted.kind.value
    if wanted.trade:
        conditions.append("(tokens @> %(trade)s::int[]) IS TRUE")
        given["trade"] = [searching.filter_token("trade", wanted.trade)]
    return conditions, given


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
    conditions, given = _conditions(wanted, None)
    conditions.append("tokens && %(rare)s::int[]")
    if wanted.standing:
        conditions.append(_STANDING[wanted.standing])
    given |= {"rare": rare, "today": today}
    where = " AND ".join(conditions)
    rows = _asked(f"{_LINE}, plain", f"firms_search WHERE {where} LIMIT {NEARLY}", given)
    scored = [(searching.nearness(pieces, row[-1]), _found(row[:-1])) for row in rows]
    scored.sort(key=lambda one: (-one[0], one[1].name))
    return [found for score, found in scored if score >= searching.NEAR]


def _lines(source: str, given: dict[str, Any]) -> list[Found]:
    return [_found(row) for row in _asked(_LINE, source, given)]


def _select(columns: str, source: str, where: str, order: str, most: int) -> str:
    """The parts are texts of this file; what people typed travels beside them, as values."""
    parts = ["SELECT", columns, "FROM", source]
    parts += ["WHERE", where] if where else []
    parts += ["ORDER BY", order] if order else []
    return " ".join([*parts, "LIMIT", str(most)])


def _asked(columns: str, source: str, given: dict[str, Any]) -> list[Sequence[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(" ".join(("SELECT", columns, "FROM", source)), given)
        return list(cursor.fetchall())


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
