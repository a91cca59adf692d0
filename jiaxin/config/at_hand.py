"""A database for a command that needs one: the server named, the one that runs, or one for now."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import django

from jiaxin.config.places import PROJECT
from jiaxin.config.postgres import Embedded
from jiaxin.config.screen import complain
from jiaxin.ground.crypto.keyring import WeakKeys

CANNOT = 1


class Cannot(Exception):
    """What was asked for cannot be done; says why in one line."""


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


def done_by(
    module: str,
    act: str,
    *given: object,
    needs: str = "What is stored is sealed by",
    as_owner: bool = False,
) -> int:
    """Load the apps beside a database, do one act of this module, and give its ending.

    `Cannot` is one plain message and 1. So is a key ring that is not there: `needs`
    says what this act needs it for.
    """
    with database(as_owner=as_owner):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiaxin.config.settings")
        try:
            django.setup()
        except WeakKeys as missing:
            complain(f"{needs} the key ring: {missing}. Is JIAXIN_HOME right?")
            return CANNOT
        try:
            return int(getattr(import_module(module), act)(*given))
        except Cannot as reason:
            complain(str(reason))
            return CANNOT
