"""Writing, answering, reporting, deciding; and who is shown a review."""

from datetime import timedelta
from uuid import UUID

import pytest

from jiaxin.facts.records.rules import Section
from jiaxin.flows.placements import services as placements
from jiaxin.flows.placements.errors import NotConfirmed
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.queries import ports
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.reports import Report
from jiaxin.flows.queries.rules import ALL_SECTIONS
from jiaxin.flows.reviews import reads
from jiaxin.flows.reviews import services as reviews
from jiaxin.flows.reviews.errors import (
    AlreadyLookedAt,
    AlreadyReviewed,
    AnswerUnfit,
    NotAnswerable,
    NotWhole,
    TooLateToReview,
)
from jiaxin.flows.reviews.models import Docket, Review, Wrote
from jiaxin.flows.reviews.rules import Answer, Ground, Question, State, Why
from jiaxin.flows.rights import services as rights
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.consent.rules import Kind
from tests import clockwork, makers, makers_engagements, makers_placements, makers_rights
from tests.evidence import last_line
from tests.makers_reviews import ANSWERS, KIND, UNKIND, an_officer, arranged, held, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def joined(outside: makers.Outside) -> None:
    ports.join_reviews(reads.shown)


def next_family_sees(lin: Actor, *, ticked: frozenset[Section] = ALL_SECTIONS) -> Report:
    wang = makers.a_consumer(phone="13511135111")
    query = makers.a_query(lin, wang)
    makers.approve(lin, query, sections=ticked)
    return queries.open_report(wang, query_id=query)


def test_the_next_family_sees_it_if_she_allows(lin: Actor, hu: Actor, service: UUID) -> None:
    review = written(hu, service)
    reviews.answer(lin, review_id=review, words="谢谢，孩子很乖。")

    [seen] = next_family_sees(lin).reviews

    assert (seen.words, seen.her_answer) == (KIND, "谢谢，孩子很乖。")
    assert dict(seen.answers) == ANSWERS


def test_it_stays_with_her_if_she_does_not(lin: Actor, hu: Actor, service: UUID) -> None:
    written(hu, service)

    report = next_family_sees(lin, ticked=ALL_SECTIONS - {Section.REVIEWS})

    assert report.reviews == ()
    assert Section.REVIEWS not in report.sections


def test_only_a_service_that_both_confirmed_is_reviewed(lin: Actor, hu: Actor) -> None:
    proposed = makers_placements.proposed(lin, hu)

    with pytest.raises(NotConfirmed):
        written(hu, proposed)

    assert not Review.objects.exists()


def test_anothers_service_is_not_there(lin: Actor, service: UUID) -> None:
    stranger = makers.a_consumer(phone="13511135111")

    with pytest.raises(NotFound):
        written(stranger, service)
    with pytest.raises(NotAllowed):
        written(lin, service)


def test_a_service_is_reviewed_once(hu: Actor, service: UUID) -> None:
    review = written(hu, service)

    with pytest.raises(AlreadyReviewed):
        written(hu, service)

    reviews.take_back(hu, review_id=review)
    with pytest.raises(AlreadyReviewed):
        written(hu, service)


def test_ninety_days_after_the_end_it_is_too_late(lin: Actor, hu: Actor, service: UUID) -> None:
    placements.end(lin, placement_id=service)
    with clockwork.at(clock.now()) as hands:
        hands.move(timedelta(days=29))
        consent.renew(lin, language="zh-hans")
        hands.move(timedelta(days=29))
        consent.renew(lin, language="zh-hans")
        hands.move(timedelta(days=29))
        consent.renew(lin, language="zh-hans")
        hands.move(timedelta(days=3))
        with pytest.raises(TooLateToReview):
            written(hu, service)


def test_without_her_authorisation_nothing_is_gathered(
    lin: Actor, hu: Actor, service: UUID
) -> None:
    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.PLATFORM].id)

    with pytest.raises(NoConsentInForce):
        written(hu, service)


def test_every_question_is_answered(hu: Actor, service: UUID) -> None:
    with pytest.raises(NotWhole):
        reviews.write(hu, placement_id=service, answers={Question.KIND: Answer.YES}, words="")


def test_phone_numbers_in_words_are_hidden(lin: Actor, hu: Actor, service: UUID) -> None:
    placements.end(hu, placement_id=service)
    review = written(hu, service, "很好，手机尾号 4567")
    reviews.answer(lin, review_id=review, words="谢谢")

    [mine] = reads.of_worker(lin)
    assert mine.said.words == "很好，手机尾号 4567"

    other = makers.a_consumer(phone="13511135111")
    waits = written(other, makers_placements.confirmed(lin, other), "打 138 0013 8000 找我")
    told = reviews.open_file(an_officer(), review_id=waits)
    assert told.said.words == "打 *** **** **** 找我"


def test_words_that_tell_are_read_by_a_person_first(lin: Actor, hu: Actor) -> None:
    review = held(lin)
    officer = an_officer("330100")

    assert reads.of_worker(lin) == []
    assert next_family_sees(lin).reviews == ()
    [waiting] = reads.queue(officer)
    assert (waiting.id, waiting.why) == (review, Why.WORDS)

    told = reviews.open_file(officer, review_id=review)
    assert told.said.words == UNKIND
    assert reviews.decide(officer, review_id=review, ground=None) is State.SHOWN

    assert [one.id for one in reads.of_worker(lin)] == [review]
    assert reads.queue(officer) == []


