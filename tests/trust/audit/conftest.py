"""What tests of the trail may ask for."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from jiaxin.trust.audit import sealer
from jiaxin.trust.audit.rules import Written
from tests.trust.audit.lines import NOON, a_line, put

type Write = Callable[..., list[Written]]


@pytest.fixture
def write(db: None) -> Write:
    """Put so many lines into the trail, a second apart."""

    def write(count: int = 1, **other: Any) -> list[Written]:
        lines = [a_line(**{"at": NOON + timedelta(seconds=i), **other}) for i in range(count)]
        with connection.cursor() as cursor:
            for line in lines:
                put(cursor, line)
        return lines

    return write


@pytest.fixture
def sealed(write: Write) -> Write:
    """The same, sealed and signed at once."""

    def sealed(count: int = 1, **other: Any) -> list[Written]:
        lines = write(count, **other)
        sealer.seal()
        sealer.sign()
        return lines

    return sealed
