"""The KeyRing port's contract, passed by the ring in a file and by the one in a real token.

The token is SoftHSM's, by its library of the system's package (apt: softhsm2).
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jiaxin.ground.crypto import token_ring
from jiaxin.ground.crypto.keyring import (
    FileKeyRing,
    NoSuchChange,
    StoredKeyRing,
    WeakKeys,
)
from jiaxin.ground.crypto.signing import Scheme, verifies
from jiaxin.ground.crypto.suites import INTL, SM, DoesNotOpen, Suite
from jiaxin.ground.crypto.token_ring import TokenKeyRing, TokenPlace

MODULES = [Path("/usr/lib/softhsm/libsofthsm2.so"), *Path("/usr/lib").glob("*/softhsm/*2.so")]
MODULE = next((path for path in MODULES if path.exists()), None)
UTIL = shutil.which("softhsm2-util")
needs_token = pytest.mark.skipif(
    not (MODULE and UTIL and token_ring.IS_HERE),
    reason="no SoftHSM on this machine (apt install softhsm2), or no python-pkcs11",
)
PIN = "24681012"
# The library counts its tokens when it is first used, so all are there before.
LABELS = ("contract", "one", "two", "inside", "shared", "cut", "pins")

# Makes a ring at a path, or loads the one that is there.
type Ring = Callable[[Path, Suite], StoredKeyRing]


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], TokenPlace]]:
    """Fresh tokens, in a folder that is gone afterwards."""
    folder = tmp_path_factory.mktemp("tokens")
    (folder / "kept").mkdir()
    conf = folder / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {folder / 'kept'}\nobjectstore.backend = file\n")
    pin = folder / "token.pin"
    pin.write_text(PIN + "\n")
    pin.chmod(0o600)
    # The library reads it once a process, at its first use.
    os.environ["SOFTHSM2_CONF"] = str(conf)
    for label in LABELS:
        words = ["--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", PIN]
        subprocess.run([str(UTIL), *words], check=True, capture_output=True)
    yield lambda label: TokenPlace(MODULE or Path(), label, pin)
    del os.environ["SOFTHSM2_CONF"]


@pytest.fixture(params=["file", pytest.param("token", marks=needs_token)])
def ring(request: pytest.FixtureRequest) -> Ring:
    if request.param == "file":
        return lambda path, suite: (
            FileKeyRing.load(path) if path.exists() else FileKeyRing.create(path, "demo", suite)
        )
    place = request.getfixturevalue("tokens")("contract")
    return lambda path, suite: (
        TokenKeyRing.load(path, place)
        if path.exists()
        else TokenKeyRing.create(path, "demo", place, suite)
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "root.json"


both = pytest.mark.parametrize("suite", [INTL, SM], ids=lambda suite: suite.name)


@both
def test_what_is_wrapped_opens_for_its_owner_in_every_process(
    ring: Ring, path: Path, suite: Suite
) -> None:
    one, other = ring(path, suite), ring(path, suite)
    kek, wrapped = one.wrap(b"k" * 32, b"lin.1")

    assert other.unwrap(kek, wrapped, b"lin.1") == b"k" * 32
    for kek_id, owner in ((kek, b"mei.1"), (kek + 1, b"lin.1")):
        with pytest.raises(DoesNotOpen):
            other.unwrap(kek_id, wrapped, owner)


@both
def test_each_purpose_has_its_key_and_every_process_the_same(
    ring: Ring, path: Path, suite: Suite
) -> None:
    one, other = ring(path, suite), ring(path, suite)
    keys = [one.purpose_key(name, each) for name in ("topics", "limits", "") for each in (INTL, SM)]

    assert len({*keys}) == 6
    assert {len(key) for key in keys} == {32}
    assert other.purpose_key("topics", SM) == keys[1]


@both
def test_signing_keys_come_back_and_are_of_their_suite(
    ring: Ring, path: Path, suite: Suite
) -> None:
    signature = ring(path, suite).signing_key("trail.1", suite).sign(b"said")

    key = ring(path, suite).signing_key("trail.1", suite)

    assert key.scheme is (Scheme.SM2 if suite is SM else Scheme.ED25519)
    assert verifies(key.scheme, key.public, b"said", signature)
    assert key.public != ring(path, suite).signing_key("trail.2", suite).public


def test_keys_are_added_and_dropped_and_others_learn_of_it(
    ring: Ring, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jiaxin.ground.crypto.keyring.LEARNT_WITHIN", 0.0)
    one, other = ring(path, INTL), ring(path, INTL)
    old = one.wrap(b"k" * 32, b"lin.1")

    assert one.add_kek(SM) == 2
    new = one.wrap(b"k" * 32, b"lin.1")

    assert other.unwrap(*new, b"lin.1") == other.unwrap(*old, b"lin.1") == b"k" * 32
    assert [other.suite_of_kek(each) for each in other.keks()] == [INTL, SM]
    with pytest.raises(NoSuchChange):
        one.drop_kek(2)
    one.drop_kek(1)
    with pytest.raises(DoesNotOpen):
        one.unwrap(*old, b"lin.1")


def test_its_file_is_for_its_owner_only(ring: Ring, path: Path) -> None:
    made = ring(path, INTL)

    assert path.stat().st_mode & 0o777 == 0o600
    assert made.is_demo
    path.chmod(0o644)
    with pytest.raises(WeakKeys, match="read by others"):
        ring(path, INTL)


@needs_token
def test_the_file_of_a_token_ring_opens_nothing_without_its_token(
    tokens: Callable[[str], TokenPlace], path: Path
) -> None:
    ring = TokenKeyRing.create(path, "production", tokens("one"))
    kek, wrapped = ring.wrap(b"k" * 32, b"lin.1")

    assert "root" not in json.loads(path.read_text())
    with pytest.raises(WeakKeys, match="in a token"):
        FileKeyRing.load(path)
    with pytest.raises(WeakKeys, match="of the token one"):
        TokenKeyRing.load(path, tokens("two"))
    said = json.loads(path.read_text())
    said["token"]["label"] = "two"
    path.write_text(json.dumps(said))
    with pytest.raises(WeakKeys, match="root key is not in it"):
        TokenKeyRing.load(path, tokens("two"))
    assert ring.unwrap(kek, wrapped, b"lin.1") == b"k" * 32
    with pytest.raises(NoSuchChange, match="already"):
        TokenKeyRing.create(path, "production", tokens("one"))


@needs_token
def test_the_root_cannot_be_taken_out_of_the_token(
    tokens: Callable[[str], TokenPlace], path: Path
) -> None:
    import pkcs11  # noqa: PLC0415 — not on every machine

    place = tokens("inside")
    TokenKeyRing.create(path, "production", place)
    key = token_ring._session(place).get_key(
        object_class=pkcs11.ObjectClass.SECRET_KEY,
        label=json.loads(path.read_text())["token"]["key"],
    )

    with pytest.raises(pkcs11.exceptions.AttributeSensitive):
        key[pkcs11.Attribute.VALUE]
    assert not key[pkcs11.Attribute.EXTRACTABLE]


@needs_token
def test_two_roots_in_one_token_have_nothing_in_common(
    tokens: Callable[[str], TokenPlace], tmp_path: Path
) -> None:
    place = tokens("shared")
    one = TokenKeyRing.create(tmp_path / "a" / "root.json", "production", place)
    two = TokenKeyRing.create(tmp_path / "b" / "root.json", "production", place)

    assert one.purpose_key("topics") != two.purpose_key("topics")
    with pytest.raises(DoesNotOpen):
        two.unwrap(*one.wrap(b"k" * 32, b"lin.1"), b"lin.1")


@needs_token
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # of the cut itself
def test_a_session_that_was_cut_is_opened_again(
    tokens: Callable[[str], TokenPlace], path: Path
) -> None:
    place = tokens("cut")
    ring = TokenKeyRing.create(path, "production", place)
    before = ring.purpose_key("topics")

    token_ring._session(place).close()

    assert ring.purpose_key("topics") == before


@needs_token
def test_a_wrong_pin_or_a_pin_for_all_to_read_is_said(
    tokens: Callable[[str], TokenPlace], path: Path, tmp_path: Path
) -> None:
    right = tokens("pins")
    TokenKeyRing.create(path, "production", right)
    token_ring._close(right)
    pin = tmp_path / "token.pin"
    pin.write_text("00000000")
    wrong = TokenPlace(right.module, right.label, pin)

    pin.chmod(0o644)
    with pytest.raises(WeakKeys, match="read by others"):
        TokenKeyRing.load(path, wrong)
    pin.chmod(0o600)
    with pytest.raises(WeakKeys, match="PIN is another"):
        TokenKeyRing.load(path, wrong)


def test_without_the_library_it_says_what_is_missing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(token_ring, "IS_HERE", False)

    with pytest.raises(WeakKeys, match="extra `token`"):
        TokenKeyRing.create(path, "demo", TokenPlace(Path("x.so"), "x", Path("pin")))


def test_a_ring_with_its_root_in_the_file_is_not_taken_for_a_tokens(path: Path) -> None:
    FileKeyRing.create(path, "production")
    if not token_ring.IS_HERE:
        pytest.skip("no python-pkcs11 on this machine")

    with pytest.raises(WeakKeys, match="holds its root itself"):
        TokenKeyRing.load(path, TokenPlace(Path("x.so"), "x", Path("pin")))
