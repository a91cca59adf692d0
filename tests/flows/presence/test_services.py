"""Showing that it is she: three ways, each bound to one purpose, one thing, one sign-in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from jiaxin.flows.presence import errands, errors, reads, rules
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.models import Presence
from jiaxin.flows.presence.rules import State, Use, Way
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, TooManyTries
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.errors import PasskeyRefused, WrongCode, WrongPin
from jiaxin.trust.identity.models import OneTimeCode
from jiaxin.trust.identity.ports import FaceAnswer, FaceOutcome, ProviderDown
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers
from tests.authenticator import Authenticator
from tests.evidence import at_once, last_line, refused

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
THING = new_id()


@pytest.fixture
def mei(outside: makers.Outside) -> Actor:
    """Signed in, agreed to her face being compared, with a PIN."""
    mei = makers.signed_in(App.WORKER, "13800138111")
    makers.agree(mei, Kind.PLATFORM, Kind.FACE)
    identity.set_pin(mei, pin=makers.PIN)
    return mei


@service(Action.QUERY_APPROVE)
def spend(actor: Actor, /, *, check: UUID, use: Use = Use.APPROVE, thing: UUID = THING) -> Way:
    about(actor.person)
    return presence.spend_presence(actor, presence_id=check, use=use, about_id=thing)


def begin(worker: Actor) -> UUID:
    return presence.begin(worker, use=Use.APPROVE, about_id=THING)


def passed(worker: Actor) -> UUID:
    return makers.show_presence(worker, use=Use.APPROVE, about_id=THING)


def by_face(worker: Actor, check: UUID) -> None:
    errands.show_face(worker, presence_id=check, portrait=makers.PORTRAIT, frames=[b"1", b"2"])


def code_for(worker: Actor, check: UUID) -> str:
    code = OneTimeCode.objects.get(id=presence.send_code(worker, presence_id=check)).code
    assert code is not None
    return str(code)


def state_of(check: UUID) -> State:
    return State(Presence.objects.get(id=check).state)


def test_a_check_is_asked_for_one_thing_with_a_turn_nobody_knew(mei: Actor) -> None:
    checks = [Presence.objects.get(id=begin(mei)) for _ in range(30)]

    assert {check.turn for check in checks} == {"left", "right"}
    assert {(check.use, check.about, check.sign_in) for check in checks} == {
        ("approve", THING, mei.sign_in)
    }
    assert last_line(Action.PRESENCE_BEGIN).subject == mei.person


def test_pin_and_code_pass(mei: Actor) -> None:
    check = passed(mei)

    assert reads.own(mei, presence_id=check).is_passed
    assert spend(mei, check=check) is Way.PIN


def test_a_device_key_passes(mei: Actor) -> None:
    device = Authenticator()
    options, state = identity.begin_passkey(mei, host="localhost")
    identity.add_passkey(mei, host="localhost", state=state, answer=device.make(options))
    check = begin(mei)
    asked = presence.begin_passkey(mei, presence_id=check, host="localhost")

    presence.settle_passkey(mei, presence_id=check, host="localhost", answer=device.sign(asked))

    assert Presence.objects.get(id=check).challenge is None
    assert spend(mei, check=check) is Way.PASSKEY


def test_a_device_key_that_was_asked_for_one_check_passes_no_other(mei: Actor) -> None:
    device = Authenticator()
    options, state = identity.begin_passkey(mei, host="localhost")
    identity.add_passkey(mei, host="localhost", state=state, answer=device.make(options))
    one, two = begin(mei), begin(mei)
    asked = presence.begin_passkey(mei, presence_id=one, host="localhost")
    presence.begin_passkey(mei, presence_id=two, host="localhost")

    with pytest.raises(PasskeyRefused):
        presence.settle_passkey(mei, presence_id=two, host="localhost", answer=device.sign(asked))


def test_a_device_key_that_nobody_asked_for_passes_nothing(mei: Actor) -> None:
    with pytest.raises(errors.PresenceGone):
        presence.settle_passkey(mei, presence_id=begin(mei), host="localhost", answer={})


def test_her_face_passes_and_only_a_score_stays(mei: Actor) -> None:
    check = begin(mei)

    by_face(mei, check)

    row = Presence.objects.get(id=check)
    assert (row.state, row.way, row.score, row.liveness) == ("passed", "face", 0.31, "challenge")
    assert spend(mei, check=check) is Way.FACE


REFUSALS = {
    FaceOutcome.OTHER: errors.FaceIsAnother,
    FaceOutcome.REVIEW: errors.FaceUnsure,
    FaceOutcome.NO_FACE: errors.NoFace,
    FaceOutcome.MANY_FACES: errors.ManyFaces,
    FaceOutcome.NOT_LIVE: errors.NotLive,
}


@pytest.mark.parametrize("outcome", REFUSALS)
def test_any_other_outcome_is_refused_and_stays_on_record(
    mei: Actor, outside: makers.Outside, outcome: FaceOutcome
) -> None:
    outside.faces.outcome = outcome
    check = begin(mei)

    with pytest.raises(REFUSALS[outcome]):
        by_face(mei, check)

    row = Presence.objects.get(id=check)
    assert (row.state, row.tries, row.score) == ("asked", 1, 0.31)
    assert last_line(Action.PRESENCE_SETTLE).outcome == REFUSALS[outcome].code
    with pytest.raises(errors.NotShown):
        spend(mei, check=check)


def test_every_outcome_but_the_same_face_is_refused() -> None:
    assert set(REFUSALS) | {FaceOutcome.SAME} == set(FaceOutcome)


def test_a_face_is_tried_five_times(mei: Actor, outside: makers.Outside) -> None:
    outside.faces.outcome = FaceOutcome.OTHER
    check = begin(mei)
    for _ in range(5):
        with pytest.raises(errors.FaceIsAnother):
            by_face(mei, check)
    outside.faces.outcome = FaceOutcome.SAME

    with pytest.raises(errors.PresenceGone):
        by_face(mei, check)

    assert outside.faces.seen == 5
    assert reads.own(mei, presence_id=check).tries_left == 0


def test_a_face_is_tried_thirty_times_a_day(mei: Actor, outside: makers.Outside) -> None:
    outside.faces.outcome = FaceOutcome.OTHER
    for _ in range(6):
        check = begin(mei)
        for _ in range(5):
            with pytest.raises(errors.FaceIsAnother):
                by_face(mei, check)

    with pytest.raises(TooManyTries):
        by_face(mei, begin(mei))

    assert outside.faces.seen == 30


def test_no_picture_is_compared_without_her_consent(mei: Actor, outside: makers.Outside) -> None:
    consent.withdraw(mei, consent_id=consents.in_force(mei.person)[Kind.FACE].id)

    with pytest.raises(NoConsentInForce):
        by_face(mei, begin(mei))

    assert outside.faces.seen == 0


def test_a_comparison_that_ends_after_she_took_her_consent_back_does_not_count(
    mei: Actor,
) -> None:
    check = begin(mei)
    presence.take_face(mei, presence_id=check)
    consent.withdraw(mei, consent_id=consents.in_force(mei.person)[Kind.FACE].id)

    with pytest.raises(NoConsentInForce):
        presence.settle_face(mei, presence_id=check, answer=SAME)

    assert state_of(check) is not State.PASSED


SAME = FaceAnswer(FaceOutcome.SAME, 0.31, "challenge")


def test_an_answer_that_nobody_waits_for_does_not_count(mei: Actor) -> None:
    with pytest.raises(errors.PresenceGone):
        presence.settle_face(mei, presence_id=begin(mei), answer=SAME)


def test_without_a_portrait_there_is_nothing_to_compare(mei: Actor) -> None:
    with pytest.raises(errors.NoPortrait):
        errands.show_face(mei, presence_id=begin(mei), portrait=None, frames=[b"1"])


def test_when_the_face_process_is_away_another_way_is_open(
    mei: Actor, outside: makers.Outside
) -> None:
    outside.faces.trouble = ProviderDown()
    check = begin(mei)

    with pytest.raises(errors.FaceBusy):
        by_face(mei, check)

    presence.settle_pin(mei, presence_id=check, pin=makers.PIN, code=code_for(mei, check))
    assert spend(mei, check=check) is Way.PIN


def test_a_wrong_pin_or_a_wrong_code_does_not_pass(mei: Actor) -> None:
    check = begin(mei)
    code = code_for(mei, check)

    with pytest.raises(WrongPin):
        presence.settle_pin(mei, presence_id=check, pin="000001", code=code)
    with pytest.raises(WrongCode):
        presence.settle_pin(mei, presence_id=check, pin=makers.PIN, code="")

    assert state_of(check) is State.ASKED
    presence.settle_pin(mei, presence_id=check, pin=makers.PIN, code=code)


def test_a_code_sent_for_one_check_passes_no_other(mei: Actor) -> None:
    one, two = begin(mei), begin(mei)
    code = code_for(mei, one)

    with pytest.raises(WrongCode):
        presence.settle_pin(mei, presence_id=two, pin=makers.PIN, code=code)


def test_a_code_to_sign_in_passes_no_check(mei: Actor) -> None:
    check = begin(mei)
    code_id = identity.request_code(Actor.visitor(), app=App.WORKER, phone="13800138111")

    with pytest.raises(WrongCode):
        presence.settle_pin(
            mei, presence_id=check, pin=makers.PIN, code=OneTimeCode.objects.get(id=code_id).code
        )


def test_a_new_code_ends_the_one_before(mei: Actor) -> None:
    check = begin(mei)
    old = code_for(mei, check)
    new = code_for(mei, check)

    if old != new:
        with pytest.raises(WrongCode):
            presence.settle_pin(mei, presence_id=check, pin=makers.PIN, code=old)
    presence.settle_pin(mei, presence_id=check, pin=makers.PIN, code=new)


def test_strangers_asking_for_codes_do_not_keep_her_from_hers(mei: Actor) -> None:
    check = begin(mei)
    for _ in range(4):
        try:
            identity.request_code(Actor.visitor(), app=App.WORKER, phone="13800138111")
        except TooManyTries:
            break

    assert code_for(mei, check)


def test_a_check_is_spent_once(mei: Actor) -> None:
    check = passed(mei)
    spend(mei, check=check)

    with pytest.raises(errors.NotShown):
        spend(mei, check=check)


def test_a_check_is_good_for_its_purpose_its_thing_and_its_sign_in_only(mei: Actor) -> None:
    check = passed(mei)
    elsewhere = replace(mei, sign_in=new_id())

    with pytest.raises(errors.NotShown):
        spend(mei, check=check, use=Use.ENROL)
    with pytest.raises(errors.NotShown):
        spend(mei, check=check, thing=new_id())
    with pytest.raises(errors.NotShown):
        spend(elsewhere, check=check)
    with pytest.raises(errors.NotShown):
        spend(makers.signed_in(App.WORKER, "13800138112"), check=check)
    with pytest.raises(errors.NotShown):
        spend(mei, check=new_id())

    assert spend(mei, check=check) is Way.PIN


def test_a_passed_check_is_good_for_two_minutes(mei: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        check = passed(mei)
        hands.move(rules.HOLDS)

        with pytest.raises(errors.NotShown):
            spend(mei, check=check)


def test_a_check_is_over_after_ten_minutes(mei: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        check = begin(mei)
        hands.move(rules.LASTS + timedelta(microseconds=1))

        with pytest.raises(errors.PresenceGone):
            presence.send_code(mei, presence_id=check)
        with pytest.raises(errors.PresenceGone):
            reads.own(mei, presence_id=check)


def test_a_passed_check_is_not_passed_again(mei: Actor) -> None:
    check = passed(mei)

    with pytest.raises(errors.PresenceGone):
        by_face(mei, check)
    with pytest.raises(errors.PresenceGone):
        presence.settle_pin(mei, presence_id=check, pin=makers.PIN, code="1")


@pytest.mark.parametrize("verb", [presence.send_code, presence.take_face])
def test_nobody_touches_anothers_check(mei: Actor, verb: object) -> None:
    other = makers.signed_in(App.WORKER, "13800138112")

    with pytest.raises(errors.PresenceGone):
        verb(other, presence_id=begin(mei))  # type: ignore[operator]  # a service


def test_a_consumer_shows_nothing(hu: Actor) -> None:
    with pytest.raises(NotAllowed):
        presence.begin(hu, use=Use.APPROVE, about_id=THING)


@pytest.mark.django_db(transaction=True)
def test_a_check_spent_twice_at_once_is_spent_once(mei: Actor) -> None:
    check = passed(mei)

    results = at_once(*[lambda: spend(mei, check=check)] * 3)

    assert refused(results) == [errors.NotShown] * 2
