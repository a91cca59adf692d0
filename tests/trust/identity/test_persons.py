"""The proof of a person: one ID number, one worker."""

from datetime import date

import pytest

from jiaxin.ground import clock, fields
from jiaxin.ground.id_numbers import IdNumber
from jiaxin.ground.people import BadName
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from jiaxin.trust.identity import reads
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.errors import NumberTaken
from jiaxin.trust.identity.models import Consumer, Worker
from jiaxin.trust.identity.rules import App
from jiaxin.trust.identity.services.persons import Proven
from tests import makers
from tests.evidence import at_once, refused

pytestmark = pytest.mark.django_db


def proven(number: str) -> Proven:
    return Proven(
        name=makers.NAME,
        number=IdNumber.parse(number, clock.today()),
        ethnicity="汉",
        address="杭州市西湖区样例路 1 号",
        document_until=date(2040, 1, 1),
        portrait=makers.PORTRAIT,
        by="pin",
    )


@service(Action.ENROLMENT_FINISH)
def settle(actor: Actor, /, *, number: str) -> None:
    about(actor.person)
    identity.settle_identity(actor, proven=proven(number))


@service(Action.QUERY_ASK)
def call(actor: Actor, /, *, name: str) -> None:
    about(actor.person)
    identity.call_myself(actor, name=name)


@pytest.fixture
def mei() -> Actor:
    return makers.signed_in(App.WORKER, "13800138111")


@pytest.fixture
def lan() -> Actor:
    return makers.signed_in(App.WORKER, "13800138112")


def test_what_was_proven_is_kept(mei: Actor) -> None:
    settle(mei, number=makers.a_number())

    person = reads.myself(mei)
    assert (person.name, person.number, person.sex) == (makers.NAME, makers.a_number(), "F")
    assert person.birth == date(1979, 3, 14)
    assert person.home_region == "330106"
    assert reads.is_proven(mei.person)
    assert fields.find(Worker, "number", makers.a_number()) == mei.person


def test_an_id_number_has_one_worker(mei: Actor, lan: Actor) -> None:
    settle(mei, number=makers.a_number())

    with pytest.raises(NumberTaken):
        settle(lan, number=makers.a_number())

    assert not reads.is_proven(lan.person)
    assert reads.myself(lan).name == ""


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_one_id_number_at_once_end_as_one(mei: Actor, lan: Actor) -> None:
    number = makers.a_number()

    results = at_once(lambda: settle(mei, number=number), lambda: settle(lan, number=number))

    assert refused(results) == [NumberTaken]
    assert reads.is_proven(mei.person) is not reads.is_proven(lan.person)


def test_a_consumer_is_called_what_she_wants() -> None:
    hu = makers.a_consumer()

    call(hu, name="  胡 女士 ")

    assert reads.called(hu) == "胡女士"
    assert reads.asker(hu.person) == reads.Asker(called="胡女士", tail="9000")


def test_the_same_name_again_is_not_written_again() -> None:
    hu = makers.a_consumer()
    call(hu, name="胡女士")
    kept = Consumer.objects.get(id=hu.person).__dict__["called"]

    call(hu, name=" 胡女士 ")

    assert Consumer.objects.get(id=hu.person).__dict__["called"] == kept


@pytest.mark.parametrize("name", ["", "138 0013 8000", "<b>", "胡" * 51])
def test_what_is_no_name_is_refused(name: str) -> None:
    hu = makers.a_consumer()

    with pytest.raises(BadName):
        call(hu, name=name)
