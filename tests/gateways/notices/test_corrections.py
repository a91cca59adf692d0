"""Messages of corrections: that there is something to read; never what, and of whom."""

from collections.abc import Iterator

import pytest

from jiaxin.config import wiring
from jiaxin.flows.rights import services as rights
from jiaxin.gateways.notices import errands
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from tests import makers
from tests.flows.corrections.test_settling import looked
from tests.gateways.notices.test_services import FakeSms
from tests.makers_corrections import BAI, UPHOLD, a_correction, decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def sms(outside: makers.Outside) -> Iterator[FakeSms]:
    sms = FakeSms()
    errands.join(sms=sms, home="https://jiaxin.example")
    yield sms
    wiring.join()


def texts(sms: FakeSms) -> list[str]:
    return [text for _, text in sms.sent.values()]


def test_she_is_told_once_a_move_and_where_to_read_it(lin: Actor, sms: FakeSms) -> None:
    correction, moved = a_correction(lin), new_id()

    for _ in range(2):
        errands.tell_of_correction(lin.person, correction, move_id=moved)
    errands.tell_of_correction(lin.person, new_id(), move_id=new_id())

    [text] = texts(sms)
    assert f"/worker/corrections/{correction}/" in text
    assert "培训" not in text


def test_who_had_looked_gets_one_message_a_correction(lin: Actor, hu: Actor, sms: FakeSms) -> None:
    correction = a_correction(lin)
    looked(lin, hu)
    decide(BAI, correction, UPHOLD)

    for _ in range(2):
        errands.tell_viewer(hu.person, correction)

    [text] = texts(sms)
    assert "/consumer/corrected/" in text
    assert makers.NAME not in text
    assert "培训" not in text


def test_who_has_closed_her_account_gets_none(lin: Actor, hu: Actor, sms: FakeSms) -> None:
    rights.close_account(hu)

    errands.tell_viewer(hu.person, new_id())

    assert texts(sms) == []
