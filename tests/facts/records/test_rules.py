"""The record's law: a background answer ages, and the light is green only when all is well."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.facts.records.rules import (
    STALE_AFTER,
    Background,
    Colour,
    LightInputs,
    Reason,
    Standing,
    background_word,
    decide,
)

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
TODAY = date(2026, 11, 23)
SAID = (None, Background.NONE_FOUND, Background.BEING_VERIFIED, Background.NOT_ISSUED)

GOOD = LightInputs(
    now=NOON,
    today=TODAY,
    authorised_until=NOON + timedelta(days=3),
    standing=Standing.VALID,
    identity_proven_at=NOON - timedelta(days=3),
    document_until=date(2040, 1, 1),
    background=Background.NONE_FOUND,
    background_checked_at=NOON - timedelta(hours=6),
    source_unreachable_since=None,
)

AUTHORISED = (None, NOON - timedelta(days=1), NOON, NOON + timedelta(seconds=1))
PROVEN = (None, NOON - timedelta(days=3))
DOCUMENTS = (None, TODAY - timedelta(days=1), TODAY, date(2040, 1, 1))
CHECKED = (None, NOON, NOON - STALE_AFTER, NOON - STALE_AFTER - timedelta(seconds=1))
SILENT = (None, NOON - timedelta(minutes=1))


def every_case() -> list[LightInputs]:
    """Every combination of everything that the light is decided from."""
    return [
        LightInputs(NOON, TODAY, until, standing, proven, document, said, checked, silent)
        for until, standing, proven, document, said, checked, silent in product(
            AUTHORISED, Standing, PROVEN, DOCUMENTS, SAID, CHECKED, SILENT
        )
    ]


def expected(given_: LightInputs) -> Colour:
    """The order of SPEC 3.2, written a second time and plainly."""
    if given_.authorised_until is None or given_.authorised_until <= NOON:
        return Colour.GREY
    if given_.standing is Standing.REVOKED or given_.identity_proven_at is None:
        return Colour.RED
    fresh = (
        given_.background is Background.NONE_FOUND
        and given_.background_checked_at is not None
        and NOON - given_.background_checked_at <= STALE_AFTER
    )
    if given_.standing is Standing.SUSPENDED or not fresh or given_.source_unreachable_since:
        return Colour.GREY
    if given_.document_until is not None and given_.document_until < TODAY:
        return Colour.YELLOW
    return Colour.GREEN


def test_every_combination_has_the_colour_of_the_table() -> None:
    wrong = [case for case in every_case() if decide(case).colour is not expected(case)]

    assert wrong == []
    assert {decide(case).colour for case in every_case()} == set(Colour)


def test_no_light_is_without_a_reason() -> None:
    assert all(decide(case).reasons for case in every_case())


def test_green_is_never_shown_when_anything_is_amiss() -> None:
    for case in every_case():
        if decide(case).colour is Colour.GREEN:
            assert case.authorised_until is not None
            assert case.authorised_until > case.now
            assert case.source_unreachable_since is None
            assert case.standing is Standing.VALID
            assert case.background is Background.NONE_FOUND
            assert case.background_checked_at is not None
            assert case.now - case.background_checked_at <= STALE_AFTER


def test_no_background_answer_makes_the_light_red() -> None:
    for said in SAID:
        assert decide(replace(GOOD, background=said)).colour is not Colour.RED


def test_without_authorisation_the_light_tells_nothing_else() -> None:
    for case in every_case():
        if case.authorised_until is None or case.authorised_until <= case.now:
            assert [one.reason for one in decide(case).reasons] == [Reason.NOT_AUTHORISED]


@pytest.mark.parametrize(
    ("change", "colour", "reason"),
    [
        ({}, Colour.GREEN, Reason.IDENTITY_PROVEN),
        ({"authorised_until": NOON}, Colour.GREY, Reason.NOT_AUTHORISED),
        ({"standing": Standing.REVOKED}, Colour.RED, Reason.REVOKED),
        ({"identity_proven_at": None}, Colour.RED, Reason.IDENTITY_INVALID),
        ({"standing": Standing.SUSPENDED}, Colour.GREY, Reason.SUSPENDED),
        ({"background": None}, Colour.GREY, Reason.BACKGROUND_NOT_CHECKED),
        ({"background": Background.NOT_ISSUED}, Colour.GREY, Reason.BACKGROUND_BEING_VERIFIED),
        ({"source_unreachable_since": NOON}, Colour.GREY, Reason.SOURCE_UNREACHABLE),
        ({"document_until": date(2026, 11, 22)}, Colour.YELLOW, Reason.DOCUMENT_EXPIRED),
    ],
)
def test_each_reason_is_said(change: dict[str, object], colour: Colour, reason: Reason) -> None:
    light = decide(replace(GOOD, **change))  # type: ignore[arg-type]  # one field each

    assert light.colour is colour
    assert light.reasons[0].reason is reason


@given(ago=st.timedeltas(timedelta(days=-1), timedelta(days=400)))
def test_none_found_is_said_for_thirty_six_hours_only(ago: timedelta) -> None:
    word = background_word(Background.NONE_FOUND, NOON - ago, NOON)

    assert (word is Background.STALE) == (ago > STALE_AFTER)


@given(
    one=st.timedeltas(timedelta(0), timedelta(days=9)),
    two=st.timedeltas(timedelta(0), timedelta(days=9)),
)
def test_an_old_answer_never_becomes_new_again(one: timedelta, two: timedelta) -> None:
    first, second = sorted((one, two))
    if background_word(Background.NONE_FOUND, NOON, NOON + first) is Background.STALE:
        assert background_word(Background.NONE_FOUND, NOON, NOON + second) is Background.STALE


@pytest.mark.parametrize("said", [Background.BEING_VERIFIED, Background.NOT_ISSUED])
def test_what_people_decide_does_not_age_away(said: Background) -> None:
    assert background_word(said, NOON, NOON + timedelta(days=400)) is said


def test_what_was_never_asked_is_not_checked() -> None:
    assert background_word(None, None, NOON) is Background.NOT_CHECKED
    assert background_word(Background.NONE_FOUND, None, NOON) is Background.NOT_CHECKED
