"""The console's menu: one entry a page, for the roles that have it. A new page adds its line."""

from jiaxin.flows.vetting import reads as vetting
from jiaxin.flows.vetting.rules import Urgency
from jiaxin.ground.words import Words
from jiaxin.portals.parts.menus import Entry, Standing, offer
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import CONSOLE, Role


def _vetting(actor: Actor) -> Standing:
    """How the vetting desk stands in this reviewer's region."""
    rows = vetting.queue(actor)
    return Standing(
        waiting=len(rows),
        late=sum(row.urgency is Urgency.LATE for row in rows),
        oldest=min((row.opened_at for row in rows), default=None),
    )


ENTRIES = (
    Entry("console:home", CONSOLE, Words(zh="工作台", en="Start"), "home"),
    Entry(
        "console:coverage",
        {Role.SYSTEM_ADMIN, Role.COMMERCE_OFFICER},
        Words(zh="每日比对", en="Daily comparison"),
        "clock",
        Words(
            zh="多少人在 24 小时内比对过，最久的是什么时候",
            en="How many were compared within 24 hours, and the oldest",
        ),
    ),
    Entry(
        "console:accounts",
        {Role.SECURITY_ADMIN},
        Words(zh="工作账号", en="Staff accounts"),
        "people",
        Words(
            zh="开通、停用、重置账号，结束登录",
            en="Open, close and reset accounts, end sign-ins",
        ),
    ),
    Entry(
        "console:vetting",
        {Role.REVIEWER},
        Words(zh="待核实", en="To be verified"),
        "shield",
        Words(
            zh="机器不下结论，两人核实，本人先申辩",
            en="No machine decides: two persons do, and she is heard first",
        ),
        _vetting,
    ),
    Entry(
        "console:orders",
        {Role.HEALTH_OFFICER},
        Words(zh="防疫令", en="Epidemic orders"),
        "shield",
        Words(
            zh="登记和关闭防疫令；没有生效的防疫令时，防疫模块是关闭的",
            en="Enter and close orders; without one in force the module is closed",
        ),
    ),
    Entry(
        "console:trail",
        {Role.AUDIT_ADMIN},
        Words(zh="留痕查询", en="The trail"),
        "search",
        Words(
            zh="查谁在什么时候做了什么；查询本身也会留痕",
            en="Who did what, and when; looking here leaves a line, too",
        ),
    ),
)


def offer_all() -> None:
    """Called once, when the apps are there."""
    offer("console", *ENTRIES)
