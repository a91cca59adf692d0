"""The brake: every door has one, it gives every process one answer, and a flood leaves one line."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from jiaxin.ground.errors import NotAllowed, TooManyTries
from jiaxin.ground.ids import new_id
from jiaxin.trust.access import brake
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor, Channel
from jiaxin.trust.access.brake import counts_of
from jiaxin.trust.access.door import about, service
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.access.roles import Role
from jiaxin.trust.audit.models import Line
from tests import clockwork
from tests.evidence import at_once, refused

A_MINUTE = timedelta(minutes=1)
NOON = datetime(2026, 11, 26, 4, tzinfo=UTC)
PEOPLE = sorted(set(Role) - brake.FREE)


@service(Action.CONSENT_GRANT)
def agree(actor: Actor, /) -> None:
    """Made up for these tests."""
    about(actor.person)


@service(Action.CODE_REQUEST)
def ask_for_a_code(actor: Actor, /) -> None:
    """The same, for who is nobody yet."""


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> Iterator[clockwork.Hands]:
    """Three acts a minute for a person, and time that stands still."""
    monkeypatch.setattr(brake, "PERSON", Limit("act.person", 3, A_MINUTE))
    monkeypatch.setattr(brake, "ADDRESS", Limit("act.address", 3, A_MINUTE))
    with clockwork.at(NOON) as hands:
        yield hands


def a_worker(origin: str = "") -> Actor:
    return Actor(role=Role.WORKER, id=new_id(), sign_in=new_id(), origin=origin)


@pytest.mark.parametrize("role", PEOPLE)
@pytest.mark.parametrize("action", Action, ids=lambda action: action.code)
def test_there_is_no_door_without_one(role: Role, action: Action) -> None:
    somebody = Actor(role=role, id=new_id(), sign_in=new_id(), origin="o")
    nobody = Actor.visitor(origin="o")

    assert {spent.limit.name for spent in counts_of(somebody, action)} >= {
        "act.person",
        "act.device",
    }
    assert "act.address" in {spent.limit.name for spent in counts_of(nobody, action)}


def test_what_costs_money_has_a_limit_for_its_channel() -> None:
    by_web, by_sms = (
        counts_of(Actor(role=Role.VISITOR, channel=channel), Action.CODE_REQUEST)
        for channel in (Channel.WEB, Channel.SMS)
    )

    assert [spent.limit.name for spent in by_web] == ["code.channel"]
    assert by_web[0].digest != by_sms[0].digest


@pytest.mark.parametrize("role", sorted(brake.FREE))
def test_the_system_and_registered_systems_are_not_counted_here(role: Role) -> None:
    assert counts_of(Actor(role=role, id=new_id(), part="part"), Action.SIGN_IN) == []


@pytest.mark.django_db
def test_past_it_every_act_is_refused_until_the_minute_is_over(three: clockwork.Hands) -> None:
    lin = a_worker()
    for _ in range(3):
        agree(lin)
    three.move(timedelta(seconds=20))

    with pytest.raises(TooManyTries) as refusal:
        agree(lin)

    assert refusal.value.context["retry_after"] == 40
    agree(a_worker())
    three.move(timedelta(seconds=40))
    agree(lin)


@pytest.mark.django_db
def test_two_devices_of_one_person_share_her_limit(three: clockwork.Hands) -> None:
    lin = a_worker()
    other = Actor(role=Role.WORKER, id=lin.id, sign_in=new_id())
    for actor in (lin, other, lin):
        agree(actor)

    for actor in (lin, other):
        with pytest.raises(TooManyTries):
            agree(actor)


@pytest.mark.django_db
def test_visitors_of_one_address_share_theirs_and_who_is_signed_in_has_her_own(
    three: clockwork.Hands,
) -> None:
    for _ in range(3):
        ask_for_a_code(Actor.visitor(origin="hall"))

    with pytest.raises(TooManyTries):
        ask_for_a_code(Actor.visitor(origin="hall"))
    ask_for_a_code(Actor.visitor(origin="home"))
    agree(a_worker(origin="hall"))


@pytest.mark.django_db
def test_a_flood_leaves_one_line_and_not_one_for_each(three: clockwork.Hands) -> None:
    lin = a_worker()
    for _ in range(3):
        agree(lin)

    for _ in range(5):
        with pytest.raises(TooManyTries):
            agree(lin)

    outcomes = list(Line.objects.filter(actor=lin.name).values_list("outcome", flat=True))
    assert sorted(outcomes) == ["access.too_many", "done", "done", "done"]


@pytest.mark.django_db
def test_what_is_not_allowed_counts_too(three: clockwork.Hands) -> None:
    hu = Actor(role=Role.CONSUMER, id=new_id(), sign_in=new_id())
    for _ in range(3):
        with pytest.raises(NotAllowed):
            agree(hu)

    with pytest.raises(TooManyTries):
        agree(hu)


@pytest.mark.django_db(transaction=True)
def test_all_processes_count_together(three: clockwork.Hands) -> None:
    lin = a_worker()

    results = at_once(*[lambda: agree(lin)] * 8)

    assert refused(results) == [TooManyTries] * 5
