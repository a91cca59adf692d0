"""The door: nothing passes unasked, unrecorded, or half-done."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from jiaxin.config import wiring
from jiaxin.ground import clock, wake
from jiaxin.ground.crypto import held_keys
from jiaxin.ground.crypto.suites import DoesNotOpen
from jiaxin.ground.errors import NotAllowed, Refusal, TooManyTries
from jiaxin.ground.ids import new_id
from jiaxin.ground.words import Words
from jiaxin.trust.access import limits, trail
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import (
    about,
    forgive,
    look_again,
    refuse_after_commit,
    service,
    spend,
    spend_each,
    step,
)
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.access.models import Tally
from jiaxin.trust.access.roles import HOLDS, Role
from jiaxin.trust.access.trail import NoTrail
from jiaxin.trust.audit.models import Line
from tests.evidence import at_once, last_line, refused

THREE = Limit("test", 3, timedelta(minutes=15))
TEN = Limit("test.wide", 10, timedelta(minutes=15))


class Tired(Refusal):
    """Made up for these tests."""

    code = "test.tired"
    says = Words(zh="不", en="No")
    do = Words(zh="歇一会儿", en="Rest")


def a_worker() -> Actor:
    return Actor(role=Role.WORKER, id=new_id(), sign_in=new_id(), origin="o", request_id="r")


@step
def make_row(actor: Actor, /) -> None:
    Tally.objects.create(key=b"a row", began_at=clock.now(), ends_at=clock.now(), tries=0)


def rows() -> int:
    return Tally.objects.filter(key=b"a row").count()


@service(Action.PIN_SET)
def act(actor: Actor, /, *, fail: BaseException | None = None, late: Refusal | None = None) -> str:
    """A service of these tests."""
    about(actor.person, proof="a proof", word="x")
    make_row(actor)
    if fail:
        raise fail
    if late:
        refuse_after_commit(late)
    return "done"


@service(Action.PIN_SET)
def act_about_nobody(actor: Actor, /) -> None:
    make_row(actor)


@service(Action.PIN_SET)
def act_twice(actor: Actor, /) -> None:
    act(actor)


@service(Action.PIN_SET)
def guess(actor: Actor, /, *, right: bool, key: str = "her") -> None:
    about(new_id())
    spend(THREE, key)
    if not right:
        raise Tired
    forgive(THREE, key)


@pytest.mark.django_db
def test_an_act_and_its_line_are_written_together() -> None:
    lin = a_worker()

    assert act(lin) == "done"

    line = last_line(Action.PIN_SET)
    assert rows() == 1
    assert (line.actor, line.role, line.subject) == (str(lin.id), "worker", lin.id)
    assert (line.outcome, line.proof, line.channel) == ("done", "a proof", "web")
    assert (line.sign_in, line.origin, line.request_id) == (lin.sign_in, "o", "r")


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.VISITOR, Role.CONSUMER, Role.SYSTEM])
def test_whoever_does_not_hold_the_action_is_refused(role: Role) -> None:
    with pytest.raises(NotAllowed):
        act(Actor(role=role, id=new_id()))

    assert rows() == 0
    assert last_line(Action.PIN_SET).outcome == "access.not_allowed"


def test_a_role_holds_nothing_that_the_table_does_not_give_it() -> None:
    for role in Role:
        assert Actor(role=role).holds == HOLDS[role]
    with pytest.raises(TypeError):
        Actor(role=Role.VISITOR, holds=frozenset(Action))  # type: ignore[call-arg]  # that is the point


@pytest.mark.django_db
def test_a_refusal_leaves_its_line_and_none_of_its_work() -> None:
    lin = a_worker()

    with pytest.raises(Tired):
        act(lin, fail=Tired())

    line = last_line(Action.PIN_SET)
    assert rows() == 0
    assert (line.outcome, line.subject, line.proof) == ("test.tired", lin.id, "a proof")


@pytest.mark.django_db
def test_a_crash_leaves_neither_line_nor_work() -> None:
    before = Line.objects.count()

    with pytest.raises(ZeroDivisionError):
        act(a_worker(), fail=ZeroDivisionError())

    assert rows() == 0
    assert Line.objects.count() == before


@pytest.mark.django_db
def test_a_refusal_after_the_commit_keeps_the_work() -> None:
    with pytest.raises(Tired):
        act(a_worker(), late=Tired())

    assert rows() == 1
    assert last_line(Action.PIN_SET).outcome == "test.tired"


@pytest.mark.django_db
def test_a_done_act_must_name_whom_it_was_about() -> None:
    with pytest.raises(NoTrail):
        act_about_nobody(a_worker())

    assert rows() == 0


@pytest.fixture
def no_trail() -> Iterator[None]:
    trail.join(trail._Refusing())
    yield
    wiring.join()


@pytest.mark.django_db
def test_with_no_trail_joined_nothing_happens(no_trail: None) -> None:
    with pytest.raises(NoTrail):
        act(a_worker())

    assert rows() == 0


@pytest.mark.django_db
def test_a_service_inside_a_service_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="call a step"):
        act_twice(a_worker())

    assert rows() == 0


@pytest.mark.django_db
def test_a_step_needs_an_open_service() -> None:
    with pytest.raises(RuntimeError, match="open a service first"):
        make_row(a_worker())


@pytest.mark.parametrize(
    "say", [lambda: about(new_id()), lambda: spend(THREE, "x"), lambda: look_again("x")]
)
def test_nothing_is_said_about_an_act_that_is_not_open(say: Any) -> None:
    with pytest.raises(RuntimeError, match="no service is open"):
        say()


@pytest.mark.django_db(transaction=True)
def test_a_service_is_always_the_outermost_transaction() -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        act(a_worker())


@pytest.mark.django_db
def test_after_a_failure_the_door_opens_again() -> None:
    lin = a_worker()
    with pytest.raises(ZeroDivisionError):
        act(lin, fail=ZeroDivisionError())

    assert act(lin) == "done"


@pytest.mark.django_db
def test_another_thread_has_a_door_of_its_own() -> None:
    seen: list[BaseException] = []

    @service(Action.PIN_SET)
    def look_elsewhere(actor: Actor, /) -> None:
        about(actor.person)

        def elsewhere() -> None:
            try:
                make_row(actor)
            except RuntimeError as refused_:
                seen.append(refused_)

        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()

    look_elsewhere(a_worker())

    assert len(seen) == 1


@pytest.mark.django_db
def test_pages_are_woken_after_the_commit_only(monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[str] = []
    monkeypatch.setattr(wake, "wake", lambda *topics: woken.extend(topics))

    @service(Action.PIN_SET)
    def tell(actor: Actor, /, *, fail: bool) -> None:
        about(actor.person)
        look_again("a topic")
        assert woken == []
        if fail:
            raise Tired

    with pytest.raises(Tired):
        tell(a_worker(), fail=True)
    assert woken == []

    tell(a_worker(), fail=False)
    assert woken == ["a topic"]


@pytest.mark.django_db
def test_tries_are_counted_though_their_act_was_refused() -> None:
    for _ in range(3):
        with pytest.raises(Tired):
            guess(a_worker(), right=False)

    with pytest.raises(TooManyTries) as refusal:
        guess(a_worker(), right=True)

    assert 0 < refusal.value.context["retry_after"] <= 15 * 60
    assert last_line(Action.PIN_SET).outcome == "access.too_many"


@pytest.mark.django_db
def test_the_right_answer_ends_the_count() -> None:
    for _ in range(3):
        with pytest.raises(Tired):
            guess(a_worker(), right=False)
        guess(a_worker(), right=True)


@service(Action.PIN_SET)
def try_both(actor: Actor, /) -> None:
    about(new_id())
    spend_each((THREE, "narrow"), (TEN, "wide"))


@pytest.mark.django_db
def test_what_comes_after_a_limit_that_was_passed_is_not_spent() -> None:
    for _ in range(THREE.tries):
        try_both(a_worker())
    for _ in range(5):
        with pytest.raises(TooManyTries):
            try_both(a_worker())

    assert limits.add(limits.Spent(THREE, "narrow")).tries == 9
    assert limits.add(limits.Spent(TEN, "wide")).tries == 4


@pytest.mark.django_db(transaction=True)
def test_a_crowd_that_spends_from_two_limits_leaves_no_lock_behind() -> None:
    left: list[int] = []

    def try_and_look() -> None:
        try:
            try_both(a_worker())
        finally:
            # On this connection: whatever is left is let go once it closes.
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT count(*) FROM pg_locks"
                    " WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
                )
                left.append(cursor.fetchone()[0])

    results = at_once(*[try_and_look] * 6)

    assert len(refused(results)) == 6 - THREE.tries
    assert left == [0] * 6


@pytest.mark.django_db
def test_one_key_is_not_counted_for_another() -> None:
    for key in ("a", "b"):
        for _ in range(3):
            with pytest.raises(Tired):
                guess(a_worker(), right=False, key=key)


@pytest.mark.django_db(transaction=True)
def test_a_crowd_of_tries_at_once_is_counted_one_by_one() -> None:
    lin = a_worker()

    results = at_once(*[lambda: guess(lin, right=False)] * 8)

    assert (
        sorted(kind.code for kind in refused(results))
        == ["access.too_many"] * 5 + ["test.tired"] * 3
    )


@pytest.mark.django_db
def test_a_key_made_in_a_refused_act_is_not_used_again() -> None:
    owner = new_id()
    sealed: list[bytes] = []

    @service(Action.PIN_SET)
    def seal_and(actor: Actor, /, *, fail: bool) -> None:
        about(actor.person)
        sealed.append(held_keys.seal(owner, b"clear", b"place"))
        if fail:
            raise Tired

    with held_keys.keys_at_hand():
        with pytest.raises(Tired):
            seal_and(a_worker(), fail=True)
        seal_and(a_worker(), fail=False)

    assert held_keys.unseal(owner, sealed[1], b"place") == b"clear"
    with pytest.raises(DoesNotOpen):
        held_keys.unseal(owner, sealed[0], b"place")


def test_a_visitor_or_a_part_of_the_system_is_no_person() -> None:
    for actor in (Actor.visitor(), Actor.system("queries")):
        with pytest.raises(RuntimeError):
            _ = actor.person


def test_the_trail_names_an_id_or_a_part_and_never_a_person() -> None:
    person = UUID(int=7)

    assert Actor(role=Role.WORKER, id=person).name == str(person)
    assert Actor.system("queries").name == "queries"
    assert Actor.visitor(origin="secret").name == "visitor"
