"""A Chromium with a camera that shows a film, and phones in it that are looked over as they go."""

import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from tests.journeys.films import FILM, Film

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--no-first-run", "--disable-gpu", "--mute-audio"),
)
PHONE = (360, 800)
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
# Some calls have no time-out of their own, and now and then Chromium never answers one. Then it is
# ended, and they fail.
JOURNEY_SECONDS, CLOSING_SECONDS = 600.0, 60.0
RELOADS = 5


@dataclass
class Eye:
    """The browser's camera: what it sees is put before it by the journey, before it opens."""

    file: Path

    def sees(self, film: Film) -> None:
        """From its next opening on, the camera shows this film."""
        half = self.file.with_suffix(".half")
        half.write_bytes(film)
        half.replace(self.file)


@dataclass
class Watch:
    """What went wrong unseen in one phone: script errors, refused resources, other addresses."""

    origin: str
    wrong: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("weberror", lambda error: self.wrong.append(str(error.error)))
        context.on("console", self._said)
        context.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        # What the policy refuses is told on the console only. Statuses are the journeys' matter.
        # A service worker wants a certificate that the machine trusts; the demo's own is not.
        expected = (
            *("Failed to load resource", "net::ERR_INTERNET_DISCONNECTED"),
            "SSL certificate error occurred when fetching the script",
        )
        if message.type == "error" and not any(words in message.text for words in expected):
            self.wrong.append(message.text)

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.netloc != self.origin:
            self.wrong.append(f"asked another address: {parts.netloc}")


@dataclass
class Phones:
    """Opens phones: each is a browser context of its own, with its own cookies."""

    open: Callable[[], Browser]
    base: str
    eye: Eye
    closing: float = CLOSING_SECONDS
    watches: list[Watch] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.browser = self.open()
        self._gave_up = threading.Event()
        self._stuck = threading.Timer(JOURNEY_SECONDS, self._give_up)
        self._end_after(JOURNEY_SECONDS)

    def _end_after(self, seconds: float) -> None:
        """From now on it has so long for what it is at."""
        self._stuck.cancel()
        self._stuck = threading.Timer(seconds, self._give_up)
        self._stuck.daemon = True
        self._stuck.start()

    def _give_up(self) -> None:
        self._gave_up.set()
        end_browsers_of(self.eye.file)

    def new(self, *, camera: bool = True, size: tuple[int, int] = PHONE, **more: Any) -> Page:
        """A page on a fresh phone that speaks Chinese unless `locale` says otherwise."""
        options: dict[str, Any] = {
            "base_url": self.base,
            "locale": "zh-CN",
            "timezone_id": "Asia/Shanghai",
            "viewport": {"width": size[0], "height": size[1]},
            "has_touch": True,
            "is_mobile": size[0] < 500,
            "permissions": ["camera"] if camera else [],
        }
        context = self.browser.new_context(**{**options, **more})
        context.set_default_timeout(PATIENCE)
        base = str(more.get("base_url", self.base))
        watch = Watch(urlsplit(base).netloc)
        watch.over(context)
        self.watches.append(watch)
        self.contexts.append(context)
        return context.new_page()

    def put_away(self) -> None:
        """Close all phones; whatever went wrong unseen is said now."""
        self._end_after(self.closing)
        try:
            for context in self.contexts:
                context.close()
        except Error:
            # That it is gone is told after what it was asked has failed.
            if not self._gave_up.is_set():
                raise
        finally:
            self._end_after(JOURNEY_SECONDS)
        if self._gave_up.is_set() or not self.browser.is_connected():
            self.browser = self.open()
            self._gave_up.clear()
        wrong = [word for watch in self.watches for word in watch.wrong]
        self.contexts, self.watches = [], []
        assert not wrong, "\n".join(wrong)

    def end(self) -> None:
        """Close the browser itself."""
        self._stuck.cancel()
        self.browser.close()


def again(page: Page) -> None:
    """Load it anew. While one page gives way to the next, Chromium has none to load anew."""
    for _ in range(RELOADS):
        page.wait_for_load_state()
        try:
            page.reload()
        except Error as error:
            if "Not attached to an active page" not in error.message:
                raise
        else:
            return
    raise AssertionError(f"{page.url} never became a page that can be loaded anew")


def end_browsers_of(film: Path) -> None:
    """End the browser whose camera shows this film: no other has its path among its arguments."""
    for process in processes_of(film):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def processes_of(film: Path) -> list[int]:
    """What was started with this film; nothing where the system keeps no /proc."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if str(film).encode() in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found


@contextmanager
def opened(base: str, folder: Path) -> Iterator[Phones]:
    """A running browser. Playwright's loop holds the thread, so it must end with the module."""
    eye = Eye(folder / "camera.mjpeg")
    eye.sees(FILM.nothing())
    with sync_playwright() as playwright:
        phones = Phones(lambda: _launched(playwright, eye.file), base, eye)
        try:
            yield phones
        finally:
            phones.end()


def _launched(playwright: Playwright, film: Path) -> Browser:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    camera = ("--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={film}")
    root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return playwright.chromium.launch(
        executable_path=found, headless=True, args=[*QUIET, *camera, *root]
    )
