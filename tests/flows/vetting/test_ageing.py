"""A finding is looked at again before its year is over, while it stands and she agrees."""

from datetime import timedelta

import pytest

from jiaxin.flows.vetting import services as vetting
from jiaxin.flows.vetting.models import Case
from jiaxin.flows.vetting.rules import Cause, Says, State
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import clockwork, makers
from tests.evidence import jobs
from tests.makers_vetting import a_case, case_of, decide

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("vetting")


def aged(lin: Actor, case: Case) -> None:
    """The job runs, later than anything that happened before it."""
    with clockwork.at(case_of(lin).opened_at + timedelta(minutes=1)):
        vetting.review_finding(SYSTEM, worker=lin.person, case_id=case.id)


@pytest.mark.parametrize("says", [Says.NONE_FOUND, Says.NOT_ISSUED])
def test_either_finding_is_looked_at_again(lin: Actor, outside: makers.Outside, says: Says) -> None:
    decide(lin, a_case(lin, outside), says)
    case = case_of(lin)
    [job] = jobs("look_at_it_again", lin)
    assert case.ended_at is not None
    assert job.scheduled_at is not None
    wait = job.scheduled_at - case.ended_at
    assert timedelta(days=343) < wait < timedelta(days=345)

    for _ in range(2):
        aged(lin, case)

    assert Case.objects.filter(worker_id=lin.person).count() == 2
    assert (case_of(lin).cause, case_of(lin).state) == (Cause.YEARLY, State.OPENED)


def test_a_finding_that_another_followed_is_history(lin: Actor, outside: makers.Outside) -> None:
    decide(lin, a_case(lin, outside), Says.NONE_FOUND)
    first = case_of(lin)
    aged(lin, first)
    decide(lin, case_of(lin).id, Says.NONE_FOUND)

    aged(lin, first)

    assert case_of(lin).state == State.CLEARED


def test_without_her_consent_nobody_looks_again(lin: Actor, outside: makers.Outside) -> None:
    decide(lin, a_case(lin, outside), Says.NONE_FOUND)
    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.BACKGROUND].id)

    aged(lin, case_of(lin))

    assert Case.objects.filter(worker_id=lin.person).count() == 1
