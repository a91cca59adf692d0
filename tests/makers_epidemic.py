"""Orders and declarations, made through services."""

from datetime import date, timedelta
from uuid import UUID

from jiaxin.facts.epidemic import services as epidemic
from jiaxin.facts.epidemic.rules import NATION, Case, Declared, NewOrder
from jiaxin.ground import clock
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role

HANGZHOU, ZHEJIANG, BEIJING = "330100", "330000", "110000"


def a_health_officer(region: str = NATION) -> Actor:
    """Of the health department, for this region and below."""
    return Actor(role=Role.HEALTH_OFFICER, id=new_id(), region=region)


def a_new_order(**more: object) -> NewOrder:
    """An order for Hangzhou, from today, for thirty days."""
    today = clock.today()
    given: dict[str, object] = {
        "number": "杭防办〔2026〕1号",
        "issuer": "样例市防控办",
        "regions": (HANGZHOU,),
        "first_day": today,
        "last_day": today + timedelta(days=29),
        "retention_days": 14,
    }
    return NewOrder(**(given | more))  # type: ignore[arg-type]  # an order's fields


def an_order(**more: object) -> UUID:
    """The same, opened."""
    return epidemic.open_order(a_health_officer(), order=a_new_order(**more))


def answers(**more: object) -> Declared:
    """A day without anything to note."""
    given: dict[str, object] = {
        "region": HANGZHOU,
        "temperature": 365,
        "case": Case.NONE,
        "shared_transport": False,
        "places": (HANGZHOU,),
    }
    return Declared(**(given | more))  # type: ignore[arg-type]  # a declaration's fields


def days_after(day: date, count: int) -> date:
    return day + timedelta(days=count)
