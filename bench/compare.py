"""S6, the daily comparison: every authorised worker, 0.1 % changed, over the real wire.

A run is the product's own, in a process of its own, against a source in another process that
speaks the protocol (signed, sealed; its cost is said beside the figure). Two floors, in the same
run on the same data: `COPY` of the answers and a changed-only `UPDATE` of a plain table; and that
with the least that sealed rows demand (fetch, unwrap each key, open name, number and last answer,
in one straight loop).
"""

import contextlib
import json
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from bench import people, police
from bench.bed import ROOT, Bed, told_by
from bench.figures import Case, Figure, check, middle
from bench.spent import most_megabytes

TARGET_ROWS, TARGET_SECONDS, TARGET_RATIO, TARGET_MB = 8_000_000, 15 * 60, 2.5, 1024
STAGE = """
CREATE UNLOGGED TABLE IF NOT EXISTS bench_answer (worker_id uuid, word text, at timestamptz);
TRUNCATE bench_answer
"""
PLAIN = """
CREATE TABLE IF NOT EXISTS bench_plain (
    worker_id uuid PRIMARY KEY, word text, version int, checked_at timestamptz
)
"""
FILL_PLAIN = """
INSERT INTO bench_plain SELECT id, 'none_found', 1, proven_at FROM identity_worker
ON CONFLICT DO NOTHING
"""
CHANGE = """
UPDATE bench_plain p SET word = a.word, version = version + 1, checked_at = a.at
FROM bench_answer a WHERE a.worker_id = p.worker_id AND a.word <> p.word
"""
SEALED = """
SELECT w.id::text, w.name, w.number, k.generation, k.kek_id, k.suite_id, k.wrapped, f.id::text,
    f.content
FROM identity_worker w
JOIN identity_data_key k ON k.owner_id = w.id
JOIN LATERAL (
    SELECT id, content FROM records_fact
    WHERE worker_id = w.id AND kind = 'background' ORDER BY version DESC LIMIT 1
) f ON true
WHERE w.id > %s ORDER BY w.id LIMIT 2000
"""


def floor_of_sql(bed: Bed, at_round: int) -> float:
    """Seconds for the answers in and the changes taken over, in a table with nothing sealed."""
    with bed.connect() as connection:
        connection.execute(PLAIN)
        connection.execute(FILL_PLAIN)
        connection.execute(STAGE)
        connection.execute("UPDATE bench_plain SET word = 'none_found' WHERE word <> 'none_found'")
        connection.execute("VACUUM ANALYZE bench_plain")
        ids = [row[0] for row in connection.execute("SELECT id FROM identity_worker ORDER BY id")]
        begun = time.perf_counter()
        with connection.cursor().copy("COPY bench_answer FROM STDIN") as copy:
            for place, worker in enumerate(ids):
                word = "being_verified" if place % 1000 == at_round % 1000 else "none_found"
                copy.write(f"{worker}\t{word}\t2026-11-25T03:00:00Z\n")
        changed = connection.execute(CHANGE).rowcount
        spent = time.perf_counter() - begun
        connection.execute("TRUNCATE bench_answer")
    check(abs(changed - len(ids) / 1000) <= 1, f"the floor changed {changed} rows")
    return spent


def floor_of_opening(bed: Bed) -> float:
    """Seconds to fetch all sealed rows and open what a question and a comparison need."""
    from jiaxin.ground.crypto import held_keys  # noqa: PLC0415 — after django.setup
    from jiaxin.ground.crypto.suites import suite  # noqa: PLC0415 — as above

    ring, after, opened = held_keys.ring(), "00000000-0000-0000-0000-000000000000", 0
    begun = time.perf_counter()
    with bed.connect() as connection:
        while True:
            rows = connection.execute(SEALED, [after], binary=True).fetchall()
            for worker, name, number, generation, kek, suite_id, wrapped, fact, content in rows:
                text = str(worker).encode()
                key = ring.unwrap(kek, wrapped, b"%b.%d" % (text, generation))  # type: ignore[arg-type]
                opener = suite(suite_id).opener(key)  # type: ignore[arg-type]
                for raw, place in (
                    (name, b"identity_worker.name." + text),
                    (number, b"identity_worker.number." + text),
                    (content, b"records_fact.content." + str(fact).encode()),
                ):
                    opener(raw[5:], raw[:5] + place)  # type: ignore[index]
            opened += len(rows)
            if len(rows) < 2000:
                break
            after = rows[-1][0]  # type: ignore[assignment]
    check(opened == bed.count("identity_worker"), "the floor opened too few")
    return time.perf_counter() - begun


