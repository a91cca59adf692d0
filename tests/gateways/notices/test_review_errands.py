"""Messages of reviews: one to read, what an officer decided and why, an answer; once each."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from jiaxin.config import wiring
from jiaxin.flows.joining import services as joining
from jiaxin.flows.reviews import services as reviews
from jiaxin.flows.reviews.rules import Ground
from jiaxin.flows.rights import services as rights
from jiaxin.gateways.notices import errands, subscribers
from jiaxin.ground.events import SUBSCRIBERS, Event, revive
from jiaxin.trust.access.actor import Actor
from tests import makers, makers_desk, makers_engagements, makers_placements
from tests.evidence import jobs_named
from tests.gateways.notices.test_services import FakeSms
from tests.makers_reviews import KIND, UNKIND, an_officer, arranged, held, written

pytestmark = pytest.mark.django_db

TOLD = ("tell_of_the_review", "tell_who_wrote_it", "tell_of_the_answer")
FIRMS = "13712345678"


@pytest.fixture
def sms(outside: makers.Outside) -> Iterator[FakeSms]:
    sms = FakeSms()
    errands.join(sms=sms, home="https://jiaxin.example")
    yield sms
    wiring.join()


def told(sms: FakeSms) -> list[tuple[str, str]]:
    """What the jobs that wait would send, each of them twice: what they send again is once."""
    for name in TOLD:
        for job in jobs_named(name):
            for _ in range(2):
                getattr(subscribers, name)(revive(_heard(name), job.args["event"]))
    return list(sms.sent.values())


def _heard(name: str) -> type[Event]:
    return next(
        event
        for event, all_of in SUBSCRIBERS.items()
        if any(one.name.endswith(name) for one in all_of)
    )


def to(sms: FakeSms, phone: str) -> list[str]:
    return [text for number, text in told(sms) if number.endswith(phone)]


@pytest.fixture
def service(lin: Actor, hu: Actor) -> UUID:
    return makers_placements.confirmed(lin, hu)


def test_she_is_told_once_of_a_new_review_and_not_of_its_words(
    lin: Actor, hu: Actor, service: UUID, sms: FakeSms
) -> None:
    review = written(hu, service)

    [text] = to(sms, "13800138000")
    assert f"/worker/reviews/{review}/" in text
    assert KIND not in text
    assert to(sms, makers_placements.HUS) == []


def test_her_firm_is_told_at_the_number_that_its_owner_chose(lin: Actor, sms: FakeSms) -> None:
    desk = makers_desk.a_desk(1)
    joining.keep_phone(desk.owner, phone=FIRMS)
    operator = makers_engagements.an_operator(desk.firm)
    family, service = arranged(lin, operator, makers_engagements.engaged(lin, operator))
    review = written(family, service)

    [text] = to(sms, FIRMS)
    assert f"/firm/reviews/{review}/" in text
    assert makers.NAME not in text


def test_what_waits_for_an_officer_is_told_to_nobody_until_it_is_shown(
    lin: Actor, sms: FakeSms
) -> None:
    review = held(lin)
    assert told(sms) == []

    reviews.decide(an_officer(), review_id=review, ground=None)

    [hers] = to(sms, "13800138000")
    [authors] = to(sms, "13911139222")
    assert f"/worker/reviews/{review}/" in hers
    assert "已经展示" in authors


def test_the_author_is_told_why_it_is_not_shown_and_she_of_nothing(
    lin: Actor, sms: FakeSms
) -> None:
    reviews.decide(an_officer(), review_id=held(lin), ground=Ground.ACCUSATION)

    [(number, text)] = told(sms)
    assert number.endswith("13911139222")
    assert "里面指责违法犯罪，这要投诉或报警" in text
    assert "it accuses of a crime" in text
    assert UNKIND not in text


def test_what_was_reported_and_stays_moves_nobody(
    lin: Actor, hu: Actor, service: UUID, sms: FakeSms
) -> None:
    review = written(hu, service)
    reviews.report(lin, review_id=review)

    reviews.decide(an_officer(), review_id=review, ground=None)

    assert to(sms, makers_placements.HUS) == []


def test_the_author_is_told_of_each_answer_where_to_read_it(
    lin: Actor, hu: Actor, service: UUID, sms: FakeSms
) -> None:
    review = written(hu, service)
    reviews.answer(lin, review_id=review, words="谢谢，孩子很乖。")

    [text] = to(sms, makers_placements.HUS)
    assert f"/consumer/services/{service}/review/" in text
    assert "孩子很乖" not in text
    # She has answered before the message went out: there is nothing left to do.
    assert to(sms, "13800138000") == []


def test_nobody_is_told_of_what_was_taken_back_or_of_a_closed_account(
    lin: Actor, hu: Actor, service: UUID, sms: FakeSms
) -> None:
    review = written(hu, service)
    reviews.answer(lin, review_id=review, words="谢谢")
    rights.close_account(hu)
    assert to(sms, makers_placements.HUS) == []

    other = makers.a_consumer(phone="13911139333")
    taken = written(other, makers_placements.confirmed(lin, other))
    reviews.take_back(other, review_id=taken)
    assert told(sms) == []
