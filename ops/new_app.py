"""Lay out a new app: its files, its tests' folder, its line in the settings, contracts and map.

make new-app FLOOR=flows NAME=deposits ZH=保证金
"""

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("trust", "facts", "flows", "gateways")

FILES = {
    "apps.py": '"""The {name} app."""\n\nfrom django.apps import AppConfig\n\n\n'
    'class {title}Config(AppConfig):\n    name = "jiaxin.{floor}.{name}"\n    label = "{name}"\n',
    "rules.py": '"""The decisions of {name}. Pure."""\n',
    "models.py": '"""The tables of {name}."""\n',
    "services.py": '"""The verbs of {name}."""\n',
    "reads.py": '"""Questions about {name}."""\n',
    "events.py": '"""What {name} announces."""\n',
    "errors.py": '"""The refusals of {name}."""\n',
    "subscribers.py": '"""What {name} does when others announce something."""\n',
    "migrations/__init__.py": "",
}
PROMISE = '"""{title} ({zh}).\n\nPromises: say here, in a few lines, what this app holds to.\n"""\n'


class CannotLayOut(Exception):
    """The app cannot be laid out; says why."""


def lay_out(root: Path, floor: str, name: str, zh: str) -> list[Path]:
    """Write everything a new app needs, and say which files were made or changed."""
    home = root / "jiaxin" / floor / name
    if floor not in FLOORS:
        raise CannotLayOut(f"FLOOR is one of {', '.join(FLOORS)}")
    if not re.fullmatch(r"[a-z][a-z]+", name):
        raise CannotLayOut("NAME is one English word in small letters")
    if home.exists():
        raise CannotLayOut(f"{floor}/{name} is there already")
    words = {"floor": floor, "name": name, "title": name.capitalize(), "zh": zh}
    files = {home / file: text.format(**words) for file, text in FILES.items()}
    files[home / "__init__.py"] = PROMISE.format(**words)
    tests = root / "tests" / floor / name
    for file in ("rules", "services", "reads"):
        files[tests / f"test_{file}.py"] = f'"""The {file} of {name}, as sentences."""\n'
    files[tests / "__init__.py"] = ""
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [*files, *_enter(root, floor, name)]


def _enter(root: Path, floor: str, name: str) -> list[Path]:
    """The line in the settings, in the floor's contract and on the map."""
    settings = root / "jiaxin" / "config" / "settings.py"
    entry = f'    "jiaxin.{floor}.{name}.apps.{name.capitalize()}Config",\n'
    _change(settings, rf'(?s)(.*\n    "jiaxin\.{floor}\.[^\n]+\n)', rf"\g<1>{entry}")
    contracts = root / "pyproject.toml"
    # It stands above its neighbours until somebody decides otherwise.
    _change(
        contracts,
        rf'(containers = \["jiaxin\.{floor}"\]\nlayers = \[)',
        rf'\g<1>"{name}", ',
    )
    chart = root / "docs" / "ARCHITECTURE.md"
    _change(chart, rf"(\| `{floor}` \|[^|]+\|)", rf"\g<1> `{name}` ›")
    return [settings, contracts, chart]


def _change(path: Path, pattern: str, to: str) -> None:
    text = path.read_text(encoding="utf-8")
    changed, count = re.subn(pattern, to, text, count=1)
    if count != 1:
        raise CannotLayOut(f"{path.name} is not as this command knows it: enter the app by hand")
    path.write_text(changed, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("floor")
    parser.add_argument("name")
    parser.add_argument("--zh", default="中文名")
    chosen = parser.parse_args()
    try:
        changed = lay_out(ROOT, chosen.floor, chosen.name, chosen.zh)
    except CannotLayOut as why:
        sys.stderr.write(f"{why}\n")
        return 1
    for path in changed:
        sys.stdout.write(f"  {path.relative_to(ROOT)}\n")
    sys.stdout.write("Next: the promise in __init__.py, its place in the contract, the glossary.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
