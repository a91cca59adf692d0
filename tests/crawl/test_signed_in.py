"""Each sort of person follows everything that she is offered, and nothing changes by it."""

from collections.abc import Iterator, Mapping

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from jiaxin.trust.audit import sealer
from jiaxin.trust.identity.rules import App
from tests import makers
from tests.crawl.walking import HOST, Walk, name_of
from tests.crawl.writing import Watch
from tests.house.test_routes import PORTALS
from tests.house.test_urls import is_open, routes
from tests.portals.conftest import browser_of

HOMES = {"worker": "/worker/", "consumer": "/consumer/", "console": "/console/", "firm": "/firm/"}
WALKERS = {
    "worker": ("lin", "other_worker"),
    "consumer": ("hu", "other_consumer"),
    "console": PORTALS["console"].who[1:],
    # The other firm has nothing yet, which is a page of its own everywhere.
    "firm": ("owner", "operator", "other_owner"),
}
CLOSED = {name for _, name, pattern in routes() if not is_open(pattern)}
# Whatever page it is: the trail and its limits, when a sign-in was last used, what a device is
# asked to sign, and that somebody looked.
BY_ANY = {
    *("audit_line", "audit_unsealed", "access_tally"),
    *("django_session", "identity_sign_in"),
}
# What else a page writes by being looked at, and why that is a look and not an act.
BY_LOOKING: dict[str, Mapping[str, str]] = {
    "queries_look": {"consumer:record": "she sees who looked"},
    "engagements_staff_look": {
        "firm:staff_record": "so she does of her firm",
        "firm:staff_choose": "each that is chosen among is looked at, twenty at once",
    },
    **{
        f"{flow}_look": {page: "what an officer or a reviewer opens, its worker sees"}
        for flow, page in (
            ("complaints_officer", "console:complaint"),
            ("corrections_officer", "console:correction"),
            ("vetting_desk", "console:vetting_case"),
        )
    },
    "certificates_short_code": {"worker:home": "the code is drawn as it is shown"},
    "showcase_card": {"public:card": "how often it was seen, for her"},
    "audit_flag": {"console:flag": "who has seen it, and when"},
    "engagements_ledger_paper": {"firm:staff_minors_paper": "the digest of the file just drawn"},
    "identity_staff_member": {
        "console:account_totp": "the secret that is shown, of no use until its code is typed",
        "firm:account_totp": "the same",
    },
}


# A receipt of these is there once the trail is sealed: in the product, within a second.
MAKE_A_LINE = {"consumer:record", "firm:staff_record"}
# What waits at a desk leads further once somebody has taken it.
TAKEN = {
    "reviewer": {"vetting_take": "case_id"},
    "commerce_officer": {"complaint_take": "complaint_id", "correction_take": "correction_id"},
}


def not_by_looking(watch: Watch) -> list[str]:
    """What a GET wrote that no GET writes."""
    return [
        f"{route} writes to {table}"
        for table, by in watch.wrote.items()
        if not table.startswith(tuple(BY_ANY))
        for route in by - set(BY_LOOKING.get(table, ()))
    ]


def walked(
    name: str,
    who: str,
    browser: Client,
    *,
    place: int = 1,
    start: str = "",
    known: Walk | None = None,
) -> tuple[list[str], Walk]:
    """All that one of them is offered, but for what is known already; what is wrong with it."""
    watch = Watch()

    def look(address: str, answer: HttpResponse) -> Iterator[str]:
        watch(address, answer)
        if name_of(address) in MAKE_A_LINE:
            sealer.seal()
            sealer.sign()
            watch.anew()
        if name_of(address) in CLOSED and "no-store" not in answer.get("Cache-Control", ""):
            yield "may be kept by a browser"

    walk = Walk(browser, within=HOMES[name], place=f"203.0.113.{place}", look=look)
    walk.known |= (known.known if known else set()) - {start}
    faults = walk.from_({start or HOMES[name]: 200})
    return [f"{who}: {fault}" for fault in [*faults, *not_by_looking(watch)]], walk


@pytest.mark.parametrize("name", HOMES)
def test_nobody_is_offered_what_refuses_her_and_looking_changes_nothing(
    name: str, outside: makers.Outside
) -> None:
    scene = PORTALS[name].scene()
    faults: list[str] = []
    for place, who in enumerate(WALKERS[name]):
        browser = scene.browsers[who]
        found, walk = walked(name, who, browser, place=place)
        faults += found
        for door, part in TAKEN.get(who, {}).items():
            path = reverse(f"{name}:{door}", args=[scene.values[part]])
            answer = browser.post(path, secure=True, headers={"host": HOST})
            assert answer.status_code == 302
            # The first walk met the page of it, and found that it is nobody's yet.
            start = answer["Location"]
            faults += walked(name, who, browser, place=place, start=start, known=walk)[0]

    assert faults == []


def test_a_new_worker_is_led_on_and_never_refused(outside: makers.Outside) -> None:
    browser = browser_of(makers.signed_in(App.WORKER, "13800138111"))

    faults, walk = walked("worker", "new worker", browser)

    assert faults == []
    assert walk.routes["worker:enrol_agree"]


def test_a_page_that_writes_is_found(outside: makers.Outside) -> None:
    watch = Watch()
    makers.signed_in(App.WORKER, "13800138111")
    watch("/worker/", HttpResponse())

    assert "worker:home writes to identity_account" in not_by_looking(watch)


def test_every_reason_is_of_a_page() -> None:
    named = {page for pages in BY_LOOKING.values() for page in pages} | MAKE_A_LINE

    assert named <= {name for _, name, _ in routes()}
