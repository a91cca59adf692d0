"""Moves the clock of a whole product for one journey.

Every Python process that starts with this folder on its path reads the time through `clock`, which
then reads how many seconds it is ahead from a file. The product itself has no such switch.
"""

import importlib.abc
import importlib.machinery
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import override

CLOCK = "jiaxin.ground.clock"
HANDS = Path(os.environ.get("JOURNEYS_HANDS", os.devnull))


def moved() -> datetime:
    """The machine's time, and what the journey moved it by."""
    return datetime.now(UTC) + timedelta(seconds=float(HANDS.read_text("ascii") or 0))


class Patched(importlib.abc.Loader):
    """Loads the clock's module, then puts these hands on it."""

    def __init__(self, inner: importlib.abc.Loader) -> None:
        self.inner = inner

    @override
    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        return self.inner.create_module(spec)

    @override
    def exec_module(self, module: ModuleType) -> None:
        self.inner.exec_module(module)
        module._read = moved  # type: ignore[attr-defined]  # the one place that reads the time


class Finder(importlib.abc.MetaPathFinder):
    """Stands before the others for that one module."""

    @override
    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != CLOCK:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = Patched(spec.loader)
        return spec


if "JOURNEYS_HANDS" in os.environ:
    sys.meta_path.insert(0, Finder())
