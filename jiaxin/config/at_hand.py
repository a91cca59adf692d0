"""A database for a command that needs one: the server named, the one that runs, or one for now."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jiaxin.config.places import PROJECT
from jiaxin.config.postgres import Embedded


@contextmanager
def database(*, as_owner: bool) -> Iterator[None]:
    """Inside, DATABASE_URL names a server that answers. One started for this ends with it."""
    if given := os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = (as_owner and os.environ.get("DATABASE_OWNER_URL")) or given
        yield
        return
    server = Embedded(Path(os.environ.get("JIAXIN_HOME") or PROJECT / ".data"))
    server.start()
    try:
        os.environ["DATABASE_URL"] = server.owner_address if as_owner else server.web_address
        yield
    finally:
        server.stop()
