"""SM2 signatures with SM3 (GB/T 32918.2), by GmSSL; signatures are DER, points 04 ‖ x ‖ y.

GmSSL makes pairs at random and signs, but does not say the public half of a private key that it is
given. Ours are derived from the key ring, so that half is computed here, once a key and process.
"""

try:
    from gmssl_pyx import GmsslInnerError, sm2_sign, sm2_verify

    IS_HERE = True
except ImportError:  # no wheel for this machine: the suite `sm` does not start, `intl` does
    IS_HERE = False

# What GB/T 35276 signs with where no other identity was agreed.
SIGNER = b"1234567812345678"
PUBLIC = 65
PRIVATE = 32
# Two blocks of SHA-256 or SM3 more than the order: what is left of a bias is 2^-128.
SEED = 48

_P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
_A = _P - 3
_B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
_N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
_G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)

type _Point = tuple[int, int] | None


class NotHere(RuntimeError):
    """SM2 was asked for, and this machine has no GmSSL."""


class Sm2Key:
    """A signing key made from a seed, the same each time."""

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED:
            raise ValueError(f"a seed is {SEED} bytes")
        if not IS_HERE:
            raise NotHere("SM2 needs the package gmssl-pyx")
        # GB/T 32918.1, 6.1: from 1 to n - 2.
        private = 1 + int.from_bytes(seed) % (_N - 2)
        self._private = private.to_bytes(PRIVATE)
        self._public = public_of(self._private)

    @property
    def public(self) -> bytes:
        return self._public

    def sign(self, message: bytes) -> bytes:
        signature: bytes = sm2_sign(self._private, self._public[1:], message, SIGNER)
        return signature


def verifies(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this key signed this; no for whatever is no key or no signature."""
    if not IS_HERE:
        raise NotHere("SM2 needs the package gmssl-pyx")
    if not is_public(public):
        return False
    try:
        return bool(sm2_verify(public[1:], message, signature, SIGNER))
    except (GmsslInnerError, ValueError):
        return False


def is_public(public: bytes) -> bool:
    """Whether these bytes are a point of the curve."""
    if len(public) != PUBLIC or public[0] != 4:
        return False
    x, y = int.from_bytes(public[1:33]), int.from_bytes(public[33:])
    return x < _P and y < _P and (y * y - (x * x * x + _A * x + _B)) % _P == 0


def public_of(private: bytes) -> bytes:
    """The public half of a private key."""
    scalar = int.from_bytes(private)
    if not 0 < scalar < _N - 1:
        raise ValueError("not a private key of SM2")
    found: _Point = None
    # Both sums are made for each bit, whatever it is.
    for bit in f"{scalar:0256b}":
        found = _sum(found, found)
        more = _sum(found, _G)
        found = more if bit == "1" else found
    if found is None:
        raise ValueError("not a private key of SM2")
    return b"\x04" + found[0].to_bytes(32) + found[1].to_bytes(32)


def _sum(one: _Point, other: _Point) -> _Point:
    if one is None or other is None:
        return one or other
    if one[0] == other[0]:
        if (one[1] + other[1]) % _P == 0:
            return None
        slope = (3 * one[0] * one[0] + _A) * pow(2 * one[1], -1, _P)
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, _P)
    x = (slope * slope - one[0] - other[0]) % _P
    return x, (slope * (one[0] - x) - one[1]) % _P
