"""Notices when the product's own code changes, for developers."""

import time
from pathlib import Path

from jiaxin.config.places import PROJECT

SUFFIXES = {".py", ".html"}
LOOK_EVERY_SECONDS = 1.0


class Changes:
    """Compares times of files, at most once a second."""

    def __init__(self, folder: Path = PROJECT / "jiaxin") -> None:
        self._folder = folder
        self._seen = self._newest()
        self._looked = time.monotonic()

    def any(self) -> bool:
        """Whether something changed since the last time this was asked."""
        if time.monotonic() - self._looked < LOOK_EVERY_SECONDS:
            return False
        self._looked = time.monotonic()
        before, self._seen = self._seen, self._newest()
        return self._seen != before

    def _newest(self) -> dict[Path, float]:
        return {
            path: path.stat().st_mtime
            for path in self._folder.rglob("*")
            if path.suffix in SUFFIXES and path.exists()
        }
