"""The law of filings: clocks in working days, what is missing, what a machine compares."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.facts.firms.rules.profile import (
    Branch,
    Capital,
    FirmStatus,
    Registration,
)
from jiaxin.flows.filings import rules
from jiaxin.flows.filings.rules import Check, Part, Reason, Topic, Urgency, Why
from jiaxin.ground.calendar import is_working_day, working_days_left
from tests.makers_filings import AWARD
from tests.makers_firms import PROFILE

TODAY = date(2026, 11, 26)
REGISTERED = Registration(
    PROFILE.name, FirmStatus.OPEN, Capital.DOMESTIC, "110105", "北京市朝阳区样例路 1 号"
)


@pytest.mark.parametrize(
    ("topic", "submitted", "due"),
    [
        (Topic.PROFILE, "2026-11-26", "2026-12-03"),
        (Topic.AWARD, "2026-11-26", "2026-12-10"),
        # The holiday of October 2025 lies between, and its makeup Saturday is worked.
        (Topic.PROFILE, "2025-09-30", "2025-10-14"),
        (Topic.PROFILE, "2025-09-26", "2025-10-10"),
        # A leap day is a day like another.
        (Topic.PROFILE, "2024-02-26", "2024-03-04"),
    ],
)
def test_a_filing_is_due_after_so_many_working_days(topic: Topic, submitted: str, due: str) -> None:
    assert rules.due_on(topic, date.fromisoformat(submitted)) == date.fromisoformat(due)


@given(submitted=st.dates(date(2020, 1, 1), date(2026, 12, 1)), topic=st.sampled_from(list(Topic)))
def test_a_term_ends_on_a_day_that_offices_work(submitted: date, topic: Topic) -> None:
    due = rules.due_on(topic, submitted)

    assert is_working_day(due)
    assert working_days_left(due, submitted) == rules.DECIDE_DAYS[topic]
    assert rules.urgency(due, due + timedelta(days=1)) is Urgency.LATE
    assert rules.urgency(due, due) is Urgency.SOON


def test_what_was_left_lying_is_free_after_two_working_days() -> None:
    friday = date(2026, 11, 27)

    assert rules.is_held(friday, date(2026, 12, 1))
    assert not rules.is_held(friday, date(2026, 12, 2))


def test_an_award_without_evidence_or_title_is_not_complete() -> None:
    gaps = rules.award_gaps(replace(AWARD, title=" "), papers=0, today=TODAY)

    assert [gap.field for gap in gaps] == [Part.TITLE, Part.EVIDENCE]


@pytest.mark.parametrize(
    ("award", "fields"),
    [
        (AWARD, []),
        (replace(AWARD, awarded_on=TODAY), []),
        (replace(AWARD, awarded_on=TODAY + timedelta(days=1)), [Part.AWARDED_ON]),
        (replace(AWARD, until=AWARD.awarded_on - timedelta(days=1)), [Part.AWARDED_ON]),
        (replace(AWARD, document="字" * 201), [Part.DOCUMENT]),
    ],
)
def test_an_awards_days_and_lengths_are_checked(award: object, fields: list[Part]) -> None:
    found = rules.award_gaps(award, papers=1, today=TODAY)  # type: ignore[arg-type]  # an Award

    assert [gap.field for gap in found] == fields


@pytest.mark.parametrize(
    ("region", "good"),
    [("110105", True), ("330100", False), ("330000", False), ("999999", False), ("441900", True)],
)
def test_a_firm_files_in_a_county_or_in_a_city_that_has_none(region: str, good: bool) -> None:
    assert (rules.region_gaps(region) == []) is good


def test_a_branch_needs_a_name_an_address_and_a_region_that_exists() -> None:
    right = Branch("朝阳店", "110105", "样例街 8 号")
    for branch in (
        replace(right, name=" "),
        replace(right, address=""),
        replace(right, region="119999"),
        replace(right, name="字" * 101),
    ):
        assert rules.branch_gaps(replace(PROFILE, branches=(right, branch))) != []
    assert rules.branch_gaps(replace(PROFILE, branches=(right,))) == []


def checked(**more: object) -> dict[Check, bool]:
    given: dict[str, object] = {
        "registered": REGISTERED,
        "filed": None,
        "changed_on": None,
        "submitted_on": TODAY,
        **more,
    }
    said = given.pop("said", PROFILE)
    return {one.check: one.agrees for one in rules.checks(said, **given)}  # type: ignore[arg-type]  # by name


def test_what_agrees_is_said_to_agree() -> None:
    assert all(checked().values())
    assert set(checked()) == {
        Check.REGISTERED,
        Check.IN_BUSINESS,
        Check.SAME_NAME,
        Check.SAME_REGION,
    }


def test_each_difference_is_told_apart() -> None:
    assert checked(registered=None) == {Check.REGISTERED: False}
    closed = replace(REGISTERED, status=FirmStatus.CANCELLED)
    assert not checked(registered=closed)[Check.IN_BUSINESS]
    assert not checked(said=replace(PROFILE, name="北京样例月光"))[Check.SAME_NAME]
    assert not checked(said=replace(PROFILE, region="330106"))[Check.SAME_REGION]


def test_a_firm_that_is_filed_in_another_county_is_told_of() -> None:
    assert not checked(filed=replace(PROFILE, region="110108"))[Check.FILED_HERE]
    assert checked(filed=PROFILE)[Check.FILED_HERE]


def test_a_change_is_filed_within_fifteen_days() -> None:
    assert checked(changed_on=TODAY - timedelta(days=15))[Check.ON_TIME]
    assert not checked(changed_on=TODAY - timedelta(days=16))[Check.ON_TIME]


def test_a_registration_that_says_something_else_is_a_change_to_file() -> None:
    since = date(2026, 11, 20)
    assert rules.change_day(REGISTERED, since, PROFILE) is None
    assert rules.change_day(replace(REGISTERED, name="新名"), since, PROFILE) == since
    assert rules.change_day(replace(REGISTERED, region="110108"), since, PROFILE) == since
    # A registration that names the city only does not say that the firm moved.
    assert rules.change_day(replace(REGISTERED, region="110100"), since, PROFILE) is None


def test_reasons_speak_of_parts_that_the_filing_has() -> None:
    assert rules.fits(Topic.AWARD, [Reason(Part.EVIDENCE, Why.UNREADABLE)])
    assert not rules.fits(Topic.PROFILE, [Reason(Part.EVIDENCE, Why.UNREADABLE)])
    assert not rules.fits(Topic.PROFILE, [])
    for topic in Topic:
        assert rules.fits(topic, [Reason(part, Why.WRONG) for part in rules.parts_of(topic)])


@given(st.integers(0, 10_000))
def test_one_decision_in_twenty_is_drawn_and_one_at_least(decided: int) -> None:
    chosen = rules.how_many_to_check(decided)

    assert chosen * 20 >= decided
    assert (chosen - 1) * 20 < decided or decided == 0
    assert (chosen == 0) is (decided == 0)
