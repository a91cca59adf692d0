"""Messages to a firm: to the number that its owner chose, once each, and nothing that is over."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.engagements import tasks as engagement_tasks
from jiaxin.flows.filings import tasks as filing_tasks
from jiaxin.flows.joining import reads as joining_reads
from jiaxin.flows.joining import services as joining
from jiaxin.gateways.notices import desk_errands, errands
from jiaxin.gateways.notices.models import Message
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers, makers_desk, makers_firms
from tests import makers_engagements as make
from tests.evidence import jobs_named
from tests.makers_desk import Desk

pytestmark = pytest.mark.django_db

PHONE = "13712345678"
OTHER_NAME = "北京样例新阳光家政有限公司"


class Provider:
    """Keeps what it was asked to send."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    def send(self, *, to: str, text: str, message_id: str) -> None:
        self.sent.append((to, text))


@pytest.fixture
def provider(outside: makers.Outside) -> Provider:
    provider = Provider()
    errands.join(sms=provider, home="https://jiaxin.example")
    return provider


@pytest.fixture
def desk(provider: Provider) -> Desk:
    return makers_desk.a_desk(1)


def test_the_number_hears_of_it_and_another_takes_its_place(desk: Desk, provider: Provider) -> None:
    joining.keep_phone(desk.owner, phone=PHONE)
    [first] = jobs_named("tell_the_firms_number")
    joining.keep_phone(desk.owner, phone="13712345679")
    [_, second] = jobs_named("tell_the_firms_number")

    for job in (first, second):
        desk_errands.say_where_it_goes(desk.firm, UUID(job.args["event"]["phone_id"]))

    # The first was changed again before it was told.
    assert [to for to, _ in provider.sent] == ["+8613712345679"]
    assert makers_firms.NAME in provider.sent[0][1]
    joining.remove_phone(desk.owner)
    assert joining_reads.own_phone(desk.owner) == ""


@pytest.mark.parametrize(("after", "told"), [(7, 0), (8, 1), (12, 1), (14, 1), (15, 0)])
def test_a_change_is_told_of_a_week_three_days_and_a_day_before(
    desk: Desk, provider: Provider, after: int, told: int
) -> None:
    joining.keep_phone(desk.owner, phone=PHONE)
    makers_firms.a_registered_firm(1, name=OTHER_NAME)

    with clockwork.at(clock.now() + timedelta(days=after)):
        filing_tasks.tell_what_is_to_be_filed()
        filing_tasks.tell_what_is_to_be_filed()
        for job in jobs_named("remind_of_the_change"):
            event = job.args["event"]
            changed_on = date.fromisoformat(event["changed_on"])
            desk_errands.remind_of_change(UUID(event["firm_id"]), changed_on, event["days"])

    assert len(provider.sent) == told


def test_a_change_that_was_filed_meanwhile_is_not_told_of(desk: Desk, provider: Provider) -> None:
    joining.keep_phone(desk.owner, phone=PHONE)
    makers_firms.a_registered_firm(1, name=OTHER_NAME)
    changed_on = clock.today()
    makers_firms.accept(desk.code, replace(makers_firms.PROFILE, name=OTHER_NAME))

    desk_errands.remind_of_change(desk.firm, changed_on, 7)

    assert provider.sent == []


def test_a_check_that_is_due_is_told_of_once_a_day(
    lin: Actor, desk: Desk, provider: Provider
) -> None:
    joining.keep_phone(desk.owner, phone=PHONE)
    engagement = make.engaged(lin, desk.operator)
    engagements.mark_with_minors(desk.operator, engagement_id=engagement, with_minors=True)
    make.authorises(lin, engagement)
    engagements.check(desk.operator, engagement_id=engagement, by=make.BY)

    for days in (334, 335):
        with clockwork.at(clock.now() + timedelta(days=days)):
            engagement_tasks.tell_what_is_to_be_checked()
            engagement_tasks.tell_what_is_to_be_checked()
    told = jobs_named("remind_of_the_checks")
    for job in told:
        event = job.args["event"]
        desk_errands.remind_of_checks(UUID(event["firm_id"]), date.fromisoformat(event["day"]))

    assert len(told) == 2
    assert [to for to, _ in provider.sent] == ["+8613712345678"]
    assert makers.NAME not in provider.sent[0][1]


def test_a_firm_that_left_no_number_is_written_to_nowhere(desk: Desk, provider: Provider) -> None:
    desk_errands.remind_of_checks(desk.firm, date(2026, 11, 26))
    desk_errands.tell_of_the_new_owner(desk.firm, desk.firm)

    assert provider.sent == []
    assert not Message.objects.exists()
