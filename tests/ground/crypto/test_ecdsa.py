"""P-256, by which most device keys sign: NIST's own signatures and keys, and what must be refused.

Device keys are judged by fido2, which calls `cryptography`; it is called here as it calls it.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA512
from fido2.cose import ES256

from tests.ground.crypto.vectors import FOLDER, blocks_of

# RFC 6979, A.2.5: the key, and its signature of "sample" with SHA-256.
X = 0x60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6
Y = 0x7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299
R = 0xEFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716
S = 0xF7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8
# SP 800-186, 3.2.1.3: the order, and the prime.
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF


def key(x: int = X, y: int = Y, curve: int = 1) -> Any:
    """A device key as its authenticator writes it (RFC 9053, 7.1.1)."""
    return ES256({1: 2, 3: -7, -1: curve, -2: x.to_bytes(32), -3: y.to_bytes(32)})


def fits(signature: bytes, *, message: bytes = b"sample", by: Any = None) -> bool:
    try:
        (by or key()).verify(message, signature)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_one(written: ec.EllipticCurvePublicNumbers) -> bool:
    """Whether it is a key as it is written. OpenSSL takes what is past the prime modulo it."""
    try:
        return written.public_key().public_numbers() == written
    except ValueError:
        return False


def published(name: str, section: str) -> Iterator[dict[str, str]]:
    """NIST's vectors of one curve and hash."""
    text = (FOLDER / "asymmetric/ECDSA/FIPS_186-3" / name).read_text()
    return blocks_of(text.split(f"[{section}]")[1].split("\n[")[0].splitlines())


def test_the_signature_of_rfc_6979_fits_its_message_and_key_alone() -> None:
    other = ec.derive_private_key(7, ec.SECP256R1()).public_key().public_numbers()

    assert fits(encode_dss_signature(R, S))
    assert not fits(encode_dss_signature(R, S), message=b"samplf")
    assert not fits(encode_dss_signature(R, S), by=key(other.x, other.y))


def test_nists_signatures_are_judged_as_nist_says() -> None:
    good = bad = 0
    for found in published("SigVer.rsp", "P-256,SHA-256"):
        if "Msg" not in found:
            continue
        by = key(int(found["Qx"], 16), int(found["Qy"], 16))
        signature = encode_dss_signature(int(found["R"], 16), int(found["S"], 16))
        is_good = found["Result"].startswith("P")
        assert fits(signature, message=bytes.fromhex(found["Msg"]), by=by) is is_good
        good, bad = good + is_good, bad + (not is_good)

    assert min(good, bad) >= 3


def test_points_that_nist_says_are_none_are_no_keys() -> None:
    good = bad = 0
    for found in published("PKV.rsp", "P-256"):
        if "Qx" not in found:
            continue
        written = ec.EllipticCurvePublicNumbers(
            int(found["Qx"], 16), int(found["Qy"], 16), ec.SECP256R1()
        )
        is_good = found["Result"].startswith("P")
        assert is_one(written) is is_good
        good, bad = good + is_good, bad + (not is_good)

    assert min(good, bad) >= 3


def test_numbers_out_of_range_are_no_signature() -> None:
    # As Wycheproof bends them: nought, one, the order, past it, and less than nothing.
    bent = [(0, S), (R, 0), (0, 0), (1, 1), (1, 0), (N, S), (R, N), (N, N), (R + N, S), (R, S + N)]
    bent += [(N - R, S), (P, S), (R, P), (2**256, S)]

    for r, s in bent:
        assert not fits(encode_dss_signature(r, s))


def test_the_other_s_is_a_signature_too_and_so_none_is_an_identifier() -> None:
    # ECDSA has two for each: nothing may be told apart, or counted once, by a signature's bytes.
    assert fits(encode_dss_signature(R, N - S))


def test_der_is_read_in_the_one_way_that_it_is_written() -> None:
    true = encode_dss_signature(R, S)
    r, s = true[4:37], true[39:]
    assert true == b"\x30\x46\x02\x21" + r + b"\x02\x21" + s
    loose = [
        b"\x30\x81\x46" + true[2:],  # the long form of a length that is short
        b"\x30\x80" + true[2:] + b"\0\0",  # a length that is not said
        b"\x30\x47\x02\x22\0" + r + b"\x02\x21" + s,  # a nought too many
        b"\x30\x45\x02\x20" + r[1:] + b"\x02\x21" + s,  # without the nought: below nothing
        b"\x31" + true[1:],
        b"\x30\x46\x03\x21" + r + b"\x02\x21" + s,
        b"\x30\x48" + true[2:] + b"\x05\0",
        *(true + b"\0", true[:-1], true[:2], b"\x30\0", b"", r[1:] + s[1:]),
    ]

    for each in loose:
        assert not fits(each)


def test_a_key_that_is_no_point_of_this_curve_verifies_nothing() -> None:
    signature = encode_dss_signature(R, S)
    k1 = ec.derive_private_key(7, ec.SECP256K1()).public_key().public_numbers()

    for by in (
        *(key(X, Y ^ 1), key(0, 0), key(P, Y), key((X + P) % 2**256, Y), key(k1.x, k1.y)),
        # Its curve named as another: P-384, secp256k1.
        *(key(curve=2), key(curve=8)),
    ):
        assert not fits(signature, by=by)


def test_the_point_at_infinity_is_no_key() -> None:
    for written in (b"\0", b"\0" * 65, b"\x04" + bytes(64)):
        with pytest.raises(ValueError, match=r".*"):
            ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), written)


def test_a_digest_that_is_longer_than_the_curve_is_cut_to_its_first_bits() -> None:
    # RFC 6979, A.2.5: the same key and message, with SHA-512.
    r = 0x8496A60B5E9B47C825488827E0495B0E3FA109EC4568FD3F8D1097678EB97F00
    s = 0x2362AB1ADBE2B8ADF9CB9EDAB740EA6049C028114F2460F96554F61FAE3302FE
    by = ec.EllipticCurvePublicNumbers(X, Y, ec.SECP256R1()).public_key()

    by.verify(encode_dss_signature(r, s), b"sample", ec.ECDSA(SHA512()))
    # A device key signs with SHA-256: the same numbers are no signature of it.
    assert not fits(encode_dss_signature(r, s))
