"""The line: https only, bounded, no redirects, and never longer than it may take."""

import contextlib
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import override

import pytest

from jiaxin.gateways.exchange.envelope import Sent
from jiaxin.gateways.exchange.http import Line, Wire
from jiaxin.gateways.exchange.signatures import Request
from jiaxin.ground.errors import SourceNotTrusted, SourceUnreachable

SENT = Sent("real-name", "1", Request("POST", "x", "/exchange/v1/real-name", {"a": "b"}), b"body")


class Odd(BaseHTTPRequestHandler):
    """Answers as the test wants, never well."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        with contextlib.suppress(OSError):
            getattr(self, self.server.behaviour)()  # type: ignore[attr-defined]  # set below

    def endless(self) -> None:
        self._begin("10000000")
        for _ in range(100):
            self.wfile.write(b"x" * 100_000)

    def drip(self) -> None:
        self._begin("1000")
        for _ in range(1000):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def cut(self) -> None:
        self._begin("1000")
        self.wfile.write(b"x")

    def hang_up(self) -> None:
        self.close_connection = True

    def redirect(self) -> None:
        self.send_response(307)
        self.send_header("location", "http://127.0.0.1:1/")
        self.send_header("content-length", "0")
        self.end_headers()

    def _begin(self, length: str) -> None:
        self.send_response(200)
        self.send_header("content-length", length)
        self.end_headers()

    @override
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextlib.contextmanager
def odd(behaviour: str) -> Iterator[Wire]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Odd)
    server.behaviour = behaviour  # type: ignore[attr-defined]  # read by the handler
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    wire = Wire(Line(f"http://127.0.0.1:{server.server_port}", answer_seconds=0.5))
    try:
        yield wire
    finally:
        wire.close()
        server.shutdown()
        server.server_close()
        thread.join()


def test_an_endless_answer_is_cut_off() -> None:
    with odd("endless") as wire, pytest.raises(SourceNotTrusted):
        wire.post(SENT)


@pytest.mark.parametrize("behaviour", ["drip", "cut", "hang_up"])
def test_an_answer_that_does_not_come_whole_is_unreachable(behaviour: str) -> None:
    with odd(behaviour) as wire, pytest.raises(SourceUnreachable):
        wire.post(SENT)


def test_a_redirect_is_not_followed() -> None:
    with odd("redirect") as wire:
        assert wire.post(SENT).status == 307


@pytest.mark.parametrize(
    "url",
    [
        *("http://police.example", "ftp://127.0.0.1", "https://police.example/path"),
        "https://police.example/?q=1",
    ],
)
def test_a_department_is_called_over_https_at_its_root(url: str) -> None:
    with pytest.raises(ValueError, match="department"):
        Line(url)


def test_the_authority_is_what_the_host_header_says() -> None:
    assert Line("https://Police.example:443").authority == "police.example"
    assert Line("https://police.example:8443").authority == "police.example:8443"
    assert Line("http://127.0.0.1:81").authority == "127.0.0.1:81"
