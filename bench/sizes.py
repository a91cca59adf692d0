"""S12, growth, its first half: what a worker takes in the database, table by table.

Run it at several sizes and keep each result (N=100000 KEEP=100k make bench): bytes a worker must
stay. The times at those sizes are in the other cases' figures; `make bench-growth` draws them all.
"""

from collections.abc import Iterator

from bench.bed import Bed
from bench.figures import Case, Figure, check
from bench.people import TABLES

_SIZE = "SELECT pg_table_size(%s::regclass), pg_indexes_size(%s::regclass)"


def measure(bed: Bed) -> Iterator[Figure]:
    """Bytes a worker: of each table that holds workers, and of all of them."""
    bed.fill()
    whole = in_indexes = 0.0
    with bed.connect() as connection:
        workers = bed.count("identity_worker")
        for table in TABLES:
            row = connection.execute(_SIZE, [table, table]).fetchone()
            check(row is not None, f"{table} has no size")
            rows, indexes = (int(str(part)) / workers for part in row or (0, 0))
            whole += rows + indexes
            in_indexes += indexes
            yield Figure(
                *("S12", f"{table}, a worker", round(rows + indexes), "bytes"),
                note=f"{indexes:.0f} of them indexes; {bed.count(table) / workers:.1f} rows",
            )
    at = f"at {workers:,} workers"
    yield Figure("S12", "all of them, a worker", round(whole), "bytes", note=at)
    yield Figure("S12", "their indexes, a worker", round(in_indexes), "bytes", note=at)


CASE = Case("S12", "growth: bytes a worker", measure, needs_people=True, comes_first=True)
