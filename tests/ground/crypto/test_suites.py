"""Both suites: published vectors, the OpenSSL command line, and every refusal."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.ground.crypto import suites
from jiaxin.ground.crypto.suites import INTL, SM, DoesNotOpen, Suite

BOTH = pytest.mark.parametrize("suite", [INTL, SM], ids=lambda suite: suite.name)

# RFC 8998, appendix A.1.
RFC_8998 = {
    "key": "0123456789ABCDEFFEDCBA9876543210",
    "nonce": "00001234567800000000ABCD",
    "bound_to": "FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2",
    "clear": "AA" * 8 + "BB" * 8 + "CC" * 8 + "DD" * 8 + "EE" * 8 + "FF" * 8 + "EE" * 8 + "AA" * 8,
    "body": "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
    "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D",
    "tag": "83DE3541E4C2B58177E065A9BF7B62EC",
}
# The Galois/Counter Mode of Operation (McGrew, Viega), test case 16.
GCM_16 = {
    "key": "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
    "nonce": "cafebabefacedbaddecaf888",
    "bound_to": "feedfacedeadbeeffeedfacedeadbeefabaddad2",
    "clear": "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
    "body": "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
    "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
    "tag": "76fc6ece0f4e1768cddf8853bb2d551b",
}


@pytest.mark.parametrize(("suite", "vector"), [(SM, RFC_8998), (INTL, GCM_16)])
def test_a_published_vector_opens(suite: Suite, vector: dict[str, str]) -> None:
    of = {name: bytes.fromhex(value) for name, value in vector.items()}

    opened = suite.open(of["key"], of["nonce"] + of["body"] + of["tag"], of["bound_to"])

    assert opened == of["clear"]


@BOTH
@given(
    clear=st.binary(max_size=300),
    bound_to=st.binary(max_size=60),
    key=st.binary(min_size=32, max_size=32),
)
def test_what_was_sealed_opens(suite: Suite, clear: bytes, bound_to: bytes, key: bytes) -> None:
    assert suite.open(key, suite.seal(key, clear, bound_to), bound_to) == clear


@BOTH
@given(data=st.data())
def test_no_changed_bit_opens(suite: Suite, data: st.DataObject) -> None:
    key = bytes(range(32))
    sealed = bytearray(suite.seal(key, b"a made-up name", b"a place"))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8

    with pytest.raises(DoesNotOpen):
        suite.open(key, bytes(sealed), b"a place")


@BOTH
def test_nothing_opens_elsewhere_or_under_another_key(suite: Suite) -> None:
    key = bytes(range(32))
    sealed = suite.seal(key, b"a made-up name", b"a place")

    for other_key, place in ((bytes(32), b"a place"), (key, b"another place")):
        with pytest.raises(DoesNotOpen):
            suite.open(other_key, sealed, place)


@BOTH
@pytest.mark.parametrize("length", [0, 1, 11, 12, 13, 27])
def test_what_is_too_short_does_not_open(suite: Suite, length: int) -> None:
    with pytest.raises(DoesNotOpen):
        suite.open(bytes(range(32)), bytes(length), b"")


def test_one_suite_does_not_open_the_other() -> None:
    key = bytes(range(32))

    with pytest.raises(DoesNotOpen):
        SM.open(key, INTL.seal(key, b"a made-up name", b""), b"")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no OpenSSL command line here")
@pytest.mark.parametrize(("suite", "digest"), [(INTL, "sha256"), (SM, "sm3")])
def test_the_keyed_hash_is_what_openssl_says(suite: Suite, digest: str) -> None:
    key = bytes(range(32))

    said = subprocess.run(
        ["openssl", "dgst", f"-{digest}", "-mac", "HMAC", "-macopt", f"hexkey:{key.hex()}"],
        input="家信".encode(),
        capture_output=True,
        check=True,
    ).stdout.decode()

    assert suite.mac(key, "家信".encode()).hex() == said.split()[-1]


def test_an_unknown_suite_is_refused() -> None:
    with pytest.raises(DoesNotOpen):
        suites.suite(9)
    with pytest.raises(ValueError, match="intl or sm"):
        suites.named("rot13")
