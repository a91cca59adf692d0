"""Log files that do not grow without end."""

from pathlib import Path

LIMIT = 5 * 1024 * 1024
KEPT = 3


class RollingFile:
    """Bytes appended to a file; past the limit it becomes .1, .2, .3, and the oldest goes."""

    def __init__(self, path: Path, limit: int = LIMIT) -> None:
        self._path = path
        self._limit = limit
        self._file = path.open("ab")

    def write(self, words: bytes) -> None:
        if self._file.tell() + len(words) > self._limit:
            self._roll()
        self._file.write(words)
        self._file.flush()

    def last(self, lines: int) -> list[str]:
        """The end of the file, for a message on the screen."""
        return self._path.read_text("utf-8", "replace").splitlines()[-lines:]

    def close(self) -> None:
        self._file.close()

    def _roll(self) -> None:
        self._file.close()
        for number in range(KEPT - 1, 0, -1):
            older = self._numbered(number)
            if older.exists():
                older.replace(self._numbered(number + 1))
        self._path.replace(self._numbered(1))
        self._file = self._path.open("ab")

    def _numbered(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.name}.{number}")
