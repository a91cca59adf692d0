"""SM2 as the standard prints it, both ways with the OpenSSL command line, and what it refuses."""

import base64
import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import Hash
from hypothesis import given, settings
from hypothesis import strategies as st

from jiaxin.ground.crypto import sm2
from jiaxin.ground.crypto.sm2 import Sm2Key
from jiaxin.ground.crypto.suites import SM

pytestmark = pytest.mark.skipif(not sm2.IS_HERE, reason="gmssl-pyx has no wheel for this machine")
SEED = hashlib.sha384(b"a seed").digest()
KEY = Sm2Key(SEED)
MESSAGE = "留痕 checkpoint".encode()
# GB/T 32918.5, A.2: the recommended curve's private and public key, its message and signature.
PRIVATE = bytes.fromhex("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8")
PUBLIC = bytes.fromhex(
    "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
)
R = 0xF5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3
S = 0xB1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF


def der(r: int, s: int) -> bytes:
    parts = b""
    for each in (r, s):
        raw = each.to_bytes(max(1, (each.bit_length() + 8) // 8))
        parts += b"\x02" + bytes([len(raw)]) + raw
    return b"\x30" + bytes([len(parts)]) + parts


def read(signature: bytes) -> tuple[int, int]:
    first = 4 + signature[3]
    return int.from_bytes(signature[4:first]), int.from_bytes(signature[first + 2 :])


def test_the_public_half_is_that_of_the_standard() -> None:
    assert sm2.public_of(PRIVATE) == PUBLIC


def test_the_signature_that_the_standard_prints_verifies() -> None:
    assert sm2.verifies(PUBLIC, b"message digest", der(R, S))
    assert not sm2.verifies(PUBLIC, b"message digesu", der(R, S))


def test_a_key_is_the_same_for_the_same_seed_only() -> None:
    assert Sm2Key(SEED).public == KEY.public != Sm2Key(bytes(48)).public
    with pytest.raises(ValueError, match="48 bytes"):
        Sm2Key(SEED[:32])


@settings(max_examples=30, deadline=None)
@given(message=st.binary(max_size=200), seed=st.binary(min_size=48, max_size=48))
def test_what_is_signed_verifies_for_its_key_and_message_only(message: bytes, seed: bytes) -> None:
    key = Sm2Key(seed)
    signature = key.sign(message)

    assert sm2.verifies(key.public, message, signature)
    assert not sm2.verifies(key.public, message + b"\0", signature)
    assert seed == SEED or not sm2.verifies(KEY.public, message, signature)


@pytest.mark.parametrize("bad", [0, N - 1, N, N + 5, 2**256 - 1])
def test_what_is_no_private_key_is_refused(bad: int) -> None:
    with pytest.raises(ValueError, match="private key"):
        sm2.public_of(bad.to_bytes(32))


def test_numbers_out_of_range_and_bent_encodings_are_no_signatures() -> None:
    signature = KEY.sign(MESSAGE)
    r, s = read(signature)
    assert der(r, s) == signature
    assert sm2.verifies(KEY.public, MESSAGE, signature)
    # As Wycheproof bends ECDSA: nought, the order and past it, t = r + s = 0, and loose DER.
    numbers = [(0, s), (r, 0), (0, 0), (N, s), (r, N), (r + N, s), (r, s + N), (r, N - r), (1, 1)]
    long_form = b"\x30\x81" + signature[1:]
    loose = [signature[:-1], signature + b"\0", b"", b"\x30\0", long_form, b"\x31" + signature[1:]]

    for bent in [*(der(*each) for each in numbers), *loose, r.to_bytes(32) + s.to_bytes(32)]:
        assert not sm2.verifies(KEY.public, MESSAGE, bent)


def test_points_that_are_not_on_the_curve_are_no_keys() -> None:
    signature = KEY.sign(MESSAGE)
    x, y = KEY.public[1:33], KEY.public[33:]
    off = (int.from_bytes(y) ^ 1).to_bytes(32)
    past = ((int.from_bytes(x) + P) % 2**256).to_bytes(32)

    for public in (
        *(b"\x04" + x + off, b"\x04" + bytes(64), b"\x04" + past + y, b"\x02" + x, KEY.public[1:]),
        *(b"\0", b"", b"\x04" + P.to_bytes(32) + y, KEY.public + b"\0"),
    ):
        assert not sm2.is_public(public)
        assert not sm2.verifies(public, MESSAGE, signature)


def openssl(*words: str | Path, given: bytes = b"") -> bytes:
    done = subprocess.run(["openssl", *words], input=given, capture_output=True, check=True)
    return done.stdout


def has(listing: str, name: str) -> bool:
    if shutil.which("openssl") is None:
        return False
    done = subprocess.run(["openssl", "list", listing], capture_output=True, text=True, check=False)
    return name.lower() in done.stdout.lower()


WITH_SM2 = ("-pkeyopt", "distid:1234567812345678", "-rawin", "-digest", "sm3")
# Before the point: SEQUENCE { SEQUENCE { ecPublicKey, sm2 }, BIT STRING }.
SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")


def pem(kind: str, raw: bytes) -> str:
    body = base64.encodebytes(raw).decode()
    return f"-----BEGIN {kind}-----\n{body}-----END {kind}-----\n"


needs_sm2 = pytest.mark.skipif(
    not has("-public-key-algorithms", "sm2"), reason="this openssl has no SM2"
)
needs_sm3 = pytest.mark.skipif(
    not has("-digest-algorithms", "sm3"), reason="this openssl has no SM3"
)
needs_sm4 = pytest.mark.skipif(
    not has("-cipher-algorithms", "sm4-ctr"), reason="this openssl has no SM4"
)


@needs_sm2
def test_openssl_verifies_what_we_sign(tmp_path: Path) -> None:
    public, signed, said = tmp_path / "key.pem", tmp_path / "signed", tmp_path / "said"
    public.write_text(pem("PUBLIC KEY", SPKI + KEY.public))
    signed.write_bytes(KEY.sign(MESSAGE))
    said.write_bytes(MESSAGE)
    verify = ("pkeyutl", "-verify", "-pubin", "-inkey", public, "-in", said, "-sigfile", signed)

    assert b"Verified Successfully" in openssl(*verify, *WITH_SM2)
    said.write_bytes(MESSAGE + b".")
    with pytest.raises(subprocess.CalledProcessError):
        openssl(*verify, *WITH_SM2)


@needs_sm2
def test_we_verify_what_openssl_signs_with_its_own_key(tmp_path: Path) -> None:
    private, said = tmp_path / "key.pem", tmp_path / "said"
    said.write_bytes(MESSAGE)
    private.write_bytes(openssl("genpkey", "-algorithm", "SM2"))
    spki = openssl("pkey", "-in", private, "-pubout", "-outform", "DER")

    signed = openssl("pkeyutl", "-sign", "-inkey", private, "-in", said, *WITH_SM2)

    assert sm2.verifies(spki[-65:], MESSAGE, signed)
    assert not sm2.verifies(KEY.public, MESSAGE, signed)


@needs_sm2
def test_openssl_derives_the_public_half_that_we_derive(tmp_path: Path) -> None:
    # ECPrivateKey of RFC 5915, with the curve and no public half.
    curve = bytes.fromhex("a00a06082a811ccf5501822d")
    body = b"\x02\x01\x01\x04\x20" + KEY._private + curve
    private = tmp_path / "key.pem"
    private.write_text(pem("EC PRIVATE KEY", b"\x30" + bytes([len(body)]) + body))

    assert openssl("ec", "-in", private, "-pubout", "-outform", "DER")[-65:] == KEY.public


@needs_sm3
def test_openssl_hashes_with_sm3_as_we_do() -> None:
    hashed = Hash(SM.hash())
    hashed.update(MESSAGE)
    assert openssl("dgst", "-sm3", "-binary", given=MESSAGE) == hashed.finalize()
    keyed = openssl(
        "dgst", "-sm3", "-mac", "HMAC", "-macopt", "hexkey:" + SEED.hex(), "-binary", given=MESSAGE
    )
    assert keyed == SM.mac(SEED, MESSAGE)


@needs_sm4
def test_openssl_and_we_open_each_others_sm4() -> None:
    key, clear = bytes(range(32)), MESSAGE * 3
    sealed = SM.seal(key, clear, b"place")
    nonce, body = sealed[:12], sealed[12:-16]
    # The command line has no GCM. Its counter mode is GCM's cipher: the nonce, and 2 to begin with.
    counter = (nonce + b"\0\0\0\x02").hex()
    ctr = ("enc", "-sm4-ctr", "-K", key[:16].hex(), "-iv", counter)

    assert openssl(*ctr, "-d", given=body) == clear
    theirs = openssl(*ctr, "-e", given=clear)
    tag = ghash(key[:16], nonce, b"place", theirs)
    assert SM.open(key, nonce + theirs + tag, b"place") == clear


def ghash(key: bytes, nonce: bytes, bound_to: bytes, body: bytes) -> bytes:
    """GCM's tag (NIST SP 800-38D, 6.4), its cipher being OpenSSL's."""

    def block(said: bytes) -> int:
        found = openssl("enc", "-sm4-ecb", "-nopad", "-K", key.hex(), given=said)
        return int.from_bytes(found)

    def times(one: int, other: int) -> int:
        product = 0
        for bit in range(127, -1, -1):
            product ^= one if other >> bit & 1 else 0
            one = (one >> 1) ^ (0xE1 << 120 if one & 1 else 0)
        return product

    hashed, key_of_hash = 0, block(bytes(16))
    padded = b"".join(part + bytes(-len(part) % 16) for part in (bound_to, body))
    padded += (8 * len(bound_to)).to_bytes(8) + (8 * len(body)).to_bytes(8)
    for at in range(0, len(padded), 16):
        hashed = times(hashed ^ int.from_bytes(padded[at : at + 16]), key_of_hash)
    return (hashed ^ block(nonce + b"\0\0\0\x01")).to_bytes(16)
