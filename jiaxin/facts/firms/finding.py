"""The search: what somebody typed and ticked, and the firms that are meant, the best first.

What few firms have is looked up in the index of tokens. What many have (家政, 北京) is walked for:
the firms are read in their order until a page is full. In between, the index is asked for a few
stretches of that order, and for more of them where those hold too little. Which of these is
cheapest is known from PostgreSQL's own statistics of the column. Either way, the work is bounded.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from jiaxin.facts.firms.rules import searching
from jiaxin.facts.firms.rules.profile import FirmKind, Trade
from jiaxin.facts.firms.rules.searching import Reading, Way
from jiaxin.facts.firms.shares import shares
from jiaxin.ground import clock, credit_codes
from jiaxin.ground.credit_codes import BadCreditCode
from jiaxin.ground.prepared import prepared

PAGE = 20
PAGES = 10
# Words that stand together in this share of the firms are walked for.
COMMON = 0.01
# How many firms are walked at most; how many of the index's finds are sorted.
WALKED = 30_000
SORTED = 3_000
# What fewer firms have is looked up whatever else is asked.
FEW = 1_000
# A walk goes on for so many times the firms that should fill the page.
PATIENT = 4
# Where they may stand together: so many firms as would tell.
HOPED = 6
# What the index finds is read from the table: as dear as so many firms that are walked past.
A_FIND = 8
# Beside the rarest token, one is worth asking the index for if it is at most so much more common,
# or rare in itself.
TELLING, RARE = 30, 0.01
# Of what was typed, so many of the rarest pieces are looked up.
RAREST = 3
# Walked beyond a page, for those that a penalty takes out.
SPARE = 40
NEARLY = 400
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


_LINE = """code, name, brand, region, kind, status, filed,
    penalised @> %(today)s::date, red @> %(today)s::date, black @> %(today)s::date"""
# OFFSET 0 keeps the two apart: what is compared afterwards looks cheaper to the planner than it is.
# Which stretches are meant is compared, not given to the series: the planner then believes each
# question to cost the same, and keeps one plan for all (ground/prepared.py).
_STRETCHED = """
SELECT firm.* FROM generate_series(0, {last}) AS stretch CROSS JOIN LATERAL (
    SELECT * FROM firms_search
    WHERE firms_in_stretch(tokens, place >> {bits}) {has} ARRAY[{tokens}] OFFSET 0
) AS firm WHERE stretch BETWEEN %(first)s AND %(last)s AND {where} LIMIT {most}
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


def listed(wanted: Wanted, most: int) -> list[Found]:
    """Every firm of a region that stands so, in their own order: for whoever takes a list along."""
    conditions, given = _conditions(wanted, None)
    if wanted.standing:
        conditions.append(_STANDING[wanted.standing])
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    given["today"] = clock.today()
    return _lines(f"firms_search {where} ORDER BY place, firm_id LIMIT {most}", given)


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
    known = shares()
    pieces, filters = _rarest(reading), _filters(wanted)
    asked = (*pieces, *filters)
    rarest = known.of_rarest(asked)
    if asked and rarest * known.firms <= FEW:
        return _looked_up(wanted, reading, today, most, asked)
    if wanted.standing in _FEW:
        return _among_few(wanted, reading, today, most)
    if not asked:
        return _walked(wanted, reading, today, most, WALKED)
    # Pieces of one text stand together: the rarest says how often. Filters have their own mind.
    share = known.of_rarest(pieces) * known.of_all(filters)
    steps = _steps(most, share, PATIENT) if share >= COMMON else 0
    if not steps and filters and rarest >= COMMON:
        # Or the very same: 北京 stands in the names of Beijing. A short walk tells.
        steps = _steps(HOPED, rarest, 1)
    while steps:
        found = _walked(wanted, reading, today, most, steps)
        if len(found) >= most:
            return found
        # Farther along the way, where that costs less than what a single stretch would find.
        farther = _steps(most, len(found) / steps, 1) if found else 0
        a_stretch = rarest * known.firms / searching.STRETCHES
        steps = farther if steps < farther <= A_FIND * a_stretch else 0
    return _looked_up(wanted, reading, today, most, asked)


def _steps(most: int, share: float, times: int) -> int:
    """How far to walk for so many firms; a power of two, so that few texts are planned."""
    return min(WALKED, 1 << math.ceil(times * most / share).bit_length())


def _rarest(reading: Reading | None) -> list[int]:
    """The pieces of what was typed that the index is asked for; the names are compared whole."""
    tokens = reading.tokens if reading else frozenset[int]()
    return sorted(tokens, key=shares().of)[:RAREST]


