"""Each morning, whoever has a month, a week or a day left is told, by ids alone."""

from collections.abc import Iterator
from datetime import date, timedelta
from unittest.mock import patch

import pytest

from jiaxin.config import wiring
from jiaxin.facts.records import kinds, reads, tasks
from jiaxin.facts.records.rules import Came
from jiaxin.gateways.notices import errands
from jiaxin.gateways.notices.models import Message
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import clockwork, makers
from tests.evidence import jobs, lines
from tests.makers_facts import EXAM, INSURANCE, arrives

pytestmark = pytest.mark.django_db


class Sms:
    """Stands at the provider's port."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def send(self, *, to: str, text: str, message_id: str) -> None:
        self.sent.append(text)


@pytest.fixture
def sms(outside: makers.Outside) -> Iterator[Sms]:
    sms = Sms()
    errands.join(sms=sms, home="https://jiaxin.example")
    yield sms
    wiring.join()


def insured(worker: Actor, until: date, number: str = "PA-7001") -> None:
    content = INSURANCE | {"until": until.isoformat(), "policy_no": number}
    arrives(worker, kinds.INSURANCE, content, source="insurer", came=Came.BATCH)


def told(worker: Actor) -> list[dict[str, object]]:
    return [dict(job.args["event"]) for job in jobs("tell_what_runs_out", worker)]


@pytest.mark.parametrize("left", range(33))
def test_a_month_a_week_and_a_day_before_and_on_no_other_day(lin: Actor, left: int) -> None:
    insured(lin, clock.today() + timedelta(days=left))

    tasks.tell_what_ends(0)

    assert [event["days"] for event in told(lin)] == ([left] if left in {30, 7, 1} else [])


def test_a_morning_with_nothing_to_tell_leaves_no_line(lin: Actor) -> None:
    tasks.tell_what_ends(0)

    assert lines(Action.ENDINGS_ANNOUNCE) == []


def test_an_event_holds_ids_and_a_number_only(lin: Actor) -> None:
    insured(lin, clock.today() + timedelta(days=7))

    tasks.tell_what_ends(0)

    [event] = told(lin)
    assert set(event) == {"worker_id", "fact_id", "days"}


def test_a_slice_that_is_cut_within_a_worker_loses_nobody(outside: makers.Outside) -> None:
    workers = [
        makers.a_worker(phone=f"1380013800{one}", number=makers.a_number(order=2 * one))
        for one in range(1, 4)
    ]
    for worker in workers:
        for number in ("PA-1", "PA-2"):
            insured(worker, clock.today() + timedelta(days=7), number)

    with patch.object(tasks, "AT_ONCE", 3):
        tasks.tell_what_ends(0)

    assert [len(told(worker)) for worker in workers] == [2, 2, 2]


def remind(worker: Actor, days: int = 7) -> None:
    [fact] = [one for one in reads.facts(reads.own_record(worker)) if one.kind == kinds.INSURANCE]
    errands.remind_of_ending(worker.person, fact.id, days)


def test_the_message_says_that_and_not_what(lin: Actor, sms: Sms) -> None:
    insured(lin, clock.today() + timedelta(days=7))

    for _ in range(2):
        remind(lin)

    [text] = sms.sent
    assert "还有 7 天到期" in text
    assert "保险" not in text
    assert Message.objects.filter(occasion="ending").count() == 1


def test_each_of_the_three_days_has_a_message_of_its_own(lin: Actor, sms: Sms) -> None:
    insured(lin, clock.today() + timedelta(days=7))

    for days in (30, 7, 1):
        remind(lin, days)

    assert len(sms.sent) == 3


def test_what_was_renewed_is_not_reminded_of(lin: Actor, sms: Sms) -> None:
    insured(lin, clock.today() + timedelta(days=7), "old")
    [old] = [one for one in reads.facts(reads.own_record(lin)) if one.kind == kinds.INSURANCE]
    insured(lin, clock.today() + timedelta(days=372), "new")

    errands.remind_of_ending(lin.person, old.id, 7)

    assert sms.sent == []


def test_an_older_version_is_not_reminded_of(lin: Actor, sms: Sms) -> None:
    insured(lin, clock.today() + timedelta(days=7))
    [old] = [one for one in reads.facts(reads.own_record(lin)) if one.kind == kinds.INSURANCE]
    with clockwork.at(clock.now() + timedelta(minutes=1)):
        insured(lin, clock.today() + timedelta(days=30))

        errands.remind_of_ending(lin.person, old.id, 7)

    assert sms.sent == []


def test_whoever_took_her_authorisation_back_is_left_alone(lin: Actor, sms: Sms) -> None:
    insured(lin, clock.today() + timedelta(days=7))
    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.PLATFORM].id)

    remind(lin)

    assert sms.sent == []


def test_an_examination_too(lin: Actor) -> None:
    makers.agree(lin, Kind.HEALTH)
    until = (clock.today() + timedelta(days=30)).isoformat()
    arrives(lin, kinds.EXAM, EXAM | {"until": until}, came=Came.BATCH, signed_by=EXAM["issuer"])

    tasks.tell_what_ends(0)

    assert [event["days"] for event in told(lin)] == [30]
    [exam] = [one for one in reads.facts(reads.own_record(lin)) if one.kind == kinds.EXAM]
    assert reads.still_ends(lin.person, exam.id)
