"""Loads the whole product, so that everything it registers is known."""

import pkgutil
from functools import cache
from importlib import import_module

import jiaxin

# Programs start when they are loaded, or need the heavy libraries of the face and card process.
_NOT_LOADED = ("jiaxin.gateways.vision.", "jiaxin.config.wsgi", "jiaxin.portals.live.")


@cache
def load_everything() -> None:
    """Import every module once; those of other processes announce and refuse nothing."""
    for found in pkgutil.walk_packages(jiaxin.__path__, "jiaxin."):
        name = found.name
        if not name.startswith(_NOT_LOADED) and not name.endswith(".__main__"):
            import_module(name)
