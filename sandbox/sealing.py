"""Sealed bodies: JWE compact, ECDH-ES+A256KW over X25519, A256GCM."""

import json
from typing import Any

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from sandbox.keys import Keys, decoded
from sandbox.signatures import Refused

_ALGORITHMS = ["ECDH-ES+A256KW", "A256GCM"]


class _Roomy(jwe.JWERegistry):
    """Takes a slice of some thousand people."""

    max_ciphertext_length = 2_000_000


_REGISTRY = _Roomy(algorithms=_ALGORITHMS)


class _Large(jwe.JWERegistry):
    """Takes parts of batches, which are longer than most things that are sealed."""

    max_ciphertext_length = 16 * 1024 * 1024


_LARGE = _Large(algorithms=_ALGORITHMS)


def seal(plain: bytes, to: dict[str, Any]) -> bytes:
    """The bytes, sealed to this public key."""
    protected = {"alg": _ALGORITHMS[0], "enc": _ALGORITHMS[1], "kid": to["kid"]}
    protected["cty"] = "application/json"
    key = OKPKey.import_key(to)
    return jwe.encrypt_compact(protected, plain, key, registry=_REGISTRY).encode()


def seal_lines(lines: bytes, to: dict[str, Any]) -> bytes:
    """A part of a batch: JSON Lines, sealed to this public key."""
    protected = {"alg": _ALGORITHMS[0], "enc": _ALGORITHMS[1], "kid": to["kid"]}
    protected["cty"] = "application/jsonl"
    key = OKPKey.import_key(to)
    return jwe.encrypt_compact(protected, lines, key, registry=_LARGE).encode()


def unseal_with(body: bytes, own: list[dict[str, Any]]) -> dict[str, Any]:
    """An answer that was sealed to one of these keys."""
    kid = json.loads(decoded(body.split(b".", 1)[0].decode("ascii")))["kid"]
    key = next(key for key in own if key["kid"] == kid)
    opened = jwe.decrypt_compact(body, OKPKey.import_key(key), registry=_LARGE)
    content: dict[str, Any] = json.loads((opened.plaintext or b"").decode("utf-8"))
    return content


def unseal(body: bytes, keys: Keys) -> dict[str, Any]:
    """What a platform sealed to us, as an object."""
    try:
        kid = json.loads(decoded(body.split(b".", 1)[0].decode("ascii")))["kid"]
        own = keys.own_by_id(str(kid))
        if own is None:
            raise Refused("cannot_open")
        opened = jwe.decrypt_compact(body, OKPKey.import_key(own), registry=_REGISTRY)
        plain = opened.plaintext or b""
    except (JoseError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused("cannot_open") from error
    try:
        content = json.loads(plain.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Refused("body_invalid") from error
    if not isinstance(content, dict):
        raise Refused("body_invalid")
    return content
