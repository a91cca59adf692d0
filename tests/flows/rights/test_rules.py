"""How long copies wait."""

from datetime import UTC, datetime, timedelta

from jiaxin.flows.rights import rules
from jiaxin.flows.rights.rules import ExportState

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
