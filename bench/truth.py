"""What the clients of S13 hold against the database: nothing lost, nothing doubled."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import LiteralString

import psycopg

_APPROVED = frozenset({"approved", "opened", "ended"})
_ROWS = """
SELECT q.id::text, q.worker_id::text, q.consumer_id::text, q.state, coalesce(l.loads, 0)
FROM queries_query q LEFT JOIN queries_look l ON l.worker_id = q.worker_id AND l.query_id = q.id
"""
_LINES = """
SELECT action, subject::text, actor FROM audit_line
WHERE action LIKE 'queries.%' AND outcome = 'done'
"""
_TOLD = "SELECT about::text, count(*) FROM notices_message WHERE delivery = 'sent' GROUP BY about"
# A job that is due, or will be in a moment.
_WAIT = """
SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'
OR status = 'todo' AND coalesce(scheduled_at, now()) <= now() + interval '5 s'
"""
_FAILED = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'"
_UNSEALED = "SELECT count(*) FROM audit_unsealed"
PATIENCE = 120.0


@dataclass
class Entry:
    """One loop as its clients know it: what they tried, and what was answered."""

    worker: str
    consumer: str
    query: str = ""
    tried: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    on_her_page: bool = True
    is_whole: bool = False
    # She has no page open: a message goes out.
    is_told: bool = False

    @property
    def pair(self) -> tuple[str, str]:
        return self.worker, self.consumer


@dataclass(frozen=True, slots=True)
class Row:
    """One request as the database has it."""

    worker: str
    consumer: str
    state: str
    loads: int

    @property
    def pair(self) -> tuple[str, str]:
        return self.worker, self.consumer


@dataclass(frozen=True, slots=True)
class Found:
    """What is there: requests, the trail's lines by act, subject and actor, messages by request."""

    rows: dict[str, Row]
    lines: Counter[tuple[str, str, str]]
    told: Counter[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is not as it must be, a line each."""

    lost: tuple[str, ...]
    doubled: tuple[str, ...]


def settle(url: str) -> None:
    """Wait until no job is left and the trail is sealed."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if not (_count(url, _WAIT) or _count(url, _UNSEALED)):
            return
        time.sleep(0.2)


def judge(url: str, entries: Sequence[Entry]) -> Verdict:
    """Hold the journal against what is there."""
    with psycopg.connect(url) as connection:
        found = Found(
            rows={row[0]: Row(*row[1:]) for row in connection.execute(_ROWS)},
            lines=Counter((row[0], row[1], row[2]) for row in connection.execute(_LINES)),
            told=Counter({row[0]: row[1] for row in connection.execute(_TOLD)}),
        )
    verdict, lost = compared(entries, found), list[str]()
    for what, sql in (("jobs wait", _WAIT), ("jobs failed", _FAILED), ("not sealed", _UNSEALED)):
        lost += [f"{count} {what}"] if (count := _count(url, sql)) else []
    return replace(verdict, lost=(*verdict.lost, *lost))


def compared(entries: Sequence[Entry], found: Found) -> Verdict:
    """An answered act is there once, one that was not answered at most once."""
    lost, doubled = [*_lost(entries, found)], [*_doubled(entries, found)]
    for short, over in _by_the_trail(entries, found):
        lost += short
        doubled += over
    return Verdict(tuple(lost), tuple(doubled))


def _lost(entries: Sequence[Entry], found: Found) -> Iterator[str]:
    for one in entries:
        row = found.rows.get(one.query)
        if row is not None:
            yield from (f"request {one.query}: {what}" for what in _lost_of(one, row, found))
        elif one.query:
            yield f"request {one.query}: its row"


def _lost_of(one: Entry, row: Row, found: Found) -> Iterator[str]:
    if one.answered["approve"] and row.state not in _APPROVED:
        yield "its approval"
    if row.loads < one.answered["open"]:
        yield f"{row.loads} looks of {one.answered['open']}"
    if one.answered["end"] and row.state != "ended":
        yield "its end"
    if one.is_whole and not one.on_her_page:
        yield "the look on her page"
    if one.is_told and not found.told[one.query]:
        yield "the message to her"


def _doubled(entries: Sequence[Entry], found: Found) -> Iterator[str]:
    asked = Counter(one.pair for one in entries)
    for pair, count in Counter(row.pair for row in found.rows.values()).items():
        if count > asked[pair]:
            yield f"{count} requests of {asked[pair]}: {pair}"
    for one in entries:
        row = found.rows.get(one.query)
        if row is not None and row.loads > one.tried["open"]:
            yield f"request {one.query}: {row.loads} looks of {one.tried['open']}"
        if found.told[one.query] > 1:
            yield f"request {one.query}: {found.told[one.query]} messages"


def _by_the_trail(entries: Sequence[Entry], found: Found) -> Iterator[tuple[list[str], list[str]]]:
    """Each act has its line, and each line its act."""
    for pair in {one.pair for one in entries}:
        hers = [row for row in found.rows.values() if row.pair == pair]
        asked = [one for one in entries if one.pair == pair]
        answered = sum(one.answered["ask"] for one in asked)
        tried = sum(one.tried["ask"] for one in asked)
        loads, ended = sum(row.loads for row in hers), sum(row.state == "ended" for row in hers)
        yield _between(f"ask {pair}", answered, found.lines["queries.ask", *pair], tried)
        yield _between(f"open {pair}", loads, found.lines["queries.open_report", *pair], loads)
        yield _between(f"end {pair}", ended, found.lines["queries.end", *pair], ended)
    for worker in {one.worker for one in entries}:
        approved = sum(
            row.state in _APPROVED for row in found.rows.values() if row.worker == worker
        )
        there = found.lines["queries.approve", worker, worker]
        yield _between(f"approve {worker}", approved, there, approved)


def _between(what: str, least: int, there: int, most: int) -> tuple[list[str], list[str]]:
    short = [f"{what}: {there} lines, not {least}"] if there < least else []
    return short, [f"{what}: {there} lines, not {most}"] if there > most else []


def _count(url: str, sql: LiteralString) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute(sql).fetchone()
    return int(str(row[0])) if row else 0
