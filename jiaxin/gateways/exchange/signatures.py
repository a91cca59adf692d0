"""HTTP message signatures (RFC 9421) and content digests (RFC 9530).

Knows how a signature is made and checked, not which parts the exchange demands: see envelope.py.
"""

import base64
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from jiaxin.gateways.exchange import structured, suites
from jiaxin.gateways.exchange.structured import InnerList, Item, Malformed


class SignatureRefused(Exception):
    """The message is not signed, or not by this key, or not as it arrived."""


class OfAnotherSuite(SignatureRefused):
    """It is of one suite of algorithms where the key is of another."""


class Signer(Protocol):
    """A private key of some suite. Its id and algorithm are written into what it signs."""

    @property
    def kid(self) -> str: ...
    @property
    def algorithm(self) -> str: ...
    def sign(self, text: bytes) -> bytes: ...


class Verifier(Protocol):
    """A public key of some suite. The algorithm is the key's, never what a message claims."""

    @property
    def kid(self) -> str: ...
    @property
    def algorithm(self) -> str: ...
    def verify(self, text: bytes, signature: bytes) -> None: ...


@dataclass(frozen=True, slots=True)
class Request:
    """A request as a signature sees it. Header names are in small letters."""

    method: str
    authority: str
    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Response:
    """A response as a signature sees it, with the request that it answers."""

    status: int
    headers: Mapping[str, str]
    request: Request


type Message = Request | Response


def component(name: str, /, **parameters: bool | str) -> Item:
    """One covered part: `component("signature", req=True, key="sig")`."""
    return Item(name, parameters)


def signature_base(message: Message, signed: InnerList) -> bytes:
    """The text that is signed (RFC 9421, section 2.5)."""
    seen: set[str] = set()
    lines: list[str] = []
    for part in signed.items:
        identifier = structured.write_member(part)
        if identifier in seen:
            raise SignatureRefused("a part is covered twice")
        seen.add(identifier)
        lines.append(f"{identifier}: {_value(part, message)}")
    lines.append(f'"@signature-params": {structured.write_member(signed)}')
    return "\n".join(lines).encode("ascii")


def _value(part: Item, message: Message) -> str:
    name, parameters = part.value, dict(part.parameters)
    if not isinstance(name, str) or name != name.lower():
        raise SignatureRefused("a covered part has no name")
    if parameters.pop("req", False) is True:
        if isinstance(message, Request):
            raise SignatureRefused("a request has no request of its own")
        message = message.request
    if name.startswith("@"):
        value = None if parameters else _derived(name, message)
    else:
        value = _field(message.headers.get(name), parameters)
    if value is None or not value.isascii() or "\n" in value:
        raise SignatureRefused(f"the covered part {name} is not there")
    return value


def _derived(name: str, message: Message) -> str | None:
    match name, message:
        case "@method", Request():
            return message.method
        case "@authority", Request():
            return message.authority.lower()
        case "@path", Request():
            return message.path or "/"
        case "@status", Response():
            return str(message.status)
    return None


def _field(text: str | None, parameters: dict[str, structured.Bare]) -> str | None:
    if text is None:
        return None
    key = parameters.pop("key", None)
    if parameters:
        raise SignatureRefused("a covered part has a parameter that is not known here")
    if key is None:
        return text.strip(" \t")
    member = structured.read_dictionary(text).get(str(key))
    return None if member is None else structured.write_member(member)


def sign(message: Message, signed: InnerList, signer: Signer, label: str) -> dict[str, str]:
    """The two header fields that carry a signature over these parts."""
    signature = signer.sign(signature_base(message, signed))
    return {
        "signature-input": structured.write_dictionary({label: signed}),
        "signature": structured.write_dictionary({label: Item(signature)}),
    }


def signed_parts(message: Message, label: str) -> InnerList:
    """What the signature of that label claims to cover, and its parameters. Not yet verified."""
    try:
        member = structured.read_dictionary(message.headers["signature-input"])[label]
    except (KeyError, Malformed) as error:
        raise SignatureRefused("there is no signature") from error
    if not isinstance(member, InnerList):
        raise SignatureRefused("the signature names no parts")
    return member


def verify(message: Message, signed: InnerList, verifier: Verifier, label: str) -> None:
    """Refuses unless this key signed these parts of the message as they are."""
    try:
        member = structured.read_dictionary(message.headers["signature"])[label]
        base = signature_base(message, signed)
    except (KeyError, Malformed) as error:
        raise SignatureRefused("there is no signature") from error
    if not isinstance(member, Item) or not isinstance(member.value, bytes):
        raise SignatureRefused("the signature is no byte sequence")
    verifier.verify(base, member.value)


def content_digest(body: bytes, suite: str) -> str:
    """The header field that names the body by the hash of this suite."""
    digest = base64.b64encode(_digest(body, suite)).decode("ascii")
    return f"{suites.SUITES[suite].digest}=:{digest}:"


def check_digest(field: str | None, body: bytes, suite: str) -> None:
    """Refuses unless the field holds this suite's digest of this body."""
    if not hmac.compare_digest(read_digest(field, suite), _digest(body, suite)):
        raise SignatureRefused("the body is not the one that was signed")


def read_digest(field: str | None, suite: str) -> bytes:
    """The digest of this suite that the field holds. Those of others are passed over."""
    try:
        members = structured.read_dictionary(field or "")
    except Malformed as error:
        raise SignatureRefused("the digest is unreadable") from error
    member = members.get(suites.SUITES[suite].digest)
    if member is None and any(one.digest in members for one in suites.SUITES.values()):
        raise OfAnotherSuite("the digest is of another suite")
    if not (isinstance(member, Item) and isinstance(member.value, bytes)):
        raise SignatureRefused("there is no digest")
    return member.value


def _digest(body: bytes, suite: str) -> bytes:
    hashing = suites.SUITES[suite].hashing()
    hashing.update(body)
    return hashing.digest()
