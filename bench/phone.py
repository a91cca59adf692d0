"""S11 and the old phone: what the demo holds in memory, its first page, and each phone page.

Each page is opened anew, with nothing kept, by a phone on a slow network (the browsers' own slow
4G: 150 ms, 1.6 Mbit/s down) with its processor held back six times: bytes over the wire, requests,
what holds up the drawing, the first and the largest paint, long tasks after it, and shifts. Then
Lighthouse's own phone meets each of them, in a browser of its own (bench/lighthouse.py). A quick
run looks at two pages, without Lighthouse.
"""

import contextlib
import os
import shutil
import subprocess
import sysconfig
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from bench import lighthouse
from bench.bed import Bed
from bench.figures import Case, Figure, check

KILOBYTE = 1024
HEAVIEST = 60
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 750e3 / 8,
}
HELD_BACK = 6
# The second's QR code is what she is asked for most.
QUICK = ("/", "/worker/")
PUBLIC = (
    *("/", "/check/", "/firms/", "/cards/", "/privacy/"),
    *("/worker/sign-in/", "/consumer/sign-in/"),
)
HERS = (
    *("/worker/", "/worker/record/", "/worker/record/history/", "/worker/looks/"),
    *("/worker/share/", "/worker/card/", "/worker/consents/"),
)
THEIRS = ("/consumer/", "/consumer/services/", "/consumer/account/")
BEST = 98
# What a page notes of itself from its very beginning.
NOTES = """
(() => {
  const seen = window.__seen = { shift: 0, largest: 0, long: 0 };
  const watch = (type, each) => new PerformanceObserver(list => list.getEntries().forEach(each))
    .observe({ type, buffered: true });
  watch('layout-shift', one => { if (!one.hadRecentInput) seen.shift += one.value; });
  watch('largest-contentful-paint', one => { seen.largest = one.startTime; });
  watch('longtask', one => { seen.long += Math.max(0, one.duration - 50); });
})();
"""
TOLD = """() => ({
  ...window.__seen,
  first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  blocking: performance.getEntriesByType('resource')
    .filter(one => one.renderBlockingStatus === 'blocking').length,
  requests: performance.getEntriesByType('resource').length + 1,
})"""


def measure(bed: Bed) -> Iterator[Figure]:
    """The figures of S11."""
    from tests import database  # noqa: PLC0415 — the product's own demo, as journeys start it
    from tests.journeys import stack  # noqa: PLC0415 — as above

    os.environ.setdefault(database.RUN, "jiaxin_test")
    with tempfile.TemporaryDirectory(prefix="jiaxin-phone-") as made:
        folder = Path(made)
        folder.chmod(0o711)
        with stack.shared(folder) as first:
            held = _memory(first.home)
            yield from _pages(first, folder, quick=bed.size.quick)
        # A second start takes a quick run as long as all the rest.
        waited = None if bed.size.quick else _again(stack, folder)
    yield Figure(
        *("S11", "from the start, made before, to its first page", waited, "s"),
        target="≤ 15 s",
        met=None if waited is None else waited <= 15,
        note="a quick run" if waited is None else "",
    )
    yield Figure(
        *("S11", "memory of all processes of the demo", held, "MB"),
        target="< 1,024 MB",
        met=None if bed.size.quick else held < 1024,
        note="what processes share is counted once",
    )


def _again(stack: Any, folder: Path) -> float:
    """Seconds until the demo, made before, shows its first page."""
    https, http = stack._free_ports()
    begun = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 — our own program
        [str(Path(sysconfig.get_path("scripts")) / "jiaxin"), "demo"],
        env=stack._environment(folder / "home", https, http, None),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while True:
            check(process.poll() is None, "the demo ended at once")
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"http://localhost:{http}/", trust_env=False).is_success:
                    return time.perf_counter() - begun
            time.sleep(0.1)
    finally:
        stack._end(process)


def _memory(home: Path) -> float:
    """Of every process that was started with this home, in MB."""
    found = 0
    for place in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if place.name.isdigit() and _belongs(place, home):
                rolled = (place / "smaps_rollup").read_text()
                found += int(rolled.partition("\nPss:")[2].split()[0])
    check(found > 0, "no process of the demo was found")
    return found / KILOBYTE


def _belongs(place: Path, home: Path) -> bool:
    said = (place / "environ").read_bytes() + (place / "cmdline").read_bytes()
    return str(home).encode() in said


@dataclass(frozen=True, slots=True)
class Visit:
    """A page, and the sign-in with which it is opened."""

    path: str
    named: str
    sign_in: Any = None

    @property
    def cookies(self) -> list[Any]:
        """What a browser of hers holds."""
        return list(self.sign_in["cookies"]) if self.sign_in else []


@dataclass(frozen=True, slots=True)
class Seen:
    """One page as the slow phone met it."""

    visit: Visit
    sent: float
    pictures: float
    told: dict[str, float]


def _pages(stack: Any, folder: Path, *, quick: bool) -> Iterator[Figure]:
    from tests.journeys import browser  # noqa: PLC0415 — only here a browser is needed

    with browser.opened(stack.http, folder) as phones:
        visits = _visits(stack, phones, quick=quick)
        _see_qr(phones, visits)
        seen = [_visit(phones, one) for one in visits]
        for one in seen:
            yield from _of_page(one, quick=quick)
        yield from _scores(phones, visits, quick=quick)


