"""Signed text that stands by itself, in a file: JWS compact (RFC 7515).

A request's signature covers one request; what lies in a folder has none, and must carry its own.
"""

import base64
import binascii
import json
from collections.abc import Callable

from jiaxin.gateways.exchange import suites
from jiaxin.gateways.exchange.keys import Key
from jiaxin.gateways.exchange.signatures import OfAnotherSuite, SignatureRefused

_MEMBERS = {"alg", "kid", "typ"}


def sign(payload: bytes, key: Key, typ: str) -> bytes:
    """The payload with a signature of that key."""
    head = json.dumps(
        {"alg": suites.SUITES[key.suite].jws, "kid": key.kid, "typ": typ}, separators=(",", ":")
    )
    text = _encode(head.encode("ascii")) + b"." + _encode(payload)
    return text + b"." + _encode(key.sign(text))


def verify(whole: bytes, key_of: Callable[[str], Key | None], typ: str) -> tuple[bytes, Key]:
    """The payload and who signed it. The algorithm is the key's, never what the text claims."""
    parts = whole.split(b".")
    if len(parts) != 3:
        raise SignatureRefused("there is no signature")
    try:
        head = json.loads(_decode(parts[0]))
        payload, signature = _decode(parts[1]), _decode(parts[2])
    except (ValueError, RecursionError) as error:
        raise SignatureRefused("the signed text cannot be read") from error
    if not isinstance(head, dict) or set(head) != _MEMBERS or not isinstance(head["kid"], str):
        raise SignatureRefused("the signed text says more, or less, than it may of itself")
    key = key_of(head["kid"])
    if key is None:
        raise UnknownKey("the key is nobody's")
    called = suites.SUITES[key.suite].jws
    if head["alg"] != called and head["alg"] in suites.JWS:
        raise OfAnotherSuite("the algorithm is of another suite than the key")
    if head["alg"] != called or head["typ"] != typ:
        raise SignatureRefused("another algorithm or another use")
    key.verify(parts[0] + b"." + parts[1], signature)
    return payload, key


class UnknownKey(SignatureRefused):
    """The key is nobody's, or not in force."""


def _encode(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


def _decode(text: bytes) -> bytes:
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("no base64url") from error
