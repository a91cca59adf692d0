"""The whole product: up with one command, kept up part by part, and gone without a trace."""

import http.client
import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from jiaxin.config.places import Places
from tests.config import product
from tests.config.product import SIGNS, Product, until
from tests.crawl.probes import PROBES

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="reads /proc, and only Linux has the leash"
)


@pytest.fixture(scope="module")
def running() -> Iterator[Product]:
    with product.a_home() as home:
        running = Product(home, product.free_port(), product.free_port())
        running.start()
        yield running
        if running.process and running.process.poll() is None:
            running.stop()


def test_every_part_is_ready(running: Product) -> None:
    said = running.ready()

    assert said["ready"] is True
    assert set(said["parts"]) >= {"database", "migrations", "jobs", "live", "vision", "sandbox"}


def test_plain_http_serves_this_machine_too(running: Product) -> None:
    assert httpx.get(f"http://localhost:{running.http_port}/alive").json() == {"alive": True}


def test_the_sandbox_shows_its_pages_and_hides_its_machine_doors(running: Product) -> None:
    with running.client() as client:
        assert client.get("/sandbox/alive").status_code == 200
        assert client.post("/sandbox/sms", content=b"{}").status_code == 404
        # Under this address listens the product's own door, never the sandbox's.
        refused = client.post("/exchange/v1/real-name", content=b"{}")
        assert refused.status_code == 401
        assert 'keyid="jiaxin-sig-' in refused.headers["Signature-Input"]


def test_what_strangers_try_is_refused_at_the_door_too(running: Product) -> None:
    """As it is written: no client between that would tidy a path up."""
    wrong = []
    for probe in PROBES:
        if probe.path.startswith("/sandbox/") or probe.headers or probe.method == "CONNECT":
            continue
        door = http.client.HTTPConnection("localhost", running.http_port, timeout=10)
        door.putrequest(probe.method, probe.path)
        door.endheaders()
        answer = door.getresponse()
        body = answer.read().decode(errors="replace")
        door.close()
        if answer.status >= 500 or answer.status == 200 or "root:x:0" in body:
            wrong.append((probe.method, probe.path, answer.status))
        if {"Server", "Via", "X-Planted"} & set(answer.headers.keys()):
            wrong.append((probe.method, probe.path, answer.status))

    assert wrong == []


def test_a_stream_opens_through_the_door(running: Product) -> None:
    with running.client() as client, client.stream("GET", f"/live/{'a' * 43}") as response:
        assert next(response.iter_lines()) == "retry: 2000"


def test_more_pages_wait_at_once_than_a_process_may_open_files_by_default(
    running: Product,
) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
    with ExitStack() as opened:
        opened.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        for number in range(1200):
            stream = opened.enter_context(socket.socket(socket.AF_UNIX))
            stream.settimeout(30)
            stream.connect(str(Places(running.home).socket("live")))
            topic = f"{number:043d}"
            stream.sendall(f"GET /live/{topic} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert stream.recv(4096).startswith(b"HTTP/1.1 200"), number


@pytest.mark.parametrize("size", [27 * 1024 * 1024, 200 * 1024 * 1024])
def test_a_film_as_evidence_is_refused_early_and_fills_no_memory(
    running: Product, size: int
) -> None:
    web = running.pid("web")
    assert web is not None
    before = product.most_memory(web)

    answer, taken = product.film(
        running.http_port, f"/worker/corrections/{UUID(int=1)}/attach/", size
    )

    assert answer.startswith("HTTP/1.1 413")
    assert "uploads.too_large" in answer
    assert taken < size // 2
    assert product.most_memory(web) - before < 32 * 1024 * 1024


def test_two_processes_answer_pages_and_one_that_dies_is_replaced(running: Product) -> None:
    first = workers_of_web(running)
    assert len(first) == 2

    os.kill(min(first), signal.SIGKILL)

    until(lambda: len(workers_of_web(running) - {min(first)}) == 2)
    assert max(first) in workers_of_web(running)
    assert httpx.get(f"http://localhost:{running.http_port}/alive").json() == {"alive": True}


def workers_of_web(running: Product) -> set[int]:
    """The processes under granian's own that answer."""
    web = running.pid("web")
    assert web is not None
    return {int(child) for child in Path(f"/proc/{web}/task/{web}/children").read_text().split()}


def test_status_says_the_same(running: Product) -> None:
    answer = running.command("status", "--json")

    said = json.loads(answer.stdout)
    assert answer.returncode == 0
    assert said["ready"] is True
    assert said["parts"]["web"] is True


def test_a_second_start_of_the_same_home_is_refused(running: Product) -> None:
    answer = running.command("up")

    assert answer.returncode == 1
    assert "runs already" in answer.stderr


def test_a_taken_port_says_what_to_do(running: Product) -> None:
    with product.a_home() as other:
        answer = running.command("up", JIAXIN_HOME=str(other))

    assert answer.returncode == 1
    assert f"Port {running.port} is taken" in answer.stderr
    assert "choose another port: PORT=" in answer.stderr


def test_the_keys_are_for_their_owner_only(running: Product) -> None:
    keys = running.home / "keys"

    assert {oct(path.stat().st_mode & 0o077) for path in (keys, keys / "root.json")} == {"0o0"}


@pytest.mark.parametrize("part", list(SIGNS))
def test_a_killed_part_comes_back(running: Product, part: str) -> None:
    before = running.pid(part)
    assert before is not None

    os.kill(before, signal.SIGKILL)

    until(lambda: running.pid(part) not in (None, before))
    until(lambda: bool(running.ready().get("ready")))


def test_ctrl_c_ends_everything_and_a_second_start_keeps_the_data(running: Product) -> None:
    key = (running.home / "keys" / "root.json").read_bytes()

    code, said = running.stop(signal.SIGINT)

    assert code == 0
    assert "Nothing runs on" in said
    until(lambda: not running.everyone())
    running.start()
    assert running.ready()["ready"] is True
    assert (running.home / "keys" / "root.json").read_bytes() == key


def test_nothing_outlives_a_killed_supervisor(running: Product) -> None:
    assert running.everyone()

    code, _ = running.stop(signal.SIGKILL)

    assert code == -signal.SIGKILL
    until(lambda: not running.everyone())
