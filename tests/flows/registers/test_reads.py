"""The reads of registers, as sentences."""

from datetime import timedelta

import pytest

from jiaxin.flows.registers import reads, services
from jiaxin.flows.registers.rules import Concerned
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers, makers_staff
from tests.makers_registers import a_breach, an_assessment

pytestmark = pytest.mark.django_db


def test_before_they_are_told_nobody_reads_of_it(admin: Actor, lin: Actor) -> None:
    breach = a_breach(admin)
    assert reads.told_to_me(lin) == []

    services.begin_telling(admin, breach_id=breach)

    [told] = reads.told_to_me(lin)
    assert told.advice == "不要把验证码告诉任何人。有疑问请打服务台。"


def test_who_joined_after_it_was_found_is_not_concerned(admin: Actor, outside: object) -> None:
    breach = a_breach(admin)
    services.begin_telling(admin, breach_id=breach)

    later = makers.a_worker()

    assert reads.count_of(admin, breach_id=breach) == 0
    assert reads.told_to_me(later) == []


def test_its_clock_runs_out_by_itself(admin: Actor) -> None:
    breach = a_breach(admin)
    assert not reads.breach(admin, breach_id=breach).is_late

    with clockwork.at(clock.now() + timedelta(hours=24)):
        assert reads.breach(admin, breach_id=breach).is_late


def test_an_assessment_is_due_on_its_day(admin: Actor) -> None:
    one = an_assessment(admin, review_on=clock.today() + timedelta(days=30))
    assert not reads.assessment(admin, assessment_id=one).is_due

    with clockwork.at(clock.now() + timedelta(days=30)):
        assert reads.assessment(admin, assessment_id=one).is_due


def test_what_is_not_there_is_not_found(admin: Actor) -> None:
    for read in (reads.breach, reads.count_of):
        with pytest.raises(NotFound):
            read(admin, breach_id=new_id())
    with pytest.raises(NotFound):
        reads.assessment(admin, assessment_id=new_id())


def test_they_are_the_security_administrators(admin: Actor, lin: Actor) -> None:
    breach = a_breach(admin)

    for other in (lin, makers_staff.an_auditor(), makers_staff.a_reviewer()):
        with pytest.raises(NotFound):
            reads.breach(other, breach_id=breach)
        with pytest.raises(NotFound):
            reads.assessments(other)


def test_an_account_that_saw_nobody_concerns_nobody(admin: Actor, lin: Actor) -> None:
    now = clock.now()
    breach = a_breach(
        admin,
        concerned=Concerned.SEEN_BY,
        account=new_id(),
        since=now - timedelta(hours=1),
        until=now,
    )

    assert reads.count_of(admin, breach_id=breach) == 0
    assert reads.next_concerned(breach, after=None, at_most=9) == []
