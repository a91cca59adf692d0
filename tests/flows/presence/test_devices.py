"""Another way is made by a way she already has: her text messages alone make none."""

from dataclasses import replace
from uuid import UUID

import pytest

from jiaxin.flows.presence import errands, errors, reads, rules
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.errors import NotShown
from jiaxin.flows.presence.models import Presence
from jiaxin.flows.presence.rules import Use
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity_reads
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.errors import EasyPin, PasskeyRefused, ProveFirst, WrongPin
from jiaxin.trust.identity.models import OneTimeCode
from jiaxin.trust.identity.ports import FaceOutcome
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers
from tests.authenticator import Authenticator
from tests.evidence import at_once, last_line, refused

pytestmark = pytest.mark.django_db

HOST = "localhost"
NEW_PIN = "314159"


@pytest.fixture
def mei(outside: makers.Outside) -> Actor:
    """Proven by her face; she has no other way."""
    return makers.a_worker(by_face=True)


@pytest.fixture
def hijacker(mei: Actor) -> Actor:
    """Whoever reads her text messages: signed in as she, and nothing more."""
    return makers.signed_in(App.WORKER, "13800138000")


def begin(worker: Actor) -> UUID:
    return presence.begin(worker, use=Use.DEVICE, about_id=worker.person)


def by_face(worker: Actor) -> UUID:
    check = begin(worker)
    errands.show_face_for_device(worker, presence_id=check, frames=[b"1", b"2"])
    return check


def code_for(worker: Actor, check: UUID) -> str:
    code = OneTimeCode.objects.get(id=presence.send_code(worker, presence_id=check)).code
    return str(code)


def add(worker: Actor, check: UUID, device: Authenticator) -> None:
    options, state = identity.begin_passkey(worker, host=HOST)
    presence.add_passkey(
        worker, presence_id=check, host=HOST, state=state, answer=device.make(options)
    )


def ways(worker: Actor) -> tuple[bool, int]:
    ready = identity_reads.ways(worker)
    return ready.has_pin, ready.passkeys


def test_whoever_has_only_her_text_messages_makes_no_way(
    mei: Actor, hijacker: Actor, outside: makers.Outside
) -> None:
    outside.faces.outcome = FaceOutcome.OTHER
    check = begin(hijacker)
    options, state = identity.begin_passkey(hijacker, host=HOST)
    answer = Authenticator().make(options)

    with pytest.raises(ProveFirst):
        identity.set_pin(hijacker, pin=NEW_PIN)
    with pytest.raises(ProveFirst):
        identity.add_passkey(hijacker, host=HOST, state=state, answer=answer)
    with pytest.raises(errors.FaceIsAnother):
        errands.show_face_for_device(hijacker, presence_id=check, frames=[b"1"])
    with pytest.raises(WrongPin):
        presence.settle_pin(
            hijacker, presence_id=check, pin=NEW_PIN, code=code_for(hijacker, check)
        )
    with pytest.raises(PasskeyRefused):
        presence.begin_passkey(hijacker, presence_id=check, host=HOST)
    with pytest.raises(NotShown):
        presence.set_pin(hijacker, presence_id=check, pin=NEW_PIN)
    with pytest.raises(NotShown):
        presence.add_passkey(hijacker, presence_id=check, host=HOST, state=state, answer=answer)

    assert ways(mei) == (False, 0)


def test_nor_by_a_check_that_she_passed_in_her_own_sign_in(mei: Actor, hijacker: Actor) -> None:
    check = by_face(mei)

    with pytest.raises(NotShown):
        presence.set_pin(hijacker, presence_id=check, pin=NEW_PIN)

    assert ways(mei) == (False, 0)


def test_by_her_face_she_sets_a_pin_and_it_is_on_record(mei: Actor) -> None:
    check = by_face(mei)

    presence.set_pin(mei, presence_id=check, pin=NEW_PIN)

    assert ways(mei) == (True, 0)
    line = last_line(Action.PIN_SET)
    assert (line.outcome, line.subject) == ("done", mei.person)


