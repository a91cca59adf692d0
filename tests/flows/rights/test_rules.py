"""How long copies wait; what may have ended since a backup."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from jiaxin.flows.rights import rules
from jiaxin.flows.rights.rules import ExportState
from jiaxin.trust.access.actions import Action

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)


def test_files_are_there_for_a_day_and_not_a_second_longer() -> None:
    assert rules.files_are_there(NOON, NOON)
    assert rules.files_are_there(NOON, NOON + timedelta(days=1) - timedelta(seconds=1))
    assert not rules.files_are_there(NOON, NOON + timedelta(days=1))
    assert not rules.files_are_there(None, NOON)


def test_only_a_copy_that_waits_can_be_cut_off() -> None:
    late = NOON + rules.CUT_OFF_AFTER + timedelta(seconds=1)

    assert rules.was_cut_off(ExportState.ASKED, NOON, late)
    assert not rules.was_cut_off(ExportState.READY, NOON, late)
    assert not rules.was_cut_off(ExportState.ASKED, NOON, NOON)


def test_whatever_was_done_about_somebody_may_have_ended_something_but_a_look() -> None:
    looks = [Action.QUERY_ASK, Action.QUERY_NOTICE, Action.QUERY_OPEN, Action.QUERY_END]
    others = [one for one in Action if one not in looks]
    whose = {one: UUID(int=place) for place, one in enumerate(Action)}

    found = rules.since((one.code, whose[one]) for one in Action)

    assert found.touched | found.erased == {whose[one] for one in others}
    assert whose[Action.DELETION_DUE] in found.erased
    assert whose[Action.CONSENT_WITHDRAW] in found.touched
