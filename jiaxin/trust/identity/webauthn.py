"""Device keys (WebAuthn): our side of the questions that a browser is asked, and the one judgement.

Three tables hold device keys: a worker's for showing that it is she, staff's as their second
factor, anybody's for signing in on a phone. What makes one good is the same, and stands here once.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit
from uuid import UUID

from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from jiaxin.trust.identity.errors import PasskeyRefused

type State = dict[str, Any]
type Question = tuple[dict[str, Any], State]

_NEEDED = UserVerificationRequirement.REQUIRED


class Kept(Protocol):
    """A row that holds a device key's public half."""

    credential: Any  # bytes, in whichever form the row has them
    credential_id: Any
    sign_count: Any


@dataclass(frozen=True, slots=True)
class Made:
    """A new key's public half, to be kept."""

    credential: bytes
    credential_id: bytes
    sign_count: int


def server(host: str) -> Fido2Server:
    """Asks and judges for this host."""

    def ours(origin: str) -> bool:
        # A browser signs its page's origin; only https, or a machine's own localhost, is ours.
        found = urlsplit(origin)
        safe = found.scheme == "https" or (found.scheme == "http" and host == "localhost")
        return safe and found.hostname == host

    entity = PublicKeyCredentialRpEntity(name="家信 Jiaxin", id=host)
    return Fido2Server(entity, verify_origin=ours)


def ask_to_make(
    host: str,
    *,
    person: UUID,
    known: Collection[Kept],
    resident: ResidentKeyRequirement = ResidentKeyRequirement.PREFERRED,
) -> Question:
    """What the browser needs to make a device key, and the state to hold until it answers."""
    user = PublicKeyCredentialUserEntity(id=person.bytes, name="家信", display_name="家信 Jiaxin")
    options, state = server(host).register_begin(
        user,
        credentials=_descriptors(known),
        resident_key_requirement=resident,
        user_verification=_NEEDED,
    )
    return dict(options), state


def made(host: str, *, state: State, answer: State, known: Collection[Kept]) -> Made:
    """The new key, if this is one, made for this question, and not known already."""
    try:
        found = server(host).register_complete(state, RegistrationResponse.from_dict(answer))
    except (ValueError, KeyError, TypeError) as wrong:
        raise PasskeyRefused from wrong
    data = found.credential_data
    if data is None or data.credential_id in {bytes(key.credential_id) for key in known}:
        raise PasskeyRefused
    return Made(bytes(data), data.credential_id, found.counter)


def ask_to_sign(host: str, *, known: Collection[Kept] | None) -> Question:
    """What the browser needs to sign with a key of these; None: with whichever it has for us."""
    if known is not None and not known:
        raise PasskeyRefused
    options, state = server(host).authenticate_begin(
        None if known is None else _descriptors(known), user_verification=_NEEDED
    )
    return dict(options), state


def signed_by[K: Kept](rows: Sequence[K], host: str, *, state: State, answer: State) -> K:
    """Whose key signed this challenge, with the user verified; its count moves on."""
    by_id = {bytes(row.credential_id): row for row in rows}
    credentials = [AttestedCredentialData(bytes(row.credential)) for row in rows]
    try:
        response = AuthenticationResponse.from_dict(answer)
        used = server(host).authenticate_complete(state, credentials, response)
        counter = response.response.authenticator_data.counter
    except (ValueError, KeyError, TypeError) as wrong:
        raise PasskeyRefused from wrong
    row = by_id[bytes(used.credential_id)]
    if (counter or row.sign_count) and counter <= row.sign_count:
        raise PasskeyRefused  # a copied key counts from where it was copied
    row.sign_count = counter
    return row


def named_in(answer: State) -> UUID | None:
    """The person that a key says it is of; to be believed once the key has signed."""
    try:
        handle = AuthenticationResponse.from_dict(answer).response.user_handle
        return UUID(bytes=handle) if handle else None
    except (ValueError, KeyError, TypeError):
        return None


def _descriptors(known: Collection[Kept]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            type=PublicKeyCredentialType.PUBLIC_KEY, id=bytes(row.credential_id)
        )
        for row in known
    ]
