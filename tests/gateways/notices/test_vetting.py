"""Messages of the vetting desk: at the opening, on the last day, with the outcome; never what."""

from collections.abc import Iterator

import pytest

from jiaxin.config import wiring
from jiaxin.flows.vetting import services as vetting
from jiaxin.flows.vetting.rules import Says
from jiaxin.gateways.notices import errands
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers
from tests.gateways.notices.test_services import FakeSms
from tests.makers_vetting import a_case, case_of, decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def sms(outside: makers.Outside) -> Iterator[FakeSms]:
    sms = FakeSms()
    errands.join(sms=sms, home="https://jiaxin.example")
    yield sms
    wiring.join()


def texts(sms: FakeSms) -> list[str]:
    return [text for _, text in sms.sent.values()]


def test_she_is_told_once_that_persons_look_and_where_to_answer(
    lin: Actor, outside: makers.Outside, sms: FakeSms
) -> None:
    case, opening = a_case(lin, outside), new_id()

    for _ in range(2):
        errands.tell_of_vetting(lin.person, case, round_id=opening)

    [text] = texts(sms)
    assert "https://jiaxin.example/worker/vetting/" in text
    assert "待核实" not in text


def test_on_the_last_day_only_who_said_nothing_is_reminded(
    lin: Actor, outside: makers.Outside, sms: FakeSms
) -> None:
    case = a_case(lin, outside)
    errands.remind_of_hearing(lin.person, case, round_id=new_id())
    assert len(texts(sms)) == 1

    with clockwork.at(case_of(lin).opened_at) as hands:
        hands.move(makers.minutes(1))
        vetting.say(lin, words="那不是我。")
    errands.remind_of_hearing(lin.person, case, round_id=new_id())

    assert len(texts(sms)) == 1


@pytest.mark.parametrize("says", [Says.NONE_FOUND, Says.NOT_ISSUED])
def test_the_outcome_is_read_on_her_page_and_not_in_the_message(
    lin: Actor, outside: makers.Outside, sms: FakeSms, says: Says
) -> None:
    case = a_case(lin, outside)
    decide(lin, case, says)

    errands.tell_of_outcome(lin.person, case, ending_id=new_id())

    [text] = texts(sms)
    assert "申诉" in text
    assert not any(word in text for word in ("未发现", "不予出具", "停用", "犯罪"))


def test_what_ended_meanwhile_is_not_announced_as_open(
    lin: Actor, outside: makers.Outside, sms: FakeSms
) -> None:
    case = a_case(lin, outside)
    decide(lin, case, Says.NONE_FOUND)

    errands.tell_of_vetting(lin.person, case, round_id=new_id())
    errands.remind_of_hearing(lin.person, case, round_id=new_id())
    errands.tell_of_vetting(lin.person, new_id(), round_id=new_id())

    assert texts(sms) == []
