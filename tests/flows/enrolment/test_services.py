"""From a phone to a proven person, through the real doors."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.enrolment import errands, errors, reads
from jiaxin.flows.enrolment import services as enrolment
from jiaxin.flows.enrolment.models import Enrolment
from jiaxin.flows.enrolment.reads import Draft
from jiaxin.flows.enrolment.rules import State, Step
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.errors import FaceIsAnother, NotShown
from jiaxin.flows.presence.rules import Use
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, Refusal, SourceNotTrusted, SourceUnreachable
from jiaxin.ground.id_numbers import BadIdNumber
from jiaxin.ground.people import BadName
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import reads as identity
from jiaxin.trust.identity.errors import NumberTaken, TooYoung
from jiaxin.trust.identity.ports import (
    CardFault,
    CardUnreadable,
    FaceOutcome,
    ProviderDown,
    RealNameWord,
)
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers
from tests.evidence import at_once, jobs, last_line, refused

pytestmark = pytest.mark.django_db

HERS = Draft(name=makers.NAME, number=makers.a_number(), address="杭州市西湖区样例路 1 号")


@pytest.fixture
def mei(outside: makers.Outside) -> Actor:
    """Signed in and agreed to the platform's sheet."""
    mei = makers.signed_in(App.WORKER, "13800138111")
    makers.agree(mei, Kind.PLATFORM, Kind.FACE)
    return mei


def withdraw(worker: Actor) -> None:
    consent.withdraw(worker, consent_id=consents.in_force(worker.person)[Kind.PLATFORM].id)


def state_of(worker: Actor) -> State:
    return reads.own(worker).state


def read_card(worker: Actor) -> None:
    errands.read_card(worker, front=b"front", back=b"back")


def matched(worker: Actor, draft: Draft = HERS) -> None:
    enrolment.confirm(worker, draft=draft)
    errands.compare(worker.person, Enrolment.objects.get(worker_id=worker.person).attempt)


def shown(worker: Actor) -> UUID:
    mine = reads.own(worker)
    assert mine.id is not None
    return makers.show_presence(worker, use=Use.ENROL, about_id=mine.id)


def test_a_card_is_read_and_waits_for_her_to_confirm(mei: Actor) -> None:
    read_card(mei)

    mine = reads.own(mei)
    assert (mine.state, mine.step, mine.has_portrait) == (State.READ, Step.CONFIRM, True)
    assert mine.draft.name == makers.NAME
    assert last_line(Action.CARD_SETTLE).subject == mei.person
    assert not identity.is_proven(mei.person)


def test_nothing_is_gathered_before_she_agrees(outside: makers.Outside) -> None:
    lan = makers.signed_in(App.WORKER, "13800138112")

    with pytest.raises(NoConsentInForce):
        read_card(lan)
    with pytest.raises(NoConsentInForce):
        enrolment.confirm(lan, draft=HERS)

    assert Enrolment.objects.count() == 0


@pytest.mark.parametrize("fault", CardFault)
def test_a_photo_that_gave_no_card_is_told_why_and_may_be_taken_again(
    mei: Actor, outside: makers.Outside, fault: CardFault
) -> None:
    outside.cards.trouble = CardUnreadable("front", fault)

    with pytest.raises(Refusal) as refusal:
        read_card(mei)

    assert refusal.value.context["side"] == "front"
    assert state_of(mei) is State.OPEN
    outside.cards.trouble = None
    read_card(mei)
    assert state_of(mei) is State.READ


def test_without_the_card_process_she_types(mei: Actor, outside: makers.Outside) -> None:
    outside.cards.trouble = ProviderDown()

    with pytest.raises(errors.CardReaderDown):
        read_card(mei)
    enrolment.confirm(mei, draft=HERS)

    assert state_of(mei) is State.COMPARING


