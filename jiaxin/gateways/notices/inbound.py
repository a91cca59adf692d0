"""Replies by text message over HTTPS: JSON, signed by the provider with the secret it shares.

`Sms-Timestamp` is in seconds since 1970; `Sms-Signature` is `v1=` and the hex of HMAC-SHA256 over
the timestamp, a full stop, and the body. What is older or newer than five minutes is refused; the
same id within thirty days is taken once (flows.remote).
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from jiaxin.gateways.notices.ports import InboundSms, Malformed, NotTheProvider, Received

TIMESTAMP, SIGNATURE = "sms-timestamp", "sms-signature"
WINDOW = timedelta(minutes=5)
MOST_BYTES = 8192
_LONGEST = {"id": 100, "from": 40, "text": 1000}


class SignedWebhook:
    """Stands at the port `InboundSms`."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def read(self, *, headers: Mapping[str, str], body: bytes, now: datetime) -> Received:
        at = headers.get(TIMESTAMP, "")
        self._check(at, headers.get(SIGNATURE, ""), body, now)
        said = _json(body)
        return Received(id=said["id"], sender=said["from"], text=said["text"])

    def _check(self, at: str, signature: str, body: bytes, now: datetime) -> None:
        if not (at.isascii() and at.isdigit() and len(at) <= 12):
            raise NotTheProvider
        signed = hmac.new(self._secret, f"{at}.".encode() + body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(f"v1={signed}".encode(), signature.encode(errors="replace")):
            raise NotTheProvider
        if abs(now.timestamp() - int(at)) > WINDOW.total_seconds():
            raise NotTheProvider


class _Joined:
    provider: InboundSms | None = None


def join(provider: InboundSms | None) -> None:
    """Which provider's replies this deployment takes in; None takes in none."""
    _Joined.provider = provider


def read(*, headers: Mapping[str, str], body: bytes, now: datetime) -> Received:
    """What the joined provider hands on."""
    if _Joined.provider is None:
        raise NotTheProvider
    return _Joined.provider.read(headers=headers, body=body, now=now)


def _json(body: bytes) -> dict[str, str]:
    try:
        said: Any = json.loads(body)
    except (ValueError, RecursionError) as unreadable:
        raise Malformed from unreadable
    if not isinstance(said, dict) or set(said) != set(_LONGEST):
        raise Malformed
    for name, longest in _LONGEST.items():
        if not isinstance(said[name], str) or not 1 <= len(said[name]) <= longest:
            raise Malformed
    return said
