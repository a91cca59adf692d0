"""Whoever takes the whole database away learns nobody's name, number, phone or address."""

import base64
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import override
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql

from jiaxin.facts.epidemic import services as epidemic
from jiaxin.facts.epidemic.rules import Case
from jiaxin.facts.records import errands as records
from jiaxin.facts.records import kinds
from jiaxin.facts.records import services as facts
from jiaxin.facts.records.rules import Came, VerdictWord
from jiaxin.flows.certificates import services as certificates
from jiaxin.flows.corrections import services as corrections
from jiaxin.flows.corrections.rules import Finding, Remedy
from jiaxin.flows.corrections.services import Decision
from jiaxin.flows.enrolment import errands as enrolment_errands
from jiaxin.flows.enrolment import reads as enrolments
from jiaxin.flows.enrolment import services as enrolment
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.rules import Reason
from jiaxin.flows.vetting import services as vetting
from jiaxin.flows.vetting.rules import Paper, Says
from jiaxin.gateways.notices import errands as notices
from jiaxin.ground.crypto.held_keys import SHORTEST
from jiaxin.portals.parts.sessions import SIGN_IN
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.models import OneTimeCode, Worker
from jiaxin.trust.identity.ports import CardBack, CardFront, CardRead
from jiaxin.trust.identity.rules import App
from tests import makers, makers_corrections, makers_epidemic, makers_facts, makers_vetting

pytestmark = pytest.mark.django_db

# Rare enough that none of it stands in a table by chance.
NAME, CALLED = "欧阳㛃𠮷", "端木先生"
ADDRESS = "仙居县不存在路八千七百六十五号"
WORKER_PHONE, CONSUMER_PHONE = "19087654321", "19012345678"
BIRTH = date(1977, 7, 19)
NUMBER = makers.a_number(birth=BIRTH, order=766, region="331024")
PIN = makers.PIN
STATEMENT = "钟离那天在三门湾的船上没有回来过"
REASON = "鲜于的答复写明号码末三位并不相同"
WHY_LATER = "闻人还在等邮件寄到"
DISPUTED = "玉兔的捣药课一共上了一百二十回"
RULED = "广寒宫的签到簿写明是一百二十回"
EXHIBIT = b"\xff\xd8\xff a letter that nobody wrote at all \xff\xd9"
PORTRAIT = b"\xff\xd8\xff the portrait of nobody at all \xff\xd9"
OPEN = b"\x01" * SHORTEST
# What only a declaration says of its day.
DECLARED = ('"temperature":', "shared_transport", "close_contact")
FIRM, COURSE, ISSUER = "蓬莱阁不存在家政公司", "玉兔捣药护理法", "广寒宫不存在评价中心"
REPORT, POLICY = "TJ-8827-1934-XQ", "PA-5512-7733-ZK"
FACTS: dict[str, dict[str, str]] = {
    kinds.TRAINING: {"course": COURSE},
    kinds.SKILL: {"issuer": ISSUER},
    kinds.EXAM: {"report_no": REPORT},
    kinds.INSURANCE: {"policy_no": POLICY},
}
TOLD = (
    *(FIRM, COURSE, ISSUER, REPORT, POLICY),
    NAME,
    CALLED,
    ADDRESS,
    STATEMENT,
    DISPUTED,
    RULED,
    REASON,
    WHY_LATER,
    WORKER_PHONE,
    CONSUMER_PHONE,
    NUMBER,
    BIRTH.isoformat(),
    f"{BIRTH:%Y%m%d}",
    *DECLARED,
)


class Sms:
    """A provider that takes everything and keeps nothing."""

    def send(self, *, to: str, text: str, message_id: str) -> None:
        """Nothing leaves a test."""


