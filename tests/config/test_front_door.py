"""The front door alone, before a stand-in for the pages that says what reached it."""

import http.server
import json
import os
import re
import socket
import socketserver
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, override

import httpx
import pytest

from jiaxin.config import parts
from jiaxin.config.front_door import caddyfile, environment, refuse_taken
from jiaxin.config.plan import DoorTaken, Plan, plan
from jiaxin.config.supervisor import Supervisor
from jiaxin.portals.parts import uploads
from tests.config.product import free_port

# How often each path came through to the pages.
REACHED: Counter[str] = Counter()


class Echo(http.server.BaseHTTPRequestHandler):
    """Answers with the headers that it got; a path of …/dies/ finds it dying, the first time."""

    def do_GET(self) -> None:
        REACHED[self.path] += 1
        if self.path.endswith("/dies/") and REACHED[self.path] == 1:
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(200)
        self.end_headers()
        if self.path.startswith("/live/"):
            self.wfile.write(b"first\n")
            self.wfile.flush()
            self.server.told_to_end.wait(20)  # type: ignore[attr-defined]  # set by the fixture
        else:
            self.wfile.write(json.dumps(dict(self.headers)).encode())

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_GET()

    @override
    def address_string(self) -> str:
        return "unix"

    @override
    def log_message(self, *words: Any) -> None:
        """Say nothing."""


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True

    @override
    def handle_error(self, *words: Any) -> None:
        """Say nothing: Caddy hangs up on a body that is too long."""


@pytest.fixture(scope="module")
def wanted() -> Iterator[Plan]:
    with tempfile.TemporaryDirectory(prefix="jiaxin door ") as folder:
        asked = {"PORT": str(free_port()), "HTTP_PORT": str(free_port())}
        wanted = plan(asked, mode="test", home=Path(folder) / "home")
        wanted.places.make()
        yield wanted


@pytest.fixture(scope="module")
def door(wanted: Plan) -> Iterator[httpx.Client]:
    over = threading.Event()
    servers = [Server(str(wanted.places.socket(part)), Echo) for part in ("web", "live")]
    for server in servers:
        server.told_to_end = over  # type: ignore[attr-defined]  # the handler reads it
        threading.Thread(target=server.serve_forever, daemon=True).start()
    (wanted.places.static / "site.0123456789ab.css").write_text("a{}")
    (wanted.places.static / "site.css").write_text("a{}")
    supervisor = Supervisor(wanted.places.logs, lambda line: None)
    supervisor.start(parts.door(wanted, os.environ))
    with httpx.Client(
        base_url=f"http://localhost:{wanted.http_port}", timeout=20, trust_env=False
    ) as client:
        yield client
    over.set()
    supervisor.stop()
    for server in servers:
        server.shutdown()
        server.server_close()


def test_what_a_client_says_of_its_address_is_not_believed(door: httpx.Client) -> None:
    lies = {
        "X-Forwarded-For": "203.0.113.9",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil.example",
        "X-Real-IP": "203.0.113.9",
        "Forwarded": "for=203.0.113.9",
    }

    reached = door.get("/env", headers=lies).json()

    assert "203.0.113.9" not in json.dumps(reached)
    assert reached["X-Forwarded-For"] == "127.0.0.1"
    assert reached["X-Forwarded-Proto"] == "http"
    assert "evil.example" not in json.dumps(reached)


def test_a_hashed_file_is_kept_for_ever_and_a_plain_one_asked_for_again(
    door: httpx.Client,
) -> None:
    hashed, plain = door.get("/static/site.0123456789ab.css"), door.get("/static/site.css")

    assert "immutable" in hashed.headers["cache-control"]
    assert plain.headers["cache-control"] == "no-cache"
    assert hashed.headers["x-content-type-options"] == "nosniff"


def test_nothing_outside_the_static_files_is_given_away(door: httpx.Client, wanted: Plan) -> None:
    (wanted.places.keys / "root.json").write_text("a secret")

    for path in ("/static/..%2fkeys/root.json", "/static/%2e%2e/keys/root.json", "/static/"):
        answer = door.get(path)
        assert "a secret" not in answer.text
        assert "site.css" not in answer.text


def test_a_stream_is_passed_on_at_once_and_without_cookies(door: httpx.Client) -> None:
    with door.stream("GET", f"/live/{'a' * 43}", headers={"Cookie": "s=1"}) as response:
        assert next(response.iter_lines()) == "first"


def test_without_a_sandbox_its_addresses_are_the_pages_own(door: httpx.Client) -> None:
    assert "X-Forwarded-For" in door.get("/sandbox/phone/").json()


