"""The suite against published vectors, and against any change of a byte."""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.ground.crypto.suites import INTL, DoesNotOpen, suite

KEY = bytes(range(32))

# McGrew and Viega, "The Galois/Counter Mode of Operation", test case 16 (AES-256, with data).
CASE_16 = {
    "key": "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
    "nonce": "cafebabefacedbaddecaf888",
    "clear": "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
    "bound_to": "feedfacedeadbeeffeedfacedeadbeefabaddad2",
    "body": "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
    "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
    "tag": "76fc6ece0f4e1768cddf8853bb2d551b",
}


def test_the_published_vector_opens() -> None:
    given_ = {name: bytes.fromhex(value) for name, value in CASE_16.items()}

    opened = INTL.open(
        given_["key"], given_["nonce"] + given_["body"] + given_["tag"], given_["bound_to"]
    )

    assert opened == given_["clear"]


@given(clear=st.binary(max_size=200), bound_to=st.binary(max_size=60))
def test_what_is_sealed_opens(clear: bytes, bound_to: bytes) -> None:
    assert INTL.open(KEY, INTL.seal(KEY, clear, bound_to), bound_to) == clear


@given(clear=st.binary(max_size=60), where=st.integers(min_value=0), bit=st.integers(0, 7))
def test_a_changed_bit_does_not_open(clear: bytes, where: int, bit: int) -> None:
    sealed = bytearray(INTL.seal(KEY, clear, b"place"))
    sealed[where % len(sealed)] ^= 1 << bit

    with pytest.raises(DoesNotOpen):
        INTL.open(KEY, bytes(sealed), b"place")


@pytest.mark.parametrize("cut", [0, 5, 12, 27])
def test_what_is_cut_short_does_not_open(cut: int) -> None:
    with pytest.raises(DoesNotOpen):
        INTL.open(KEY, INTL.seal(KEY, b"clear", b"place")[:cut], b"place")


def test_another_place_or_another_key_does_not_open() -> None:
    sealed = INTL.seal(KEY, b"clear", b"place")

    with pytest.raises(DoesNotOpen):
        INTL.open(KEY, sealed, b"elsewhere")
    with pytest.raises(DoesNotOpen):
        INTL.open(bytes(32), sealed, b"place")


def test_the_nonce_is_new_each_time() -> None:
    nonces = {INTL.seal(KEY, b"clear", b"place")[:12] for _ in range(200)}

    assert len(nonces) == 200


def test_the_tag_is_sixteen_bytes() -> None:
    assert len(INTL.seal(KEY, b"", b"")) == 12 + 16
    assert AESGCM(KEY).decrypt((sealed := INTL.seal(KEY, b"x", b""))[:12], sealed[12:], b"") == b"x"


def test_an_unknown_suite_does_not_open() -> None:
    with pytest.raises(DoesNotOpen):
        suite(9)
