"""What the logs say of a crash: where it happened and what kind it was, never with what values.

A message or a path may hold a name, a phone or a code, so neither is written.
"""

import logging
import traceback
from typing import override


class WithoutValues(logging.Formatter):
    """Time, level, logger; for an exception its kinds and the lines it passed, innermost last."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        head = f"{self.formatTime(record)} {record.levelname} {record.name}"
        if not record.exc_info or record.exc_info[1] is None:
            return f"{head} {record.getMessage()}" if _is_ours(record) else head
        return f"{head}\n{trace_of(record.exc_info[1])}"


class Crashes(logging.Filter):
    """Lets crashes through; an answer of 503 while something starts is none."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        return record.exc_info is not None


def _is_ours(record: logging.LogRecord) -> bool:
    # Our own messages name kinds and counts only; other people's may quote what they were given.
    return record.name.startswith(("jiaxin", "sandbox"))


def trace_of(error: BaseException) -> str:
    """The lines that an exception and its causes passed, without a word of their messages."""
    parts: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        lines = [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        parts.append("\n".join([f"{type(cause).__module__}.{type(cause).__qualname__}", *lines]))
        cause = cause.__cause__ or cause.__context__
    return "\n caused by ".join(parts)
