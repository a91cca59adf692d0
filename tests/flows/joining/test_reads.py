"""What a desk and its messages may ask of a firm's entry."""

import pytest

from jiaxin.flows.joining import reads
from jiaxin.flows.joining import services as joining
from jiaxin.ground.ids import new_id
from tests import makers_desk

pytestmark = pytest.mark.django_db


def test_each_firm_has_its_own_number_and_nothing_that_waits() -> None:
    one, other = makers_desk.a_desk(1), makers_desk.a_desk(2)
    joining.keep_phone(one.owner, phone="13712345678")

    assert reads.phone_of(one.firm) == "+8613712345678"
    assert reads.own_phone(other.owner) == ""
    assert reads.waiting(one.owner) is None
    assert reads.waits_still(one.firm, new_id()) is None
    assert not reads.is_still(one.firm, new_id())
