"""Every page is good to everyone: axe finds nothing, nothing hangs over, all can be tapped."""

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # no stubs
from playwright.sync_api import Page

from tests.journeys.conftest import MakeConsumer, MakeWorker
from tests.journeys.people import shoot

LANGUAGES = ("zh-hans", "en")
SIZES = ("standard", "large")
PUBLIC = ("/", "/about/", "/privacy/", "/check/", "/check/photo/", "/nowhere/")
SIGN_IN = ("/worker/sign-in/", "/consumer/sign-in/")
WORKER = (
    *("/worker/", "/worker/record/", "/worker/looks/", "/worker/share/", "/worker/consents/"),
    *("/worker/consents/renew/", "/worker/consents/health/give/"),
)
CONSUMER = ("/consumer/", "/consumer/code/", "/consumer/photo/")
ENROLMENT = ("/worker/", "/worker/enrol/card/", "/worker/enrol/details/")
HEAVIEST = 60 * 1024

# What is smaller than a thumb, but for links within a sentence (WCAG 2.5.8).
TOO_SMALL = """
  () => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
    .filter(e => e.checkVisibility && e.checkVisibility() && !e.closest('p, li, small'))
    .map(e => [e, e.getBoundingClientRect(), (e.labels?.[0] ?? e).getBoundingClientRect()])
    .filter(([, own, label]) => own.height > 0 && own.top > -1
      && Math.max(label.height, own.height) < 43.5)
    .map(([e]) => e.outerHTML.slice(0, 80))
"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def looks() -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        for size in SIZES:
            yield language, size


def faults_of(page: Page, path: str) -> list[str]:
    """What is wrong with the page that is shown."""
    found = Axe().run(page).response["violations"]
    faults = [f"axe {one['id']}: {one['nodes'][0]['html'][:100]}" for one in found]
    if (over := page.evaluate(OVERFLOW)) > 0:
        faults.append(f"hangs over by {over} px")
    faults += [f"too small to tap: {html}" for html in page.evaluate(TOO_SMALL)]
    return [f"{path}: {fault}" for fault in faults]


def look_over(page: Page, base: str, paths: tuple[str, ...], name: str) -> list[str]:
    """All pages, in both languages and both sizes; a picture of each is kept."""
    faults = []
    for language, size in looks():
        page.context.add_cookies(
            [
                {"name": "lang", "value": language, "url": base},
                {"name": "size", "value": size, "url": base},
            ]
        )
        for path in paths:
            page.goto(path)
            faults += [f"{language} {size} {fault}" for fault in faults_of(page, path)]
            shoot(page, f"pages/{name}{path.replace('/', '-')}{language}-{size}")
    return faults


def weight_of(page: Page, path: str) -> int:
    """Bytes over the wire for the page with its style and scripts."""
    sizes: list[int] = []
    page.on(
        "requestfinished",
        lambda request: (
            sizes.append(request.sizes()["responseBodySize"])
            if request.resource_type in {"document", "stylesheet", "script"}
            else None
        ),
    )
    page.goto(path, wait_until="networkidle")
    return sum(sizes)


def test_the_look_over_finds_faults(worker: MakeWorker) -> None:
    page = worker(camera=False).page
    page.set_content(
        "<meta name=viewport content='width=device-width'>"
        "<img src=x><div style='width:900px'>.</div><button>x</button>"
    )

    told = " ".join(faults_of(page, "/planted/"))

    assert "axe image-alt" in told
    assert "hangs over" in told
    assert "too small" in told


def test_public_pages(worker: MakeWorker) -> None:
    lin = worker(camera=False)
    base = lin.outside.stack.http

    assert look_over(lin.page, base, PUBLIC + SIGN_IN, "public") == []


def test_public_pages_on_a_wide_screen(worker: MakeWorker) -> None:
    lin = worker(camera=False, size=(1366, 768))

    for path in PUBLIC:
        lin.go(path)
        shoot(lin.page, f"pages/wide{path.replace('/', '-')}")
        assert faults_of(lin.page, path) == []


def test_a_new_workers_pages(worker: MakeWorker) -> None:
    lin = worker(camera=False)
    lin.begin()

    assert look_over(lin.page, lin.outside.stack.http, ENROLMENT, "new") == []


def test_everyones_pages_once_something_happened(
    worker: MakeWorker, consumer: MakeConsumer
) -> None:
    lin, hu = worker(camera=False), consumer()
    base = lin.outside.stack.http
    lin.enrol_by_pin()
    hu.asks(lin)
    waiting = hu.page.url.removeprefix(base)
    lin.wait_for_request(hu)
    request = lin.page.url.removeprefix(base)

    faults = look_over(lin.page, base, (*WORKER, request), "worker")
    faults += look_over(hu.page, base, (*CONSUMER, waiting), "consumer")
    lin.go(request)
    lin.approve_by_pin()
    hu.has("#record")
    faults += look_over(hu.page, base, (hu.page.url.removeprefix(base),), "consumer")

    assert faults == []


def test_no_page_is_heavy(worker: MakeWorker) -> None:
    lin = worker(camera=False, service_workers="block")
    lin.enrol_by_pin()

    weights = {}
    for path in (*PUBLIC[:4], *WORKER):
        page = lin.page.context.new_page()
        weights[path] = weight_of(page, path)
        page.close()

    assert {path: size for path, size in weights.items() if not 0 < size <= HEAVIEST} == {}
