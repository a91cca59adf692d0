"""Sealed bodies of the suite `sm`: JWE compact, its key sealed by SM2, its content by SM4-GCM.

No registered JWE algorithm does this; docs/PROTOCOL.md, part 3.7, has every byte. The head says
four things and no more: nothing is compressed, and nothing in it chooses how it is read.
"""

import base64
import json
import os
from typing import Any

from jiaxin.ground.crypto import sm2_wire
from jiaxin.ground.crypto.suites import NONCE, SM, TAG, DoesNotOpen

ALGORITHM = "SM2"
CIPHER = "SM4GCM"
KINDS = ("application/json", "application/jsonl")


def seal(plain: bytes, public: bytes, kid: str, kind: str) -> bytes:
    """The bytes, readable only by who holds the private half of that point."""
    said = {"alg": ALGORITHM, "enc": CIPHER, "kid": kid, "cty": kind}
    head = _encode(json.dumps(said, separators=(",", ":")).encode("ascii"))
    key = os.urandom(sm2_wire.KEY)
    sealed = SM.seal(key, plain, head)
    nonce, body, tag = sealed[:NONCE], sealed[NONCE:-TAG], sealed[-TAG:]
    parts = (sm2_wire.seal(public, key), nonce, body, tag)
    return b".".join([head, *(_encode(part) for part in parts)])


def open_(whole: bytes, private: bytes, kid: str) -> bytes:
    """What was sealed; DoesNotOpen for whatever is not exactly that."""
    parts = whole.split(b".")
    if len(parts) != 5:
        raise DoesNotOpen
    head, sealed, nonce, body, tag = (parts[0], *(_decode(part) for part in parts[1:]))
    said = _said(head)
    kind = said.pop("cty", None)
    if said != {"alg": ALGORITHM, "enc": CIPHER, "kid": kid} or kind not in KINDS:
        raise DoesNotOpen
    # A tag that is cut short is easier to guess, and GCM would take one.
    if len(nonce) != NONCE or len(tag) != TAG:
        raise DoesNotOpen
    return SM.open(sm2_wire.open_(private, sealed), nonce + body + tag, head)


def _said(head: bytes) -> dict[str, Any]:
    try:
        said = json.loads(_decode(head).decode("ascii"))
    except (ValueError, RecursionError) as wrong:
        raise DoesNotOpen from wrong
    if not isinstance(said, dict):
        raise DoesNotOpen
    return said


def _encode(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


def _decode(text: bytes) -> bytes:
    """Base64url as it is written, in the one way that it is: no padding, no stray bits."""
    try:
        raw = base64.b64decode(text + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as wrong:
        raise DoesNotOpen from wrong
    if _encode(raw) != text:
        raise DoesNotOpen
    return raw
