"""Say which parts of the running product are up; ends with 0 only if all are.

The same answer as /ready gives, asked from inside.
"""

import argparse
import json
import os
from pathlib import Path
from typing import Any

from jiaxin.config import asking
from jiaxin.config.places import PROJECT, Places
from jiaxin.config.screen import say


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    found = look(_home())
    if arguments.json:
        say(json.dumps(found))
    else:
        _tell(found)
    return 0 if found["ready"] else 1


def look(home: Path) -> dict[str, Any]:
    """What runs from this home, and whether each part does its work."""
    places = Places(home)
    status, said = asking.get_json(places.socket("web"), "/ready")
    note = json.loads(places.note.read_text()) if places.note.exists() else {}
    parts = {"web": status != 0, **said.get("parts", {})}
    return {
        "home": str(home),
        "running": bool(note),
        "ready": status == 200,
        "address": note.get("address"),
        "mode": note.get("mode"),
        "parts": parts,
    }


def _home() -> Path:
    """The home named in the environment, else whichever default runs."""
    if given := os.environ.get("JIAXIN_HOME"):
        return Path(given).absolute()
    own, demo = PROJECT / ".data", PROJECT / ".data" / "demo"
    return demo if Places(demo).note.exists() and not Places(own).note.exists() else own


def _tell(found: dict[str, Any]) -> None:
    if not found["running"]:
        say(f"Nothing runs from {found['home']}.")
        return
    say(f"{found['address']}  ({found['mode']}, {found['home']})")
    for name, up in found["parts"].items():
        say(f"  {name:<12} {'up' if up else 'DOWN'}")
