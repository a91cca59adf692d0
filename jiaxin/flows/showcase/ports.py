"""What the card needs from outside: somebody who opens a stranger's photo and writes it anew."""

from typing import Protocol


class PhotoBad(Exception):
    """These bytes are no photo that can be used."""


class PhotoMaker(Protocol):
    """Raises PhotoBad, or ProviderDown; nothing of the file but its pixels is handed on."""

    def photo(self, *, body: bytes) -> bytes: ...
