"""Every primitive against what its standard, or who broke others, published; refusals among it."""

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256, SM3, Hash
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from jiaxin.ground.crypto import signing
from jiaxin.ground.crypto.signing import DerivedSigningKey, Scheme
from jiaxin.ground.crypto.suites import INTL, SM, DoesNotOpen, Suite
from tests.ground.crypto.vectors import FOLDER, blocks, raw

AES = "ciphers/AES/GCM"


def whole(found: dict[str, str], body: str) -> bytes:
    return raw(found, "IV") + raw(found, body) + raw(found, "Tag")


def is_ours(found: dict[str, str]) -> bool:
    """Nonces of 12 bytes and tags of 16: the only form that the product writes or reads."""
    return len(found.get("IV", "")) == 24 and len(found.get("Tag", "")) == 32


def test_aes_256_gcm_opens_what_nist_sealed_and_nothing_that_nist_spoiled() -> None:
    good = bad = 0
    for found in filter(is_ours, blocks(f"{AES}/gcmDecrypt256.rsp")):
        given = raw(found, "Key"), whole(found, "CT"), raw(found, "AAD")
        if "FAIL" in found:
            bad += 1
            with pytest.raises(DoesNotOpen):
                INTL.open(*given)
            with pytest.raises(DoesNotOpen):
                INTL.opener(given[0])(*given[1:])
        else:
            good += 1
            assert INTL.open(*given) == raw(found, "PT") == INTL.opener(given[0])(*given[1:])

    assert min(good, bad) > 150


def test_aes_256_gcm_seals_as_nist_says(monkeypatch: pytest.MonkeyPatch) -> None:
    met = 0
    for found in filter(is_ours, blocks(f"{AES}/gcmEncryptExtIV256.rsp")):
        nonce = raw(found, "IV")
        monkeypatch.setattr("os.urandom", lambda count, nonce=nonce: nonce[:count])

        sealed = INTL.seal(raw(found, "Key"), raw(found, "PT"), raw(found, "AAD"))

        assert sealed == whole(found, "CT")
        met += 1

    assert met > 300


