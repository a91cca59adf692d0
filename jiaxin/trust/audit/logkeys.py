"""The trail's own signing keys, and the name it signs under.

A key is derived from the ring by its number; the deployment says which number signs now. All
numbers up to it are known, so that older checkpoints still open.
"""

from urllib.parse import urlsplit

from django.conf import settings

from jiaxin.ground.crypto import held_keys
from jiaxin.ground.crypto.keyring import SigningKey
from jiaxin.trust.audit.notes import Key


def origin() -> str:
    """The log's name: this deployment's public address, without its scheme."""
    return f"{urlsplit(settings.PUBLIC_URL).netloc}/trail"


def number() -> int:
    """Which key signs now."""
    return int(settings.TRAIL_KEY)


def signer(of_number: int) -> SigningKey:
    """The private key of this number."""
    return held_keys.ring().signing_key(f"trail.{of_number}")


def key(of_number: int, name: str) -> Key:
    """The public key of this number, as published under a name."""
    return Key(name, signer(of_number).public)


def known(name: str | None = None) -> list[Key]:
    """Every key that has ever signed here, oldest first."""
    return [key(each, name or origin()) for each in range(1, number() + 1)]
