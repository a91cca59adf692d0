"""S8, the search for firms over a million of them; each kind of question beside its bare SELECT.

  python -m bench.firms              1,000,000 firms, some minutes
  N=100000 python -m bench.firms     fewer
  QUICK=1 python -m bench.firms      only to see that it runs

`python -m bench S8` runs it in a database of its own, as a case among the others.
With no DATABASE_URL it starts an embedded server of its own, durable, in a folder of its own.
Before any clock runs, what the search finds is compared with what reading every firm finds; while
it runs, each answer is looked at. The clients are processes beside the server's, 16 in all.
Prints a table and writes bench/results/firms.json. Nothing here is judged by time.
"""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import import_module
from random import Random
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bench import figures, firm_answers
from bench.bed import Bed
from bench.figures import check
from bench.trail import a_server, say, set_up

QUICK = bool(os.environ.get("QUICK"))
FIRMS = int(os.environ.get("N") or (2_000 if QUICK else 1_000_000))
SECONDS = 0.4 if QUICK else 8.0
WARM_UP = 0.2 if QUICK else 2.0
PROCESSES, THREADS = 4, 4
# Each client looks up the right answers first, so a quick run asks few things.
QUESTIONS = 20 if QUICK else 300
CHUNK = 10_000
RESULTS = figures.RESULTS / "firms.json"
TODAY = "2026-11-25"

