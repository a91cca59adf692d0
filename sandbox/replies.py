"""The provider's other half: what somebody types on the phone goes to the platform, signed.

Written from docs/messages.md alone: HMAC-SHA256 over the timestamp, a full stop, and the body.
"""

import hashlib
import hmac
import json
import secrets
import time
from pathlib import Path

import httpx

from sandbox import bodies, keys

_PLACE = "/replies/"
LONGEST = 200


class NotSent(Exception):
    """The platform did not take it, or none was ever handed over."""


def sign(secret: str, at: int, body: bytes) -> dict[str, str]:
    """The headers that show who hands it on, and when."""
    mac = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Sms-Timestamp": str(at),
        "Sms-Signature": f"v1={mac}",
        "Content-Type": "application/json",
    }


def send(home: Path, number: str, text: str, message_id: str = "") -> None:
    """Hand one message on. Sent again with the same id, it is one message."""
    if not bodies.are_paired(home):
        raise NotSent
    pair = bodies.load(home, next(iter(bodies.BODIES)))
    said = {"id": message_id or secrets.token_hex(12), "from": number, "text": text}
    body = json.dumps(said, ensure_ascii=False).encode()
    headers = sign(keys.load(home).sms_secret, int(time.time()), body)
    try:
        with httpx.Client(verify=pair.verify, trust_env=False, timeout=15) as client:
            answer = client.post(pair.url + _PLACE, content=body, headers=headers)
    except httpx.HTTPError as problem:
        raise NotSent from problem
    if answer.status_code != 202:
        raise NotSent
