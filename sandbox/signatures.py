"""HTTP message signatures (RFC 9421), the department's half: checks requests, signs replies.

Written from docs/PROTOCOL.md and the RFC, apart from the platform's code, on purpose: two
programs that understand the same words are what a contract test needs.
"""

import base64
import binascii
import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sandbox import suites
from sandbox.suites import Jwk

TAG = "jiaxin-exchange-1"
WINDOW = 300
COVERED_REQUEST = (
    "@method",
    "@authority",
    "@path",
    "content-digest",
    "content-type",
    "exchange-message-id",
)
COVERED_REPLY = (
    '"@status"',
    '"content-digest"',
    '"content-type"',
    '"exchange-message-id"',
    '"exchange-reply-to"',
)
COVERED_OF_REQUEST = (
    '"@method";req',
    '"@authority";req',
    '"@path";req',
    '"content-digest";req',
    '"signature";req;key="sig"',
)


class Refused(Exception):
    """The request is not taken; `code` is the protocol's word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Call:
    """A request as it came in. Header names are in small letters."""

    method: str
    authority: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Verified:
    """What a good signature says of itself."""

    kid: str
    nonce: str
    expires: int
    suite: str


# The profile of the protocol is narrow, so one expression reads the whole field: covered parts
# are plain strings, parameters are integers and strings.
_INPUT = re.compile(
    r'sig=\(((?:"[a-z0-9@-]+"(?: (?=")|(?=\))))*)\)((?:;[a-z]+=(?:\d{1,15}|"[^"\\]*"))+)'
)
_PARAMETER = re.compile(r';([a-z]+)=(?:(\d{1,15})|"([^"\\]*)")')
_SIGNATURE = re.compile(r"sig=:([A-Za-z0-9+/]+={0,2}):")
_DIGEST = re.compile(r"(?:^|,[ \t]*)(sha-256|sm3)=:([A-Za-z0-9+/]{43}=):")


def suite_of(call: Call) -> str:
    """The suite that a request says it is in."""
    found = _INPUT.fullmatch(call.headers.get("signature-input", ""))
    said = {m[1]: m[3] for m in _PARAMETER.finditer(found[2])} if found else {}
    return suites.of_algorithm(said.get("alg") or "")


def _derived(name: str, call: Call) -> str:
    match name:
        case "@method":
            return call.method
        case "@authority":
            return call.authority.lower()
        case "@path":
            return call.path
    if name.startswith("@") or name not in call.headers:
        raise Refused("signature_invalid")
    return call.headers[name].strip(" \t")


def base_of(call: Call, names: list[str], parameters: str) -> bytes:
    """The text that a request's signature is over."""
    lines = [f'"{name}": {_derived(name, call)}' for name in names]
    inside = " ".join(f'"{name}"' for name in names)
    lines.append(f'"@signature-params": ({inside}){parameters}')
    return "\n".join(lines).encode("utf-8")


def verify(call: Call, key_of: Callable[[str], Jwk | None], now: int) -> Verified:
    """The signature's own words, once it is shown to be of a known key over this very request."""
    found = _INPUT.fullmatch(call.headers.get("signature-input", ""))
    signature = _SIGNATURE.fullmatch(call.headers.get("signature", ""))
    if not found or not signature:
        raise Refused("signature_missing")
    names = re.findall(r'"([^"]+)"', found[1])
    said = {m[1]: int(m[2]) if m[2] else m[3] for m in _PARAMETER.finditer(found[2])}
    if len(set(names)) != len(names) or not set(COVERED_REQUEST) <= set(names):
        raise Refused("signature_invalid")
    if said.get("alg") not in suites.ALGORITHM.values() or said.get("tag") != TAG:
        raise Refused("signature_invalid")

    public = key_of(str(said.get("keyid")))
    if public is None:
        raise Refused("key_unknown")
    suite = suites.of(public)
    if said["alg"] != suites.ALGORITHM[suite]:
        raise Refused("suite_mismatch")
    try:
        raw = base64.b64decode(signature[1], validate=True)
    except binascii.Error as error:
        raise Refused("signature_invalid") from error
    if not suites.verifies(public, base_of(call, names, found[2]), raw):
        raise Refused("signature_invalid")
    return _in_time(said, suite, now)


def _in_time(said: Mapping[str, int | str], suite: str, now: int) -> Verified:
    created, expires, nonce = said.get("created"), said.get("expires"), said.get("nonce")
    if not isinstance(created, int) or not isinstance(expires, int):
        raise Refused("outside_window")
    if abs(now - created) > WINDOW or now > expires or not 0 <= expires - created <= WINDOW:
        raise Refused("outside_window")
    if not isinstance(nonce, str) or not 22 <= len(nonce) <= 64:
        raise Refused("signature_invalid")
    return Verified(str(said["keyid"]), nonce, expires, suite)


def check_digest(call: Call, suite: str) -> None:
    """Refuses a body that is not the one whose digest was signed, in the signature's suite."""
    found = dict(_DIGEST.findall(call.headers.get("content-digest", "")))
    name = suites.DIGEST[suite]
    if found and name not in found:
        raise Refused("suite_mismatch")
    said = f"{name}=:{found.get(name, '')}:"
    if not hmac.compare_digest(said, suites.digest_field(suite, call.body)):
        raise Refused("digest_mismatch")


def sign_reply(
    call: Call, status: int, headers: Mapping[str, str], key: Jwk, now: int
) -> dict[str, str]:
    """The headers with the signature that ties this reply to that request."""
    bound = COVERED_OF_REQUEST if _SIGNATURE.fullmatch(call.headers.get("signature", "")) else ()
    of_request = {
        '"@method";req': call.method,
        '"@authority";req': call.authority.lower(),
        '"@path";req': call.path,
        '"content-digest";req': call.headers.get("content-digest", ""),
        '"signature";req;key="sig"': call.headers.get("signature", "").removeprefix("sig="),
    }
    values = {'"@status"': str(status)} | {f'"{name}"': text for name, text in headers.items()}
    covered = [*COVERED_REPLY, *bound]
    parameters = (
        f"({' '.join(covered)});created={now};expires={now + WINDOW}"
        f';nonce="{secrets.token_urlsafe(18)}";alg="{suites.ALGORITHM[suites.of(key)]}"'
        f';keyid="{key["kid"]}";tag="{TAG}"'
    )
    lines = [f"{name}: {values.get(name, of_request.get(name))}" for name in covered]
    lines.append(f'"@signature-params": {parameters}')
    signature = suites.sign(key, "\n".join(lines).encode())
    return dict(headers) | {
        "signature-input": f"sig={parameters}",
        "signature": f"sig=:{base64.b64encode(signature).decode()}:",
    }
