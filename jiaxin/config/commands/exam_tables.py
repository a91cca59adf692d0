"""The tables of the classified health examination 体检项目表: check, load, show.

  jiaxin exam-tables sample             print the shipped sample, to start your own file from
  jiaxin exam-tables check FILE         every fault in a file, with its place; changes nothing
  jiaxin exam-tables load FILE          take it in; in force from the day that it names
  jiaxin exam-tables show [--on DAY]    what is in force, today or on another day

Loading leaves a line in the trail. Earlier editions stay. Ends with 0 when all is well, 1 when the
file has faults or could not be read.
"""

import argparse
from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path

from jiaxin.config.at_hand import CANNOT, done_by
from jiaxin.config.screen import complain, say

OURS = "jiaxin.config.exam_tables_acts"


def describe(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", metavar="sample|check|load|show")
    acts.required = True
    acts.add_parser("sample", help="print the shipped sample")
    for name, help_ in (("check", "find every fault"), ("load", "take it in")):
        act = acts.add_parser(name, help=help_)
        act.add_argument("file", type=Path, metavar="FILE")
    show = acts.add_parser("show", help="what is in force")
    show.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="such as 2026-01-31")


def run(arguments: argparse.Namespace) -> int:
    match arguments.act:
        case "sample":
            say(files("jiaxin.facts.health").joinpath("sample.toml").read_text("utf-8").rstrip())
            return 0
        case "check":
            return _check(arguments.file)
        case _:
            return done_by(OURS, arguments.act, arguments, needs="The trail needs")


def _check(file: Path) -> int:
    from jiaxin.facts.health import formats  # noqa: PLC0415 — most commands need none of it

    try:
        tables = formats.read(file.read_bytes())
    except OSError as wrong:
        complain(f"{file}: {wrong.strerror}")
        return CANNOT
    except formats.BadTables as wrong:
        return tell(file, wrong.faults)
    say(f"{file}: no fault. {tables.title.zh} / {tables.title.en}, from {tables.in_force_from}")
    return 0


def tell(file: Path, faults: Sequence[str]) -> int:
    """Each fault on a line of its own, as an editor opens it."""
    for fault in faults:
        complain(f"{file}: {fault}")
    complain(f"{len(faults)} faults 处错误; nothing was loaded 没有载入")
    return CANNOT