class Cards(makers.FakeCards):
    """Reads the card of the one who is looked for."""

    @override
    def read(self, *, front: bytes, back: bytes) -> CardRead:
        card = CardFront(NAME, "F", "汉", BIRTH, ADDRESS, NUMBER, PORTRAIT)
        return CardRead(card, CardBack("仙居县公安局", date(2020, 1, 1), date(2040, 1, 1)))


@pytest.fixture
def lived(outside: makers.Outside) -> list[str]:
    """A worker and a consumer have gone through everything; the codes that were sent."""
    outside.cards, outside.police.portrait = Cards(), PORTRAIT
    outside.join()
    notices.join(sms=Sms(), home="https://jiaxin.example")
    lin = makers.signed_in(App.WORKER, WORKER_PHONE)
    makers.agree(lin, Kind.PLATFORM, Kind.FACE, Kind.BACKGROUND)
    enrolment_errands.read_card(lin, front=b"1", back=b"2")
    half_way = makers.signed_in(App.WORKER, "19087654322")
    makers.agree(half_way, Kind.PLATFORM)
    enrolment_errands.read_card(half_way, front=b"1", back=b"2")
    enrolment.confirm(lin, draft=enrolments.own(lin).draft)
    enrolment_errands.compare(lin.person, 1)
    mine = enrolments.own(lin)
    assert mine.id is not None
    enrolment.finish(lin, presence_id=makers.show_presence(lin, use=Use.ENROL, about_id=mine.id))
    records.check_background(lin.person)
    certificates.show_short_code(lin)
    _know_everything(lin)
    makers_epidemic.an_order()
    makers.agree(lin, Kind.EPIDEMIC)
    ill = makers_epidemic.answers(case=Case.CLOSE_CONTACT, temperature=389)
    epidemic.declare(lin, declared=ill)
    codes = _look(lin)
    _vetted(lin, outside)
    _corrected(lin)
    return codes


def _corrected(lin: Actor) -> None:
    training = makers_facts.the(lin, kinds.TRAINING)
    correction = makers_corrections.filed(lin, training.line, words=DISPUTED)
    makers_corrections.asked(correction)
    notices.tell_of_correction(lin.person, correction, move_id=correction)
    corrections.attach(lin, correction_id=correction, paper=Paper.PHOTO, pages=[EXHIBIT])
    right = {**training.content, "hours": 120}
    upheld = Decision(Finding.UPHELD, RULED, "", remedy=Remedy.CHANGED, content=right)
    makers_corrections.decide(makers_corrections.BAI, correction, upheld)


def _vetted(lin: Actor, outside: makers.Outside) -> None:
    case = makers_vetting.a_case(lin, outside)
    notices.tell_of_vetting(lin.person, case, round_id=case)
    vetting.say(lin, words=STATEMENT)
    vetting.attach(lin, paper=Paper.PHOTO, pages=[EXHIBIT])
    vetting.take(makers_vetting.TAN, case_id=case)
    assert vetting.open_file(makers_vetting.TAN, case_id=case).name == NAME
    vetting.take_more_time(makers_vetting.TAN, case_id=case, words=WHY_LATER)
    vetting.be_done(lin)
    for reviewer in (makers_vetting.TAN, makers_vetting.WEI):
        makers_vetting.opine(reviewer, case, Says.NOT_ISSUED, words=REASON)


def _know_everything(lin: Actor) -> None:
    """Facts of every kind, from her and from others, confirmed and not."""
    makers.agree(lin, Kind.HEALTH)
    employed = makers_facts.EMPLOYMENT | {"firm": FIRM}
    entry = facts.enter(lin, kind=kinds.EMPLOYMENT, content=employed)
    makers_facts.firm_says(lin, entry, VerdictWord.CONFIRMED)
    for kind, more in FACTS.items():
        content = makers_facts.SAMPLES[kind] | more
        makers_facts.arrives(
            lin, kind, content, source="a body", came=Came.BATCH, signed_by="a body"
        )


