"""S9, the trail: appending with sealing on, and proofs over many lines; each beside its floor.

  python -m bench.trail                  200,000 lines, some two minutes
  N=10000000 python -m bench.trail       the figure of docs/trail.md; needs some 10 GB and an hour
  QUICK=1 python -m bench.trail          only to see that it runs

`python -m bench S9` runs it in a database of its own, as a case among the others.
With no DATABASE_URL it starts an embedded server of its own, durable, in a folder of its own.
Prints a table and writes bench/results/trail.json. Nothing here is judged by time.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from statistics import median, quantiles
from threading import Thread
from uuid import uuid4

import psycopg

from bench import figures
from bench.bed import Bed, quarter

QUICK = bool(os.environ.get("QUICK"))
LINES = int(os.environ.get("N") or (4_000 if QUICK else 200_000))
SECONDS = 0.5 if QUICK else 10.0
PROOFS = 20 if QUICK else 500
PROCESSES, THREADS = 2, 4
WARM_UP = 0.2 if QUICK else 1.0
CHUNK = 50_000
RESULTS = figures.RESULTS / "trail.json"

COLUMNS = (
    "id, at, actor, role, action, subject, proof, outcome, digest, channel, sign_in, origin,"
    " request_id, mac"
)
# The least that could hold a line: the same columns, key and index, and nothing that seals.
FLOOR = f"""
DROP TABLE IF EXISTS bench_floor;
CREATE TABLE bench_floor AS SELECT {COLUMNS} FROM audit_line WITH NO DATA;
ALTER TABLE bench_floor ADD PRIMARY KEY (at, id);
CREATE INDEX ON bench_floor (subject, at);
"""  # noqa: S608 — names of this file
FILL = f"""
INSERT INTO audit_line ({COLUMNS})
SELECT gen_random_uuid(), %s::timestamptz + make_interval(secs => i * 0.001),
    '0190a1b2-0000-7000-8000-000000000007', 'consumer', 'queries.open_report', gen_random_uuid(),
    'query:' || gen_random_uuid(), 'done', sha256(i::text::bytea), 'web', gen_random_uuid(),
    md5(i::text), md5(i::text), sha256(i::text::bytea)
FROM generate_series(%s::bigint, %s::bigint) AS i
"""  # noqa: S608 — names of this file


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure beside its floor."""

    what: str
    value: float
    unit: str
    floor: float | None = None
    target: str = ""

    @property
    def row(self) -> str:
        floor = rounded(self.floor) if self.floor else "–"
        ratio = f"{self.value / self.floor:.2f}" if self.floor else "–"
        figure = f"{rounded(self.value)} {self.unit}"
        return f"| {self.what} | {figure} | {floor} | {ratio} | {self.target} |"


