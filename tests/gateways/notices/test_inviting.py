"""Messages to the invited: the same to each phone, whoever has it, and never twice."""

import pytest

from jiaxin.flows.invitations import errands as rosters_errands
from jiaxin.flows.invitations import services as invitations
from jiaxin.gateways.notices import inviting
from jiaxin.gateways.notices.models import Message
from jiaxin.gateways.notices.rules import Occasion
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity
from tests import makers, makers_firms, makers_rosters, rosters

pytestmark = pytest.mark.django_db


class Provider:
    """Keeps what it was asked to send."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    def send(self, *, to: str, text: str, message_id: str) -> None:
        self.sent.append((to, text))


@pytest.fixture
def provider(outside: makers.Outside, monkeypatch: pytest.MonkeyPatch) -> Provider:
    from jiaxin.gateways.notices import errands  # noqa: PLC0415 — one use

    provider = Provider()
    errands.join(sms=provider, home="https://jiaxin.example")
    return provider


def test_every_phone_gets_the_same_words_known_or_not(lin: Actor, provider: Provider) -> None:
    me = identity.myself(lin)
    known = [me.name, me.number, me.phone.removeprefix("+86"), "月嫂", "2024-03-01"]
    roster = makers_rosters.inviting(makers_rosters.an_operator(), known, rosters.person(1))

    inviting.tell_all(roster)

    assert {to for to, _ in provider.sent} == {me.phone, "+8613800000001"}
    [text] = {text for _, text in provider.sent}
    assert makers_firms.NAME in text
    assert "https://jiaxin.example/worker/" in text


def test_told_again_nobody_is_written_to_twice(provider: Provider) -> None:
    roster = makers_rosters.inviting(makers_rosters.an_operator(), *rosters.people(3))

    inviting.tell_all(roster)
    inviting.tell_all(roster)

    assert len(provider.sent) == 3
    assert Message.objects.filter(occasion=Occasion.ROSTER).count() == 3


def test_a_phone_in_two_firms_lists_is_not_written_to_all_day(provider: Provider) -> None:
    for number in (1, 2):
        operator = makers_rosters.an_operator(makers_rosters.a_firm(number))
        inviting.tell_all(makers_rosters.inviting(operator, rosters.person(1)))

    assert len(provider.sent) == 1


def test_a_row_without_a_phone_is_passed_over(provider: Provider) -> None:
    row = rosters.person(1)
    row[2] = ""

    inviting.tell_all(makers_rosters.inviting(makers_rosters.an_operator(), row))

    assert provider.sent == []


@pytest.mark.parametrize("tells", [True, False])
def test_messages_are_written_only_if_the_firm_asked_for_them(
    provider: Provider, tells: bool
) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob  # noqa: PLC0415 — one use

    operator = makers_rosters.an_operator()
    roster = makers_rosters.checked(operator, rosters.as_csv(rosters.people(2)))
    invitations.open_roster(operator, roster_id=roster, tells=tells)
    rosters_errands.work(roster)

    named = ProcrastinateJob.objects.filter(task_name__endswith="write_to_a_roster")
    assert named.exists() is tells