def test_what_she_confirms_is_compared_by_a_job_that_carries_ids_only(mei: Actor) -> None:
    enrolment.confirm(mei, draft=HERS)

    [job] = jobs("ask_the_police", mei)
    assert job.args == {"event": {"worker_id": str(mei.person), "attempt": 1}}


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (replace(HERS, name="<script>"), BadName),
        (replace(HERS, number="33010619790314002X"), BadIdNumber),
        (replace(HERS, number="330106790314002"), BadIdNumber),
        (replace(HERS, number="330106197902300020"), BadIdNumber),
        (replace(HERS, document_until=date(2020, 1, 1)), errors.CardExpired),
    ],
)
def test_details_that_cannot_be_right_are_refused_and_not_kept(
    mei: Actor, draft: Draft, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        enrolment.confirm(mei, draft=draft)

    assert state_of(mei) is State.OPEN
    assert jobs("ask_the_police", mei) == []


def before_the_card(worker: Actor) -> None:
    """She types at once."""


def after_the_card(worker: Actor) -> None:
    read_card(worker)


def after_a_match(worker: Actor) -> None:
    read_card(worker)
    matched(worker)


@pytest.mark.parametrize("stage", [before_the_card, after_the_card, after_a_match])
def test_under_sixteen_nothing_of_her_is_kept(mei: Actor, stage: object) -> None:
    stage(mei)  # type: ignore[operator]  # one of the three above
    birth = clock.today().replace(day=1) - timedelta(days=15 * 365)

    with pytest.raises(TooYoung):
        enrolment.confirm(mei, draft=replace(HERS, number=makers.a_number(birth=birth)))

    mine = reads.own(mei)
    assert (mine.state, mine.draft, mine.has_portrait) == (State.OPEN, Draft(), False)
    assert last_line(Action.DETAILS_CONFIRM).outcome == "identity.too_young"


@pytest.mark.parametrize(
    ("word", "trouble", "state"),
    [
        (RealNameWord.MATCH, None, State.MATCHED),
        (RealNameWord.MISMATCH, None, State.MISMATCH),
        (RealNameWord.UNKNOWN, None, State.UNKNOWN),
        (RealNameWord.MATCH, SourceUnreachable(), State.UNANSWERED),
        (RealNameWord.MATCH, SourceNotTrusted(), State.UNTRUSTED),
    ],
)
def test_the_five_outcomes_are_told_apart_and_nothing_is_half_registered(
    mei: Actor,
    outside: makers.Outside,
    word: RealNameWord,
    trouble: Exception | None,
    state: State,
) -> None:
    outside.police.word, outside.police.trouble = word, trouble

    matched(mei)

    assert state_of(mei) is state
    assert not identity.is_proven(mei.person)
    assert identity.myself(mei).number == ""
    assert not certificates.has_certificate(mei.person)


@pytest.mark.parametrize("word", [RealNameWord.MISMATCH, RealNameWord.UNKNOWN])
def test_without_a_match_she_is_not_proven(
    mei: Actor, outside: makers.Outside, word: RealNameWord
) -> None:
    outside.police.word = word
    matched(mei)

    with pytest.raises(errors.NotNow):
        enrolment.finish(mei, presence_id=shown(mei))

    assert not identity.is_proven(mei.person)


def test_after_a_mismatch_she_may_correct_and_try_again(
    mei: Actor, outside: makers.Outside
) -> None:
    outside.police.word = RealNameWord.MISMATCH
    matched(mei)
    outside.police.word = RealNameWord.MATCH

    matched(mei)

    assert state_of(mei) is State.MATCHED


def test_an_answer_to_an_earlier_attempt_changes_nothing(mei: Actor) -> None:
    enrolment.confirm(mei, draft=HERS)
    enrolment.confirm(mei, draft=HERS)

    errands.compare(mei.person, 1)
    assert state_of(mei) is State.COMPARING

    errands.compare(mei.person, 2)
    assert state_of(mei) is State.MATCHED


def test_the_same_job_twice_asks_once(mei: Actor, outside: makers.Outside) -> None:
    enrolment.confirm(mei, draft=HERS)

    errands.compare(mei.person, 1)
    errands.compare(mei.person, 1)

    assert len(outside.police.asked) == 1


def test_the_source_is_not_asked_once_she_took_her_consent_back(
    mei: Actor, outside: makers.Outside
) -> None:
    enrolment.confirm(mei, draft=HERS)
    withdraw(mei)

    with pytest.raises(NoConsentInForce):
        errands.compare(mei.person, 1)

    assert outside.police.asked == []


def test_an_answer_that_comes_after_she_took_her_consent_back_is_not_kept(
    mei: Actor, outside: makers.Outside
) -> None:
    enrolment.confirm(mei, draft=HERS)
    answer = outside.police.compare(name="", number="", message_id="1")
    withdraw(mei)

    with pytest.raises(NoConsentInForce):
        enrolment.settle_compare(
            Actor.system("enrolment"),
            worker=mei.person,
            attempt=1,
            outcome=errands._OUTCOME[answer.word],
            answer=answer,
        )

    assert not reads.own(mei).has_portrait


def test_a_comparison_that_was_cut_off_may_be_begun_again(mei: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        enrolment.confirm(mei, draft=HERS)
        assert not reads.own(mei).was_cut_off
        hands.move(timedelta(seconds=61))
        assert reads.own(mei).was_cut_off

        matched(mei)

        assert state_of(mei) is State.MATCHED


def test_matched_and_shown_to_be_she_she_is_proven(mei: Actor) -> None:
    read_card(mei)
    matched(mei)

    enrolment.finish(mei, presence_id=shown(mei))

    assert state_of(mei) is State.PROVEN
    person = identity.myself(mei)
    assert (person.name, person.number, person.proven_by) == (makers.NAME, HERS.number, "pin")
    assert person.portrait == makers.PORTRAIT
    [fact] = records.facts(records.own_record(mei))
    assert (fact.kind, fact.content["word"]) == (kinds.IDENTITY, "match")
    assert certificates.has_certificate(mei.person)
    assert len(jobs("check_background_at_once", mei)) == 1
    line = last_line(Action.ENROLMENT_FINISH)
    assert (line.outcome, line.subject) == ("done", mei.person)


def test_once_proven_the_draft_is_gone(mei: Actor) -> None:
    read_card(mei)
    matched(mei)
    enrolment.finish(mei, presence_id=shown(mei))

    row = Enrolment.objects.get(worker_id=mei.person)
    assert (row.draft, row.card_portrait, row.source_portrait) == (None, None, None)


def test_her_face_proves_her_as_well(mei: Actor) -> None:
    matched(mei)
    mine = reads.own(mei)
    assert mine.id is not None
    check = presence.begin(mei, use=Use.ENROL, about_id=mine.id)

    errands.prove_by_face(mei, presence_id=check, frames=[b"1"])

    assert identity.myself(mei).proven_by == "face"


def test_another_face_proves_nothing(mei: Actor, outside: makers.Outside) -> None:
    outside.faces.outcome = FaceOutcome.OTHER
    matched(mei)
    mine = reads.own(mei)
    assert mine.id is not None
    check = presence.begin(mei, use=Use.ENROL, about_id=mine.id)

    with pytest.raises(FaceIsAnother):
        errands.prove_by_face(mei, presence_id=check, frames=[b"1"])

    assert state_of(mei) is State.MATCHED


def test_without_showing_that_it_is_she_she_is_not_proven(mei: Actor) -> None:
    matched(mei)
    mine = reads.own(mei)
    assert mine.id is not None
    check = presence.begin(mei, use=Use.ENROL, about_id=mine.id)

    with pytest.raises(NotShown):
        enrolment.finish(mei, presence_id=check)

    assert not identity.is_proven(mei.person)


def test_finishing_twice_is_finishing_once(mei: Actor) -> None:
    matched(mei)
    check = shown(mei)

    enrolment.finish(mei, presence_id=check)
    enrolment.finish(mei, presence_id=check)

    assert len(records.facts(records.own_record(mei))) == 1


def test_a_proven_person_does_not_change_who_she_is(mei: Actor) -> None:
    matched(mei)
    enrolment.finish(mei, presence_id=shown(mei))

    with pytest.raises(errors.NotNow):
        enrolment.confirm(mei, draft=replace(HERS, name="梅"))
    with pytest.raises(errors.NotNow):
        read_card(mei)

    assert identity.myself(mei).name == makers.NAME


def test_one_id_number_is_one_record(mei: Actor) -> None:
    matched(mei)
    enrolment.finish(mei, presence_id=shown(mei))
    lan = makers.signed_in(App.WORKER, "13800138112")
    makers.agree(lan, Kind.PLATFORM)
    matched(lan)
    check = shown(lan)

    with pytest.raises(NumberTaken):
        enrolment.finish(lan, presence_id=check)

    assert not identity.is_proven(lan.person)
    assert not certificates.has_certificate(lan.person)
    assert records.facts(records.own_record(lan)) == []


def test_a_consumer_does_not_enrol(hu: Actor) -> None:
    with pytest.raises(NotAllowed):
        enrolment.confirm(hu, draft=HERS)


@pytest.mark.django_db(transaction=True)
def test_finishing_twice_at_once_is_finishing_once(mei: Actor) -> None:
    matched(mei)
    check = shown(mei)

    results = at_once(*[lambda: enrolment.finish(mei, presence_id=check)] * 2)

    assert refused(results) == []
    assert len(records.facts(records.own_record(mei))) == 1


@pytest.mark.django_db(transaction=True)
def test_two_first_steps_at_once_work_on_one_enrolment(mei: Actor) -> None:
    at_once(*[lambda: enrolment.confirm(mei, draft=HERS)] * 3)

    assert Enrolment.objects.filter(worker_id=mei.person).count() == 1
    assert Enrolment.objects.get(worker_id=mei.person).attempt == 3
