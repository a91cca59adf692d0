"""Where a firm is written to: its owner's choice, sealed, and not changed all day."""

import pytest

from jiaxin.flows.joining import reads
from jiaxin.flows.joining import services as joining
from jiaxin.ground.errors import NotAllowed, TooManyTries
from jiaxin.ground.people import BadPhone
from tests import makers_desk
from tests.makers_desk import Desk

pytestmark = pytest.mark.django_db

PHONE = "13712345678"


@pytest.fixture
def desk() -> Desk:
    return makers_desk.a_desk(1)


def test_a_number_is_kept_until_another_or_none(desk: Desk) -> None:
    joining.keep_phone(desk.owner, phone=PHONE)
    joining.keep_phone(desk.owner, phone="137 1234 5679")
    assert reads.own_phone(desk.operator) == "+8613712345679"

    joining.remove_phone(desk.owner)
    assert reads.own_phone(desk.owner) == ""


def test_the_owner_chooses_and_not_all_day(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        joining.keep_phone(desk.operator, phone=PHONE)
    with pytest.raises(BadPhone):
        joining.keep_phone(desk.owner, phone="no number")
    for _ in range(5):
        joining.keep_phone(desk.owner, phone=PHONE)
    with pytest.raises(TooManyTries):
        joining.keep_phone(desk.owner, phone=PHONE)