def test_sm4_gcm_is_that_of_rfc_8998(monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = blocks("ciphers/SM4/rfc8998.txt")
    nonce = raw(found, "IV")
    monkeypatch.setattr("os.urandom", lambda count: nonce[:count])
    sealed = nonce + raw(found, "CIPHERTEXT") + raw(found, "TAG")
    key = raw(found, "KEY") + bytes(16)  # the suite takes the first half of a key

    assert SM.seal(key, raw(found, "PLAINTEXT"), raw(found, "AAD")) == sealed
    assert SM.open(key, sealed, raw(found, "AAD")) == raw(found, "PLAINTEXT")


@pytest.mark.parametrize("suite", [INTL, SM])
@pytest.mark.parametrize("at", [0, 11, 12, 40, -16, -1])
def test_one_bit_anywhere_and_it_does_not_open(suite: Suite, at: int) -> None:
    sealed = bytearray(suite.seal(bytes(32), bytes(40), b"place"))
    sealed[at] ^= 0x80

    with pytest.raises(DoesNotOpen):
        suite.open(bytes(32), bytes(sealed), b"place")
    with pytest.raises(DoesNotOpen):
        suite.opener(bytes(32))(bytes(sealed), b"place")


@pytest.mark.parametrize("suite", [INTL, SM])
@pytest.mark.parametrize("length", [0, 11, 12, 27])
def test_a_tag_that_is_cut_or_gone_is_no_tag(suite: Suite, length: int) -> None:
    sealed = suite.seal(bytes(32), b"", b"place")

    for short in (sealed[:length], sealed[:12] + sealed[12 : 12 + length]):
        if len(short) < 28:
            with pytest.raises(DoesNotOpen):
                suite.open(bytes(32), short, b"place")


def test_hmac_sha256_is_that_of_rfc_4231() -> None:
    found = [each for each in blocks("HMAC/rfc-4231-sha256.txt") if "MD" in each]

    assert len(found) >= 6
    for each in found:
        assert INTL.mac(raw(each, "Key"), raw(each, "Msg")).startswith(raw(each, "MD"))


def test_sm3_is_that_of_the_standard() -> None:
    met = 0
    for found in blocks("hashes/SM3/oscca.txt"):
        hashed = Hash(SM.hash())
        hashed.update(raw(found, "Msg")[: int(found["Len"]) // 8])
        assert hashed.finalize() == raw(found, "MD")
        met += 1

    assert met >= 6


def test_hmac_sm3_is_sm3_nested_as_rfc_2104_says() -> None:
    def sm3(message: bytes) -> bytes:
        hashed = Hash(SM3())
        hashed.update(message)
        return hashed.finalize()

    for key in (b"k", bytes(range(32)), b"longer than a block" * 5):
        block = (sm3(key) if len(key) > 64 else key).ljust(64, b"\0")
        inner = sm3(bytes(each ^ 0x36 for each in block) + b"said")
        assert SM.mac(key, b"said") == sm3(bytes(each ^ 0x5C for each in block) + inner)


def test_hkdf_is_that_of_rfc_5869() -> None:
    parts: dict[str, dict[str, str]] = {}
    for found in blocks("KDF/rfc-5869-HKDF-SHA256.txt"):
        number = found.get("COUNT", str(len(parts)))  # a vector may have an empty line in it
        parts.setdefault(number, {}).update(found)

    assert len(parts) == 3
    for each in parts.values():
        hkdf = HKDF(SHA256(), int(each["L"]), raw(each, "salt"), raw(each, "info"))
        assert hkdf.derive(raw(each, "IKM")) == raw(each, "OKM")


def test_ed25519_signs_and_verifies_as_published() -> None:
    for line in (FOLDER / "asymmetric/Ed25519/sign.input").read_text().splitlines():
        secret, public, message, signed = (bytes.fromhex(part) for part in line.split(":")[:4])
        key = DerivedSigningKey(secret[:32])

        assert key.public == public
        assert key.sign(message) == signed[:64]
        assert signing.verifies(Scheme.ED25519, public, message, signed[:64])


# The order of Ed25519's group: s + order is the same equation, and another signature (RFC 8032).
ORDER = 2**252 + 27742317777372353535851937790883648493
# Points of small order: under the first of them a signature of nothing fits every message.
SMALL = (bytes([1]) + bytes(31), bytes(32), bytes.fromhex("ec" + "ff" * 30 + "7f"))


def test_ed25519_refuses_what_could_be_bent() -> None:
    key = DerivedSigningKey(bytes(range(32)))
    signed = key.sign(b"said")
    bigger = (int.from_bytes(signed[32:], "little") + ORDER).to_bytes(32, "little")

    def fits(signature: bytes, message: bytes = b"said", public: bytes = key.public) -> bool:
        return signing.verifies(Scheme.ED25519, public, message, signature)

    assert fits(signed)
    for bent in (signed[:32] + bigger, signed[:63], signed + b"\0", b"", bytes(64), bytes(65)):
        assert not fits(bent)
    assert not fits(signed, b"saie")
    assert not fits(signed, public=DerivedSigningKey(bytes(32)).public)
    assert not fits(signed, public=key.public[:31])
    assert not fits(signed, public=Ed25519PrivateKey.generate().public_key().public_bytes_raw())


def test_x25519_is_that_of_rfc_7748() -> None:
    met = 0
    for found in blocks("asymmetric/X25519/rfc7748.txt"):
        if "INPUT_SCALAR" not in found or "OUTPUT_U" not in found:
            continue
        private = X25519PrivateKey.from_private_bytes(raw(found, "INPUT_SCALAR"))
        shared = private.exchange(X25519PublicKey.from_public_bytes(raw(found, "INPUT_U")))
        assert shared == raw(found, "OUTPUT_U")
        met += 1

    assert met >= 2


@pytest.mark.parametrize("point", SMALL)
def test_x25519_agrees_on_nothing_with_a_point_of_small_order(point: bytes) -> None:
    with pytest.raises(ValueError, match=r"(?i)shared|error|computing"):
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(point))


def test_aes_key_wrap_is_nists_and_refuses_what_nist_spoiled() -> None:
    good = bad = 0
    for found in blocks("keywrap/kwtestvectors/KW_AD_256.txt"):
        if "C" not in found:
            continue
        if "FAIL" in found:
            bad += 1
            with pytest.raises(InvalidUnwrap):
                aes_key_unwrap(raw(found, "K"), raw(found, "C"))
        else:
            good += 1
            clear = aes_key_unwrap(raw(found, "K"), raw(found, "C"))
            assert clear == raw(found, "P")
            assert aes_key_wrap(raw(found, "K"), clear) == raw(found, "C")

    assert min(good, bad) > 10


def test_argon2id_is_that_of_rfc_9106_and_its_reference() -> None:
    met = 0
    for found in blocks("KDF/argon2id.txt"):
        # The binding takes neither a secret nor associated data, and no empty salt: nor do we.
        if "secret" in found or "ad" in found or len(found.get("salt", "")) < 16:
            continue
        hashed = hash_secret_raw(
            raw(found, "pass"),
            raw(found, "salt"),
            time_cost=int(found["iter"]),
            memory_cost=int(found["memcost"]),
            parallelism=int(found["lanes"]),
            hash_len=int(found["length"]),
            type=Type.ID,
        )
        assert hashed == raw(found, "output")
        met += 1

    assert met >= 3
