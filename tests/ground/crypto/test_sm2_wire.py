"""SM2 as it travels: as the standard prints it, with OpenSSL, with the sandbox, and bent."""

import os
from pathlib import Path

import pytest
from gmssl_pyx import sm2_decrypt
from hypothesis import given, settings
from hypothesis import strategies as st

from jiaxin.ground.crypto import sm2, sm2_wire
from jiaxin.ground.crypto.suites import DoesNotOpen
from sandbox import sm2 as theirs
from tests.ground.crypto.test_sm2 import PRIVATE, PUBLIC, SPKI, N, P, R, S, needs_sm2, openssl, pem

PLAIN = R.to_bytes(32) + S.to_bytes(32)
KEY = bytes(range(16))
# GB/T 32918.5, annex C: "encryption standard", sealed to the key of its annex A.
POINT = bytes.fromhex(
    "0404ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73e8"
    "58f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0"
)
PROOF = bytes.fromhex("59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766")
HIDDEN = bytes.fromhex("21886ca989ca9c7d58087307ca93092d651efa")


def der(point: bytes, proof: bytes, hidden: bytes) -> bytes:
    numbers = [(2, point[1:33]), (2, point[33:])]
    return sm2_wire._write(*numbers, (4, proof), (4, hidden))


def test_the_signature_that_the_standard_prints_verifies_here_and_in_the_sandbox() -> None:
    assert sm2_wire.verifies(PUBLIC, b"message digest", PLAIN)
    assert theirs.verifies(PUBLIC, b"message digest", PLAIN)
    assert not theirs.verifies(PUBLIC, b"message digesu", PLAIN)


def test_what_the_standard_sealed_is_opened() -> None:
    assert sm2_decrypt(PRIVATE, der(POINT, PROOF, HIDDEN)) == b"encryption standard"


@settings(max_examples=15, deadline=None)
@given(message=st.binary(max_size=100))
def test_the_platform_and_the_sandbox_verify_each_other(message: bytes) -> None:
    private, public = sm2_wire.generate()
    ours, others = sm2_wire.sign(private, public, message), theirs.sign(private, public, message)

    assert len(ours) == len(others) == sm2_wire.SIGNATURE
    assert theirs.verifies(public, message, ours)
    assert sm2_wire.verifies(public, message, others)
    assert not sm2_wire.verifies(public, message + b"\0", others)


@settings(max_examples=15, deadline=None)
@given(key=st.binary(min_size=16, max_size=16))
def test_the_platform_and_the_sandbox_open_what_the_other_sealed(key: bytes) -> None:
    private, public = theirs.fresh()

    assert theirs.unseal(private, sm2_wire.seal(public, key)) == key
    assert sm2_wire.open_(private, theirs.seal(public, key)) == key


def test_both_derive_the_same_public_half() -> None:
    private, public = theirs.fresh()
    assert sm2.public_of(private) == public


@needs_sm2
def test_openssl_opens_what_we_seal_and_we_what_it_seals(tmp_path: Path) -> None:
    private, public = tmp_path / "key.pem", tmp_path / "public.pem"
    body = b"\x02\x01\x01\x04\x20" + PRIVATE + bytes.fromhex("a00a06082a811ccf5501822d")
    private.write_text(pem("EC PRIVATE KEY", b"\x30" + bytes([len(body)]) + body))
    public.write_text(pem("PUBLIC KEY", SPKI + PUBLIC))

    sealed = sm2_wire.seal(PUBLIC, KEY)
    written = der(sealed[:65], sealed[65:97], sealed[97:])
    assert openssl("pkeyutl", "-decrypt", "-inkey", private, given=written) == KEY

    sealed = openssl("pkeyutl", "-encrypt", "-pubin", "-inkey", public, given=KEY)
    x, y, proof, hidden = sm2_wire._read(sealed, 2, 2, 4, 4)
    numbers = b"".join(int.from_bytes(each).to_bytes(32) for each in (x, y))
    assert sm2_wire.open_(PRIVATE, b"\x04" + numbers + proof + hidden) == KEY


def test_numbers_out_of_range_are_no_signatures() -> None:
    r, s = PLAIN[:32], PLAIN[32:]
    past = [((R + N) % 2**256).to_bytes(32), ((S + N) % 2**256).to_bytes(32)]
    bent = [bytes(32) + s, r + bytes(32), bytes(64), N.to_bytes(32) + s, r + N.to_bytes(32)]
    bent += [past[0] + s, r + past[1], r + (N - R).to_bytes(32), b"\xff" * 64]
    bent += [PLAIN[:-1], PLAIN + b"\0", b"", r]

    for signature in bent:
        assert not sm2_wire.verifies(PUBLIC, b"message digest", signature)
        assert not theirs.verifies(PUBLIC, b"message digest", signature)


def test_a_point_that_is_not_on_the_curve_is_neither_sealed_to_nor_opened_by() -> None:
    sealed = sm2_wire.seal(PUBLIC, KEY)
    x, y = PUBLIC[1:33], PUBLIC[33:]
    off = (int.from_bytes(y) ^ 1).to_bytes(32)
    past = (int.from_bytes(x) + P).to_bytes(33)[-32:]

    for point in (
        *(b"\x04" + x + off, b"\x04" + past + y, b"\x04" + bytes(64), b"\x02" + x + y),
        *(b"\x00" * 65, b"\x04" + P.to_bytes(32) + y),
    ):
        with pytest.raises(ValueError, match="curve"):
            sm2_wire.seal(point, KEY)
        with pytest.raises(DoesNotOpen):
            sm2_wire.open_(PRIVATE, point + sealed[65:])
        with pytest.raises(theirs.NotSealed):
            theirs.unseal(PRIVATE, point + sealed[65:])


def test_what_was_cut_short_or_changed_does_not_open() -> None:
    sealed = sm2_wire.seal(PUBLIC, KEY)
    flipped = [
        sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :] for at in (1, 40, 65, 96, 97, 112)
    ]
    # As GB/T 32918.4 of 2010 had it, and as GB/T 35276 writes it: other orders are not guessed.
    old = sealed[:65] + sealed[97:] + sealed[65:97]
    others = [b"", sealed[:-1], sealed + b"\0", sealed[:97], old]
    others += [der(sealed[:65], sealed[65:97], sealed[97:])]

    for wrong in (*flipped, *others):
        with pytest.raises(DoesNotOpen):
            sm2_wire.open_(PRIVATE, wrong)


def test_another_key_does_not_open_and_only_a_key_of_sm4_is_sealed() -> None:
    private, _ = sm2_wire.generate()
    with pytest.raises(DoesNotOpen):
        sm2_wire.open_(private, sm2_wire.seal(PUBLIC, KEY))
    for size in (0, 15, 17, 32):
        with pytest.raises(ValueError, match="SM4"):
            sm2_wire.seal(PUBLIC, os.urandom(size))


def test_a_machine_without_gmssl_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sm2, "IS_HERE", False)
    for act in (
        sm2_wire.generate,
        lambda: sm2_wire.seal(PUBLIC, KEY),
        lambda: sm2_wire.open_(PRIVATE, b""),
        lambda: sm2_wire.sign(PRIVATE, PUBLIC, b""),
    ):
        with pytest.raises(sm2.NotHere):
            act()
