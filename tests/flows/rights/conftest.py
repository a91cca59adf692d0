"""What tests of this folder may ask for; a sheet of plain words stands at the port of the PDF."""

from collections.abc import Iterator

import pytest

from jiaxin.config import wiring
from jiaxin.flows.rights import errands
from tests.cast import hu, lin, outside
from tests.makers_rights import PlainPaper

__all__ = ["hu", "lin", "outside"]


@pytest.fixture(autouse=True)
def plain_paper() -> Iterator[None]:
    errands.join(PlainPaper())
    yield
    wiring.join()
