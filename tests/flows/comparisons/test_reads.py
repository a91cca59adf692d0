"""Coverage and where a run stands; both fall and rise by themselves."""

from datetime import timedelta

import pytest

from jiaxin.flows.comparisons import reads
from jiaxin.flows.comparisons.rules import LAST_ID, RunState
from jiaxin.ground import clock
from jiaxin.ground.errors import SourceUnreachable
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import clockwork, makers
from tests.makers import Outside, a_number
from tests.makers_comparisons import FakeSlices, compare

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
MEI = a_number(order=4)


def test_coverage_is_whole_after_a_run_and_falls_by_itself(lin: Actor, source: FakeSlices) -> None:
    checked = clock.now()
    with clockwork.at(checked + 25 * HOUR) as hands:
        stale = reads.coverage()
        compare()
        compared_at = hands.moment
        whole = reads.coverage()
        hands.move(24 * HOUR)
        fallen = reads.coverage()

    assert (stale.due, stale.compared) == (1, 0)
    assert (whole.due, whole.compared, whole.share) == (1, 1, 1.0)
    assert whole.oldest == compared_at
    assert (fallen.due, fallen.compared) == (1, 0)
    assert fallen.oldest == compared_at


def test_who_was_checked_when_she_agreed_is_covered_without_a_run(lin: Actor) -> None:
    assert reads.coverage().share == 1.0


def test_only_those_in_force_are_due(lin: Actor, outside: Outside) -> None:
    makers.a_worker(phone="13800138001", number=MEI, name="周美玲")
    held = consents.in_force(lin.person)[Kind.BACKGROUND]
    consent.withdraw(lin, consent_id=held.id)

    assert reads.coverage().due == 1


def test_who_agreed_anew_is_not_covered_by_a_run_from_before(
    lin: Actor, source: FakeSlices
) -> None:
    with clockwork.at(clock.now() + 25 * HOUR) as hands:
        compare()
        held = consents.in_force(lin.person)[Kind.BACKGROUND]
        consent.withdraw(lin, consent_id=held.id)
        hands.move(HOUR)
        makers.agree(lin, Kind.BACKGROUND)
        covered = reads.coverage()

    assert (covered.due, covered.compared) == (1, 0)


def test_a_renewal_keeps_what_was_compared_before_it(lin: Actor, source: FakeSlices) -> None:
    with clockwork.at(clock.now() + 25 * HOUR) as hands:
        compare()
        hands.move(HOUR)
        consent.renew(lin, language="en")
        covered = reads.coverage()

    assert covered.share == 1.0


def test_a_run_tells_how_far_it_is(lin: Actor, source: FakeSlices) -> None:
    assert reads.newest_run() is None
    source.trouble = SourceUnreachable("down")
    compare()

    waiting = reads.newest_run()
    assert waiting is not None
    assert (waiting.state, waiting.slices, waiting.settled) == (RunState.RUNNING, 1, 0)
    assert reads.is_under_way()

    source.trouble = None
    compare()
    done = reads.newest_run()
    assert done is not None
    assert (done.state, done.settled, done.compared) == (RunState.FINISHED, 1, 1)
    assert done.reached == LAST_ID
    assert done.run == waiting.run
    assert not reads.is_under_way()


def test_her_latest_comparisons_come_newest_first(lin: Actor, source: FakeSlices) -> None:
    with clockwork.at(clock.now() + HOUR) as hands:
        for _ in range(3):
            compare()
            hands.move(24 * HOUR)

        seen = [one.checked_at for one in reads.own(lin, most=2)]

    assert len(seen) == 2
    assert seen[0] - seen[1] == 24 * HOUR
