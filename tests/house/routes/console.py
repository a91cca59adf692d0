"""The console: every page × every role that signs in there."""

from uuid import UUID

from django.test import Client

from jiaxin.ground.ids import new_id
from jiaxin.trust.access.roles import CONSOLE
from jiaxin.trust.audit import sealer
from jiaxin.trust.audit.models import Leaf
from jiaxin.trust.identity import reads
from tests import makers, makers_epidemic, makers_staff, makers_vetting
from tests.house.routes.tables import Portal, Scene
from tests.portals.conftest import browser_of

# Nobody, and one of each role.
WHO = ("nobody", *sorted(role.value for role in CONSOLE))
_EVERYONE = len(WHO) - 1


def _all(nobody: int, signed_in: int) -> tuple[int, ...]:
    return (nobody, *[signed_in] * _EVERYONE)


def _only(role: str, status: int) -> tuple[int, ...]:
    """The one role gets this status, the others are told that there is no such page."""
    return (302, *(status if who == role else 404 for who in WHO[1:]))


def _both(*roles: str) -> tuple[int, ...]:
    """These roles see the page, the others are told that there is none."""
    return (302, *(200 if who in roles else 404 for who in WHO[1:]))


TABLE: dict[str, tuple[int, ...]] = {
    "console:home": _all(302, 200),
    "console:sign_in": _all(200, 302),
    "console:sign_in_prove": _all(302, 302),
    "console:sign_in_recover": _all(302, 302),
    "console:sign_in_password": _all(302, 302),
    "console:sign_in_factor": _all(302, 302),
    "console:sign_in_finish": _all(302, 302),
    "console:sign_out": _all(302, 405),
    "console:prove": _all(302, 200),
    "console:account": _all(302, 200),
    "console:account_password": _all(302, 200),
    "console:account_totp": _all(302, 200),
    "console:account_totp_drop": _all(302, 405),
    "console:account_key": _all(302, 200),
    "console:account_key_drop": _all(302, 405),
    "console:account_recovery": _all(302, 200),
    "console:sign_ins_end": _all(302, 405),
    "console:sign_in_end": _all(302, 405),
    "console:vetting": _only("reviewer", 200),
    "console:vetting_case": _only("reviewer", 200),
    "console:vetting_take": _only("reviewer", 405),
    "console:vetting_back": _only("reviewer", 405),
    "console:vetting_more": _only("reviewer", 200),
    "console:vetting_file": _only("reviewer", 403),
    "console:trail": _only("audit_admin", 200),
    "console:trail_line": _only("audit_admin", 200),
    "console:trail_receipt": _only("audit_admin", 200),
    "console:coverage": _both("system_admin", "commerce_officer"),
    "console:accounts": _only("security_admin", 200),
    "console:account_new": _only("security_admin", 200),
    "console:account_one": _only("security_admin", 200),
    "console:account_close": _only("security_admin", 200),
    "console:account_reset": _only("security_admin", 200),
    "console:account_end": _only("security_admin", 405),
    "console:orders": _only("health_officer", 200),
    "console:order_new": _only("health_officer", 200),
    # The order in the path is for a region that is not this officer's.
    "console:order_close": _only("health_officer", 403),
}


def a_sealed_line() -> UUID:
    """A line that has its place in the tree."""
    sealer.seal()
    sealer.sign()
    return Leaf.objects.order_by("index")[0].line


def scene() -> Scene:
    """One of each, and a reviewer more whose account and sign-in stand in the paths."""
    other = makers_staff.a_reviewer()
    staff = {
        role.value: makers_staff.a_staff_member(role, region=makers_staff.ZHEJIANG)
        for role in CONSOLE
    }
    browsers = {"nobody": Client(), **{role: browser_of(actor) for role, actor in staff.items()}}
    case, exhibit = makers_vetting.a_case_with_a_photo(makers.a_worker())
    values: dict[str, object] = {
        "case_id": case,
        "exhibit_id": exhibit,
        "page": 1,
        "staff_id": other.person,
        "sign_in_id": reads.my_sign_ins(other)[0].id,
        "key_id": new_id(),
        "order_id": makers_epidemic.an_order(regions=(makers_staff.BEIJING,)),
        "line_id": a_sealed_line(),
    }
    return Scene(browsers, values)


# Whose accounts these are is the security administrator's; she is no stranger to any of them.
PORTAL = Portal(
    name="console",
    who=WHO,
    owners=frozenset({"security_admin"}),
    # A case is any reviewer's to take; that nobody opens another's is tested with the desk.
    not_owned=frozenset({"case_id", "exhibit_id", "page", "line_id"}),
    table=TABLE,
    scene=scene,
)
