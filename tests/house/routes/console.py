"""The console: every page × every role that signs in there."""

from uuid import UUID, uuid4

from django.test import Client

from jiaxin.ground import clock
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import CONSOLE, Role
from jiaxin.trust.audit import sealer
from jiaxin.trust.audit.flag_rules import FlagKind
from jiaxin.trust.audit.models import Flag, Leaf
from jiaxin.trust.identity import reads
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.models import StaffProposal
from tests import (
    makers,
    makers_complaints,
    makers_corrections,
    makers_desk,
    makers_epidemic,
    makers_filings,
    makers_registers,
    makers_reviews,
    makers_staff,
    makers_vetting,
)
from tests.gateways.exchange import sending
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


def _officers(status: int) -> tuple[int, ...]:
    """Officers of either department get this status, the others are told that there is none."""
    officers = {"commerce_officer", "health_officer"}
    return (302, *(status if who in officers else 404 for who in WHO[1:]))


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
    "console:complaints": _only("commerce_officer", 200),
    "console:complaint": _only("commerce_officer", 200),
    "console:complaint_take": _only("commerce_officer", 405),
    "console:complaint_back": _only("commerce_officer", 405),
    "console:complaint_assign": _only("commerce_officer", 200),
    "console:complaint_pass": _only("commerce_officer", 200),
    "console:complaint_help": _only("commerce_officer", 200),
    # The help in the path is another officer's.
    "console:complaint_help_services": _only("commerce_officer", 404),
    "console:complaint_help_file": _only("commerce_officer", 404),
    "console:complaint_more": _only("commerce_officer", 200),
    "console:complaint_close": _only("commerce_officer", 200),
    "console:complaint_lift": _only("commerce_officer", 405),
    "console:complaint_file": _only("commerce_officer", 403),
    "console:corrections": _both("commerce_officer", "health_officer"),
    # It lies at the commerce desk of her region; nobody has taken it.
    "console:correction": _only("commerce_officer", 200),
    "console:correction_take": _officers(405),
    "console:correction_back": _officers(405),
    "console:correction_more": _only("commerce_officer", 200),
    "console:correction_close": _only("commerce_officer", 200),
    "console:correction_file": _only("commerce_officer", 403),
    "console:closings": _only("commerce_officer", 200),
    "console:closing_new": _only("commerce_officer", 200),
    "console:closing": _only("commerce_officer", 404),
    "console:counter": _both("commerce_officer", "health_officer"),
    # The help in the path is another officer's.
    "console:counter_facts": _officers(404),
    "console:counter_file": _officers(404),
    "console:reviews": _only("commerce_officer", 200),
    "console:review": _only("commerce_officer", 200),
    "console:help": _both("commerce_officer", "health_officer"),
    # As above: another officer's.
    "console:help_one": _officers(404),
    "console:help_card": _officers(404),
    "console:help_request": _officers(404),
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
    "console:exchange": _both("system_admin", "commerce_officer"),
    "console:exchange_source": _both("system_admin", "commerce_officer"),
    "console:breaches": _only("security_admin", 200),
    "console:breach_new": _only("security_admin", 200),
    "console:breach": _only("security_admin", 200),
    "console:assessments": _only("security_admin", 200),
    "console:assessment_new": _only("security_admin", 200),
    "console:assessment": _only("security_admin", 200),
    "console:shared": _both("security_admin", "audit_admin"),
    "console:accounts": _only("security_admin", 200),
    "console:account_new": _only("security_admin", 200),
    "console:account_one": _only("security_admin", 200),
    "console:account_close": _only("security_admin", 200),
    "console:account_reset": _only("security_admin", 200),
    "console:account_end": _only("security_admin", 405),
    "console:filings": _only("commerce_officer", 200),
    "console:filings_report": _only("commerce_officer", 200),
    "console:filings_leave": _only("commerce_officer", 200),
    "console:filings_back": _only("commerce_officer", 405),
    "console:filings_checks": _only("commerce_officer", 200),
    "console:interviews": _only("commerce_officer", 200),
    "console:interview_settle": _only("commerce_officer", 405),
    "console:interview": _only("commerce_officer", 404),
    "console:filings_several": _only("commerce_officer", 405),
    "console:filings_export": _only("commerce_officer", 200),
    "console:firms": _only("commerce_officer", 200),
    "console:firms_export": _only("commerce_officer", 200),
    # The firm in the path is of a region that is not this officer's.
    "console:filing": _only("commerce_officer", 404),
    "console:filing_take": _only("commerce_officer", 405),
    "console:filing_back": _only("commerce_officer", 405),
    "console:filing_assign": _only("commerce_officer", 405),
    "console:filing_paper": _only("commerce_officer", 404),
    "console:firm": _only("commerce_officer", 404),
    "console:flags": _only("security_admin", 200),
    "console:flag": _only("security_admin", 200),
    "console:releases": _both("security_admin", "system_admin"),
    "console:release": _only("system_admin", 200),
    "console:release_turn_down": _both("security_admin", "system_admin"),
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