def rounded(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@contextlib.contextmanager
def a_server() -> Iterator[str]:
    """The address of a migrated, durable server, as its owner."""
    os.environ |= {"JIAXIN_MODE": "test", "DJANGO_SETTINGS_MODULE": "jiaxin.config.settings"}
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    from jiaxin.config.postgres import Embedded  # noqa: PLC0415 — not needed with a server given

    with tempfile.TemporaryDirectory(prefix="jiaxin-bench-") as folder:
        Path(folder).chmod(0o711)
        server = Embedded(Path(folder), buffers=quarter())
        server.start()
        os.environ |= {"DATABASE_URL": server.owner_address, "JIAXIN_HOME": folder}
        subprocess.run([sys.executable, "-m", "jiaxin.config.tables"], check=True)
        try:
            yield server.owner_address
        finally:
            server.stop()


# Appending


def insert(url: str, table: str, until: float) -> int:
    """One connection that appends line by line, each committed; how many."""
    statement = f"INSERT INTO {table} ({COLUMNS}) VALUES ({', '.join(['%s'] * 14)})"  # noqa: S608 — names of this file
    done = 0
    with psycopg.connect(url, autocommit=True) as connection:
        from jiaxin.ground import clock  # noqa: PLC0415 — each process loads it for itself

        while time.monotonic() < until:
            connection.execute(
                statement,
                [
                    *(uuid4(), clock.now(), str(uuid4()), "consumer", "queries.open_report"),
                    *(uuid4(), f"query:{uuid4()}", "done", bytes(32), "web", uuid4()),
                    *("0" * 32, "0" * 32, bytes(32)),
                ],
            )
            done += time.monotonic() > until - SECONDS
    return done


def door(url: str, table: str, until: float) -> int:
    """The same by the product's own writer: canonical form, keyed hash, Django's connection."""
    from django.db import connection  # noqa: PLC0415 — after django.setup

    from jiaxin.trust.access.actions import Action  # noqa: PLC0415 — after django.setup
    from jiaxin.trust.access.actor import Actor  # noqa: PLC0415 — after django.setup
    from jiaxin.trust.access.trail import DONE, Entry  # noqa: PLC0415 — after django.setup
    from jiaxin.trust.audit.trail import TableTrail  # noqa: PLC0415 — after django.setup

    writer, actor, done = TableTrail(), Actor.system("bench"), 0
    while time.monotonic() < until:
        writer.write(Entry(actor, Action.QUERY_OPEN, DONE, uuid4(), f"query:{uuid4()}", {"n": 1}))
        done += time.monotonic() > until - SECONDS
    connection.close()
    return done


WAYS: dict[str, Callable[[str, str, float], int]] = {"insert": insert, "door": door}


def clients(url: str, way: str, table: str) -> int:
    """One process of several clients."""
    if way == "door":
        set_up()
    counts: list[int] = []
    until = time.monotonic() + WARM_UP + SECONDS
    threads = [
        Thread(target=lambda: counts.append(WAYS[way](url, table, until))) for _ in range(THREADS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts)


def appended(url: str, way: str, table: str, *, sealing: str = "") -> float:
    """Lines a second, by all clients together."""
    sealer = None
    if sealing:
        sealer = subprocess.Popen([sys.executable, "-m", "bench.trail", "seal"])
        time.sleep(3)
    with ProcessPoolExecutor(PROCESSES) as pool:
        done = sum(pool.map(clients, *zip(*[(url, way, table)] * PROCESSES, strict=True)))
    if sealer:
        sealer.terminate()
        sealer.wait()
    return done / SECONDS


def set_up() -> None:
    """Django, with keys of this folder."""
    import django  # noqa: PLC0415 — only where it is needed

    django.setup()


# Proving


def fill(url: str) -> float:
    """Put the lines in and seal them; lines sealed a second."""
    from jiaxin.ground import clock  # noqa: PLC0415 — after django.setup
    from jiaxin.trust.audit import sealer  # noqa: PLC0415 — after django.setup

    since, sealed, spent = clock.now(), sealer.seal(), 0.0
    with psycopg.connect(url, autocommit=True) as connection:
        for first in range(1, LINES + 1, CHUNK):
            past = min(first + CHUNK, LINES + 1)
            connection.execute(FILL, [since, first, past - 1])
            begun = time.perf_counter()
            sealed += sealer.seal()
            spent += time.perf_counter() - begun
            if first % 1_000_000 == 1 and first > 1:
                say(f"  {first - 1:,} lines")
        connection.execute("VACUUM ANALYZE audit_line, audit_unsealed, audit_leaf, audit_node")
    return LINES / spent


def timed(act: Callable[[int], object], size: int) -> tuple[float, float]:
    """The median and the 99th percentile of an act at random places, in milliseconds."""
    chance = Random(1)  # noqa: S311 — the same places each time
    spent = []
    for _ in range(PROOFS):
        place = chance.randrange(1, size)
        begun = time.perf_counter()
        act(place)
        spent.append((time.perf_counter() - begun) * 1000)
    return median(spent), quantiles(spent, n=100)[98]


def proofs(url: str) -> Iterator[Figure]:
    """Inclusion and consistency; the floor is the SELECT of one leaf."""
    from jiaxin.trust.audit import check, tree  # noqa: PLC0415 — after django.setup

    size = tree.size()
    with psycopg.connect(url, autocommit=True) as connection:
        statement = "SELECT hash FROM audit_leaf WHERE index = %s"
        floor = timed(lambda i: connection.execute(statement, [i]).fetchone(), size)
    for what, act in (
        ("inclusion", lambda i: tree.inclusion(i, size)),
        ("consistency", lambda i: tree.consistency(i, size)),
    ):
        half, most = timed(act, size)
        yield Figure(f"{what} proof over {size:,} lines, median", half, "ms", floor[0], "≤ 10 ms")
        yield Figure(f"{what} proof over {size:,} lines, p99", most, "ms", floor[1], "≤ 10 ms")
    begun = time.perf_counter()
    check.run(lambda _: None)
    yield Figure("trail check, lines a second", size / (time.perf_counter() - begun), "/s")


def measured(url: str) -> Iterator[Figure]:
    """Everything, in one run on one server."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(FLOOR)
        connection.execute("ALTER TABLE audit_line DISABLE TRIGGER audit_line_waits")
        floor = appended(url, "insert", "bench_floor")
        bare = appended(url, "insert", "audit_line")
        # What came past the queue must not stay: it would be a finding.
        connection.execute("ALTER TABLE audit_line DISABLE TRIGGER USER")
        connection.execute("TRUNCATE audit_line")
        connection.execute("ALTER TABLE audit_line ENABLE TRIGGER USER")
        again = appended(url, "insert", "bench_floor")
    floor = (floor + again) / 2
    yield Figure("append to the table without its queue", bare, "/s", floor)
    queued = appended(url, "insert", "audit_line", sealing="on")
    yield Figure("append with sealing on", queued, "/s", floor, "≥ 1,500/s")
    yield Figure(
        "append by the door's writer, sealing on",
        appended(url, "door", "", sealing="on"),
        "/s",
        floor,
        "≥ 1,500/s",
    )
    set_up()
    yield Figure("sealing itself", fill(url), "/s")
    yield from proofs(url)


def measure(bed: Bed) -> Iterator[figures.Figure]:
    """The same as a case: in a process and a database of its own, since it empties the trail."""
    url = bed.database("bench_trail")
    told = {"DATABASE_URL": url, "QUICK": "1" if bed.size.quick else ""}
    told["N"] = "4000" if bed.size.quick else os.environ.get("TRAIL_LINES", "200000")
    subprocess.run(
        [sys.executable, "-m", "bench.trail"], env=os.environ | told, check=True, stdout=sys.stderr
    )
    for each in json.loads(RESULTS.read_text(encoding="utf-8")):
        target, value = str(each["target"]), float(each["value"])
        enough = value >= 1500 if "/s" in target else value <= 10
        yield figures.Figure(
            *("S9", each["what"], value, each["unit"]),
            floor=each["floor"],
            floor_is="a plain INSERT" if each["unit"] == "/s" else "the SELECT of one leaf",
            target=target,
            met=None if bed.size.quick or not target else enough,
        )


CASE = figures.Case("S9", "the trail: appending with sealing on, proofs", measure)


def main() -> None:
    """The command line."""
    if sys.argv[1:] == ["seal"]:
        set_up()
        from jiaxin.trust.audit import sealer  # noqa: PLC0415 — after django.setup

        sealer.Sealer().run_forever()
        return
    say("| what | figure | floor | ratio | target |\n|---|---|---|---|---|")
    with a_server() as url:
        found = []
        for figure in measured(url):
            found.append(figure)
            say(figure.row)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps([asdict(each) for each in found], indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