def _look(lin: Actor) -> list[str]:
    hu = makers.signed_in(App.CONSUMER, CONSUMER_PHONE)
    for actor in (lin, hu):
        _keep_session(actor)
    query = queries.ask(hu, ticket=makers.a_ticket(lin), called=CALLED, reason=Reason.CHILD)
    notices.remind_of_request(lin.person, query)
    makers.approve(lin, query)
    assert queries.open_report(hu, query_id=query).identity.name == NAME
    waiting = identity.request_code(Actor.visitor(), app=App.WORKER, phone=WORKER_PHONE)
    notices.send_code(waiting)
    return [str(OneTimeCode.objects.get(id=waiting).code)]


def _keep_session(actor: Actor) -> None:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SIGN_IN] = str(actor.sign_in)
    session.save()


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind = 'r'"
        )
        return [name for (name,) in cursor.fetchall()]


def dumped() -> bytes:
    """Every row of every table: as text, and each bytea by itself as the bytes that it holds."""
    parts: list[bytes] = []
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(
                sql.SQL("SELECT t.*, t::text FROM {} t").format(sql.Identifier(table)).as_string()
            )
            for row in cursor.fetchall():
                for value in row:
                    raw = isinstance(value, bytes | memoryview)
                    parts.append(bytes(value) if raw else str(value).encode())
    return b"\n".join(parts)


def disguises(told: bytes) -> Iterator[bytes]:
    """The bytes themselves, in hex, and in base64 wherever they stand in it."""
    yield told
    yield told.hex().encode()
    yield told.hex().upper().encode()
    for shift in range(3):
        whole = base64.b64encode(bytes(shift) + told).rstrip(b"=")
        # The first and the last characters also hold bits of what stands beside it.
        yield whole[(0, 2, 3)[shift] : len(whole) - 1]


def forms_of(told: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield from disguises(told.encode(encoding))
    yield told.encode("unicode_escape")


def found(told: str, dump: bytes) -> bool:
    return any(form in dump for form in forms_of(told))


def test_the_search_finds_what_is_there_in_every_disguise() -> None:
    for form in forms_of(NAME):
        assert found(NAME, b"before" + form + b"after")
    for before in (b"", b"x", b"xy", b"xyz"):
        assert found(NAME, base64.b64encode(before + NAME.encode() + b"more"))


def test_the_whole_database_tells_nothing(lived: list[str]) -> None:
    dump = dumped()

    assert len(dump) > 10_000
    assert b"procrastinate" in dump
    assert str(Worker.objects.order_by("joined_at")[0].id).encode() in dump
    for told in TOLD:
        assert not found(told, dump)
    assert not any(form in dump for form in (*disguises(PORTRAIT), *disguises(EXHIBIT)))


def test_with_sealing_turned_off_the_search_finds_her(outside: makers.Outside) -> None:
    with (
        patch("jiaxin.ground.fields.held_keys.seal", lambda _, clear, __: OPEN + clear),
        patch("jiaxin.ground.fields.held_keys.unseal", lambda _, kept, __: kept[len(OPEN) :]),
    ):
        mei = makers.a_worker(phone=WORKER_PHONE, name=NAME, number=NUMBER)
        makers_epidemic.an_order()
        makers.agree(mei, Kind.EPIDEMIC)
        epidemic.declare(mei, declared=makers_epidemic.answers(case=Case.CLOSE_CONTACT))
        dump = dumped()

    assert found(NAME, dump)
    assert found(NUMBER, dump)
    assert found(WORKER_PHONE, dump)
    assert all(found(word, dump) for word in DECLARED)


def test_no_code_and_no_pin_stands_in_a_column_of_its_own(lived: list[str]) -> None:
    with connection.cursor() as cursor:
        for table in tables():
            query = sql.SQL("SELECT t.* FROM {} t").format(sql.Identifier(table))
            cursor.execute(query.as_string())
            for row in cursor.fetchall():
                assert not {str(value) for value in row} & {PIN, *lived}, table
