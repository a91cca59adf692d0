"""Flags: raised from the trail, once, and closed by the security administrator with a reason."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import CONSOLE, Role
from jiaxin.trust.audit import flags, services
from jiaxin.trust.audit.errors import NoReason
from jiaxin.trust.audit.flag_rules import MOST, FlagKind
from jiaxin.trust.audit.models import Flag
from tests.evidence import lines
from tests.trust.audit.conftest import Write

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("flags")
SUN = Actor(role=Role.SECURITY_ADMIN, id=UUID(int=5), sign_in=UUID(int=6))
HU = str(UUID(int=70))
ASKED = MOST[FlagKind.MANY_ASKED]


def ask(write: Write, count: int, *, minutes_ago: float = 10, **more: object) -> None:
    """A consumer's acts about so many workers."""
    given = {"actor": HU, "role": "consumer", "action": "queries.ask", **more}
    for _ in range(count):
        at = clock.now() - timedelta(minutes=minutes_ago)
        write(**{"subject": new_id(), **given, "at": at})


def open_flags() -> list[flags.FlagRow]:
    return flags.waiting(SUN)


def test_a_consumer_who_asks_about_many_workers_is_flagged_once(write: Write) -> None:
    ask(write, ASKED)
    assert services.raise_flags(SYSTEM) == 0
    ask(write, 1)

    assert services.raise_flags(SYSTEM) == 1
    ask(write, 4)
    assert services.raise_flags(SYSTEM) == 0

    [flag] = open_flags()
    assert (flag.kind, flag.actor, flag.count) == (FlagKind.MANY_ASKED, HU, ASKED + 5)
    assert lines(Action.FLAGS_RAISE)[-1].outcome == "done"


def test_many_acts_about_one_worker_are_no_scan(write: Write) -> None:
    ask(write, ASKED * 3, subject=UUID(int=8))

    assert services.raise_flags(SYSTEM) == 0


def test_what_is_longer_ago_than_an_hour_does_not_count(write: Write) -> None:
    ask(write, ASKED, minutes_ago=61)
    ask(write, ASKED)

    assert services.raise_flags(SYSTEM) == 0


@pytest.mark.parametrize("role", ["reviewer", "commerce_officer", "firm_operator", "firm_owner"])
def test_staff_who_deal_with_unusually_many_are_flagged(write: Write, role: str) -> None:
    ask(write, MOST[FlagKind.MANY_OPENED] + 1, role=role, action="whatever.they_do")

    services.raise_flags(SYSTEM)

    assert [flag.kind for flag in open_flags()] == [FlagKind.MANY_OPENED]


def test_a_worker_or_the_system_is_flagged_for_no_number(write: Write) -> None:
    for role in ("worker", "system", "visitor", "party"):
        ask(write, 100, role=role)

    assert services.raise_flags(SYSTEM) == 0


def test_one_sign_in_in_two_places_is_flagged_with_its_own_lines_only(write: Write) -> None:
    now, sign_in = clock.now(), new_id()
    for step, origin in enumerate("ababab"):
        at = now - timedelta(minutes=9 - step)
        given = {"actor": HU, "role": "worker", "subject": UUID(HU)}
        write(**given, sign_in=sign_in, origin=origin * 32, at=at)
        write(**given, sign_in=UUID(int=9), origin="c" * 32, at=at)

    assert services.raise_flags(SYSTEM) == 1

    flag, found = services.see_flag(SUN, flag_id=open_flags()[0].id)
    assert flag.kind is FlagKind.TWO_PLACES
    assert [line.sign_in for line in found] == [sign_in] * 6


def test_looking_at_one_shows_its_lines_and_is_a_line_itself(write: Write) -> None:
    ask(write, ASKED + 1)
    ask(write, 3, actor=str(UUID(int=71)))
    services.raise_flags(SYSTEM)
    flag_id = open_flags()[0].id
    assert open_flags()[0].seen_at is None

    _, found = services.see_flag(SUN, flag_id=flag_id)

    assert {line.actor for line in found} == {HU}
    assert len(found) == ASKED + 1
    assert open_flags()[0].seen_at is not None
    assert lines(Action.FLAG_SEE)[-1].proof == f"flag:{flag_id}"


def test_it_is_closed_with_a_reason_and_stays_closed(write: Write) -> None:
    ask(write, ASKED + 1)
    services.raise_flags(SYSTEM)
    flag_id = open_flags()[0].id
    for empty in ("", "   ", "ok"):
        with pytest.raises(NoReason):
            services.close_flag(SUN, flag_id=flag_id, reason=empty)

    services.close_flag(SUN, flag_id=flag_id, reason="  一家 多口，\n已电话核实  ")
    ask(write, 2)
    services.raise_flags(SYSTEM)

    [flag] = open_flags()
    assert (flag.reason, flags.how_many_wait(SUN)[0]) == ("一家 多口， 已电话核实", 0)
    with pytest.raises(NotFound):
        services.close_flag(SUN, flag_id=flag_id, reason="又一次处理")


@pytest.mark.parametrize("role", sorted(CONSOLE - {Role.SECURITY_ADMIN}))
def test_flags_are_the_security_administrators_only(write: Write, role: Role) -> None:
    ask(write, ASKED + 1)
    services.raise_flags(SYSTEM)
    flag_id = open_flags()[0].id
    other = Actor(role=role, id=new_id(), sign_in=new_id())

    with pytest.raises(NotFound):
        flags.waiting(other)
    with pytest.raises(NotAllowed):
        services.see_flag(other, flag_id=flag_id)
    with pytest.raises(NotAllowed):
        services.close_flag(other, flag_id=flag_id, reason="不该由我")


def test_the_database_wants_the_reason_too(write: Write) -> None:
    ask(write, ASKED + 1)
    services.raise_flags(SYSTEM)

    with pytest.raises(IntegrityError), transaction.atomic():
        Flag.objects.update(closed_at=clock.now())