def test_what_may_not_stay_is_removed_with_its_ground(lin: Actor, hu: Actor, service: UUID) -> None:
    review = written(hu, service, UNKIND)

    reviews.decide(an_officer(), review_id=review, ground=Ground.ACCUSATION)

    mine = reads.of_placement(hu, placement_id=service)
    assert mine is not None
    assert (mine.state, mine.ground) == (State.REMOVED, Ground.ACCUSATION)
    assert reads.of_worker(lin) == []
    line = last_line(Action.REVIEW_DECIDE)
    assert (line.subject, line.outcome) == (lin.person, "done")


def test_two_officers_never_decide_twice(lin: Actor, hu: Actor) -> None:
    review = held(lin)
    reviews.decide(an_officer(), review_id=review, ground=None)

    with pytest.raises(AlreadyLookedAt):
        reviews.decide(an_officer(), review_id=review, ground=Ground.INSULT)
    with pytest.raises(AlreadyLookedAt):
        reviews.open_file(an_officer(), review_id=review)


def test_an_officer_of_another_region_finds_nothing(lin: Actor, hu: Actor) -> None:
    review = held(lin)
    beijing = an_officer("110000")

    assert reads.queue(beijing) == []
    with pytest.raises(NotFound):
        reviews.open_file(beijing, review_id=review)
    with pytest.raises(NotFound):
        reviews.decide(beijing, review_id=review, ground=None)


def test_a_review_that_is_shown_is_not_an_officers_to_read(hu: Actor, service: UUID) -> None:
    review = written(hu, service)

    with pytest.raises(NotFound):
        reviews.open_file(an_officer(), review_id=review)


def test_what_she_reports_stays_until_somebody_looked(lin: Actor, hu: Actor, service: UUID) -> None:
    review = written(hu, service, "常迟到，不会再请。")
    reviews.report(lin, review_id=review)
    reviews.report(lin, review_id=review)

    assert [one.is_reported for one in reads.of_worker(lin)] == [True]
    assert [one.why for one in reads.queue(an_officer())] == [Why.REPORTED]

    reviews.decide(an_officer(), review_id=review, ground=None)
    reviews.report(lin, review_id=review)
    assert reads.queue(an_officer()) == []


def test_she_and_the_firm_answer_once_each(lin: Actor, hu: Actor) -> None:
    desk = makers_engagements.an_operator(makers_engagements.a_firm())
    family, service = arranged(lin, desk, makers_engagements.engaged(lin, desk))
    review = written(family, service)

    reviews.answer(lin, review_id=review, words="谢谢")
    reviews.answer(desk, review_id=review, words="我们会转告她。")
    for somebody in (lin, desk):
        with pytest.raises(AlreadyReviewed):
            reviews.answer(somebody, review_id=review, words="再说一句")

    [told] = reads.of_firm(desk)
    assert (told.her_answer, told.firm_answer) == ("谢谢", "我们会转告她。")
    assert told.firm_name


def test_another_firm_and_another_worker_answer_nothing(lin: Actor, hu: Actor) -> None:
    desk = makers_engagements.an_operator(makers_engagements.a_firm())
    other = makers_engagements.an_operator(makers_engagements.a_firm(2, name="上海样例月光家政"))
    family, service = arranged(lin, desk, makers_engagements.engaged(lin, desk))
    review = written(family, service)
    zhao = makers.a_worker(phone="13700137000", number=makers.a_number(order=4), name="赵桂香")

    for somebody in (other, zhao):
        with pytest.raises(NotFound):
            reviews.answer(somebody, review_id=review, words="不对")
    with pytest.raises(NotFound):
        reads.one_of_firms(other, review_id=review)


def test_an_answer_insults_nobody(lin: Actor, hu: Actor, service: UUID) -> None:
    review = written(hu, service)

    with pytest.raises(AnswerUnfit):
        reviews.answer(lin, review_id=review, words="你才是骗子")

    reviews.answer(lin, review_id=review, words="那天堵车，我说过的。")


def test_taken_back_it_is_shown_to_nobody_and_answered_by_nobody(
    lin: Actor, hu: Actor, service: UUID
) -> None:
    review = written(hu, service)
    reviews.take_back(hu, review_id=review)

    assert reads.of_worker(lin) == []
    assert next_family_sees(lin).reviews == ()
    with pytest.raises(NotAnswerable):
        reviews.answer(lin, review_id=review, words="谢谢")
    with pytest.raises(AlreadyLookedAt):
        reviews.take_back(hu, review_id=review)


def test_nobody_takes_anothers_back(lin: Actor, hu: Actor, service: UUID) -> None:
    review = written(hu, service)
    other = makers.a_consumer(phone="13511135111")

    with pytest.raises(NotFound):
        reviews.take_back(other, review_id=review)


def test_a_family_that_leaves_is_named_nowhere(lin: Actor, hu: Actor, service: UUID) -> None:
    written(hu, service)

    rights.close_account(hu)

    [row] = Review.objects.all()
    assert row.consumer_id is None
    assert not Wrote.objects.exists()
    assert [one.said.words for one in reads.of_worker(lin)] == [KIND]


def test_a_deleted_record_takes_its_reviews_along(lin: Actor, hu: Actor, service: UUID) -> None:
    written(hu, service, UNKIND)

    makers_rights.a_deletion(lin)
    makers_rights.rest()
    check = makers.show_presence(lin, use=Use.DELETE, about_id=lin.person)
    rights.delete_now(lin, presence_id=check)

    assert not Review.objects.exists()
    assert not Wrote.objects.exists()
    assert not Docket.objects.exists()


def test_her_copy_holds_what_was_said_of_her(lin: Actor, hu: Actor, service: UUID) -> None:
    from jiaxin.flows.rights import document  # noqa: PLC0415 — one use
    from jiaxin.ground.ids import new_id  # noqa: PLC0415 — one use

    written(hu, service)

    assert KIND in document.written(lin, export=new_id()).decode()