def test_a_body_without_end_is_cut_off(door: httpx.Client) -> None:
    answer = door.post("/worker/card", content=b"x" * (33 * 1024 * 1024))

    assert answer.status_code == 413


def test_a_roster_may_be_larger_than_photos_and_no_larger_than_its_page_takes(
    door: httpx.Client,
) -> None:
    small, large = b"x" * (33 * 1024 * 1024), b"x" * (102 * 1024 * 1024)

    assert door.post("/firm/rosters/", content=small).status_code != 413
    assert door.post("/firm/rosters/", content=large).status_code == 413
    assert door.post("/firm/rosters/x/", content=small).status_code == 413


@pytest.mark.parametrize(
    ("path", "megabytes", "refused"),
    [
        ("/worker/card", 26, False),
        ("/worker/card", 27, True),
        ("/worker/card", 33, True),
        ("/worker/card", 200, True),
        ("/worker/card", 4000, True),
        ("/firm/rosters/", 101, False),
        ("/firm/rosters/", 102, True),
        ("/firm/rosters/", 1000, True),
        ("/firm/rosters/x/", 101, True),
    ],
)
def test_what_says_that_it_is_too_large_is_refused_before_all_of_it_is_sent(
    door: httpx.Client, path: str, megabytes: int, refused: bool
) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {megabytes}000000\r\n\r\n"

    with socket.create_connection(("localhost", door.base_url.port or 80), timeout=30) as line:
        line.sendall(head.encode() + bytes(1024 * 1024))
        if not refused:
            line.shutdown(socket.SHUT_WR)  # or whoever reads it would wait for the rest
        answer = line.recv(4096)

    assert answer.startswith(b"HTTP/1.1 413") is refused


def test_no_bound_of_the_door_is_wider_than_webs_own() -> None:
    found = re.search(r"\? (\d+) : (\d+)\)", caddyfile().read_text("utf-8"))
    assert found is not None

    assert int(found[1]) <= uploads.LARGER["/firm/rosters/"]
    assert int(found[2]) <= uploads.LARGEST


@pytest.mark.parametrize(
    "path",
    [
        "/dies/",
        "/firms/dies/",
        "/worker/dies/",
        "/consumer/queries/1/record/dies/",
        "/firm/staff/dies/",
        "/console/dies/",
    ],
)
def test_what_web_took_before_it_died_is_not_asked_twice(door: httpx.Client, path: str) -> None:
    assert door.get(path).status_code == 502
    assert REACHED[path] == 1


def test_what_never_reached_web_waits_until_it_is_back(door: httpx.Client, wanted: Plan) -> None:
    there = wanted.places.socket("web")
    away = there.with_name("away")
    there.rename(away)
    back = threading.Timer(1, away.rename, [there])
    back.start()

    assert door.post("/worker/waits/", content=b"x").status_code == 200
    back.join()
    assert REACHED["/worker/waits/"] == 1


def test_it_says_nothing_of_itself(door: httpx.Client) -> None:
    answer = door.get("/env")

    assert not {"server", "via", "x-powered-by"} & set(answer.headers)
    assert "camera=(self)" in answer.headers["permissions-policy"]


def test_a_secret_in_a_path_reaches_no_log(door: httpx.Client, wanted: Plan) -> None:
    door.get("/v/a-certificates-code?q=a-secret-word")
    door.post("/v/a-certificates-code", content=b"x" * (33 * 1024 * 1024))

    written = b"".join(path.read_bytes() for path in wanted.places.logs.iterdir())
    assert b"a-certificates-code" not in written
    assert b"a-secret-word" not in written


def test_a_taken_port_is_found_before_anything_starts(door: httpx.Client, wanted: Plan) -> None:
    with pytest.raises(DoorTaken, match=f"Port {wanted.port} is taken"):
        refuse_taken(wanted)


def test_a_public_name_gets_a_public_certificate() -> None:
    told = environment(plan({"JIAXIN_PUBLIC_URL": "https://jiaxin.example.org"}))

    assert told["JIAXIN_HTTPS_SITES"] == "https://jiaxin.example.org:443"
    assert told["JIAXIN_TLS"] == ""
    assert told["JIAXIN_AUTO_HTTPS"] == ""
    assert told["JIAXIN_SANDBOX_ROUTE"] == ""


def test_two_files_are_a_certificate_and_its_key() -> None:
    asked = {"JIAXIN_PUBLIC_URL": "https://jiaxin.example.org", "JIAXIN_TLS": "/a/c.pem /a/k.pem"}

    assert environment(plan(asked))["JIAXIN_TLS"] == 'tls "/a/c.pem" "/a/k.pem"'
