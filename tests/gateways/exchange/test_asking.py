"""What came of questions is noted: how the department does, and about nobody."""

from datetime import timedelta

import pytest

from jiaxin.gateways.exchange.envelope import DepartmentDeclined
from jiaxin.gateways.exchange.errands import noted_of
from jiaxin.gateways.exchange.models import AskedCount, AskedSource
from jiaxin.gateways.exchange.rules import AskOutcome
from jiaxin.gateways.exchange.watching import Note, watched
from jiaxin.ground import clock
from jiaxin.ground.errors import SourceNotTrusted, SourceUnreachable
from jiaxin.trust.access.actions import Action
from tests import clockwork
from tests.evidence import last_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def note() -> Note:
    return noted_of("police")


def asked(note: Note, trouble: Exception | None = None) -> None:
    """One question, and what came of it."""
    with watched(note, "background"):
        if trouble is not None:
            raise trouble


def test_an_answer_is_counted_and_its_line_names_nobody(note: Note) -> None:
    asked(note)

    row = AskedSource.objects.get()
    assert (row.source, row.service, row.failing) == ("police", "background", "")
    assert row.answered_at == row.asked_at
    assert AskedCount.objects.get().count == 1
    assert last_line(Action.SOURCE_NOTE).subject is None


@pytest.mark.parametrize(
    ("trouble", "outcome", "code"),
    [
        (SourceUnreachable("ReadTimeout"), AskOutcome.UNREACHABLE, ""),
        (SourceNotTrusted("another's key"), AskOutcome.NOT_TRUSTED, ""),
        (DepartmentDeclined("unavailable"), AskOutcome.DECLINED, "unavailable"),
    ],
)
def test_what_went_wrong_is_noted_and_goes_on_to_whoever_asked(
    note: Note, trouble: Exception, outcome: AskOutcome, code: str
) -> None:
    with pytest.raises(type(trouble)):
        asked(note, trouble)

    row = AskedSource.objects.get()
    assert (row.failing, row.code, row.answered_at) == (outcome, code, None)


def test_a_signed_no_to_one_person_is_an_answer(note: Note) -> None:
    with pytest.raises(DepartmentDeclined):
        asked(note, DepartmentDeclined("not_this_person"))

    assert AskedSource.objects.get().failing == ""


def test_since_when_it_fails_is_kept_from_the_first_time_until_it_answers(note: Note) -> None:
    began = clock.now()
    for minutes in (0, 10, 20):
        with (
            clockwork.at(began + timedelta(minutes=minutes)),
            pytest.raises(SourceUnreachable),
        ):
            asked(note, SourceUnreachable("down"))
    assert AskedSource.objects.get().failing_since == began

    asked(note)

    assert AskedSource.objects.get().failing_since is None
    counts = dict(AskedCount.objects.values_list("outcome", "count"))
    assert counts == {"unreachable": 3, "answered": 1}
