"""The key ring: made once, readable by its owner only, refusing what is not whole."""

import base64
import json
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from jiaxin.ground.crypto.keyring import FileKeyRing, WeakKeys, new_data_key
from jiaxin.ground.crypto.signing import DerivedSigningKey, Scheme, verifies
from jiaxin.ground.crypto.suites import INTL, SM, DoesNotOpen, Suite


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
        held["keks"]["1"]["sealed"] = "A" * len(held["keks"]["1"]["sealed"])
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


def first_form(path: Path) -> FileKeyRing:
    """A ring as the first releases wrote it: one suite, and nothing said of it."""
    root, kek = bytes(range(32)), bytes(range(32, 64))
    said = {
        "version": 1,
        "origin": "production",
        "root": base64.b64encode(root).decode(),
        "keks": {"1": base64.b64encode(INTL.seal(root, kek, b"kek.1")).decode()},
    }
    path.parent.mkdir(mode=0o700)
    path.write_text(json.dumps(said))
    path.chmod(0o600)
    return FileKeyRing.load(path)


def test_a_ring_of_the_first_form_opens_and_what_it_wrapped_opens(path: Path) -> None:
    ring = first_form(path)
    wrapped = INTL.seal(bytes(range(32, 64)), b"k" * 32, b"datakey.1.lin.1")

    assert len(wrapped) == 60
    assert ring.unwrap(1, wrapped, b"lin.1") == b"k" * 32
    assert ring.suite_of_kek(1) is ring.suite_of_index(1) is INTL
    assert ring.indexes() == (1,)
    with pytest.raises(DoesNotOpen):
        ring.unwrap(1, wrapped, b"mei.1")


def test_a_ring_of_the_first_form_derives_what_it_always_derived(path: Path) -> None:
    ring = first_form(path)
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=b"jiaxin.v1", info=b"blind.1")

    assert ring.purpose_key("blind.1") == hkdf.derive(bytes(range(32)))
    assert ring.purpose_key("blind.1", SM) != ring.purpose_key("blind.1")


def test_a_ring_of_the_first_form_goes_over_to_the_other_suite(path: Path) -> None:
    ring = first_form(path)
    old = ring.wrap(b"k" * 32, b"lin.1")

    ring.add_kek(SM)
    ring.set_indexes([1, 2], SM)
    again = FileKeyRing.load(path)

    assert [again.suite_of_kek(each) for each in again.keks()] == [INTL, SM]
    assert [again.suite_of_index(each) for each in again.indexes()] == [INTL, SM]
    new = again.wrap(b"k" * 32, b"lin.1")
    assert (new[0], new[1][:2]) == (2, b"\x02\x02")
    assert again.unwrap(*old, b"lin.1") == again.unwrap(*new, b"lin.1") == b"k" * 32
    ring.set_indexes([2])
    assert ring.suite_of_index(2) is SM


@pytest.mark.parametrize("suite", [INTL, SM])
@pytest.mark.parametrize("at", [0, 1, 2, 20, -1])
def test_the_form_and_the_suite_of_a_wrapped_key_are_vouched_for(
    path: Path, suite: Suite, at: int
) -> None:
    ring = FileKeyRing.create(path, origin="demo", suite=suite)
    kek, wrapped = ring.wrap(b"k" * 32, b"lin.1")
    bent = bytearray(wrapped)
    bent[at] ^= 3

    # Without its head it is as long as one of the first form, and does not open as one either.
    for raw in (bytes(bent), wrapped[:-1], wrapped[2:], b"", wrapped[:2]):
        with pytest.raises(DoesNotOpen):
            ring.unwrap(kek, raw, b"lin.1")


def test_a_key_of_one_suite_is_not_taken_for_one_of_another(path: Path) -> None:
    FileKeyRing.create(path, origin="demo", suite=SM)
    held = json.loads(path.read_text())
    held["keks"]["1"]["suite"] = "intl"
    path.write_text(json.dumps(held))

    with pytest.raises(WeakKeys):
        FileKeyRing.load(path)


@pytest.mark.parametrize(("suite", "scheme"), [(INTL, Scheme.ED25519), (SM, Scheme.SM2)])
def test_each_suite_has_a_signing_key_of_its_own(path: Path, suite: Suite, scheme: Scheme) -> None:
    ring = FileKeyRing.create(path, origin="demo", suite=suite)

    key = ring.signing_key("trail.1", suite)

    assert key.scheme is scheme
    assert verifies(scheme, key.public, b"said", key.sign(b"said"))
