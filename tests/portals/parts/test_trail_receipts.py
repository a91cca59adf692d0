"""Each side of a look can take its proof along, and check it without this system."""

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from jiaxin.flows.queries import services as queries
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit import logkeys, sealer
from tests import makers
from tests.house.source import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(lin: Actor, hu: Actor) -> UUID:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)
    return query


def test_both_sides_take_a_proof_along_that_holds_offline(
    look: UUID, worker_client: Client, consumer_client: Client, tmp_path: Path
) -> None:
    assert worker_client.get(f"/worker/looks/{look}/receipt.json").status_code == 409
    sealer.seal()
    sealer.sign()
    key = logkeys.keys(1, logkeys.origin())[0].text

    for client, path in (
        (worker_client, f"/worker/looks/{look}/receipt.json"),
        (consumer_client, f"/consumer/queries/{look}/receipt.json"),
    ):
        file = tmp_path / "receipt.json"
        file.write_bytes(client.get(path).content)
        checked = subprocess.run(
            [sys.executable, ROOT / "docs" / "verify_receipt.py", file, key],
            capture_output=True,
            text=True,
            check=False,
        )
        assert checked.returncode == 0, checked.stdout + checked.stderr
    assert f"/worker/looks/{look}/receipt.json" in worker_client.get("/worker/looks/").text


def test_a_request_that_was_never_opened_has_no_proof(
    lin: Actor, hu: Actor, worker_client: Client
) -> None:
    query = makers.a_query(lin, hu)

    assert worker_client.get(f"/worker/looks/{query}/receipt.json").status_code == 404
