"""What is told of people, and to whom."""

from datetime import timedelta

import pytest

from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads, sittings
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.models import Account, OneTimeCode
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers

pytestmark = pytest.mark.django_db


def test_a_closed_account_is_no_account() -> None:
    mei = makers.signed_in(App.WORKER, "13800138111")
    assert reads.account(mei.person) is not None

    Account.objects.filter(id=mei.person).update(is_active=False)

    assert reads.account(mei.person) is None
    assert reads.account(new_id()) is None


def test_a_sign_in_is_good_for_its_own_person_only() -> None:
    mei, hu = makers.signed_in(App.WORKER, "13800138111"), makers.a_consumer()

    assert sittings.holds(mei.person, mei.came_in_by)
    assert not sittings.holds(hu.person, mei.came_in_by)
    assert not sittings.holds(mei.person, new_id())


def test_she_reads_herself_and_the_system_reads_with_a_reason(lin: Actor, hu: Actor) -> None:
    assert reads.myself(lin).name == makers.NAME == reads.my_name(lin)
    assert reads.known_person(lin, worker=lin.person).number == makers.a_number()
    assert reads.known_person(Actor.system("records"), worker=lin.person).name == makers.NAME


def test_nobody_else_reads_her(lin: Actor, hu: Actor) -> None:
    for other in (hu, Actor.visitor(), makers.signed_in(App.WORKER, "13800138112")):
        with pytest.raises(NotFound):
            reads.known_person(other, worker=lin.person)


def test_the_light_learns_nothing_personal(lin: Actor) -> None:
    standing = reads.standing(lin.person)

    assert standing.proven_at is not None
    assert not hasattr(standing, "name")


def test_her_ways_say_what_is_ready(lin: Actor) -> None:
    mei = makers.signed_in(App.WORKER, "13800138111")

    assert reads.ways(mei) == reads.Ways(has_pin=False, passkeys=0, has_portrait=False)
    assert reads.ways(lin) == reads.Ways(has_pin=True, passkeys=0, has_portrait=True)


def test_a_code_is_sent_while_it_is_of_use() -> None:
    with clockwork.at(clock.now()) as hands:
        code_id = identity.request_code(Actor.visitor(), app=App.WORKER, phone="13800138111")
        wanted = reads.code_to_send(code_id)
        assert wanted is not None
        assert (wanted.phone, wanted.app) == ("+8613800138111", App.WORKER)

        hands.move(timedelta(minutes=5))

        assert reads.code_to_send(code_id) is None


def test_a_used_code_is_not_sent() -> None:
    makers.signed_in(App.WORKER, "13800138111")

    assert reads.code_to_send(OneTimeCode.objects.get().id) is None
    assert reads.code_to_send(new_id()) is None


def test_the_phone_of_a_code_is_known_to_who_asked(lin: Actor) -> None:
    code_id = identity.request_code(Actor.visitor(), app=App.WORKER, phone="13800138111")

    assert reads.phone_asked(code_id) == "+8613800138111"
    with pytest.raises(NotFound):
        reads.phone_asked(new_id())
    assert reads.phone_of(lin.person) == "+8613800138000"


def test_what_holds_a_person_does_not_show_her_in_a_log(lin: Actor, hu: Actor) -> None:
    code_id = identity.request_code(Actor.visitor(), app=App.WORKER, phone="13800138111")
    held = [reads.myself(lin), reads.asker(hu.person), reads.code_to_send(code_id)]

    shown = repr(held)

    for told in (makers.NAME, makers.a_number(), "13800138111", "9000", "portrait of"):
        assert told not in shown
