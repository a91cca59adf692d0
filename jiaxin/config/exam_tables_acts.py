"""What `jiaxin exam-tables` does, once the apps are loaded."""

import argparse

from jiaxin.config.at_hand import CANNOT
from jiaxin.config.commands.exam_tables import tell
from jiaxin.config.screen import complain, say
from jiaxin.facts.health import reads, services
from jiaxin.facts.health.errors import TablesRefused
from jiaxin.facts.health.rules import Tables
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor, Channel
from jiaxin.trust.access.roles import Role

OPERATOR = Actor(role=Role.SYSTEM, part="operator", channel=Channel.CLI)


def load(arguments: argparse.Namespace) -> int:
    """Take a file in."""
    try:
        tables = services.load_tables(OPERATOR, written=arguments.file.read_bytes())
    except OSError as wrong:
        complain(f"{arguments.file}: {wrong.strerror}")
        return CANNOT
    except TablesRefused as no:
        return tell(arguments.file, no.context["faults"])
    say(f"Loaded 已载入: {_name(tables)}")
    if tables.is_sample:
        complain("It calls itself a sample: the pages say so too. 文件标明是样例，页面也会注明。")
    return 0


def show(arguments: argparse.Namespace) -> int:
    """Say what is in force on a day."""
    day = arguments.on or clock.today()
    tables = reads.tables_on(day)
    say(f"{day}: {_name(tables)}{'  SAMPLE 样例' if tables.is_sample else ''}")
    for one in tables.classes:
        say(f"  {one.exam_class}  {one.months} months 个月")
        for item in tables.items_of(one.exam_class):
            say(f"    {item.zh} / {item.en}")
    for trade in tables.trades:
        say(f"  {trade.code} → {trade.needs}  {trade.name.zh} / {trade.name.en}")
    return 0


def _name(tables: Tables) -> str:
    return f"{tables.title.zh} / {tables.title.en}, from {tables.in_force_from}"
