"""Sealed bodies: JWE compact (RFC 7516), opened by nobody but the party they are sealed to."""

import base64
import json
from typing import Any, cast

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from jiaxin.gateways.exchange.keys import Key, KeysUnusable, write_private, write_public

AGREEMENT = "ECDH-ES+A256KW"
CIPHER = "A256GCM"


class _Registry(jwe.JWERegistry):
    """Takes these two algorithms, no compression, and bodies with some thousand people in them."""

    max_ciphertext_length = 2_000_000


_ONLY = _Registry(algorithms=[AGREEMENT, CIPHER])


class CannotOpen(Exception):
    """The body is not sealed, not sealed to us, or was changed."""


def seal(content: dict[str, Any], to: Key) -> bytes:
    """The content, readable only by who holds the private half of that key."""
    protected = {"alg": AGREEMENT, "enc": CIPHER, "kid": to.kid, "cty": "application/json"}
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    key = OKPKey.import_key(write_public(to))
    return jwe.encrypt_compact(protected, plain, key, registry=_ONLY).encode()


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
    try:
        private = OKPKey.import_key(write_private(key))
        opened = jwe.decrypt_compact(body, private, registry=_ONLY)
        content = json.loads((opened.plaintext or b"").decode("utf-8"))
    except (JoseError, ValueError, KeyError, TypeError, RecursionError, KeysUnusable) as error:
        raise CannotOpen("the body cannot be opened") from error
    if not isinstance(content, dict):
        raise CannotOpen("the body holds no object")
    return cast(dict[str, Any], content)
