"""After the journeys: neither a dump of the database nor any log tells who walked them.

Runs last (conftest.py), so that as much as possible has happened; the cast alone is enough for it.
"""

import re
import subprocess
from collections.abc import Iterator

import pytest

from jiaxin.config.commands.demo_cast import GULI, HU_PHONE, LIN, number_of
from jiaxin.config.postgres import Embedded, installed
from tests.journeys.stack import Stack
from tests.trust.test_dump import forms_of

ADDRESS = "样例市样例区样例路"
BYTES = re.compile(rb"\\\\x((?:[0-9a-f]{2})+)")


@pytest.fixture(scope="module")
def told(product: Stack) -> list[str]:
    """Names, numbers, phones, addresses: the cast's, and all that the journeys typed."""
    known = [ADDRESS, HU_PHONE, "胡女士"]
    for member in (LIN, GULI):
        known += [member.name, member.phone, number_of(member)]
    walked = product.ledger.read_text("utf-8").split("\n") if product.ledger.exists() else []
    return [*known, *(word for word in set(walked) if len(word) > 1)]


@pytest.fixture(scope="module")
def dump(product: Stack) -> bytes:
    """The whole database as its owner may take it away, and every column of bytes by itself."""
    url = product.database_url or Embedded(product.home).owner_address
    taken = subprocess.run(
        [str(installed() / "bin" / "pg_dump"), "--data-only", url], capture_output=True, check=True
    ).stdout
    return taken + b"\n".join(bytes.fromhex(one.decode()) for one in BYTES.findall(taken))


def found(told: list[str], where: bytes) -> Iterator[str]:
    for word in told:
        if any(form in where for form in forms_of(word)):
            yield word


def test_a_dump_of_the_database_tells_nothing(told: list[str], dump: bytes) -> None:
    assert b"identity_worker" in dump
    assert b"procrastinate_jobs" in dump
    assert list(found(told, dump)) == []


def test_no_log_tells_anything_and_nothing_broke(product: Stack, told: list[str]) -> None:
    logs = {file.name: file.read_bytes() for file in product.logs.glob("*.log*")}

    assert {"web.log", "jobs.log", "live.log", "vision.log", "door.log"} <= set(logs)
    for name, said in logs.items():
        assert list(found(told, said)) == [], name
        assert b"Traceback" not in said, f"{name}:\n{said.decode()[-2000:]}"


def test_only_the_sandbox_knows_faces(product: Stack) -> None:
    pictures = [
        file.relative_to(product.home)
        for kind in ("*.jpg", "*.jpeg", "*.png", "*.mjpeg")
        for file in product.home.rglob(kind)
    ]

    assert {path.parts[0] for path in pictures} <= {"sandbox", "static", "drawn.jpg"}
