"""What people do on the pages: a worker on her phone, a consumer on his."""

import itertools
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Error, Locator, Page, expect

from tests.journeys.browser import Eye
from tests.journeys.films import FILM, Film
from tests.journeys.outside import PATIENCE_SECONDS, Card, Outside

PIN = "314159"
# A slow machine may show the camera's pictures late, and the page then misses part of the turn.
TRIES = 4
# The four digits behind tell the journeys of parallel workers apart.
_ORDER = itertools.count(int(uuid4().hex[:6], 16) % 9_000_000)
FAMILY = "王钱孙吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "素琴玉兰凤英桂芳月娥翠萍彩霞金花惠珍丽君春梅淑贞文秀"


def a_phone() -> str:
    """A number of nobody else in this run."""
    return f"1379{next(_ORDER) % 10_000_000:07d}"


def a_name() -> str:
    """A made-up name, told apart by its characters."""
    at = next(_ORDER)
    return FAMILY[at % len(FAMILY)] + GIVEN[at % 21] + GIVEN[(at // 21) % 21]


@dataclass
class Person:
    """Somebody with a phone: a page in a browser, and a number that gets messages."""

    page: Page
    outside: Outside
    phone: str
    read: int | None = field(default=None, init=False)

    def go(self, path: str) -> None:
        """Open a page, even while the one before is just leading elsewhere by itself."""
        self._led(lambda: self.page.goto(path))

    def renew(self) -> None:
        """Load the page again, even while it is just doing so by itself."""
        self._led(self.page.reload)

    def _led(self, anywhere: Callable[[], object]) -> None:
        for last in (False, False, False, False, True):
            try:
                anywhere()
            except Error as cut_off:
                elsewhere = ("ERR_ABORTED", "interrupted by another navigation")
                if last or not any(words in cut_off.message for words in elsewhere):
                    raise
                self.page.wait_for_timeout(300)
            else:
                return

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press the button or link of that name."""
        self.button(name).first.click()

    def button(self, name: str | re.Pattern[str]) -> Locator:
        by_role = self.page.get_by_role("button", name=name)
        return by_role.or_(self.page.get_by_role("link", name=name))

    def sees(self, text: str | re.Pattern[str]) -> None:
        """The page says this, sooner or later."""
        expect(self.page.locator("#main")).to_contain_text(text)

    def has(self, selector: str) -> Locator:
        """This part of the page is there, sooner or later."""
        found = self.page.locator(selector)
        expect(found.first).to_be_visible()
        return found

    def wait_until(self, holds: Callable[[], bool], *, within: float = PATIENCE_SECONDS) -> None:
        """Wait for what no page shows."""
        until = time.monotonic() + within
        while not holds():
            assert time.monotonic() < until, f"in vain\n{self.outside.stack.last_words()}"
            self.page.wait_for_timeout(100)

    def go_until(self, path: str, selector: str, text: str) -> None:
        """Open a page that does not renew itself, again and again, until its part says this."""

        def says() -> bool:
            self.go(path)
            return text in self.has(selector).inner_text()

        self.wait_until(says)

    def fill(self, field: str, text: str) -> None:
        self.page.locator(f"[name={field}]:not([type=hidden])").fill(text)

    def send(self, form: str) -> None:
        """Send a form by its first button, as a thumb does."""
        self.page.locator(f"form#{form} button[type=submit]").first.click()

    def sign_in(self, app: str) -> None:
        """By phone and code."""
        self.outside.stack.remember(self.phone)
        self.go(f"/{app}/sign-in/")
        self.type_phone_and_code()
        self.page.wait_for_url(f"**/{app}/**")

    def sign_out(self) -> None:
        """From her or his first page."""
        self.page.locator("form[action$='/sign-out/'] button").click()
        self.has("form#sign-in")

    def type_phone_and_code(self) -> None:
        """Both sign-in pages, wherever they lead then."""
        self.read = self.outside.newest(self.phone)["id"]
        self.fill("phone", self.phone)
        self.send("sign-in")
        self.has("form#sign-in-code")
        self.fill("code", self.next_code())
        self.send("sign-in-code")
        expect(self.page.locator("form#sign-in-code")).to_have_count(0)

    def next_code(self) -> str:
        """The code of the next message that has one; a reminder may come between."""
        while True:
            message = self.outside.message(self.phone, after=self.read)
            self.read = message["id"]
            if message["code"]:
                return str(message["code"])


@dataclass
class Worker(Person):
    """She."""

    card: Card

    def agree(self) -> None:
        """Agree to the sheet that is shown."""
        self.has("form#sheet")
        self.send("sheet")

    def begin(self) -> None:
        """From her phone to the page that takes her card."""
        self.sign_in("worker")
        self.page.locator("#next-step").click()
        self.agree()
        self.has("form#card")

    def show_card(self, front: bytes | None = None, back: bytes | None = None) -> None:
        """Give both photos as files, and wait for what was read."""
        sides = (("front", front or self.card.front), ("back", back or self.card.back))
        for side, picture in sides:
            self.give_photo(side, picture)
        self.send("card")

    def give_photo(self, side: str, picture: bytes, name: str = "photo.jpg") -> None:
        file = {"name": name, "mimeType": "image/jpeg", "buffer": picture}
        self.page.locator(f"input[name={side}]").set_input_files(file)  # type: ignore[arg-type]  # a FilePayload

    def type_details(self, *, name: str = "", number: str = "") -> None:
        """The way without photos."""
        self.go("/worker/enrol/details/")
        self.fill("name", name or self.card.name)
        self.fill("number", number or self.card.number)
        self.page.locator("[name=without_end]").check()
        self.send("details")

    def confirm_details(self) -> None:
        """What the machine read is right; she says so."""
        self.has("form#details")
        expect(self.page.locator("[name=number]")).to_have_value(self.card.number)
        self.send("details")

    def choose(self, way: str) -> None:
        """One of the three ways."""
        self.has("form#ways")
        self.page.locator(f"form#ways button[value={way}]").click()

    def by_pin(self) -> None:
        """PIN and message, from the page that asks for both; a first time sets the PIN."""
        self.has("form#new-pin, form#pin, form#send-code")
        if self.page.locator("form#new-pin").count():
            self.fill("pin", PIN)
            self.fill("again", PIN)
            self.send("new-pin")
            self.has("form#pin, form#send-code")
        if not self.page.locator("form#pin").count():
            self.send("send-code")
        self.type_pin()

    def type_pin(self, pin: str = PIN, *, code: str = "") -> str:
        """The PIN and the newest code, unless an earlier one is still good; which it was."""
        self.has("form#pin")
        code = code or self.next_code()
        self.fill("pin", pin)
        self.fill("code", code)
        self.send("pin")
        return code

    def finish(self) -> None:
        """The last sheet, then her certificate."""
        self.agree()
        self.has("#short-code")

    def enrol_by_pin(self) -> None:
        """All steps, the short way: typed details, PIN and message."""
        self.begin()
        self.type_details()
        self.choose("pin")
        self.by_pin()
        self.finish()

    def short_code(self) -> str:
        self.go("/worker/")
        return self.has("#short-code").inner_text()

    def code_on_screen(self) -> bytes:
        """A picture of her QR code, also where it is just being drawn anew."""
        for last in (False, False, True):
            try:
                return self.has(".jx-qr").screenshot()
            except Error as redrawn:
                if last or "not attached" not in redrawn.message:
                    raise
        raise AssertionError("unreachable")

    def wait_for_request(self, asker: "Consumer") -> None:
        """This request comes to her open page by itself; she opens it."""
        told = self.page.locator("#asks .jx-ask", has_text=asker.phone[-4:])
        expect(told).to_be_visible()
        told.locator("a").click()
        self.has("form#request")

    def show_face(self, eye: Eye) -> None:
        """Turn before the camera as the page asks, and once more where it was not seen well."""
        for _ in range(TRIES):
            self.hold_before_camera(eye, FILM.turn)
            if not self.is_refused():
                return
        raise AssertionError("her turn was never seen")

    def hold_before_camera(self, eye: Eye, film: Callable[[str], Film]) -> None:
        """Let the camera see a film that fits the turn that is asked, and wait for the answer."""
        way = self.has("form[data-face]").get_attribute("data-turn") or ""
        eye.sees(film(way))
        # What was refused before must not pass for the answer to this one.
        self.page.evaluate("document.querySelectorAll('#refused').forEach(old => old.remove())")
        self.page.locator("[data-start]").click()
        expect(self.page.locator("#refused, #main:not(:has([data-face]))").first).to_be_visible()

    def is_refused(self) -> bool:
        return self.page.locator("#refused").count() > 0

    def approve_by_pin(self) -> None:
        """From the sheet, another way than her face."""
        self.page.locator("#another-way, #approve").last.click()
        self.choose("pin")
        self.by_pin()
        self.has("#approved, #opened")


@dataclass
class Consumer(Person):
    """He who would let her in."""

    called: str = "胡女士"

    def find(self, short_code: str) -> None:
        """Type the short code."""
        self.go("/consumer/")
        self.fill("code", short_code)
        self.send("short-code")
        self.has("form#ask")

    def ask(self, *, reason: str = "child", leave_out: Sequence[str] = ()) -> None:
        """Say who, why and what, and send it."""
        self.fill("called", self.called)
        self.page.locator(f"[name=reason][value={reason}]").check()
        for section in leave_out:
            self.page.locator(f"[name=sections][value={section}]").uncheck()
        self.send("ask")
        self.has("#waiting")

    def scan(self, eye: Eye, worker: Worker) -> None:
        """Hold the camera to her screen, and follow where her code leads."""
        self.go("/consumer/")
        eye.sees(FILM.screen(worker.code_on_screen()))
        self.page.locator("#scan").click()
        self.page.wait_for_url("**/check/**")
        self.page.locator("#ask").click()
        self.has("form#ask")

    def asks(self, worker: Worker, **more: str) -> None:
        """Everything up to the waiting page."""
        self.find(worker.short_code())
        self.ask(**more)
        worker.go("/worker/")


SHOTS = Path(__file__).resolve().parents[2] / ".shots"


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the page, to be looked at by a person."""
    # The same page has the same name in every run.
    file = SHOTS / f"{re.sub(r'[0-9a-f]{8}-[0-9a-f-]{27}', 'one', name)}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file, full_page=True, animations="disabled")
