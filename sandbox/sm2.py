"""SM2 (GB/T 32918), from the standard in Python alone: signatures, and keys sealed to a point.

Written apart from the platform's, which is GmSSL's, so that two programs must agree. It is slow and
takes a time that tells of the key: good for trying things out, and for nothing else.
"""

import hmac
import secrets

from cryptography.hazmat.primitives.hashes import SM3, Hash

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)
SIGNER = b"1234567812345678"

# x, y, z with (x / z², y / z³) on the curve; z is 0 for the point at infinity.
type _Point = tuple[int, int, int]


class NotSealed(Exception):
    """What came is no key sealed to this point."""


def sm3(*parts: bytes) -> bytes:
    """The digest of these bytes, one after the other."""
    made = Hash(SM3())
    for part in parts:
        made.update(part)
    return made.finalize()


def fresh() -> tuple[bytes, bytes]:
    """A private half and its point, 04 ‖ x ‖ y."""
    private = 1 + secrets.randbelow(N - 2)
    return _bytes(private), _written(_times(private, G))


def sign(private: bytes, public: bytes, message: bytes) -> bytes:
    """r ‖ s (GB/T 32918.2, 6.1)."""
    d, e = int.from_bytes(private), _e(public, message)
    while True:
        k = 1 + secrets.randbelow(N - 1)
        r = (e + _plain(_times(k, G))[0]) % N
        s = pow(1 + d, -1, N) * (k - r * d) % N
        if r and s and r + k != N:
            return _bytes(r) + _bytes(s)


def verifies(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this point signed this (GB/T 32918.2, 7.1)."""
    point = read(public)
    r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
    if point is None or len(signature) != 64 or not (0 < r < N and 0 < s < N):
        return False
    t = (r + s) % N
    found = _add(_times(s, G), _times(t, point))
    return bool(t and found[2]) and (_e(public, message) + _plain(found)[0]) % N == r


def seal(public: bytes, key: bytes) -> bytes:
    """C1 ‖ C3 ‖ C2 (GB/T 32918.4, 6.1)."""
    point = read(public)
    if point is None:
        raise ValueError("no point of the curve")
    k = 1 + secrets.randbelow(N - 1)
    shared = _written(_times(k, point))[1:]
    hidden = _xor(key, _stream(shared, len(key)))
    return _written(_times(k, G)) + sm3(shared[:32], key, shared[32:]) + hidden


def unseal(private: bytes, sealed: bytes) -> bytes:
    """The key that was sealed to this point, or NotSealed."""
    point = read(sealed[:65])
    if point is None or len(sealed) != 65 + 32 + 16:
        raise NotSealed
    shared = _written(_times(int.from_bytes(private), point))[1:]
    key = _xor(sealed[97:], _stream(shared, 16))
    if not hmac.compare_digest(sm3(shared[:32], key, shared[32:]), sealed[65:97]):
        raise NotSealed
    return key


def read(public: bytes) -> tuple[int, int] | None:
    """A point that is one of the curve's."""
    x, y = int.from_bytes(public[1:33]), int.from_bytes(public[33:])
    is_one = x < P and y < P and (y * y - (x * x * x + A * x + B)) % P == 0
    return (x, y) if len(public) == 65 and public[0] == 4 and is_one else None


def _e(public: bytes, message: bytes) -> int:
    curve = b"".join(map(_bytes, (A, B, *G)))
    identity = (8 * len(SIGNER)).to_bytes(2) + SIGNER
    return int.from_bytes(sm3(sm3(identity, curve, public[1:]), message))


def _stream(shared: bytes, size: int) -> bytes:
    blocks = (sm3(shared, number.to_bytes(4)) for number in range(1, size // 32 + 2))
    return b"".join(blocks)[:size]


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _bytes(number: int) -> bytes:
    return number.to_bytes(32)


def _written(point: _Point) -> bytes:
    return b"\x04" + b"".join(map(_bytes, _plain(point)))


def _plain(point: _Point) -> tuple[int, int]:
    inverse = pow(point[2], -1, P)
    return point[0] * inverse**2 % P, point[1] * inverse**3 % P


def _times(scalar: int, point: tuple[int, int]) -> _Point:
    found: _Point = (1, 1, 0)
    for bit in f"{scalar:b}":
        found = _double(found)
        found = _add(found, (*point, 1)) if bit == "1" else found
    return found


def _double(point: _Point) -> _Point:
    x, y, z = point
    if not z or not y:
        return 1, 1, 0
    s, m = 4 * x * y * y % P, (3 * x * x + A * z**4) % P
    out = (m * m - 2 * s) % P
    return out, (m * (s - out) - 8 * y**4) % P, 2 * y * z % P


def _add(one: _Point, other: _Point) -> _Point:
    if not one[2] or not other[2]:
        return other if not one[2] else one
    u, v = one[0] * other[2] ** 2 % P, other[0] * one[2] ** 2 % P
    s, t = one[1] * other[2] ** 3 % P, other[1] * one[2] ** 3 % P
    if u == v:
        return _double(one) if s == t else (1, 1, 0)
    h, r = v - u, t - s
    x = (r * r - h**3 - 2 * u * h * h) % P
    return x, (r * (u * h * h - x) - s * h**3) % P, h * one[2] * other[2] % P
