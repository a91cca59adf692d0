"""What the examination needs from above: whose signatures count, and whether one holds."""

from enum import StrEnum
from typing import Protocol


class Signature(StrEnum):
    """What was found of an issuer's signature."""

    HOLDS = "holds"
    FORGED = "forged"
    UNKNOWN = "unknown"


class IssuerSignatures(Protocol):
    """Those who may issue reports, and their keys. Never guesses: no key is UNKNOWN."""

    def check(self, *, issuer: str, text: bytes, signature: str) -> Signature: ...


class _Joined:
    issuers: IssuerSignatures | None = None


def join_issuers(issuers: IssuerSignatures | None) -> None:
    """Who knows the issuers and their keys."""
    _Joined.issuers = issuers


def check(*, issuer: str, text: bytes, signature: str) -> Signature:
    """Whether the signature is that issuer's; where nobody knows any, none is."""
    if _Joined.issuers is None:
        return Signature.UNKNOWN
    return _Joined.issuers.check(issuer=issuer, text=text, signature=signature)
