"""The trail's own signing keys, and the name it signs under.

A key is derived from the ring by its number; the deployment says which number signs now. All
numbers up to it are known, so that older checkpoints still open. A checkpoint of the suite `sm` is
signed twice, so that whoever has the older script, or no SM2, can check it as before.
"""

from urllib.parse import urlsplit

from django.conf import settings

from jiaxin.ground.crypto import held_keys
from jiaxin.ground.crypto.signing import SigningKey
from jiaxin.ground.crypto.suites import INTL
from jiaxin.trust.audit.notes import Key


def origin() -> str:
    """The log's name: this deployment's public address, without its scheme."""
    return f"{urlsplit(settings.PUBLIC_URL).netloc}/trail"


def number() -> int:
    """Which key signs now."""
    return int(settings.TRAIL_KEY)


def signers(of_number: int) -> list[SigningKey]:
    """The private keys of this number: Ed25519, and in the suite `sm` SM2 beside it."""
    purpose = f"trail.{of_number}"
    suites = dict.fromkeys((INTL.id, held_keys.suite_of_new_keys().id))
    return [held_keys.signing_key(purpose, suite_id) for suite_id in suites]


def keys(of_number: int, name: str) -> list[Key]:
    """The public keys of this number, as published under a name."""
    return [Key(name, each.public, each.scheme) for each in signers(of_number)]


def known(name: str | None = None) -> list[Key]:
    """Every key that has ever signed here, oldest first."""
    return [key for each in range(1, number() + 1) for key in keys(each, name or origin())]
