"""The whole product: up with one command, kept up part by part, and gone without a trace."""

import json
import os
import signal
import sys
from collections.abc import Iterator

import httpx
import pytest

from tests.config import product
from tests.config.product import SIGNS, Product, until

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


def test_a_stream_opens_through_the_door(running: Product) -> None:
    with running.client() as client, client.stream("GET", f"/live/{'a' * 43}") as response:
        assert next(response.iter_lines()) == "retry: 2000"


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
