"""Her copy on paper: what it says in `story`, how it looks in `drawing`."""

from uuid import UUID

from jiaxin.portals.worker.paper import drawing, story
from jiaxin.trust.access.actor import Actor


class DrawnPaper:
    """Stands at the port `flows.rights.ports.Paper`."""

    def draw(self, viewer: Actor, /, *, export: UUID, language: str) -> bytes:
        return drawing.draw(story.told(viewer, export=export, language=language))
