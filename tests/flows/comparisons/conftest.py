"""What tests of the daily comparison may ask for."""

from collections.abc import Iterator

import pytest

from jiaxin.config import wiring
from jiaxin.flows.comparisons import errands
from tests.makers_comparisons import FakeSlices


@pytest.fixture
def source(outside: object) -> Iterator[FakeSlices]:
    """The source of slices, played by a fake at the port."""
    source = FakeSlices()
    errands.join(source)
    yield source
    wiring.join()
