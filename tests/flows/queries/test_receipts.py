"""A look, and what both sides can prove of it afterwards with nothing but a file."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from jiaxin.flows.queries import reads
from jiaxin.flows.queries import services as queries
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit import logkeys, sealer
from jiaxin.trust.audit import reads as trail
from jiaxin.trust.audit.errors import NoReceipt
from tests import makers

SCRIPT = Path(__file__).resolve().parents[3] / "docs" / "verify_receipt.py"


def test_both_sides_of_a_look_can_prove_it(lin: Actor, hu: Actor, tmp_path: Path) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)
    sealer.seal()
    sealer.sign()

    for viewer, request in (
        (lin, reads.put_to(lin, query_id=query)),
        (hu, reads.asked_by(hu, query_id=query)),
    ):
        [line] = trail.looks(viewer, subject=request.worker, proof=f"query:{query}")
        kept = tmp_path / "receipt.json"
        kept.write_text(json.dumps(trail.receipt(viewer, line_id=line).body), encoding="utf-8")
        told = subprocess.run(
            [sys.executable, SCRIPT, kept, logkeys.known()[0].text],
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        assert f"query:{query}" in told.stdout
        assert makers.NAME not in kept.read_text(encoding="utf-8")


def test_another_worker_cannot_prove_it(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)
    sealer.seal()
    sealer.sign()
    [line] = trail.looks(lin, subject=lin.person, proof=f"query:{query}")

    another = makers.a_worker(phone="13800138001", number=makers.a_number(order=4))

    assert trail.looks(another, subject=lin.person, proof=f"query:{query}") == []
    with pytest.raises(NoReceipt):
        trail.receipt(another, line_id=line)
