"""What the benchmarks ask of the product is answered as they want it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bench import floors, people, scan
from bench.bed import Bed, Size
from bench.load import Request, Thing
from tests import database

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    """A bed in this process's own database, with few people."""
    from django.db import connection  # noqa: PLC0415 — known only once the tests run

    url = database.address(str(connection.settings_dict["NAME"]))
    people.fill(url, 25, processes=1)
    return Bed(url, tmp_path, Size(25, 1.0, 1, quick=True))


def answered(things: list[Thing]) -> None:
    """Each thing's answers are what the bench wants them to be."""
    for one in (one for thing in things for one in thing):
        answer = asked(one)
        assert answer.status_code == one.status
        assert answer.headers.get("Location", "").startswith(one.leads_to)
        assert one.holds in answer.content.decode()


def asked(one: Request) -> Any:
    client = Client(headers={"cookie": one.headers.get("Cookie", "")}, enforce_csrf_checks=True)
    kind = one.headers.get("Content-Type", "")
    return client.generic(one.method, one.path, one.body, content_type=kind)


def test_a_scan_of_the_bench_is_one_of_the_product(bed: Bed) -> None:
    with bed.connect() as connection:
        rows = connection.execute("SELECT number FROM certificates_certificate LIMIT 2").fetchall()

    answered(scan._scans([str(row[0]) for row in rows]))


def test_the_floor_takes_its_own_tokens_only() -> None:
    assert floors._checked(floors.signed("a certificate")) == "a certificate"
    with pytest.raises(ValueError, match="not our token"):
        floors._checked("a certificate.00")
