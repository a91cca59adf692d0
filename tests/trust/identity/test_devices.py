"""A PIN and a device key: set with care, checked with few tries."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from jiaxin.ground.errors import TooManyTries
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.errors import (
    BadPin,
    EasyPin,
    PasskeyRefused,
    PinIsSet,
    ProveFirst,
    WrongPin,
)
from jiaxin.trust.identity.models import Passkey, Pin, Worker
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers
from tests.authenticator import UP, UV, Authenticator
from tests.evidence import at_once, last_line, refused

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
HOST = "localhost"


@pytest.fixture
def mei() -> Actor:
    return makers.signed_in(App.WORKER, "13800138111")


@service(Action.PRESENCE_SETTLE)
def check(actor: Actor, /, *, pin: str) -> None:
    about(actor.person)
    identity.check_pin(actor, pin=pin)


@service(Action.PRESENCE_SETTLE)
def options_for(actor: Actor, /, *, host: str = HOST) -> tuple[dict[str, Any], dict[str, Any]]:
    about(actor.person)
    return identity.passkey_options(actor, host=host)


@service(Action.PRESENCE_SETTLE)
def signed(
    actor: Actor, /, *, state: dict[str, Any], answer: dict[str, Any], host: str = HOST
) -> None:
    about(actor.person)
    identity.check_passkey(actor, host=host, state=state, answer=answer)


@service(Action.PIN_SET)
def keep_pin(actor: Actor, /, *, pin: str) -> None:
    about(actor.person)
    identity.keep_pin(actor, pin=pin)


@service(Action.PASSKEY_ADD)
def keep_passkey(
    actor: Actor, /, *, state: dict[str, Any], answer: dict[str, Any], host: str = HOST
) -> None:
    about(actor.person)
    identity.keep_passkey(actor, host=host, state=state, answer=answer)


def prove(worker: Actor) -> None:
    """As enrolment leaves her."""
    Worker.objects.filter(id=worker.person).update(proven_at=NOON)


def add(worker: Actor, device: Authenticator, *, host: str = HOST) -> None:
    options, state = identity.begin_passkey(worker, host=host)
    identity.add_passkey(worker, host=host, state=state, answer=device.make(options))


def sign_with(worker: Actor, device: Authenticator) -> None:
    options, state = options_for(worker)
    signed(worker, state=state, answer=device.sign(options))


def test_a_pin_is_kept_as_a_hash_and_checked(mei: Actor) -> None:
    identity.set_pin(mei, pin=makers.PIN)

    check(mei, pin=makers.PIN)

    row = Pin.objects.get(worker_id=mei.person)
    assert row.hash.startswith("$argon2id$")
    assert makers.PIN not in row.hash
    line = last_line(Action.PIN_SET)
    assert (line.outcome, line.subject) == ("done", mei.person)


@pytest.mark.parametrize(("pin", "refusal"), [("12", BadPin), ("111111", EasyPin)])
def test_a_bad_pin_is_not_kept(mei: Actor, pin: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        identity.set_pin(mei, pin=pin)

    assert not Pin.objects.exists()


def test_a_sign_in_alone_does_not_change_a_pin(mei: Actor) -> None:
    identity.set_pin(mei, pin=makers.PIN)

    with pytest.raises(PinIsSet):
        identity.set_pin(mei, pin="314159")

    check(mei, pin=makers.PIN)


def test_once_she_is_proven_a_sign_in_alone_sets_no_first_pin(mei: Actor) -> None:
    prove(mei)

    with pytest.raises(ProveFirst):
        identity.set_pin(mei, pin=makers.PIN)

    assert not Pin.objects.exists()
    assert last_line(Action.PIN_SET).outcome == ProveFirst.code


def test_once_she_is_proven_a_sign_in_alone_adds_no_device_key(mei: Actor) -> None:
    device = Authenticator()
    options, state = identity.begin_passkey(mei, host=HOST)
    prove(mei)

    with pytest.raises(ProveFirst):
        identity.add_passkey(mei, host=HOST, state=state, answer=device.make(options))

    assert not Passkey.objects.exists()
    assert last_line(Action.PASSKEY_ADD).outcome == ProveFirst.code


def test_a_new_pin_takes_the_place_of_the_old_and_unlocks_it(mei: Actor) -> None:
    identity.set_pin(mei, pin=makers.PIN)
    prove(mei)
    for _ in range(5):
        with pytest.raises(WrongPin):
            check(mei, pin="000001")

    keep_pin(mei, pin="314159")

    check(mei, pin="314159")
    with pytest.raises(WrongPin):
        check(mei, pin=makers.PIN)


@pytest.mark.parametrize(("pin", "refusal"), [("12", BadPin), ("111111", EasyPin)])
def test_a_bad_new_pin_leaves_the_old_one(mei: Actor, pin: str, refusal: type[Exception]) -> None:
    identity.set_pin(mei, pin=makers.PIN)

    with pytest.raises(refusal):
        keep_pin(mei, pin=pin)

    check(mei, pin=makers.PIN)


def test_a_device_key_is_kept_for_a_proven_worker_too(mei: Actor) -> None:
    device = Authenticator()
    prove(mei)
    options, state = identity.begin_passkey(mei, host=HOST)

    keep_passkey(mei, state=state, answer=device.make(options))

    sign_with(mei, device)


def test_without_a_pin_none_is_right(mei: Actor) -> None:
    with pytest.raises(WrongPin):
        check(mei, pin=makers.PIN)


def test_five_wrong_pins_and_it_is_locked_for_a_quarter_of_an_hour(mei: Actor) -> None:
    identity.set_pin(mei, pin=makers.PIN)
    with clockwork.at(NOON) as hands:
        for _ in range(5):
            with pytest.raises(WrongPin):
                check(mei, pin="000001")
        with pytest.raises(TooManyTries):
            check(mei, pin=makers.PIN)
        hands.move(timedelta(minutes=15) - timedelta(seconds=1))
        with pytest.raises(TooManyTries):
            check(mei, pin=makers.PIN)
        hands.move(timedelta(seconds=1))

        check(mei, pin=makers.PIN)


def test_the_right_pin_may_be_used_often(mei: Actor) -> None:
    identity.set_pin(mei, pin=makers.PIN)

    for _ in range(8):
        check(mei, pin=makers.PIN)


@pytest.mark.django_db(transaction=True)
def test_a_crowd_of_pins_at_once_gets_five_tries(mei: Actor) -> None:
    identity.set_pin(mei, pin=makers.PIN)

    results = at_once(*[lambda: check(mei, pin="000001")] * 8)

    assert sorted(refused(results), key=str) == [TooManyTries] * 3 + [WrongPin] * 5


def test_a_device_key_is_added_and_signs(mei: Actor) -> None:
    device = Authenticator()
    add(mei, device)

    sign_with(mei, device)

    row = Passkey.objects.get(worker_id=mei.person)
    assert row.used_at is not None
    assert row.sign_count == 1 + 1


def test_a_second_device_key_may_be_added_and_either_signs(mei: Actor) -> None:
    one, two = Authenticator(), Authenticator()
    add(mei, one)
    add(mei, two)

    sign_with(mei, one)
    sign_with(mei, two)


def test_the_same_key_is_not_added_twice(mei: Actor) -> None:
    device = Authenticator()
    add(mei, device)

    with pytest.raises(PasskeyRefused):
        add(mei, device)


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://evil.example"},
        {"origin": "https://localhost.evil.example"},
        {"host": "evil.example"},
        {"flags": UP},
        {"flags": UV},
    ],
)
def test_an_answer_from_elsewhere_or_without_her_lock_is_refused(
    mei: Actor, wrong: dict[str, Any]
) -> None:
    device = Authenticator()
    add(mei, device)
    for name, value in wrong.items():
        setattr(device, name, value)

    with pytest.raises(PasskeyRefused):
        sign_with(mei, device)
    with pytest.raises(PasskeyRefused):
        add(mei, Authenticator(**wrong))


def test_plain_http_is_refused_but_on_the_machine_itself(mei: Actor) -> None:
    add(mei, Authenticator(origin="http://localhost:8080"))

    with pytest.raises(PasskeyRefused):
        add(
            mei,
            Authenticator(host="jiaxin.example", origin="http://jiaxin.example"),
            host="jiaxin.example",
        )


def test_a_key_of_another_worker_is_refused(mei: Actor) -> None:
    other, device = makers.signed_in(App.WORKER, "13800138112"), Authenticator()
    add(mei, Authenticator())
    add(other, device)

    with pytest.raises(PasskeyRefused):
        sign_with(mei, device)


def test_an_answer_to_another_question_is_refused(mei: Actor) -> None:
    device = Authenticator()
    add(mei, device)
    old, _ = options_for(mei)
    _, state = options_for(mei)

    with pytest.raises(PasskeyRefused):
        signed(mei, state=state, answer=device.sign(old))


def test_a_forged_signature_is_refused(mei: Actor) -> None:
    device = Authenticator()
    add(mei, device)
    forged = Authenticator(credential_id=device.credential_id)

    with pytest.raises(PasskeyRefused):
        sign_with(mei, forged)


@pytest.mark.parametrize("count", [0, 1, 4, 5])
def test_a_copied_key_that_counts_from_behind_is_refused(mei: Actor, count: int) -> None:
    device = Authenticator(count=5)
    add(mei, device)
    device.count = count

    with pytest.raises(PasskeyRefused):
        sign_with(mei, device)


def test_a_key_that_never_counts_may_sign(mei: Actor) -> None:
    device = Authenticator(count=0)
    add(mei, device)
    device.count = 0
    sign_with(mei, device)
    device.count = 0

    sign_with(mei, device)


@pytest.mark.parametrize(
    "answer", [{}, {"id": "x"}, {"id": 1, "response": 2}, {"rawId": "", "response": {}}]
)
def test_an_answer_that_is_none_is_refused(mei: Actor, answer: dict[str, Any]) -> None:
    add(mei, Authenticator())
    _, state = options_for(mei)
    _, making = identity.begin_passkey(mei, host=HOST)

    with pytest.raises(PasskeyRefused):
        signed(mei, state=state, answer=answer)
    with pytest.raises(PasskeyRefused):
        identity.add_passkey(mei, host=HOST, state=making, answer=answer)


def test_an_answer_that_nobody_asked_for_is_refused(mei: Actor) -> None:
    device = Authenticator()
    options, _ = identity.begin_passkey(mei, host=HOST)

    with pytest.raises(PasskeyRefused):
        identity.add_passkey(mei, host=HOST, state={}, answer=device.make(options))


def test_without_a_device_there_is_nothing_to_sign_with(mei: Actor) -> None:
    with pytest.raises(PasskeyRefused):
        options_for(mei)
