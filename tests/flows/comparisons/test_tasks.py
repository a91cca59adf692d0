"""The timer: once a night, and again for a run that was left unfinished."""

from collections.abc import Iterator
from datetime import time, timedelta
from unittest.mock import patch

import pytest
from django.test import override_settings

from jiaxin.flows.comparisons import errands, tasks
from jiaxin.flows.comparisons.models import Run
from jiaxin.ground import clock
from jiaxin.ground.errors import SourceUnreachable
from jiaxin.trust.access.actor import Actor
from tests import clockwork
from tests.makers_comparisons import FakeSlices

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_hand() -> Iterator[None]:
    how = errands.How(lanes=1, patience=1, wait=lambda seconds: None)
    with override_settings(COMPARE_AT=time(3)), patch.object(errands, "How", return_value=how):
        yield


def tick() -> int:
    """The timer's look; how many runs there are then."""
    tasks.compare_nightly(0)
    return Run.objects.count()


def test_a_night_has_one_run(lin: Actor, source: FakeSlices) -> None:
    tonight = clock.start_of(clock.today()) + timedelta(days=1, hours=3)
    with clockwork.at(tonight - timedelta(minutes=1)) as hands:
        assert tick() == 1  # there was none before at all
        assert tick() == 1
        hands.move_to(tonight)
        assert tick() == 2
        hands.move(timedelta(hours=20))
        assert tick() == 2


def test_a_run_that_waited_for_the_source_is_gone_on_with(lin: Actor, source: FakeSlices) -> None:
    source.trouble = SourceUnreachable("down")
    assert tick() == 1
    assert Run.objects.get().state == "running"

    source.trouble = None
    assert tick() == 1
    assert Run.objects.get().state == "finished"


def test_where_nothing_is_paired_the_timer_is_quiet(lin: Actor, source: FakeSlices) -> None:
    errands.join(None)

    assert tick() == 0
