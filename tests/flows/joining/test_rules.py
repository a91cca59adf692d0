"""The law of a change of owner: three days to object, fourteen to do it."""

from datetime import timedelta

from jiaxin.flows.joining import rules
from jiaxin.flows.joining.rules import Outcome
from jiaxin.ground import clock


def test_time_alone_ends_what_waits_and_nothing_that_ended() -> None:
    now = clock.now()
    for outcome in Outcome:
        after = rules.stands(outcome, now, now)
        waited = outcome is Outcome.WAITING
        assert after is (Outcome.LAPSED if waited else outcome)
        assert rules.may_be_done(outcome, now, now + timedelta(seconds=1), now) == waited


def test_an_objection_holds_for_thirty_days() -> None:
    now = clock.now()

    assert rules.objection_holds(now, now + timedelta(days=30, seconds=-1))
    assert not rules.objection_holds(now, now + timedelta(days=30))
