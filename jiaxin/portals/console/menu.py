"""The console's menu: one entry a page, for the roles that have it. A new page adds its line."""

from jiaxin.ground.words import Words
from jiaxin.portals.parts.menus import Entry, offer
from jiaxin.trust.access.roles import CONSOLE, Role


def offer_all() -> None:
    """Called once, when the apps are there."""
    offer(
        "console",
        Entry("console:home", CONSOLE, Words(zh="工作台", en="Start"), "home"),
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
    )
