"""Her copy on paper: what it says in `story`; how it looks is the same for every PDF."""

from uuid import UUID

from jiaxin.portals.parts.paper import drawing
from jiaxin.portals.worker.paper import story
from jiaxin.trust.access.actor import Actor


class DrawnPaper:
    """Stands at the port `flows.rights.ports.Paper`."""

    def draw(self, viewer: Actor, /, *, export: UUID, language: str) -> bytes:
        return drawing.draw(story.told(viewer, export=export, language=language))
