"""What is joined by a test of this folder is unjoined after it."""

from collections.abc import Iterator

import pytest

from jiaxin.config import wiring
from jiaxin.flows.corrections import errands
from tests.cast import hu, lin, outside

__all__ = ["hu", "lin", "outside"]


@pytest.fixture(autouse=True)
def nobody_outside() -> Iterator[None]:
    yield
    errands.join(papers=None, sources=None)
    wiring.join()