def test_by_her_face_she_adds_a_device_that_then_shows_it_is_she(mei: Actor) -> None:
    device = Authenticator()
    add(mei, by_face(mei), device)
    check = begin(mei)

    asked = presence.begin_passkey(mei, presence_id=check, host=HOST)
    presence.settle_passkey(mei, presence_id=check, host=HOST, answer=device.sign(asked))
    presence.set_pin(mei, presence_id=check, pin=NEW_PIN)

    assert ways(mei) == (True, 1)


def test_with_her_pin_and_a_message_she_changes_the_pin(lin: Actor) -> None:
    check = makers.show_presence(lin, use=Use.DEVICE, about_id=lin.person)
    presence.set_pin(lin, presence_id=check, pin=NEW_PIN)

    then = begin(lin)
    with pytest.raises(WrongPin):
        presence.settle_pin(lin, presence_id=then, pin=makers.PIN, code=code_for(lin, then))
    presence.settle_pin(lin, presence_id=then, pin=NEW_PIN, code=code_for(lin, then))


def test_one_check_makes_one_way(mei: Actor) -> None:
    check = by_face(mei)
    presence.set_pin(mei, presence_id=check, pin=NEW_PIN)

    with pytest.raises(NotShown):
        presence.set_pin(mei, presence_id=check, pin=makers.PIN)
    with pytest.raises(NotShown):
        add(mei, check, Authenticator())

    assert ways(mei) == (True, 0)


def test_a_pin_that_will_not_do_leaves_the_check_to_be_used(mei: Actor) -> None:
    check = by_face(mei)

    with pytest.raises(EasyPin):
        presence.set_pin(mei, presence_id=check, pin="111111")

    presence.set_pin(mei, presence_id=check, pin=NEW_PIN)


@pytest.mark.parametrize("use", [Use.APPROVE, Use.ENROL])
def test_a_check_for_something_else_makes_no_way(lin: Actor, use: Use) -> None:
    check = makers.show_presence(lin, use=use, about_id=lin.person)

    with pytest.raises(NotShown):
        presence.set_pin(lin, presence_id=check, pin=NEW_PIN)


def test_a_check_about_something_else_makes_no_way(lin: Actor) -> None:
    check = makers.show_presence(lin, use=Use.DEVICE, about_id=new_id())

    with pytest.raises(NotShown):
        presence.set_pin(lin, presence_id=check, pin=NEW_PIN)


def test_a_check_makes_a_way_for_two_minutes(mei: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        check = by_face(mei)
        assert shown(mei, check)
        hands.move(rules.HOLDS)

        assert not shown(mei, check)
        with pytest.raises(NotShown):
            presence.set_pin(mei, presence_id=check, pin=NEW_PIN)


def shown(worker: Actor, check: UUID) -> bool:
    return reads.is_shown(worker, presence_id=check, use=Use.DEVICE, about_id=worker.person)


def test_a_check_is_shown_to_its_own_sign_in_until_it_is_spent(mei: Actor) -> None:
    assert not shown(mei, begin(mei))
    check = by_face(mei)

    assert shown(mei, check)
    assert not shown(replace(mei, sign_in=new_id()), check)
    presence.set_pin(mei, presence_id=check, pin=NEW_PIN)
    assert not shown(mei, check)


def test_a_consumer_makes_no_way(hu: Actor) -> None:
    with pytest.raises(NotAllowed):
        presence.set_pin(hu, presence_id=new_id(), pin=NEW_PIN)


@pytest.mark.django_db(transaction=True)
def test_a_check_spent_on_two_ways_at_once_makes_one(mei: Actor) -> None:
    check = by_face(mei)

    results = at_once(
        *[lambda: presence.set_pin(mei, presence_id=check, pin=NEW_PIN)] * 3,
    )

    assert refused(results) == [NotShown] * 2
    assert Presence.objects.get(id=check).spent_at is not None
