"""A second after an ending no page shows anything of her: every address, every viewer.

The addresses are found, not listed: a page that shows something of a record and has no row in
`SHOWN` fails, and with its row it is tried after every ending.
"""

from base64 import b64encode

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from jiaxin.ground.ids import new_id
from jiaxin.trust.access.roles import CONSOLE
from tests.house.test_urls import routes
from tests.portals.conftest import browser_of
from tests.trust.endings.reading import MARKS, of_her
from tests.trust.endings.scene import EVERYONE, FAMILY, FIRM, Ending, Scene, ended

pytestmark = pytest.mark.django_db

# Which pages show something of her while all is in force, and to whom.
OFFICER, REVIEWER = frozenset({"commerce_officer"}), frozenset({"reviewer"})
ANYBODY = frozenset(
    {"nobody", "hu", "other_consumer", "other_worker", "owner", "operator", "other_firm"}
    | {role.value for role in CONSOLE}
)
SHOWN: dict[str, frozenset[str]] = {
    # She let herself be found by a card.
    "public:cards": ANYBODY,
    "public:card": ANYBODY,
    "consumer:card_ask": frozenset({"hu", "other_consumer"}),
    "firm:cards": FIRM,
    # Whoever has just scanned her code sees her masked name.
    "consumer:ask": frozenset({"hu", "other_consumer"}),
    "consumer:record": FAMILY,
    "firm:staff_record": FIRM,
    "console:vetting_case": REVIEWER,
    "console:vetting_more": REVIEWER,
    "console:vetting_file": REVIEWER,
    "console:correction": OFFICER,
    "console:correction_more": OFFICER,
    "console:correction_close": OFFICER,
    "console:correction_file": OFFICER,
    # What the firm calls somebody who works there.
    "firm:staff": FIRM,
    "firm:staff_one": FIRM,
    "firm:staff_minors": FIRM,
    "firm:staff_release": FIRM,
    "firm:staff_supply": FIRM,
    "firm:placement_send": FIRM,
    "firm:staff_links": FIRM,
}
CARDS = frozenset({"public:cards", "public:card", "consumer:card_ask", "firm:cards"})
NAME = frozenset({"identity.name"})
TRAINING = frozenset(mark for mark in MARKS if mark.startswith("training."))


def stays(page: str, ending: Ending) -> frozenset[str]:
    """What may stand there after it."""
    if ending.is_gone and ending.ends_for == EVERYONE:
        return frozenset()
    if page in CARDS:
        # What ends with one of those who look leaves her card as it is; who left is not listed.
        is_listed = page != "firm:cards" or not ending.is_gone
        return frozenset(MARKS) if ending.ends_for != EVERYONE and is_listed else frozenset()
    if page.startswith(("firm:staff", "firm:placement")):
        # Her name, while she works there.
        return frozenset() if ending.is_gone else NAME
    if page.startswith("console:correction"):
        # She filed it and it is to be decided: the one fact, what she attached, and who she is.
        return NAME | {"identity.number_masked", "evidence"} | TRAINING
    # Her certificate is as good as it was: whoever scans it may ask.
    is_valid = page == "consumer:ask" and ending.ends_for != EVERYONE
    return frozenset({"identity.name_masked"}) if is_valid else frozenset()


# What stands in addresses and is no id; an id that is not in the scene is of nobody's.
_OTHERS: dict[str, object] = {
    "kind": "training",
    "code": "employment",
    "form": "json",
    "topic": "award",
    "service": "exam",
    "name": "zhejiang",
}
_OF_TYPE: dict[str, object] = {"UUIDConverter": new_id(), "IntConverter": 1}


def address(name: str, pattern: URLPattern, scene: Scene) -> str:
    """The address that leads to her, if any does."""
    known = {**_OTHERS, **scene.values}
    parts = {part: type(kind).__name__ for part, kind in pattern.pattern.converters.items()}
    values = {part: known.get(part, _OF_TYPE.get(kind, "x")) for part, kind in parts.items()}
    if parts.get("number") == "IntConverter":
        values["number"] = 1
    return reverse(name, kwargs=values)


def shown(browser: Client, path: str) -> frozenset[str]:
    """What of her stands on the page, or in the file."""
    answer = browser.get(path)
    body = b"".join(answer) if answer.streaming else answer.content
    return of_her(f"{body.decode(errors='replace')} {b64encode(body).decode()}")


def test_only_pages_with_a_row_show_anything_of_her(scene: Scene) -> None:
    browsers = {who: browser_of(actor) for who, actor in scene.viewers.items()}
    browsers["nobody"] = Client()
    found: dict[str, set[str]] = {}
    for _, name, pattern in routes():
        path = address(name, pattern, scene)
        for who, browser in browsers.items():
            if shown(browser, path):
                found.setdefault(name, set()).add(who)

    assert found == SHOWN


def test_a_second_after_an_ending_no_page_shows_anything_of_her(scene: Scene) -> None:
    left = {}
    for name, ending in ended(scene):
        for who in ending.ends_for & set(scene.viewers):
            browser = browser_of(scene.viewers[who])
            for _, page, pattern in routes():
                if who in SHOWN.get(page, ()):
                    said = shown(browser, address(page, pattern, scene))
                    if more := said - stays(page, ending):
                        left[name, page, who] = sorted(more)

    assert left == {}
