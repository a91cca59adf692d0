"""Messages: written once, sent, noted; sealed meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import override
from uuid import UUID

import pytest

from jiaxin.config import wiring
from jiaxin.flows.certificates import reads as certificate_reads
from jiaxin.flows.certificates import services as certificates
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.rules import Reason
from jiaxin.gateways.notices import errands, reads
from jiaxin.gateways.notices import services as notices
from jiaxin.gateways.notices.models import Message
from jiaxin.gateways.notices.ports import SmsRefused
from jiaxin.gateways.notices.rules import Occasion
from jiaxin.gateways.notices.sms import HttpSms
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.models import OneTimeCode
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers
from tests.evidence import last_line

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("notices")


@dataclass
class FakeSms:
    """Stands at the provider's port."""

    trouble: Exception | None = None
    sent: dict[str, tuple[str, str]] = field(default_factory=dict)

    def send(self, *, to: str, text: str, message_id: str) -> None:
        if self.trouble:
            raise self.trouble
        self.sent[message_id] = (to, text)


@pytest.fixture
def sms() -> Iterator[FakeSms]:
    sms = FakeSms()
    errands.join(sms=sms, home="https://jiaxin.example")
    yield sms
    wiring.join()


def a_code() -> UUID:
    return identity.request_code(Actor.visitor(), app=App.WORKER, phone="13800138111")


def asked_by_link(worker: Actor, consumer: Actor) -> UUID:
    certificates.share(worker)
    [link] = certificate_reads.my_links(worker)
    return queries.ask(consumer, ticket=link.token, called="胡女士", reason=Reason.ELDER)


def test_a_code_goes_to_the_phone_it_was_asked_for(sms: FakeSms) -> None:
    code_id = a_code()

    errands.send_code(code_id)

    [(to, text)] = sms.sent.values()
    assert to == "+8613800138111"
    assert str(OneTimeCode.objects.get(id=code_id).code) in text


def test_the_same_job_twice_is_one_message(sms: FakeSms) -> None:
    code_id = a_code()

    errands.send_code(code_id)
    errands.send_code(code_id)

    assert len(sms.sent) == Message.objects.count() == 1


def test_what_the_provider_did_not_take_is_tried_again_as_the_same_message(sms: FakeSms) -> None:
    code_id = a_code()
    sms.trouble = SmsRefused("503")
    with pytest.raises(SmsRefused):
        errands.send_code(code_id)
    sms.trouble = None

    errands.send_code(code_id)

    assert list(sms.sent) == [str(Message.objects.get().id)]


def test_a_code_that_is_over_is_not_sent(sms: FakeSms) -> None:
    with clockwork.at(clock.now()) as hands:
        code_id = a_code()
        hands.move(timedelta(minutes=5))

        errands.send_code(code_id)

    assert sms.sent == {}


def test_without_a_provider_the_message_waits(sms: FakeSms) -> None:
    errands.join(sms=None, home="")

    with pytest.raises(SmsRefused):
        errands.send_code(a_code())

    assert Message.objects.get().delivery == "written"


def test_she_is_reminded_where_no_page_of_hers_has_the_request(
    sms: FakeSms, lin: Actor, hu: Actor
) -> None:
    query = makers.a_query(lin, hu)

    errands.remind_of_request(lin.person, query)

    [(to, text)] = sms.sent.values()
    assert to == "+8613800138000"
    assert "https://jiaxin.example/worker/" in text
    assert "胡" not in text


def test_she_is_not_reminded_of_what_she_has_seen_or_answered(
    sms: FakeSms, lin: Actor, hu: Actor
) -> None:
    query = makers.a_query(lin, hu)
    queries.notice(lin)

    errands.remind_of_request(lin.person, query)

    assert sms.sent == {}


def test_a_message_rests_sealed_and_leaves_lines_without_its_words(sms: FakeSms) -> None:
    errands.send_code(a_code())

    row = Message.objects.get()
    assert (row.to, row.delivery) == ("+8613800138111", "sent")
    for action in (Action.MESSAGE_WRITE, Action.MESSAGE_SETTLE):
        assert last_line(action).outcome == "done"


def test_nobody_but_the_system_writes_messages(hu: Actor) -> None:
    with pytest.raises(NotAllowed):
        notices.write(hu, occasion=Occasion.CODE, about_id=new_id(), to="+86", text="x")


def test_a_message_that_was_sent_is_not_sent_again() -> None:
    message = notices.write(SYSTEM, occasion=Occasion.CODE, about_id=new_id(), to="1", text="x")
    assert reads.to_send(message) is not None

    notices.note_sent(SYSTEM, message_id=message)

    assert reads.to_send(message) is None


class Provider(BaseHTTPRequestHandler):
    """A provider that takes whatever carries its secret."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        right = self.headers["Authorization"] == "Bearer right"
        self.send_response(202 if right else 401)
        self.end_headers()

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def provider() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Provider)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_provider_is_spoken_to_with_its_secret(provider: str) -> None:
    HttpSms(provider, "right").send(to="+86", text="x", message_id="1")

    with pytest.raises(SmsRefused, match="401"):
        HttpSms(provider, "wrong").send(to="+86", text="x", message_id="1")


def test_a_provider_that_is_away_refuses_without_naming_the_phone() -> None:
    with pytest.raises(SmsRefused) as refused:
        HttpSms("http://127.0.0.1:9/", "right").send(
            to="+8613800138000", text="123456", message_id="1"
        )

    assert "138" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_request_by_a_share_link_says_that_there_is_a_day(
    sms: FakeSms, lin: Actor, hu: Actor
) -> None:
    query = asked_by_link(lin, hu)

    errands.remind_of_request(lin.person, query)

    [(to, text)] = sms.sent.values()
    assert to == "+8613800138000"
    assert "24 小时" in text


def test_who_asked_by_a_link_is_told_of_the_approval_once(
    sms: FakeSms, lin: Actor, hu: Actor
) -> None:
    query = asked_by_link(lin, hu)
    makers.approve(lin, query)

    errands.tell_of_approval(lin.person, query)
    errands.tell_of_approval(lin.person, query)

    [(to, text)] = sms.sent.values()
    assert to == "+8613900139000"
    assert f"https://jiaxin.example/consumer/queries/{query}/" in text
    assert makers.NAME not in text


def test_an_approval_that_was_used_or_taken_back_is_not_told(
    sms: FakeSms, lin: Actor, hu: Actor
) -> None:
    query = asked_by_link(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)
    errands.tell_of_approval(lin.person, query)
    errands.tell_of_approval(lin.person, new_id())

    assert sms.sent == {}
