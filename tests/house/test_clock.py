"""One clock: whoever needs the time takes it as an argument or asks `ground.clock`."""

import ast
import re

from tests.house.source import PRODUCT, called_in, place, python_in, tree_of

CLOCK = PRODUCT / "ground" / "clock.py"
# The job library dates its workers' heartbeats by the database's clock; compare like with like.
BY_THE_DATABASE = {PRODUCT / "config" / "probes.py"}
# Django dates its own session rows.
BY_DJANGO = {PRODUCT / "portals" / "parts" / "session_rows.py"}
READS_THE_TIME = re.compile(
    r"(datetime\.)?(datetime|date)\.(now|utcnow|today)"
    r"|time\.(time|time_ns|localtime|gmtime|ctime|strftime)"
    r"|django\.utils\.timezone\.(now|localtime|localdate)"
    r"|django\.db\.models\.functions(\.datetime)?\.Now"
)
SQL_CLOCK = re.compile(
    r"\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|getdate)\(\)"
    r"|\bcurrent_(date|time|timestamp)\b",
    re.IGNORECASE,
)


def test_only_the_clock_reads_the_time() -> None:
    found = [
        f"{place(path, node)} {name}"
        for path in python_in(PRODUCT)
        if path != CLOCK and path not in BY_DJANGO
        for node, name in called_in(path)
        if READS_THE_TIME.fullmatch(name)
    ]

    assert not found, "\n".join(found)


def test_no_query_asks_the_database_for_the_time() -> None:
    found = [
        f"{place(path, node)} {node.value!r}"
        for path in python_in(PRODUCT)
        if path not in BY_THE_DATABASE
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and SQL_CLOCK.search(node.value)
    ]

    assert not found, "\n".join(found)


def test_no_column_dates_itself() -> None:
    found = [
        place(path, node)
        for path in python_in(PRODUCT)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}
    ]

    assert not found, "\n".join(found)
