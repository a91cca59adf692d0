"""The cast, made through services: Lin the worker, Hu the consumer. Fakes stand at ports only."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from jiaxin.facts.records import errands as records
from jiaxin.facts.records.ports import BackgroundAnswer, BackgroundWord
from jiaxin.facts.records.rules import Section
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.enrolment import errands as enrolment_errands
from jiaxin.flows.enrolment import reads as enrolments
from jiaxin.flows.enrolment import services as enrolment
from jiaxin.flows.enrolment.reads import Draft
from jiaxin.flows.presence import errands as presence_errands
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.rules import ALL_SECTIONS, Reason
from jiaxin.ground import clock
from jiaxin.ground.id_numbers import check_character
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import reads as identity_reads
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.models import OneTimeCode
from jiaxin.trust.identity.ports import (
    CardBack,
    CardFront,
    CardRead,
    FaceAnswer,
    FaceOutcome,
    RealName,
    RealNameWord,
    Turn,
)
from jiaxin.trust.identity.rules import App

PIN = "271828"
NAME = "林秀英"
ADDRESS = "杭州市西湖区样例路 1 号"
PORTRAIT = b"\xff\xd8\xff portrait of a made-up person"


def a_number(*, birth: date = date(1979, 3, 14), order: int = 2, region: str = "330106") -> str:
    """A valid ID number of nobody; an even order is a woman's."""
    body = f"{region}{birth:%Y%m%d}{order:03}"
    return body + check_character(body)


@dataclass
class FakePolice:
    """Stands at both ports of the police source."""

    word: RealNameWord = RealNameWord.MATCH
    background: BackgroundWord = BackgroundWord.NONE_FOUND
    portrait: bytes | None = PORTRAIT
    trouble: Exception | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)

    def compare(self, *, name: str, number: str, message_id: str) -> RealName:
        self.asked.append(("real-name", name))
        if self.trouble:
            raise self.trouble
        portrait = self.portrait if self.word is RealNameWord.MATCH else None
        return RealName(self.word, clock.now(), f"ev-{message_id}", portrait)

    def check(self, *, name: str, number: str, message_id: str) -> BackgroundAnswer:
        self.asked.append(("background", name))
        if self.trouble:
            raise self.trouble
        today = clock.today()
        since = today.replace(year=today.year - 5)
        return BackgroundAnswer(self.background, clock.now(), since, today, f"ev-{message_id}")


@dataclass
class FakeFaces:
    """Stands at the port of the face provider."""

    outcome: FaceOutcome = FaceOutcome.SAME
    trouble: Exception | None = None
    seen: int = 0

    def compare(self, *, portrait: bytes, frames: Sequence[bytes], turn: Turn) -> FaceAnswer:
        self.seen += 1
        if self.trouble:
            raise self.trouble
        return FaceAnswer(self.outcome, 0.31, "challenge")


@dataclass
class FakeCards:
    """Stands at the port of the card reader."""

    number: str = field(default_factory=a_number)
    trouble: Exception | None = None

    def read(self, *, front: bytes, back: bytes) -> CardRead:
        if self.trouble:
            raise self.trouble
        return CardRead(
            CardFront(NAME, "F", "汉", date(1979, 3, 14), ADDRESS, self.number, PORTRAIT),
            CardBack("杭州市公安局西湖分局", date(2020, 1, 1), date(2040, 1, 1)),
        )


@dataclass
class Outside:
    """Everything outside the product, as a test wants it to behave."""

    police: FakePolice = field(default_factory=FakePolice)
    faces: FakeFaces = field(default_factory=FakeFaces)
    cards: FakeCards = field(default_factory=FakeCards)

    def join(self) -> None:
        presence_errands.join(self.faces)
        enrolment_errands.join(cards=self.cards, names=self.police)
        records.join(self.police)


def signed_in(app: App, phone: str) -> Actor:
    """Somebody who has just signed in with the code that was sent."""
    visitor = Actor.visitor(origin="a test")
    code_id = identity.request_code(visitor, app=app, phone=phone)
    code = OneTimeCode.objects.get(id=code_id).code
    done = identity.sign_in(visitor, app=app, code_id=code_id, code=code, device="a test")
    return Actor(role=Role(app), id=done.person, sign_in=done.sign_in)


def agree(actor: Actor, *kinds: Kind) -> None:
    """She agrees to these sheets."""
    for kind in kinds:
        consent.grant(
            actor, kind=kind, text_version=consents.newest_version(kind), language="zh-hans"
        )


def show_presence(actor: Actor, *, use: Use, about_id: UUID) -> UUID:
    """She shows that it is she, by PIN and text message."""
    if not identity_reads.ways(actor).has_pin:
        identity.set_pin(actor, pin=PIN)
    check = presence.begin(actor, use=use, about_id=about_id)
    code_id = presence.send_code(actor, presence_id=check)
    code = OneTimeCode.objects.get(id=code_id).code
    presence.settle_pin(actor, presence_id=check, pin=PIN, code=code)
    return check


def matched(*, phone: str = "13800138000", number: str | None = None, name: str = NAME) -> Actor:
    """Lin on her way: the police source confirmed her details, that it is she is still to show."""
    lin = signed_in(App.WORKER, phone)
    agree(lin, Kind.PLATFORM, Kind.FACE, Kind.BACKGROUND)
    draft = Draft(name=name, number=number or a_number(), address=ADDRESS)
    enrolment.confirm(lin, draft=draft)
    enrolment_errands.compare(lin.person, 1)
    return lin


def a_worker(
    *,
    phone: str = "13800138000",
    number: str | None = None,
    name: str = NAME,
    by_face: bool = False,
) -> Actor:
    """Lin: proven, with a certificate and every consent, her background just checked.

    She has a PIN, or with `by_face` no other way than her face.
    """
    lin = matched(phone=phone, number=number, name=name)
    mine = enrolments.own(lin)
    assert mine.id is not None
    if by_face:
        check = presence.begin(lin, use=Use.ENROL, about_id=mine.id)
        enrolment_errands.prove_by_face(lin, presence_id=check, frames=[b"1", b"2"])
    else:
        check = show_presence(lin, use=Use.ENROL, about_id=mine.id)
        enrolment.finish(lin, presence_id=check)
    records.check_background(lin.person)
    return lin


def a_consumer(*, phone: str = "13900139000") -> Actor:
    """Hu: signed in, nothing more."""
    return signed_in(App.CONSUMER, phone)


def a_ticket(worker: Actor) -> str:
    """What Hu holds after scanning Lin's code."""
    token = certificates.own(worker).token
    return certificates.ticket_for(certificates.named_by_token(token))


def a_query(worker: Actor, consumer: Actor, *, sections: frozenset[Section] = ALL_SECTIONS) -> UUID:
    """Hu has asked, Lin has not answered."""
    return queries.ask(
        consumer, ticket=a_ticket(worker), called="胡女士", reason=Reason.CHILD, sections=sections
    )


def approve(worker: Actor, query_id: UUID, *, sections: frozenset[Section] = ALL_SECTIONS) -> None:
    """Lin approves, having shown that it is she."""
    check = show_presence(worker, use=Use.APPROVE, about_id=query_id)
    queries.approve(worker, query_id=query_id, presence_id=check, sections=sections)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)
