"""What rights need from above: somebody who can write a copy for people to read."""

from typing import Protocol
from uuid import UUID

from jiaxin.trust.access.actor import Actor


class Paper(Protocol):
    """Draws a worker's copy as a PDF, in her language, reading as she herself."""

    def draw(self, viewer: Actor, /, *, export: UUID, language: str) -> bytes: ...
