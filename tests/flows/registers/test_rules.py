"""The rules of registers, as sentences."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from jiaxin.flows.registers import rules
from jiaxin.flows.registers.rules import BreachState, Concerned, RegisterFault
from tests.makers_registers import new_assessment, new_breach

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        ({"what": " "}, RegisterFault.WHAT),
        ({"harm": "长" * 4001}, RegisterFault.HARM),
        ({"measures": ""}, RegisterFault.MEASURES),
        ({"advice": ""}, RegisterFault.ADVICE),
        ({"kinds": ()}, RegisterFault.KINDS),
        ({"found_at": NOW + timedelta(seconds=1)}, RegisterFault.FOUND_AT),
        ({"found_at": NOW - timedelta(days=2000)}, RegisterFault.FOUND_AT),
        ({"concerned": Concerned.SEEN_BY, "since": NOW, "until": NOW}, RegisterFault.SPAN),
        ({"concerned": Concerned.SEEN_BY}, RegisterFault.ACCOUNT),
    ],
)
def test_what_is_missing_in_a_breach_is_named(other: dict[str, Any], fault: RegisterFault) -> None:
    assert fault in rules.faults_of_breach(new_breach(**{"found_at": NOW, **other}), NOW)


def test_a_whole_breach_is_fit() -> None:
    whole = new_breach(found_at=NOW)
    seen = new_breach(
        found_at=NOW,
        concerned=Concerned.SEEN_BY,
        account=UUID(int=1),
        since=NOW - timedelta(hours=2),
        until=NOW,
    )

    assert rules.faults_of_breach(whole, NOW) == []
    assert rules.faults_of_breach(seen, NOW) == []


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        ({"title": ""}, RegisterFault.TITLE),
        ({"title": "长" * 201}, RegisterFault.TITLE),
        ({"what": ""}, RegisterFault.WHAT),
        ({"risks": ""}, RegisterFault.RISKS),
        ({"measures": ""}, RegisterFault.MEASURES),
        ({"kinds": ()}, RegisterFault.KINDS),
        ({"review_on": TODAY}, RegisterFault.REVIEW_ON),
        ({"review_on": TODAY + timedelta(days=1200)}, RegisterFault.REVIEW_ON),
    ],
)
def test_what_is_missing_in_an_assessment_is_named(
    other: dict[str, Any], fault: RegisterFault
) -> None:
    given = {"review_on": TODAY + timedelta(days=300), **other}

    assert rules.faults_of_assessment(new_assessment(**given), TODAY) == [fault]


def test_a_report_is_late_from_the_twenty_fourth_hour_on() -> None:
    last = NOW + timedelta(hours=24) - timedelta(seconds=1)

    assert not rules.is_late(NOW, None, last)
    assert rules.is_late(NOW, None, NOW + timedelta(hours=24))
    assert not rules.is_late(NOW, last, NOW + timedelta(days=9))
    assert rules.is_late(NOW, NOW + timedelta(hours=24), NOW + timedelta(days=9))


def test_closed_comes_before_reported_before_open() -> None:
    assert rules.state_of(None, None) is BreachState.OPEN
    assert rules.state_of(NOW, None) is BreachState.REPORTED
    assert rules.state_of(NOW, NOW) is BreachState.CLOSED


def test_it_is_closed_once_reported_and_told_or_with_a_reason_why_not() -> None:
    assert rules.may_close(BreachState.REPORTED, told=True, untold_reason="")
    assert rules.may_close(BreachState.REPORTED, told=False, untold_reason="已加密，打不开")
    assert not rules.may_close(BreachState.REPORTED, told=False, untold_reason=" ")
    assert not rules.may_close(BreachState.OPEN, told=True, untold_reason="已加密")
    assert not rules.may_close(BreachState.CLOSED, told=True, untold_reason="")
