"""Sealed bodies: JWE compact. ECDH-ES+A256KW over X25519 and A256GCM; or SM2 and SM4-GCM."""

import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from sandbox import sm2, suites
from sandbox.keys import Keys
from sandbox.signatures import Refused
from sandbox.sm2 import NotSealed
from sandbox.suites import decoded, encoded

_ALGORITHMS = ["ECDH-ES+A256KW", "A256GCM"]


class _Large(jwe.JWERegistry):
    """Takes parts of batches, which are longer than most things that are sealed."""

    max_ciphertext_length = 16 * 1024 * 1024


_LARGE = _Large(algorithms=_ALGORITHMS)
_UNREADABLE = (ValueError, KeyError, TypeError, RecursionError)


def seal(plain: bytes, to: dict[str, Any]) -> bytes:
    """The bytes, sealed to this public key."""
    return _seal(plain, to, "application/json")


def seal_lines(lines: bytes, to: dict[str, Any]) -> bytes:
    """A part of a batch: JSON Lines, sealed to this public key."""
    return _seal(lines, to, "application/jsonl")


def _seal(plain: bytes, to: dict[str, Any], kind: str) -> bytes:
    if suites.of(to) == suites.SM:
        return _seal_sm(plain, to, kind)
    protected = {"alg": _ALGORITHMS[0], "enc": _ALGORITHMS[1], "kid": to["kid"], "cty": kind}
    return jwe.encrypt_compact(protected, plain, OKPKey.import_key(to), registry=_LARGE).encode()


def _seal_sm(plain: bytes, to: dict[str, Any], kind: str) -> bytes:
    """The same five parts: the key sealed by SM2, the content by SM4-GCM over the head."""
    said = {"alg": "SM2", "enc": "SM4GCM", "kid": to["kid"], "cty": kind}
    head, key, nonce = encoded(json.dumps(said).encode()), os.urandom(16), os.urandom(12)
    made = Cipher(SM4(key), GCM(nonce)).encryptor()
    made.authenticate_additional_data(head.encode())
    body = made.update(plain) + made.finalize()
    sealed = sm2.seal(suites.point(to), key)
    return ".".join([head, *map(encoded, (sealed, nonce, body, made.tag))]).encode()


def _open_sm(body: bytes, own: dict[str, Any]) -> bytes:
    head, *rest = body.decode("ascii").split(".")
    said = json.loads(decoded(head))
    if (said.get("alg"), said.get("enc"), "zip" in said) != ("SM2", "SM4GCM", False):
        raise ValueError("another algorithm")
    sealed, nonce, hidden, tag = map(decoded, rest)
    key = sm2.unseal(decoded(own["d"]), sealed)
    made = Cipher(SM4(key), GCM(nonce, tag, min_tag_length=16)).decryptor()
    made.authenticate_additional_data(head.encode())
    return made.update(hidden) + made.finalize()


def _open(body: bytes, own: dict[str, Any]) -> bytes:
    if suites.of(own) == suites.SM:
        return _open_sm(body, own)
    return jwe.decrypt_compact(body, OKPKey.import_key(own), registry=_LARGE).plaintext or b""


def _kid(body: bytes) -> str:
    return str(json.loads(decoded(body.split(b".", 1)[0].decode("ascii")))["kid"])


def unseal_lines(body: bytes, own: list[dict[str, Any]]) -> bytes:
    """A part of a batch that was sealed to one of these keys."""
    kid = _kid(body)
    return _open(body, next(key for key in own if key["kid"] == kid))


def unseal_with(body: bytes, own: list[dict[str, Any]]) -> dict[str, Any]:
    """An answer that was sealed to one of these keys."""
    content: dict[str, Any] = json.loads(unseal_lines(body, own).decode("utf-8"))
    return content


def unseal(body: bytes, keys: Keys, suite: str) -> dict[str, Any]:
    """What a platform sealed to us in that suite, as an object."""
    try:
        own = keys.own_by_id(_kid(body))
        if own is None:
            raise Refused("cannot_open")
        if suites.of(own) != suite:
            raise Refused("suite_mismatch")
        plain = _open(body, own)
    except (JoseError, NotSealed, InvalidTag, *_UNREADABLE) as error:
        raise Refused("cannot_open") from error
    try:
        content = json.loads(plain.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Refused("body_invalid") from error
    if not isinstance(content, dict):
        raise Refused("body_invalid")
    return content
