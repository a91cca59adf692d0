"""Rows change in `services.py` and nowhere else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import PRODUCT, called_in, every_call, place, python_in, tree_of

# What writes beside the services, and why it may.
ALSO = {
    "ground/written.py": "the SQL of one row, made once for the services that call it",
    "portals/parts/sessions.py": "Django's own session row, which holds one opaque id of ours",
    "trust/audit/trail.py": "the trail's own line, in the door's transaction",
    "trust/access/limits.py": "counts of tries: they stay when the act is refused",
    "trust/identity/sittings.py": "when a staff member was last there: being there is no act",
    "trust/identity/keys.py": "data keys and look-up rows, written by the sealed column itself",
}

ON_A_MANAGER = re.compile(
    r".*\b(objects|sealed|_default_manager|_set)(\(\)|\.\w+)*"
    r"\.a?(create|bulk_create|bulk_update|get_or_create|update_or_create|update|delete)"
)
ON_A_QUERYSET = re.compile(
    r".*\.(filter|exclude|all|under|select_for_update|order_by|visible_to|annotate)\(\)"
    r"(\.\w+(\(\))?)*\.a?(update|delete|bulk_update)"
)
SQL = re.compile(
    r"\s*(INSERT\s+INTO|UPDATE\s+\S+.*\sSET|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE)\b", re.IGNORECASE
)


def may_write(path: Path) -> bool:
    inside = path.relative_to(PRODUCT)
    return "services" in (path.stem, *inside.parts[:-1]) or inside.as_posix() in ALSO


def writes_in(path: Path) -> Iterator[str]:
    """Each place that writes a row, as far as a reader who sees no types can tell."""
    for call, name in every_call(path):
        verb = name.rpartition(".")[2]
        by_row = verb in {"save", "asave", "delete", "adelete"} and "." in name and not call.args
        # A dictionary takes another dictionary; only a queryset takes columns by name alone.
        by_columns = verb in {"update", "aupdate"} and call.keywords and not call.args
        if by_row or by_columns or ON_A_MANAGER.fullmatch(name) or ON_A_QUERYSET.fullmatch(name):
            yield f"{place(path, call)} {name}"
    for call, name in called_in(path):
        if name.startswith("jiaxin.ground.written."):
            yield f"{place(path, call)} {name}"
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
            yield f"{place(path, node)} {node.value.split(maxsplit=1)[0]}"


def test_only_services_write() -> None:
    found = [
        write for path in python_in(PRODUCT) if not may_write(path) for write in writes_in(path)
    ]

    assert not found, "\n".join(found)


def test_what_may_write_beside_the_services_does() -> None:
    # A name that stays on the list after its file has gone is a door left open.
    idle = [name for name in ALSO if not list(writes_in(PRODUCT / name))]

    assert not idle, "\n".join(idle)
