"""The key ring: made once, readable by its owner only, refusing what is not whole."""

import json
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from jiaxin.ground.crypto.keyring import DerivedSigningKey, FileKeyRing, WeakKeys, new_data_key
from jiaxin.ground.crypto.suites import DoesNotOpen


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "root.json"


def test_a_new_ring_is_readable_by_its_owner_only(path: Path) -> None:
    FileKeyRing.create(path, origin="production")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_ring_is_never_made_over_another(path: Path) -> None:
    FileKeyRing.create(path, origin="production")

    with pytest.raises(FileExistsError):
        FileKeyRing.create(path, origin="production")


@pytest.mark.parametrize("origin", ["demo", "production"])
def test_a_demo_ring_says_so_for_ever(path: Path, origin: str) -> None:
    FileKeyRing.create(path, origin=origin)

    assert FileKeyRing.load(path).is_demo is (origin == "demo")


def test_a_missing_ring_is_refused(path: Path) -> None:
    with pytest.raises(WeakKeys, match="no key file"):
        FileKeyRing.load(path)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_ring_that_others_may_read_is_refused(path: Path, mode: int) -> None:
    FileKeyRing.create(path, origin="demo")
    path.chmod(mode)

    with pytest.raises(WeakKeys, match="read by others"):
        FileKeyRing.load(path)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"root": "AA==", "keks": {}}', '{"root": 1}']
)
def test_a_file_that_is_no_ring_is_refused(path: Path, text: str) -> None:
    FileKeyRing.create(path, origin="demo")
    path.write_text(text)

    with pytest.raises(WeakKeys):
        FileKeyRing.load(path)


@pytest.mark.parametrize("part", ["root", "keks"])
def test_a_ring_with_a_changed_key_is_refused(path: Path, part: str) -> None:
    FileKeyRing.create(path, origin="demo")
    held = json.loads(path.read_text())
    if part == "root":
        held["root"] = "A" * 43 + "="
    else:
        held["keks"]["1"] = "A" * len(held["keks"]["1"])
    path.write_text(json.dumps(held))

    with pytest.raises(WeakKeys):
        FileKeyRing.load(path)


def test_a_data_key_comes_out_as_it_went_in_for_its_owner_only(path: Path) -> None:
    ring = FileKeyRing.create(path, origin="demo")
    key = new_data_key()
    kek, wrapped = ring.wrap(key, b"lin.1")

    assert ring.unwrap(kek, wrapped, b"lin.1") == key
    assert key not in wrapped
    with pytest.raises(DoesNotOpen):
        ring.unwrap(kek, wrapped, b"mei.1")
    with pytest.raises(DoesNotOpen):
        ring.unwrap(kek + 1, wrapped, b"lin.1")


def test_the_same_file_gives_the_same_keys_and_no_two_purposes_share_one(path: Path) -> None:
    ring = FileKeyRing.create(path, origin="demo")
    again = FileKeyRing.load(path)

    assert ring.purpose_key("topics") == again.purpose_key("topics")
    assert len({ring.purpose_key(name) for name in ("topics", "limits", "django", "")}) == 4
    assert len(ring.purpose_key("topics")) == 32


def test_a_signing_key_is_the_same_each_time_and_no_purpose_key(path: Path) -> None:
    ring, again = FileKeyRing.create(path, origin="demo"), FileKeyRing.load(path)

    signature = ring.signing_key("trail.1").sign(b"said")

    public = again.signing_key("trail.1").public
    Ed25519PublicKey.from_public_bytes(public).verify(signature, b"said")
    assert public != ring.signing_key("trail.2").public
    assert public != DerivedSigningKey(ring.purpose_key("trail.1")).public


def test_two_rings_have_nothing_in_common(tmp_path: Path) -> None:
    one = FileKeyRing.create(tmp_path / "a" / "root.json", origin="demo")
    two = FileKeyRing.create(tmp_path / "b" / "root.json", origin="demo")

    assert one.purpose_key("topics") != two.purpose_key("topics")