def a_flag() -> UUID:
    """One that is not closed."""
    now = clock.now()
    flag = Flag.objects.create(
        kind=FlagKind.MANY_ASKED,
        actor=str(new_id()),
        role=Role.CONSUMER,
        began_at=now,
        last_at=now,
        raised_at=now,
        day=clock.today(),
        count=11,
    )
    return flag.id


def _complained_of(lin: Actor) -> dict[str, object]:
    """A family complains of her; she has answered, and the department has it."""
    hu = makers.a_consumer(phone="13600136009")
    complaint = makers_complaints.at_desk(lin, hu)
    photo = makers_complaints.with_a_photo(hu, complaint)
    # No service is found under a help that there is not.
    return {"complaint_id": complaint, "evidence_id": photo, "placement_id": uuid4()}


def scene() -> Scene:
    """One of each, and a reviewer more whose account and sign-in stand in the paths."""
    other = makers_staff.a_reviewer()
    staff = {
        role.value: makers_staff.a_staff_member(role, region=makers_staff.ZHEJIANG)
        for role in CONSOLE
    }
    browsers = {"nobody": Client(), **{role: browser_of(actor) for role, actor in staff.items()}}
    case, exhibit = makers_vetting.a_case_with_a_photo(makers.a_worker())
    proposed = identity.propose_reset(staff["security_admin"], staff=other.person)
    desk = makers_desk.a_desk()
    award = makers_filings.an_award(desk)
    lin = makers.a_worker(phone="13800138008", number=makers.a_number(order=8))
    correction, enclosure = makers_corrections.a_correction_with_a_photo(lin)
    values: dict[str, object] = {
        "filing_id": award,
        "paper_id": makers_filings.paper_of(desk, award),
        "number": desk.code,
        "interview_id": new_id(),
        "flag_id": a_flag(),
        "proposal_id": StaffProposal.objects.get(staff_id=proposed.id).id,
        "case_id": case,
        "exhibit_id": exhibit,
        "review_id": makers_reviews.held(lin),
        **_complained_of(lin),
        "correction_id": correction,
        "enclosure_id": enclosure,
        **dict.fromkeys(("help_id", "query_id", "closing_id", "line"), new_id()),
        "page": 1,
        "staff_id": other.person,
        "sign_in_id": reads.my_sign_ins(other)[0].id,
        "key_id": new_id(),
        "order_id": makers_epidemic.an_order(regions=(makers_staff.BEIJING,)),
        "breach_id": makers_registers.a_breach(staff["security_admin"]),
        "assessment_id": makers_registers.an_assessment(staff["security_admin"]),
        "line_id": a_sealed_line(),
        "name": sending.a_sender().name,
    }
    return Scene(browsers, values)


# Whose accounts these are is the security administrator's; she is no stranger to any of them.
PORTAL = Portal(
    name="console",
    who=WHO,
    owners=frozenset({"security_admin", "system_admin"}),
    # A case is any reviewer's to take; that nobody opens another's is tested with the desk.
    not_owned=frozenset(
        {
            "case_id",
            "complaint_id",
            "evidence_id",
            "placement_id",
            "correction_id",
            "enclosure_id",
            "exhibit_id",
            "page",
            "line_id",
            "flag_id",
            "review_id",
            "name",
        }
    ),
    table=TABLE,
    scene=scene,
)
