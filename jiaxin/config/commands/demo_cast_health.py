"""The demo's epidemic order: entered, and not in force, so that the module is seen closed."""

from datetime import timedelta

from jiaxin.config.screen import say
from jiaxin.facts.epidemic import reads
from jiaxin.facts.epidemic import services as epidemic
from jiaxin.facts.epidemic.rules import NewOrder
from jiaxin.ground import clock
from jiaxin.trust.access.actor import NATION, Actor
from jiaxin.trust.access.roles import Role

HANGZHOU = "330100"
BEGINS_IN = timedelta(days=300)


def make() -> None:
    """An order that begins in ten months, by an officer of the ministry's."""
    if reads.every_order():
        return
    first = clock.today() + BEGINS_IN
    officer = Actor(role=Role.HEALTH_OFFICER, part="demo", region=NATION)
    order = NewOrder(
        number="样例〔2026〕1号",
        issuer="样例省防控办（演示）",
        regions=(HANGZHOU,),
        first_day=first,
        last_day=first + timedelta(days=29),
        retention_days=14,
    )
    epidemic.open_order(officer, order=order)


def tell() -> None:
    """How to see the module open."""
    say("  Epidemic module: closed, its order begins in ten months. A health officer opens it at")
    say("           /console/, 防疫令: an order for 杭州市 from today; workers then declare.")
