"""Which catalogue is written by what, and whether the written ones still hold."""

from collections.abc import Callable
from pathlib import Path

from jiaxin.config.docs import acts, announcements, columns, exported, refusals

CATALOGUES: dict[str, Callable[[], str]] = {
    "errors.md": refusals.written,
    "data.md": columns.written,
    "actions.md": acts.written,
    "events.md": announcements.written,
    "record-export.schema.json": exported.written,
}


def write(folder: Path) -> list[str]:
    """Write what changed; its names."""
    changed = stale(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in changed:
        (folder / name).write_text(CATALOGUES[name](), encoding="utf-8")
    return changed


def stale(folder: Path) -> list[str]:
    """The catalogues that no longer say what the code says."""
    return [
        name
        for name, written in CATALOGUES.items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != written()
    ]
