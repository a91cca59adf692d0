"""Device keys (WebAuthn): our side of the two questions that a browser is asked."""

from typing import Any
from urllib.parse import urlsplit

from fido2.server import Fido2Server
from fido2.webauthn import (
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
)

type State = dict[str, Any]


def server(host: str) -> Fido2Server:
    """Asks and judges for this host."""

    def ours(origin: str) -> bool:
        # A browser signs its page's origin; only https, or a machine's own localhost, is ours.
        found = urlsplit(origin)
        safe = found.scheme == "https" or (found.scheme == "http" and host == "localhost")
        return safe and found.hostname == host

    entity = PublicKeyCredentialRpEntity(name="家信 Jiaxin", id=host)
    return Fido2Server(entity, verify_origin=ours)


def descriptor(credential_id: bytes) -> PublicKeyCredentialDescriptor:
    """A key that is known, as the browser wants it named."""
    return PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=credential_id)
