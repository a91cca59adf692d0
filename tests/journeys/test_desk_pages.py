"""Every screen of the desks, reached by its links: axe finds nothing, nothing hangs over.

From each role's first page all links are followed, one of each kind. Each page is drawn in both
languages, on a desk's screen and on a phone's; on the phone's, all can be tapped. Pictures are kept
in .shots/desks/.
"""

import re
from collections.abc import Iterable

import pytest
from playwright.sync_api import Page

from jiaxin.config.commands.demo_cast_staff import PASSWORD
from tests.journeys.browser import Phones
from tests.journeys.outside import Outside
from tests.journeys.people import Person, shoot
from tests.journeys.stack import Stack
from tests.journeys.test_pages import OVERFLOW, faults_of
from tests.journeys.test_staff import give, the_demos_code

WIDE, NARROW = (1366, 768), (360, 800)
# axe finds the same at both widths: each width has its turn, in a language of its own.
LOOKS = {"zh-hans": WIDE, "en": NARROW}
LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"
# What is taken away as a file, what ends the sign-in, and what only points to itself.
NO_PAGE = re.compile(r"\.(csv|xlsx|pdf|json|jpg)$|sign-out|/live/")
ONE_OF = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9A-Z]{18}|(?<=/exchange/)[a-z]+|(?<=/supply/)[a-z]+"
)
MOST = 60
ROLES = {
    "console": ("commerce", "health", "reviewer-1", "security", "audit", "system"),
    "firm": ("sun-owner",),
}
HEIGHTS = """
  () => [...document.querySelectorAll('.btn, .jx-switch, .form-control, .form-select, .jx-who a')]
    .map(one => one.getBoundingClientRect().height).filter(height => height > 0)
"""


def signed_in(product: Stack, page: Page, desk: str, who: str) -> None:
    page.goto(f"/{desk}/")
    give(page, who, PASSWORD)
    the_demos_code(product, page, then=f"/{desk}/")


def kind_of(path: str) -> str:
    return ONE_OF.sub("one", path)


def addresses(person: Person, first: str, known: Iterable[str] = ()) -> list[str]:
    """One address of each kind of page that can be reached by links and is not known yet."""
    kinds, found, waiting = {first, *known}, [first], [first]
    while waiting and len(found) < MOST:
        person.go(waiting.pop(0))
        for href in person.page.evaluate(LINKS):
            path = re.sub(r"[?#].*", "", href)
            if path.startswith(first) and not NO_PAGE.search(path) and kind_of(path) not in kinds:
                kinds.add(kind_of(path))
                found.append(path)
                waiting.append(path)
    return found


def look_over(person: Person, paths: Iterable[str], name: str) -> list[str]:
    """What hangs over, what cannot be tapped, and what axe finds."""
    faults = []
    for language, own in LOOKS.items():
        cookie = {"name": "lang", "value": language, "url": person.outside.stack.http}
        person.page.context.add_cookies([cookie])  # type: ignore[list-item]  # a SetCookieParam
        for path in paths:
            person.go(path)
            faults += [f"{language} {fault}" for fault in faults_at_both(person.page, path, own)]
            shown = re.sub(r"\W+", "-", kind_of(path)).strip("-")
            shoot(person.page, f"desks/{name}-{shown}-{language}")
    return faults


def faults_at_both(page: Page, path: str, own: tuple[int, int]) -> list[str]:
    """At the other width only whether it hangs over, then everything at its own."""
    other = NARROW if own == WIDE else WIDE
    page.set_viewport_size({"width": other[0], "height": other[1]})
    over = page.evaluate(OVERFLOW)
    faults = [f"{path}: hangs over by {over} px at {other[0]}"] if over > 0 else []
    page.set_viewport_size({"width": own[0], "height": own[1]})
    # At a desk one points with a mouse.
    return faults + [one for one in faults_of(page, path) if own == NARROW or "small" not in one]


@pytest.mark.parametrize("desk", ["console", "firm"])
def test_every_screen_of_a_desk(
    product: Stack, phones: Phones, outside: Outside, desk: str
) -> None:
    seen: dict[str, str] = {}
    faults: list[str] = []
    for who in ROLES[desk]:
        person = Person(phones.new(size=WIDE, camera=False, has_touch=False), outside, "")
        signed_in(product, person.page, desk, who)
        paths = addresses(person, f"/{desk}/", seen)
        seen |= {kind_of(path): path for path in paths}
        faults += look_over(person, paths, who)

    assert len(seen) > 25
    assert faults == []


def test_a_desk_is_close_under_a_mouse_and_wide_under_a_thumb(
    product: Stack, phones: Phones
) -> None:
    page = phones.new(size=WIDE, camera=False, has_touch=False)
    signed_in(product, page, "firm", "sun-owner")
    page.goto("/firm/staff/")
    under_a_mouse = page.evaluate(HEIGHTS)

    kept = page.context.storage_state()
    tablet = phones.new(size=WIDE, camera=False, has_touch=True, storage_state=kept)
    tablet.goto("/firm/staff/")
    under_a_thumb = tablet.evaluate(HEIGHTS)

    assert len(under_a_mouse) == len(under_a_thumb) > 5
    assert max(under_a_mouse) < 44 <= min(under_a_thumb)
    shoot(tablet, "desks/tablet")


def test_every_screen_of_public_firms(phones: Phones, outside: Outside) -> None:
    visitor = Person(phones.new(size=WIDE, camera=False), outside, "")
    found = "/firms/?q=%E6%A0%B7%E4%BE%8B"
    visitor.go(found)
    record = next(href for href in visitor.page.evaluate(LINKS) if ONE_OF.search(href))
    none = "/firms/?q=%E9%BE%98%E9%BE%98"
    paths = ["/firms/", found, none, record, f"{record}?for=worker"]
    paths += ["/firm/sign-up/", "/firm/replace/", "/firm/replace/take-over/"]

    assert look_over(visitor, paths, "public") == []
