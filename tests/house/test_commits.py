"""What a test commits is gone before the next: lines of the trail, jobs of the queue."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from jiaxin.trust.audit.models import Line
from tests import makers


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", [1, 2])
def test_each_committing_test_begins_with_an_empty_trail_and_queue(round_: int) -> None:
    assert not Line.objects.exists()
    assert not ProcrastinateJob.objects.exists()

    makers.matched()

    assert Line.objects.exists()
    assert ProcrastinateJob.objects.exists()