def _looked_up(
    wanted: Wanted, reading: Reading | None, today: date, most: int, tokens: tuple[int, ...]
) -> list[Found]:
    """What the index of tokens finds; of what is found together, names that begin so first."""
    conditions, given = _conditions(wanted, reading)
    given["today"] = today
    if wanted.standing:
        conditions.append(_STANDING[wanted.standing])
    order = "place, firm_id"
    if reading is not None:
        order = f"{_COLUMN[reading.way]} LIKE %(starts)s DESC, {order}"
        given["starts"] = f"{reading.text}%"
    known = shares()
    rarest = known.of_rarest(tokens)
    # What is far more common narrows little and costs the index much: it is compared afterwards.
    telling = [token for token in tokens if known.of(token) <= max(TELLING * rarest, RARE)]
    found: list[Found] = []
    first, size = 0, searching.stretches_first(rarest * known.firms / searching.STRETCHES, PAGE + 1)
    while first < searching.STRETCHES and len(found) < most:
        last = min(first + size, searching.STRETCHES) - 1
        some, where = _in_stretches((first, last), "@>", telling, conditions, SORTED)
        # What depends on the day is looked at on the page alone, not on all that was found.
        page = _select("*", f"({some}) AS found", "", order, most)
        more = _lines(f"({page}) AS page ORDER BY {order}", given | where)
        found += more
        first, size = last + 1, searching.stretches_next(size, len(more), most - len(found))
    return found[:most]


def _in_stretches(
    span: tuple[int, int], has: str, tokens: Sequence[int], conditions: Sequence[str], most: int
) -> tuple[str, dict[str, int]]:
    """The firms of these stretches that have all (`@>`) or any (`&&`) of the tokens.

    A SELECT, and the values that go with it.
    """
    given = {f"token{at}": token for at, token in enumerate(tokens)}
    asked = _STRETCHED.format(
        last=searching.STRETCHES - 1,
        has=has,
        bits=searching.STRETCH_BITS,
        tokens=", ".join(f"%({name})s::int # (stretch << 24)" for name in given),
        # Two tokens of two stretches may be one number: a firm counts where it stands, and once.
        where=" AND ".join([f"place >> {searching.STRETCH_BITS} = stretch", *conditions]),
        most=most,
    )
    return asked, given | {"first": span[0], "last": span[1]}


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


def _walked(
    wanted: Wanted, reading: Reading | None, today: date, most: int, steps: int
) -> list[Found]:
    """The first firms of all that are meant. The walk reads an index only, not the table."""
    conditions, given = _conditions(wanted, reading)
    given["today"] = today
    columns = "firm_id, place, plain, initials, sounds, region, kind"
    if wanted.trade:
        columns = f"{columns}, tokens"
    first = _select(columns, "firms_search", "", "place, firm_id", steps)
    where = " AND ".join(conditions)
    enough = most + SPARE if wanted.standing else most
    chosen = _select("firm_id", f"({first}) AS first", where, "", enough)
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
    pieces = searching.pieces_of(wanted.text)
    tokens = [searching.piece_token(piece) for piece in pieces]
    if shares().of_rarest(tokens) * shares().firms > FEW:
        return []  # many firms are called so: it is no slip
    heard = searching.sounding_like(wanted.text)
    if heard and (found := _read(wanted, heard, today, PAGE)):
        return found
    rare = _rare_among(tokens)
    if not rare:
        return []
    conditions, given = _conditions(wanted, None)
    if wanted.standing:
        conditions.append(_STANDING[wanted.standing])
    there = [f"(position(%(piece{at})s IN plain) > 0)::int" for at in range(len(pieces))]
    given |= {f"piece{at}": piece for at, piece in enumerate(pieces)}
    some, where = _in_stretches((0, searching.STRETCHES - 1), "&&", rare, conditions, NEARLY)
    given |= where | {"today": today, "enough": searching.NEAR * len(pieces)}
    scored = _select(f"*, {' + '.join(there)} AS score", f"({some}) AS close", "", "", NEARLY)
    order = f"WHERE score >= %(enough)s ORDER BY score DESC, name, code LIMIT {PAGE}"
    return _lines(f"({scored}) AS scored {order}", given)


def _rare_among(tokens: Sequence[int]) -> list[int]:
    """The rarest of them, as many as stand in so few firms together that all can be compared."""
    known, chosen, expected = shares(), list[int](), 0.0
    for token in sorted(tokens, key=known.of):
        firms = known.of(token) * known.firms
        expected += firms
        if firms > FEW or (chosen and expected > NEARLY):
            break
        chosen.append(token)
    return chosen


def _lines(source: str, given: dict[str, Any]) -> list[Found]:
    return [_found(row) for row in _asked(_LINE, source, given)]


def _select(columns: str, source: str, where: str, order: str, most: int) -> str:
    """The parts are texts of this file; what people typed travels beside them, as values."""
    parts = ["SELECT", columns, "FROM", source]
    parts += ["WHERE", where] if where else []
    parts += ["ORDER BY", order] if order else []
    return " ".join([*parts, "LIMIT", str(most)])


def _asked(columns: str, source: str, given: dict[str, Any]) -> list[Sequence[Any]]:
    with prepared() as cursor:
        cursor.execute(" ".join(("SELECT", columns, "FROM", source)), given)
        return list(cursor.fetchall())


def _found(row: Sequence[Any]) -> Found:
    code, name, brand, region, kind, *rest = row
    return Found(code, name, brand, region, FirmKind(kind) if kind else None, *rest)
