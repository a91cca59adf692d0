"""Signing in by a phone's own lock: made soon after a sign-in, and good for that alone."""

from datetime import timedelta
from typing import Any

import pytest
from fido2.utils import websafe_encode

from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound, TooManyTries
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import own_keys, reads, webauthn
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.errors import PasskeyRefused, SignInAnew
from jiaxin.trust.identity.models import Account, SignIn, SignInKey
from jiaxin.trust.identity.rules import KEY_MADE_WITHIN, MOST_SIGN_IN_KEYS, App
from jiaxin.trust.identity.services import SignedIn
from tests import clockwork, makers
from tests.authenticator import UP, Authenticator
from tests.evidence import lines

pytestmark = pytest.mark.django_db
HOST = "localhost"
VISITOR = Actor.visitor(origin="a test")


@pytest.fixture
def mei() -> Actor:
    return makers.signed_in(App.WORKER, "13800138111")


@pytest.fixture
def device(mei: Actor) -> Authenticator:
    return added(mei, Authenticator())


def added(person: Actor, device: Authenticator) -> Authenticator:
    options, state = identity.begin_sign_in_key(person, host=HOST)
    identity.add_sign_in_key(person, host=HOST, state=state, answer=device.make(options))
    return device


def enter(
    device: Authenticator,
    app: App = App.WORKER,
    *,
    known_as: str = "a device",
    bent: dict[str, Any] | None = None,
) -> SignedIn:
    options, state = webauthn.ask_to_sign(HOST, known=None)
    answer = device.sign(options)
    answer["response"] |= bent or {}
    return identity.sign_in_by_key(
        VISITOR, app=app, host=HOST, state=state, answer=answer, device=known_as, browser="Chrome"
    )


@pytest.mark.parametrize("app", [App.WORKER, App.CONSUMER])
def test_a_phone_that_was_added_signs_its_owner_in(app: App) -> None:
    person = makers.signed_in(app, "13800138222")
    device = added(person, Authenticator())

    done = enter(device, app)

    assert (done.person, done.is_new) == (person.person, False)
    assert reads.my_sign_ins(Actor(role=person.role, id=done.person, sign_in=done.sign_in))
    assert lines(Action.SIGN_IN)[-1].subject == person.person


def test_the_question_names_nobody() -> None:
    options, _ = webauthn.ask_to_sign(HOST, known=None)

    assert not options["publicKey"].get("allowCredentials")


def test_another_device_is_told_of_as_with_a_code(mei: Actor, device: Authenticator) -> None:
    first = enter(device, known_as="a test")
    other = enter(device, known_as="another")

    def is_new(done: SignedIn) -> bool:
        return SignIn.objects.get(person_id=mei.person, id=done.sign_in).is_new_device

    assert (is_new(first), is_new(other)) == (False, True)


def test_it_shows_presence_to_nobody(mei: Actor, device: Authenticator) -> None:
    assert reads.ways(mei).passkeys == 0


def test_it_is_made_soon_after_a_sign_in_only(mei: Actor) -> None:
    options, state = identity.begin_sign_in_key(mei, host=HOST)
    answer = Authenticator().make(options)

    with clockwork.at(clock.now() + KEY_MADE_WITHIN):
        assert not own_keys.may_add(mei)
        with pytest.raises(SignInAnew):
            identity.begin_sign_in_key(mei, host=HOST)
        with pytest.raises(SignInAnew):
            identity.add_sign_in_key(mei, host=HOST, state=state, answer=answer)
    assert own_keys.mine(mei) == []


def test_the_other_app_and_a_closed_account_are_not_entered(
    mei: Actor, device: Authenticator
) -> None:
    with pytest.raises(PasskeyRefused):
        enter(device, App.CONSUMER)
    with pytest.raises(PasskeyRefused):
        enter(device, App.CONSOLE)
    Account.objects.filter(id=mei.person).update(is_active=False)
    with pytest.raises(PasskeyRefused):
        enter(device)


def test_a_stranger_a_name_that_is_another_and_a_bent_answer_get_one_answer(
    mei: Actor, device: Authenticator
) -> None:
    other = makers.signed_in(App.WORKER, "13800138112")
    theirs = added(other, Authenticator())
    stranger = Authenticator(user=theirs.user)
    unknown = Authenticator(user=websafe_encode(new_id().bytes))
    without_lock = Authenticator(credential_id=device.credential_id, key=device.key, flags=UP)
    without_lock.user = device.user
    device_as_other = Authenticator(credential_id=device.credential_id, key=device.key, count=9)
    device_as_other.user = theirs.user

    for bad in (stranger, unknown, Authenticator(), without_lock, device_as_other):
        with pytest.raises(PasskeyRefused):
            enter(bad)
    for bent in ({"signature": "AAAA"}, {"userHandle": "AAAA"}, {"authenticatorData": ""}):
        with pytest.raises(PasskeyRefused):
            enter(device, bent=bent)
    nonsense: list[dict[str, Any]] = [{}, {"id": 1}, {"response": []}]
    for answer in nonsense:
        with pytest.raises(PasskeyRefused):
            identity.sign_in_by_key(
                VISITOR,
                app=App.WORKER,
                host=HOST,
                state={},
                answer=answer,
                device="",
                browser="",
            )


def test_a_copied_key_is_refused(mei: Actor, device: Authenticator) -> None:
    enter(device)
    device.count = 1

    with pytest.raises(PasskeyRefused):
        enter(device)


def test_she_takes_it_back_and_nobody_elses(mei: Actor, device: Authenticator) -> None:
    other = makers.signed_in(App.WORKER, "13800138112")
    [row] = own_keys.mine(mei)
    with pytest.raises(NotFound):
        identity.drop_sign_in_key(other, key_id=row.id)

    identity.drop_sign_in_key(mei, key_id=row.id)

    with pytest.raises(PasskeyRefused):
        enter(device)


def test_of_too_many_the_one_unused_for_longest_makes_room(mei: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        devices = []
        for _ in range(MOST_SIGN_IN_KEYS):
            devices.append(added(mei, Authenticator()))
            hands.move(timedelta(seconds=1))
        enter(devices[0])

        devices.append(added(mei, Authenticator()))

        assert SignInKey.objects.filter(person_id=mei.person).count() == MOST_SIGN_IN_KEYS
        enter(devices[0])
        enter(devices[-1])
        with pytest.raises(PasskeyRefused):
            enter(devices[1])


def test_a_crowd_of_tries_from_one_address_is_stopped(device: Authenticator) -> None:
    for _ in range(60):
        with pytest.raises(PasskeyRefused):
            enter(Authenticator())

    with pytest.raises(TooManyTries):
        enter(device)
