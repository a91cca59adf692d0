"""A deployment of either suite, and one that changes from one to the other while it runs."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jiaxin.config import key_acts, wiring
from jiaxin.flows.rights import seals
from jiaxin.flows.rights.rules import FileKind
from jiaxin.ground.crypto import held_keys, sm2
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.ground.crypto.keyring import FileKeyRing
from jiaxin.ground.crypto.signing import Scheme
from jiaxin.ground.crypto.suites import INTL, SM, Suite
from jiaxin.ground.errors import ValueTaken
from jiaxin.ground.fields import find
from jiaxin.ground.ids import new_id
from jiaxin.trust.audit import check, checkpoints, logkeys, notes, sealer
from jiaxin.trust.audit import reads as audit
from jiaxin.trust.audit.models import Line
from jiaxin.trust.identity import reads
from jiaxin.trust.identity.keys import TableDataKeys, TableLookups
from jiaxin.trust.identity.models import BlindIndex, DataKey, Worker
from tests import makers

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not sm2.IS_HERE, reason="gmssl-pyx has no wheel for this machine"),
]
DOCS = Path(__file__).resolve().parents[2] / "docs"
DIGEST, AT = bytes(range(32)), datetime(2026, 11, 26, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr("jiaxin.ground.crypto.keyring.LEARNT_WITHIN", 0.0)
    monkeypatch.setattr("jiaxin.config.key_acts.LEARNT_WITHIN", 0.0)
    yield tmp_path / "root.json"
    wiring.join()


def deploy(path: Path, suite: Suite) -> FileKeyRing:
    """Start, as a process of this deployment does: with the ring that is there, or a new one."""
    ring = FileKeyRing.load(path) if path.exists() else FileKeyRing.create(path, "demo", suite)
    held_keys.join(ring=ring, data_keys=TableDataKeys(), suite=suite)
    return ring


def quiet(line: str) -> None:
    """Nobody watches the progress."""


@pytest.mark.parametrize("suite", [INTL, SM])
def test_a_persons_columns_keys_and_indexes_are_all_of_the_suite(
    path: Path, suite: Suite, outside: makers.Outside
) -> None:
    ring = deploy(path, suite)
    lin = makers.a_worker()

    name = Worker.objects.values_list("name", flat=True).get(id=lin.person)
    assert name is not None
    key = DataKey.objects.get(owner_id=lin.person)

    assert name.raw[0] == key.suite_id == suite.id
    assert bytes(key.wrapped)[:2] == bytes([2, suite.id])
    assert ring.suite_of_kek(1) is ring.suite_of_index(1) is suite
    assert find(Worker, "number", makers.a_number()) == lin.person
    assert reads.myself(lin).name == makers.NAME


@pytest.mark.parametrize(("before", "after"), [(INTL, SM), (SM, INTL)])
def test_a_deployment_changes_its_suite_and_loses_nothing(
    path: Path, before: Suite, after: Suite, outside: makers.Outside
) -> None:
    deploy(path, before)
    lin = makers.a_worker()
    ring = deploy(path, after)
    mei = makers.a_worker(phone="13900139000", number=makers.a_number(order=4))
    with keys_at_hand():
        assert reads.myself(lin).name == reads.myself(mei).name == makers.NAME

    assert key_acts._keks(quiet) == key_acts._indexes(quiet) == 0

    assert ring.suite_of_kek(2) is ring.suite_of_index(2) is after
    wrapped = DataKey.objects.values_list("wrapped", flat=True)
    assert {bytes(each)[:2] for each in wrapped} == {bytes([2, after.id])}
    assert set(BlindIndex.objects.values_list("version", flat=True)) == {2}
    assert reads.myself(lin).name == reads.myself(mei).name == makers.NAME
    assert find(Worker, "phone", "+8613800138000") == lin.person
    with pytest.raises(ValueTaken):
        TableLookups().put("identity_worker.phone", "+8613800138000", new_id())


def test_the_same_value_under_two_suites_is_found_by_two_digests(
    path: Path, outside: makers.Outside
) -> None:
    ring = deploy(path, INTL)
    ring.set_indexes([1, 2], SM)

    lin = makers.a_worker()

    digests = BlindIndex.objects.filter(row_id=lin.person, place="identity_worker.phone")
    assert {each.version for each in digests} == {1, 2}
    assert len({bytes(each.digest) for each in digests}) == 2
    assert ring.suite_of_index(2) is SM


def test_a_seal_of_either_suite_holds_and_stays_good_after_a_change(path: Path) -> None:
    deploy(path, INTL)
    first = seals.sign(DIGEST, FileKind.JSON, AT)
    deploy(path, SM)
    second = seals.sign(DIGEST, FileKind.JSON, AT)

    assert (len(first), second[0]) == (64, SM.id)
    for signature in (first, second):
        assert seals.holds(DIGEST, FileKind.JSON, AT, signature)
        assert not seals.holds(DIGEST[::-1], FileKind.JSON, AT, signature)
        assert not seals.holds(DIGEST, FileKind.JSON, AT, signature[:-1])
    assert not seals.holds(DIGEST, FileKind.JSON, AT, second[1:])
    assert not seals.holds(DIGEST, FileKind.JSON, AT, b"")


def test_the_trail_of_an_sm_deployment_is_signed_by_both_and_checks(
    path: Path, outside: makers.Outside
) -> None:
    deploy(path, INTL)
    makers.a_worker()
    sealer.seal()
    assert sealer.sign()
    deploy(path, SM)
    makers.a_worker(phone="13900139000", number=makers.a_number(order=4))

    sealer.seal()
    assert sealer.sign()
    assert not sealer.sign()

    assert [key.scheme for key in logkeys.known()] == [Scheme.ED25519, Scheme.SM2]
    newest = checkpoints.newest()
    assert newest is not None
    for key in logkeys.known():
        assert notes.opened(newest.note, [key]).startswith(logkeys.origin())
        assert notes.Key.parse(key.text) == key
    assert check.run(quiet).told == []


def test_a_change_of_suite_alone_signs_the_same_tree_anew(
    path: Path, outside: makers.Outside
) -> None:
    deploy(path, INTL)
    makers.a_worker()
    sealer.seal()
    assert sealer.sign()

    deploy(path, SM)

    assert sealer.sign()
    assert not sealer.sign()


def test_a_receipt_of_an_sm_deployment_is_checked_offline_by_either_key(
    path: Path, tmp_path: Path, outside: makers.Outside
) -> None:
    deploy(path, SM)
    lin = makers.a_worker()
    sealer.seal()
    sealer.sign()
    line = Line.objects.filter(actor=lin.name).latest("at")
    file = tmp_path / "receipt.json"
    file.write_text(json.dumps(audit.receipt(lin, line_id=line.id).body), encoding="utf-8")
    ed25519, other = (key.text for key in logkeys.known())

    def ends(script: str, *keys: str) -> int:
        argv = [sys.executable, str(DOCS / script), str(file), *keys]
        return subprocess.run(argv, capture_output=True, check=False, env={}).returncode

    assert ends("verify_receipt.py", ed25519) == 0
    assert ends("verify_receipt_sm.py", other) == 0
    assert ends("verify_receipt_sm.py", ed25519, other) == 0
    assert ends("verify_receipt_sm.py", ed25519) == 1
    deploy(tmp_path / "other.json", SM)
    assert ends("verify_receipt_sm.py", logkeys.known()[1].text) == 1
