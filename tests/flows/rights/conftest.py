"""What tests of this folder may ask for; a sheet of plain words stands at the port of the PDF."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from jiaxin.config import wiring
from jiaxin.flows.rights import errands
from jiaxin.trust.access.actor import Actor
from tests.cast import hu, lin, outside

__all__ = ["hu", "lin", "outside"]


class PlainPaper:
    """Draws nothing: the real one takes a second. Its tests are in tests/portals/worker."""

    def draw(self, viewer: Actor, /, *, export: UUID, language: str) -> bytes:
        return f"%PDF of {export} in {language}, 2026".encode()


@pytest.fixture(autouse=True)
def plain_paper() -> Iterator[None]:
    errands.join(PlainPaper())
    yield
    wiring.join()
