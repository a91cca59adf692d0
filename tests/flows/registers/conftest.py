"""What tests of this folder may ask for."""

import pytest

from jiaxin.trust.access.actor import Actor
from tests import makers_staff
from tests.cast import hu, lin, outside

__all__ = ["hu", "lin", "outside"]


@pytest.fixture
def admin(outside: object) -> Actor:
    """The security administrator."""
    return makers_staff.a_security_admin()
