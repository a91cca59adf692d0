"""Sealed bodies: JWE compact (RFC 7516), opened by nobody but the party they are sealed to."""

import base64
import json
from typing import Any, cast

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from jiaxin.gateways.exchange import sm_sealing, suites
from jiaxin.gateways.exchange.keys import Key, write_private, write_public
from jiaxin.gateways.exchange.rules import MOST_PART_BYTES
from jiaxin.ground.crypto.suites import DoesNotOpen

AGREEMENT = "ECDH-ES+A256KW"
CIPHER = "A256GCM"


class _Registry(jwe.JWERegistry):
    """Takes these two algorithms, no compression, and bodies with some thousand people in them."""

    max_ciphertext_length = 2_000_000


class _Files(_Registry):
    """The same for the parts of a batch."""

    max_ciphertext_length = MOST_PART_BYTES


_ONLY = _Registry(algorithms=[AGREEMENT, CIPHER])
_PARTS = _Files(algorithms=[AGREEMENT, CIPHER])


class CannotOpen(Exception):
    """The body is not sealed, not sealed to us, or was changed."""


class NoObject(CannotOpen):
    """It opened, and holds no JSON object in UTF-8."""


def seal(content: dict[str, Any], to: Key) -> bytes:
    """The content, readable only by who holds the private half of that key."""
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return _seal(plain, to, "application/json", _ONLY)


def _seal(plain: bytes, to: Key, kind: str, registry: jwe.JWERegistry) -> bytes:
    if to.suite == suites.SM.name:
        return sm_sealing.seal(plain, to.public, to.kid, kind)
    protected = {"alg": AGREEMENT, "enc": CIPHER, "kid": to.kid, "cty": kind}
    key = OKPKey.import_key(write_public(to))
    return jwe.encrypt_compact(protected, plain, key, registry=registry).encode()


def sealed_to(body: bytes) -> str:
    """The id of the key that the body says it is sealed to."""
    try:
        head = body.split(b".", 1)[0]
        protected = json.loads(base64.urlsafe_b64decode(head + b"=" * (-len(head) % 4)))
        return str(protected["kid"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CannotOpen("the body is not sealed") from error


def open_(body: bytes, key: Key) -> dict[str, Any]:
    """What was sealed to this key: a JSON object in UTF-8, or a refusal."""
    plain = _open(body, key, _ONLY)
    try:
        content = json.loads(plain.decode("utf-8"))
    except (ValueError, RecursionError):
        # Chained, the error would carry what was opened.
        raise NoObject("the body is no JSON") from None
    if not isinstance(content, dict):
        raise NoObject("the body holds no object")
    return cast(dict[str, Any], content)


def seal_lines(lines: bytes, to: Key) -> bytes:
    """A part of a batch: JSON Lines, readable only by who holds the private half of that key."""
    return _seal(lines, to, "application/jsonl", _PARTS)


def open_lines(body: bytes, key: Key) -> bytes:
    """What was sealed to this key in a part of a batch, or a refusal."""
    return _open(body, key, _PARTS)


def _open(body: bytes, key: Key, registry: jwe.JWERegistry) -> bytes:
    if key.private is None:
        raise CannotOpen("the key has no private half here")
    if key.suite == suites.SM.name:
        try:
            return sm_sealing.open_(body, key.private, key.kid)
        except DoesNotOpen as closed:
            raise CannotOpen("it cannot be opened") from closed
    try:
        private = OKPKey.import_key(write_private(key))
        return jwe.decrypt_compact(body, private, registry=registry).plaintext or b""
    except (JoseError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise CannotOpen("it cannot be opened") from error