@contextlib.contextmanager
def a_source(bed: Bed, at_round: int) -> Iterator[str]:
    """A paired source in a process of its own, until the end of the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url, home = f"http://127.0.0.1:{port}", bed.home / "police"
    _pair(bed.home, home, url)
    told = {police.HOME: str(home), police.ROUND: str(at_round)}
    told |= {police.AUTHORITY: f"127.0.0.1:{port}"}
    argv = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--no-ws"]
    process = subprocess.Popen(  # noqa: S603 — fixed words of this file
        [*argv, "--log-level", "error", "--port", str(port), "bench.police:create"],
        cwd=ROOT,
        env=os.environ | told,
    )
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(30)


def _pair(home: Path, theirs: Path, url: str) -> None:
    from jiaxin.gateways.exchange import keys as ours  # noqa: PLC0415 — no settings needed
    from sandbox import keys as sandbox_keys  # noqa: PLC0415 — as above

    file = home / "keys" / "exchange.json"
    ours.make(file)
    ours.trust(file, sandbox_keys.card(sandbox_keys.trust(theirs, ours.card(file))), url)


def run_here() -> None:
    """The measured process: one run, as `jiaxin compare run` makes it."""
    import django  # noqa: PLC0415 — only this process needs the product

    django.setup()
    from jiaxin.flows.comparisons import errands  # noqa: PLC0415 — as above

    begun = time.perf_counter()
    tally = errands.run()
    spent, used = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF)
    said = {"seconds": spent, "compared": tally.compared, "changed": tally.changed}
    said |= {"missed": tally.missed, "finished": tally.finished, "run": str(tally.run)}
    said |= {"megabytes": most_megabytes(), "cpu": used.ru_utime + used.ru_stime}
    sys.stdout.write(json.dumps(said) + "\n")


def one_run(bed: Bed, at_round: int) -> dict[str, float]:
    """A measured run in a process of its own; what it did is checked."""
    with a_source(bed, at_round) as url:
        said = told_by("bench.compare", "run")
        said["police"] = httpx.get(f"{url}/spent", trust_env=False).json()["cpu"]
    expected = sum(
        police.is_found(people.number_of(place)[0], at_round)
        and not police.is_found(people.number_of(place)[0], at_round - 1)
        for place in range(bed.size.workers)
    )
    check(bool(said["finished"]) and said["missed"] == 0, f"not whole: {said}")
    check(said["compared"] == bed.count("identity_worker"), f"compared {said['compared']}")
    check(said["changed"] == expected, f"changed {said['changed']}, expected {expected}")
    _check_rows(bed, said, expected)
    return said


def _check_rows(bed: Bed, said: dict[str, float], expected: int) -> None:
    """What the run left in the tables: two lines a slice, a line a change."""
    with bed.connect() as connection:
        slices = connection.execute(
            "SELECT count(*), sum(compared) FROM comparisons_slice WHERE run_id = %s",
            [said["run"]],
        ).fetchone()
        lines = connection.execute(
            "SELECT action, count(*) FROM audit_line WHERE proof = %s GROUP BY action",
            [f"comparison:{said['run']}"],
        ).fetchall()
    check(slices is not None and slices[1] == said["compared"], "the slices' sum is another")
    counts = dict(lines)
    check(counts.get("comparisons.change", 0) == expected, "a line a change is missing")
    whole = slices[0] if slices else 0
    check(counts["comparisons.ask"] == counts["comparisons.settle"] == whole, "lines of slices")


def measure(bed: Bed) -> Iterator[Figure]:
    """The figures of S6."""
    bed.fill()
    import django  # noqa: PLC0415 — after the bed has set the environment

    django.setup()
    known, runs, sql, opening = bed.home / "compare_round", [], [], []
    at_round = int(known.read_text()) if known.exists() else 0
    for _ in range(bed.size.rounds):
        at_round += 1
        known.write_text(str(at_round))
        sql.append(floor_of_sql(bed, at_round))
        opening.append(floor_of_opening(bed))
        runs.append(one_run(bed, at_round))
    yield from _figures(bed, runs, sql, opening)


def _figures(
    bed: Bed, runs: list[dict[str, float]], sql: list[float], opening: list[float]
) -> Iterator[Figure]:
    count, quick = bed.size.workers, bed.size.quick
    seconds = [run["seconds"] for run in runs]
    whole, floor, least = middle(seconds), middle(sql), middle(sql) + middle(opening)
    allowed = TARGET_SECONDS * count / TARGET_ROWS
    source = middle([run["police"] for run in runs])
    yield Figure(
        *("S6", f"daily comparison of {count:,} workers, 0.1 % changed", whole, "s"),
        floor=floor,
        floor_is="COPY of the answers, changed-only UPDATE, nothing sealed",
        target=f"≤ {allowed:,.1f} s (15 min for 8,000,000)",
        met=None if quick else whole <= allowed,
        rounds=seconds,
        note=f"the source's own process took {source:.1f} s of CPU of it, on the same cores",
    )
    yield Figure(
        *("S6", "the same, over the plain-SQL floor", whole / floor, "×"),
        target="≤ 2.5 ×",
        met=None if quick else whole / floor <= TARGET_RATIO,
        rounds=[one / other for one, other in zip(seconds, sql, strict=True)],
        note="the floor opens nothing: no names leave it, and its answers rest in clear",
    )
    yield Figure(
        *("S6", "the same, over the floor that opens what is sealed", whole / least, "×"),
        floor_is="COPY, UPDATE, and each key unwrapped, name, number and last answer opened",
        target="≤ 2.5 ×",
        met=None if quick else whole / least <= TARGET_RATIO,
        note=f"that floor: {floor:.1f} s of SQL and {middle(opening):.1f} s of opening",
    )
    a_row = [run["seconds"] / count * 1e6 for run in runs]
    yield Figure("S6", "a compared worker", middle(a_row), "µs", rounds=a_row)
    yield Figure(
        *("S6", "CPU of the comparing process, a worker"),
        middle([run["cpu"] / count * 1e6 for run in runs]),
        "µs",
    )
    memory = max(run["megabytes"] for run in runs)
    yield Figure(
        *("S6", "memory of the comparing process, at most", memory, "MB"),
        target="≤ 1,024 MB",
        met=None if quick else memory <= TARGET_MB,
    )


CASE = Case("S6", "the daily comparison", measure, needs_people=True)

if __name__ == "__main__" and sys.argv[1:] == ["run"]:
    run_here()
