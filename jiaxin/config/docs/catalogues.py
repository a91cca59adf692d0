"""Which catalogue is written by what, and whether the written ones still hold."""

from collections.abc import Callable
from pathlib import Path

from jiaxin.config.docs import (
    acts,
    announcements,
    columns,
    controls,
    exported,
    openapi,
    refusals,
    threats,
)

CATALOGUES: dict[str, Callable[[], str]] = {
    "errors.md": refusals.written,
    "data.md": columns.written,
    "actions.md": acts.written,
    "events.md": announcements.written,
    "threats.md": threats.written,
    "controls.md": controls.written,
    "record-export.schema.json": exported.written,
    "openapi.json": openapi.written,
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
