"""The demo's staff: one of each role at the console, with a password and a second factor that
everybody knows. They exist in the demo only: production refuses its keys, and the secret."""

import base64

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from jiaxin.config.screen import say
from jiaxin.ground import clock
from jiaxin.ground.id_numbers import check_character
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role, words
from jiaxin.trust.identity import reads
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.rules import TOTP_SECONDS, App
from jiaxin.trust.identity.services import NewStaff, Opened, entries

PASSWORD = "two teapots on a train"  # noqa: S105 — of the demo, and meant to be known
ZHEJIANG = "330000"
# Sign-in name, role, name, region. Made-up people, all.
STAFF = (
    ("system", Role.SYSTEM_ADMIN, "钱望舒", ""),
    ("security", Role.SECURITY_ADMIN, "孙若谷", ""),
    ("audit", Role.AUDIT_ADMIN, "李明远", ""),
    ("commerce", Role.COMMERCE_OFFICER, "周敏行", ZHEJIANG),
    ("health", Role.HEALTH_OFFICER, "吴静姝", ZHEJIANG),
    ("reviewer-1", Role.REVIEWER, "郑知秋", ""),
    ("reviewer-2", Role.REVIEWER, "王怀瑾", ""),
)
_SYSTEM = Actor.system("demo")
_VISITOR = Actor.visitor(origin="demo")


def make() -> None:
    """Open whichever accounts are missing, and take them through their first day."""
    there = {row.staff_name for row in reads.staff(_SYSTEM)}
    for order, (staff_name, role, name, region) in enumerate(STAFF):
        if staff_name not in there:
            staff = NewStaff(role, staff_name, name, _number(order), region)
            first_day(App.CONSOLE, identity.open_account(_SYSTEM, staff=staff))


def tell() -> None:
    """Who can sign in at the console."""
    names = ", ".join(f"{staff_name} {words(role).zh}" for staff_name, role, *_ in STAFF)
    say(f"  Console  /console/  password: {PASSWORD}; code: /sandbox/authenticator/")
    say(f"           {names}")


def first_day(app: App, opened: Opened) -> entries.Entry:
    """A password of her own and an authenticator: a way in that is there to be finished."""
    entry = entries.enter(
        _VISITOR,
        app=app,
        staff_name=opened.staff_name,
        password=opened.password,
        device="",
    )
    entries.choose_password(_VISITOR, entry=entry, password=PASSWORD)
    secret = entries.begin_totp(_VISITOR, entry=entry)
    # The step before this one: what the authenticator shows now can be used by whoever signs in.
    totp = TOTP(base64.b32decode(secret), 6, SHA1(), TOTP_SECONDS)  # noqa: S303 — as they all do
    code = totp.generate(int(clock.now().timestamp()) - TOTP_SECONDS).decode()
    entries.confirm_totp(_VISITOR, entry=entry, code=code)
    return entry


def _number(order: int) -> str:
    """A valid number of nobody."""
    body = f"330106{1970 + order}0101{order * 2 + 1:03}"
    return body + check_character(body)