COLUMNS = (
    "firm_id, code, name, brand, region, kind, status, filed, plain, sounds, initials, tokens,"
    " place, penalised, red, black"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One kind of question: what the read takes, and what its own SQL takes by itself."""

    what: str
    p50: float
    p99: float
    per_second: float
    floor_p50: float
    floor_p99: float
    floor_per_second: float

    @property
    def row(self) -> str:
        return (
            f"| {self.what} | {self.p50:.1f} | {self.p99:.1f} | {self.per_second:,.0f} |"
            f" {self.floor_p50:.1f} | {self.floor_p99:.1f} | {self.floor_per_second:,.0f} |"
            f" {self.per_second / self.floor_per_second:.2f} |"
        )


# Filling


def copy_rows(span: tuple[int, int]) -> int:
    """Put the firms of a span into the table; one process."""
    set_up()
    from bench.firm_names import firms  # noqa: PLC0415 — each process loads it for itself
    from jiaxin.ground.ids import new_id  # noqa: PLC0415 — as above

    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        for first in range(*span, CHUNK):
            past = min(first + CHUNK, span[1])
            with (
                connection.transaction(),
                connection.cursor() as cursor,
                cursor.copy(f"COPY firms_search ({COLUMNS}) FROM STDIN") as copy,
            ):
                for firm in firms(first, past):
                    chance = Random(firm.code)  # noqa: S311 — the same each time
                    copy.write_row(
                        (
                            *(new_id(), firm.code, firm.name, firm.brand, firm.region),
                            *(firm.kind.value if firm.filed else "", "open", firm.filed),
                            *(firm.names.plain, firm.names.sounds, firm.names.initials),
                            *(list(firm.tokens), firm.place),
                            _spans(chance, 0.01),
                            _spans(chance, 0.002),
                            _spans(chance, 0.0005),
                        )
                    )
    return span[1] - span[0]


def _spans(chance: Random, share: float) -> str:
    if chance.random() >= share:
        return "{}"
    return f"{{[2026-0{chance.randint(1, 9)}-01,2027-0{chance.randint(1, 9)}-01)}}"


def fill(url: str) -> None:
    """A table of made-up firms, indexed and analysed."""
    begun = time.perf_counter()
    with psycopg.connect(url, autocommit=True) as connection:
        index = "firms_search_stretches"
        connection.execute(f"DROP INDEX IF EXISTS {index}")
        step = -(-FIRMS // 2)
        spans = [(first, min(first + step, FIRMS)) for first in range(0, FIRMS, step)]
        with ProcessPoolExecutor(2) as pool:
            count = sum(pool.map(copy_rows, spans))
        say(f"  {count:,} firms in {time.perf_counter() - begun:.0f} s")
        connection.execute("SET maintenance_work_mem = '512MB'")
        made = import_module("jiaxin.facts.firms.migrations.0004_ask_stretches")
        connection.execute(made.BUILD)
        connection.execute(made.UNCOUNTED)
        connection.execute("VACUUM ANALYZE firms_search")
        for name in ("firms_search", index):
            row = connection.execute(f"SELECT pg_relation_size('{name}') / 1048576").fetchone()
            say(f"  {name}: {row[0] if row else '?'} MB")
        say(f"  ready after {time.perf_counter() - begun:.0f} s")


# Asking


def questions() -> dict[str, list[Any]]:
    """What people ask, by kind: each a list of what is wanted, from the seed."""
    from bench.firm_names import one  # noqa: PLC0415 — after django.setup
    from jiaxin.facts.firms.finding import Standing, Wanted  # noqa: PLC0415 — as above
    from jiaxin.facts.firms.rules.profile import Trade  # noqa: PLC0415 — as above

    chance = Random(8)  # noqa: S311 — the same questions each time
    some = [one(chance.randrange(FIRMS)) for _ in range(QUESTIONS)]

    def infix(name: str, size: int) -> str:
        start = chance.randrange(0, max(1, len(name) - 6))
        return name[start : start + size]

    common = (
        "家政",
        "有限公司",
        "北京",
        "家政服务",
        "服务有限公司",
        "上海",
        "jz",
        "jiazheng",
        "bj",
    )
    return {
        "two characters": [Wanted(text=infix(firm.name, 2)) for firm in some],
        "three or four characters": [
            Wanted(text=infix(firm.name, chance.choice((3, 4)))) for firm in some
        ],
        "full name": [Wanted(text=firm.name) for firm in some],
        "pinyin initials": [
            Wanted(text=infix(firm.names.initials.split("\n")[0], chance.choice((3, 4, 5))))
            for firm in some
        ],
        "pinyin": [Wanted(text="".join(firm.names.sounds.split("\n")[0][:9])) for firm in some],
        "credit code": [Wanted(text=firm.code) for firm in some],
        "common words": [Wanted(text=text) for text in common],
        "region": [Wanted(region=firm.region) for firm in some],
        "region and common word": [
            Wanted(text=chance.choice(common), region=firm.region[:4] + "00") for firm in some
        ],
        "service, list and word": [
            Wanted(text="家政", trade=chance.choice([*Trade]), standing=chance.choice([*Standing]))
            for _ in some
        ],
        "a slip of the same sound": [
            Wanted(text="阳广家证"), Wanted(text="爱佳家政"), Wanted(text="安康月稍服务")
        ],
        "one wrong character": [
            Wanted(text=f"{firm.name[:3]}龘{firm.name[4:8]}") for firm in some
        ],
    }  # fmt: skip


@contextmanager
def noted(kept: list[tuple[str, Any]]) -> Iterator[None]:
    """Each SQL text that Django sends, with its values."""
    from django.db import connection  # noqa: PLC0415 — after django.setup

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        kept.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield


def ask_by_read(wanted: list[Any]) -> Callable[[int], None]:
    """The read, as a page calls it; each answer must be the one that was found at first."""
    from jiaxin.facts.firms import finding  # noqa: PLC0415 — after django.setup

    right = [finding.find(one) for one in wanted]

    def ask(turn: int) -> None:
        at = turn % len(wanted)
        check(finding.find(wanted[at]) == right[at], f"another answer to {wanted[at]}")

    return ask


def ask_by_sql(wanted: list[Any]) -> Callable[[int], None]:
    """The last SELECT that each question comes to, and nothing around it."""
    from jiaxin.facts.firms import finding  # noqa: PLC0415 — after django.setup

    selects = []
    for one in wanted:
        kept: list[tuple[str, Any]] = []
        with noted(kept):
            finding.find(one)
        selects.append(kept)
    url = os.environ["DATABASE_URL"]
    # Planned once, as the read's own are.
    cursor = psycopg.connect(url, autocommit=True, prepare_threshold=2).cursor()

    def ask(turn: int) -> None:
        for sql, params in selects[turn % len(selects)]:
            cursor.execute(sql, params).fetchall()

    return ask


WAYS = {"read": ask_by_read, "sql": ask_by_sql}


def clients(way: str, kind: str) -> list[float]:
    """One process of several clients; how long each answer took, in milliseconds."""
    set_up()
    from django.db import connection  # noqa: PLC0415 — after django.setup

    wanted, spent = questions()[kind], []

    def work(number: int) -> None:
        ask, turn = WAYS[way](wanted), number * 37
        begin = time.monotonic() + WARM_UP
        while (now := time.monotonic()) < begin + SECONDS:
            begun = time.perf_counter()
            ask(turn := turn + 1)
            if now >= begin:
                spent.append((time.perf_counter() - begun) * 1000)
        connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, range(THREADS)))  # a wrong answer in one of them fails the bench
    return spent


def asked(way: str, kind: str) -> tuple[float, float, float]:
    """Median, 99th percentile, answers a second: by all clients together."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        every = list(pool.map(clients, *zip(*[(way, kind)] * PROCESSES, strict=True)))
    spent = [one for some in every for one in some]
    return median(spent), quantiles(spent, n=100)[98], len(spent) / SECONDS


def measured() -> Iterator[Figure]:
    """Every kind of question, by the read and by its own SQL."""
    kinds = [*questions()] if not QUICK else ["two characters", "common words"]
    for kind in [one for one in kinds if os.environ.get("ONLY", "") in one]:
        yield Figure(kind, *asked("read", kind), *asked("sql", kind))


def measure(bed: Bed) -> Iterator[figures.Figure]:
    """The same as a case: in a process and a database of its own, among no other firms."""
    count = 2_000 if bed.size.quick else min(bed.size.workers, 1_000_000)
    told = {"DATABASE_URL": _database(bed, count), "QUICK": "1" if bed.size.quick else ""}
    subprocess.run(
        [sys.executable, "-m", "bench.firms"],
        env=os.environ | told | {"N": str(count)},
        check=True,
        stdout=sys.stderr,
    )
    made = json.loads(RESULTS.read_text(encoding="utf-8"))
    check(made["firms"] == count, "another run's figures")
    for each in made["figures"]:
        yield figures.Figure(
            *("S8", f"{made['firms']:,} firms, {each['what']}: p99 at 16 clients"),
            *(each["p99"], "ms"),
            floor=each["floor_p99"],
            floor_is="p99 of the SELECT alone",
            target="≤ 50 ms",
            met=None if bed.size.quick else each["p99"] <= 50,
            note=f"median {each['p50']:.1f} ms, {each['per_second']:,.0f}/s;"
            f" the SELECT alone {each['floor_per_second']:,.0f}/s",
        )


def _database(bed: Bed, count: int) -> str:
    """Its address; one of an earlier run, if it has as many firms."""
    url = urlunsplit(urlsplit(bed.url)._replace(path="/bench_firms"))
    with contextlib.suppress(psycopg.OperationalError), psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM firms_search").fetchone()
        if row is not None and row[0] == count:
            return url
    return bed.database("bench_firms")


CASE = figures.Case("S8", "the search for firms", measure)


def _let_go() -> None:
    """Close this process's connections: a pool copied into a client's process answers nobody."""
    from django.db import connection  # noqa: PLC0415 — after django.setup

    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's has one


def main() -> None:
    """The command line."""
    with a_server() as url:
        set_up()
        with psycopg.connect(url) as connection:
            row = connection.execute("SELECT count(*) FROM firms_search").fetchone()
        if row is None or row[0] < FIRMS:
            fill(url)
        with psycopg.connect(url, autocommit=True) as connection:
            compared = firm_answers.compare(connection, questions(), 2 if QUICK else 8)
        _let_go()
        say(f"  {compared} questions answered as reading every firm answers them")
        say("| question, 16 clients | p50 ms | p99 ms | /s | floor p50 | p99 | /s | ratio |")
        say("|---|---|---|---|---|---|---|---|")
        found = []
        for figure in measured():
            found.append(figure)
            say(figure.row)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    made = {"firms": FIRMS, "compared": compared, "figures": [asdict(each) for each in found]}
    RESULTS.write_text(json.dumps(made, indent=2, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