def _visits(stack: Any, phones: Any, *, quick: bool) -> list[Visit]:
    """The pages, once there is somebody whose they are: Lin, and a family that she let look."""
    from tests.journeys import people  # noqa: PLC0415 — as above
    from tests.journeys.outside import Outside  # noqa: PLC0415 — as above

    outside = Outside(stack)
    card = outside.card(people.a_name())
    lin = people.Worker(phones.new(camera=False), outside, people.a_phone(), card=card)
    lin.enrol_by_pin()
    hers = lin.page.context.storage_state()
    if quick:
        return [Visit(path, path, hers if path in HERS else None) for path in QUICK]
    hu = people.Consumer(phones.new(camera=False), outside, people.a_phone())
    hu.sign_in("consumer")
    hu.asks(lin)
    lin.wait_for_request(hu)
    asked = urlsplit(lin.page.url).path
    lin.approve_by_pin()
    hu.has("#record")
    theirs, record = hu.page.context.storage_state(), urlsplit(hu.page.url).path
    return [
        *(Visit(path, path) for path in PUBLIC),
        *(Visit(path, path, hers) for path in HERS),
        Visit(asked, "/worker/requests/…/", hers),
        *(Visit(path, path, theirs) for path in THEIRS),
        Visit(record, "/consumer/queries/…/record/", theirs),
    ]


def _see_qr(phones: Any, visits: list[Visit]) -> None:
    """Her QR code is in the page as it comes: a phone that runs no script draws it."""
    (hers,) = (one for one in visits if one.path == "/worker/")
    page = phones.new(camera=False, storage_state=hers.sign_in, java_script_enabled=False)
    page.goto(hers.path)
    check(page.locator(".jx-qr svg").is_visible(), "no QR code without a script")
    _put_away(phones, page)


def _put_away(phones: Any, page: Any) -> None:
    page.context.close()
    phones.contexts.remove(page.context)


def _visit(phones: Any, visit: Visit) -> Seen:
    """A phone that was never here before, but for its sign-in."""
    more = {"storage_state": visit.sign_in} if visit.sign_in else {}
    page = phones.new(camera=False, **more)
    page.add_init_script(NOTES)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    line.send("Network.emulateNetworkConditions", SLOW_4G)
    line.send("Emulation.setCPUThrottlingRate", {"rate": HELD_BACK})
    kinds, sent = dict[str, str](), Counter[str]()
    line.on("Network.responseReceived", lambda one: kinds.update({one["requestId"]: one["type"]}))
    line.on(
        "Network.loadingFinished",
        lambda done: sent.update({kinds.get(done["requestId"], ""): done["encodedDataLength"]}),
    )
    answer = page.goto(visit.path, wait_until="load")
    check(answer is not None and answer.ok, f"{visit.named} did not come")
    check(urlsplit(page.url).path == visit.path, f"{visit.named} led elsewhere")
    # A page that waits for news never rests: what it is drawn with has come by now.
    page.wait_for_timeout(3000)
    told = page.evaluate(TOLD)
    _put_away(phones, page)
    pictures = sent.pop("Image", 0) / KILOBYTE
    return Seen(visit, sent.total() / KILOBYTE, pictures, told)


def _of_page(seen: Seen, *, quick: bool) -> Iterator[Figure]:
    told, name = seen.told, seen.visit.named
    note = (
        f"{seen.pictures:.0f} KB of pictures besides; "
        f"{told['requests']:.0f} requests, {told['blocking']:.0f} hold up the drawing; "
        f"largest paint {told['largest']:.0f} ms, long tasks {told['long']:.0f} ms"
    )
    yield Figure(
        *("S11", f"{name}: sent, page with style and scripts", seen.sent, "KB"),
        target=f"≤ {HEAVIEST} KB",
        met=None if quick else seen.sent <= HEAVIEST,
        note=note,
    )
    yield Figure(*("S11", f"{name}: first paint, slow 4G, 6× CPU", told["first"], "ms"))
    yield Figure(
        *("S11", f"{name}: shift", told["shift"], ""),
        target="0",
        met=None if quick else told["shift"] < 0.001,
    )


def _scores(phones: Any, visits: list[Visit], *, quick: bool) -> Iterator[Figure]:
    """Lighthouse's score of each page; where there is none, why."""
    why = "a quick run" if quick else ""
    try:
        if not why:
            lighthouse.install()
    except lighthouse.NotToBeHad as missing:
        why = str(missing)
    for visit in visits:
        yield _score(phones, visit, why)


def _score(phones: Any, visit: Visit, why: str) -> Figure:
    from tests.journeys.browser import NAMES  # noqa: PLC0415 — only here a browser is needed

    what = f"{visit.named}: Lighthouse performance, mobile"
    program = next((path for name in NAMES if (path := shutil.which(name))), None)
    program = program or phones.browser.browser_type.executable_path
    try:
        if why:
            raise lighthouse.NotToBeHad(why)
        url = f"{phones.base}{visit.path}"
        found = lighthouse.score(phones.browser, program, url, visit.cookies)
    except lighthouse.NotToBeHad as missing:
        return Figure("S11", what, None, "of 100", target=f"≥ {BEST}", note=str(missing))
    good = found.score >= BEST
    return Figure(
        *("S11", what, found.score, "of 100"), target=f"≥ {BEST}", met=good, note=found.note
    )


CASE = Case("S11", "footprint and the old phone", measure)
