"""A change of the registration is to be filed within 15 days, with reminders before."""

from datetime import timedelta

import pytest

from jiaxin.flows.filings import changes
from jiaxin.flows.filings import services as filings
from jiaxin.ground import clock
from tests import clockwork, makers_desk, makers_filings, makers_firms

pytestmark = pytest.mark.django_db


def test_nothing_is_to_be_filed_where_registration_and_filing_agree() -> None:
    assert changes.to_file(makers_desk.a_desk().owner) is None
    assert changes.to_file(makers_filings.a_new_firms_desk(2).owner) is None


@pytest.mark.parametrize(
    ("days", "left", "reminded", "late"),
    [(0, 15, False, False), (8, 7, True, False), (15, 0, True, False), (16, 0, True, True)],
)
def test_a_change_has_fifteen_days_and_is_reminded_of(
    days: int, left: int, reminded: bool, late: bool
) -> None:
    desk = makers_desk.a_desk()
    makers_firms.a_registered_firm(1, name="北京样例新阳光家政有限公司")

    with clockwork.at(clock.now() + timedelta(days=days)):
        change = changes.to_file(desk.owner)

    assert change is not None
    assert (change.days_left, change.is_reminded, change.is_late) == (left, reminded, late)


def test_a_change_that_was_accepted_is_done() -> None:
    desk = makers_desk.a_desk()
    makers_firms.a_registered_firm(1, name="北京样例新阳光家政有限公司")
    filing = makers_filings.a_filing(desk, name="北京样例新阳光家政有限公司")

    filings.accept(makers_filings.an_officer(), filing_id=filing, edition=1)

    assert changes.to_file(desk.owner) is None
