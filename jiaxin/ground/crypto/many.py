"""Data keys of many people, unwrapped for one piece of work and forgotten with it.

One cipher a person serves all that is opened of her: setting a cipher up costs more than a name.
"""

from jiaxin.ground.crypto.held_keys import SHORTEST
from jiaxin.ground.crypto.suites import DoesNotOpen, Opener, suite

_HEAD = 5


class ManyKeys:
    """Opens what is sealed to any of these people. Owners are named by the text of their ids."""

    def __init__(self) -> None:
        self._openers: dict[str, dict[bytes, Opener]] = {}

    def add(self, owner: str, *, generation: int, suite_id: int, key: bytes) -> None:
        """Take in one data key. A person may have several, of several generations."""
        head = bytes([suite_id]) + generation.to_bytes(_HEAD - 1, "big")
        self._openers.setdefault(owner, {})[head] = suite(suite_id).opener(key)

    def open(self, owner: str, sealed: bytes, place: bytes) -> bytes:
        """The clear bytes, or DoesNotOpen: as `held_keys.unseal`, whose form this reads."""
        head = sealed[:_HEAD]
        try:
            opener = self._openers[owner][head]
        except KeyError as unknown:
            raise DoesNotOpen("no such key") from unknown
        if len(sealed) < SHORTEST:
            raise DoesNotOpen("too short")
        return opener(sealed[_HEAD:], head + place)
