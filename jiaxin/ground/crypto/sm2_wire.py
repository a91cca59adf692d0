"""SM2 as it travels between parties: a signature is r ‖ s, a sealed key is C1 ‖ C3 ‖ C2.

Both have one length and one way of being written (GB/T 32918.2, GB/T 32918.4). GmSSL speaks the DER
of GB/T 35276, of which several writings may say the same; here it is made and read, by us alone.
"""

from jiaxin.ground.crypto import sm2
from jiaxin.ground.crypto.suites import DoesNotOpen

if sm2.IS_HERE:
    from gmssl_pyx import GmsslInnerError, sm2_decrypt, sm2_encrypt, sm2_key_generate, sm2_sign

SIGNATURE = 64
# A key of SM4, which is all that is sealed this way: what is long is sealed under it.
KEY = 16
_HASH = 32
SEALED = sm2.PUBLIC + _HASH + KEY

_SEQUENCE, _INTEGER, _OCTETS = 0x30, 0x02, 0x04


def generate() -> tuple[bytes, bytes]:
    """A new pair: the private half, and the point that is public."""
    _here()
    public, private = sm2_key_generate()
    return bytes(private), b"\x04" + bytes(public)


def sign(private: bytes, public: bytes, message: bytes) -> bytes:
    """The signature of this pair over the message, with SM3."""
    _here()
    r, s = _read(sm2_sign(private, public[1:], message, sm2.SIGNER), _INTEGER, _INTEGER)
    return _number(r) + _number(s)


def verifies(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this key signed this; no for whatever is no key or no signature."""
    if len(signature) != SIGNATURE:
        return False
    written = _write((_INTEGER, signature[:32]), (_INTEGER, signature[32:]))
    return sm2.verifies(public, message, written)


def seal(public: bytes, key: bytes) -> bytes:
    """The key, readable only by who holds the private half."""
    _here()
    if len(key) != KEY or not sm2.is_public(public):
        raise ValueError("no key of SM4, or no point of the curve")
    written = sm2_encrypt(public[1:], key)
    x, y, proof, hidden = _read(written, _INTEGER, _INTEGER, _OCTETS, _OCTETS)
    return b"\x04" + _number(x) + _number(y) + proof + hidden


def open_(private: bytes, sealed: bytes) -> bytes:
    """The key that was sealed to this private half; DoesNotOpen for anything else."""
    _here()
    point, proof, hidden = sealed[:65], sealed[65:97], sealed[97:]
    # A point of another curve would tell of the private half, a try at a time.
    if len(sealed) != SEALED or not sm2.is_public(point):
        raise DoesNotOpen
    written = _write(
        (_INTEGER, point[1:33]), (_INTEGER, point[33:]), (_OCTETS, proof), (_OCTETS, hidden)
    )
    try:
        return bytes(sm2_decrypt(private, written))
    except (GmsslInnerError, ValueError) as wrong:
        raise DoesNotOpen from wrong


def _here() -> None:
    if not sm2.IS_HERE:
        raise sm2.NotHere("SM2 needs the package gmssl-pyx")


def _number(raw: bytes) -> bytes:
    return int.from_bytes(raw).to_bytes(32)


def _write(*parts: tuple[int, bytes]) -> bytes:
    inside = b""
    for tag, raw in parts:
        if tag == _INTEGER:
            value = int.from_bytes(raw)
            raw = value.to_bytes(value.bit_length() // 8 + 1)
        inside += bytes([tag, len(raw)]) + raw
    return bytes([_SEQUENCE, len(inside)]) + inside


def _read(written: bytes, *tags: int) -> list[bytes]:
    """What GmSSL wrote: so short that each length is one byte."""
    parts: list[bytes] = []
    at = 2
    for tag in tags:
        if written[at] != tag:
            raise ValueError("GmSSL wrote another thing")
        end = at + 2 + written[at + 1]
        parts.append(written[at + 2 : end])
        at = end
    return parts
