"""The light, decided for every combination there is, and compared with a table written by hand.

Each input stands in one of a few named states. LAW is the order of decision in rows: the first
phase with a row that fits gives the colour, and all fitting rows of that phase are the reasons.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain, combinations, product
from typing import Any

import pytest

from jiaxin.config import settings
from jiaxin.facts.records.rules import (
    EVERY_NEED,
    Background,
    Because,
    Colour,
    Conclusion,
    ExamClass,
    ExamHeld,
    LightInputs,
    Need,
    Reason,
    Standing,
    decide,
)

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
TODAY = date(2026, 11, 23)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
FRESH, AT_36_H, OLD = (NOW - timedelta(hours=hours) for hours in (6, 36, 37))
PROVEN = NOW - 3 * DAY


def exam(
    exam_class: ExamClass, until: date, conclusion: Conclusion = Conclusion.FIT
) -> dict[str, Any]:
    return {"exam": ExamHeld(exam_class, conclusion, TODAY - 9 * DAY, until)}


def said(word: Background | None, at: datetime | None) -> dict[str, Any]:
    return {"background": word, "background_checked_at": at}


# Every state of every input: what it is called in the table, and what it is.
STATES: dict[str, dict[str, dict[str, Any]]] = {
    "authorised": {
        "never": {"authorised_until": None},
        "ended this second": {"authorised_until": NOW},
        "one second left": {"authorised_until": NOW + SECOND},
    },
    "certificate": {one.value: {"standing": one} for one in Standing},
    "identity": {
        "proven": {"identity_proven_at": PROVEN},
        "not proven": {"identity_proven_at": None},
    },
    "document": {
        "for ever": {"document_until": None},
        "last day": {"document_until": TODAY},
        "ran out": {"document_until": TODAY - DAY},
    },
    "background": {
        "never": said(None, None),
        "none found": said(Background.NONE_FOUND, FRESH),
        "none found, 36 h ago": said(Background.NONE_FOUND, AT_36_H),
        "none found, older": said(Background.NONE_FOUND, AT_36_H - SECOND),
        "being verified": said(Background.BEING_VERIFIED, FRESH),
        "being verified long": said(Background.BEING_VERIFIED, OLD),
        "not issued": said(Background.NOT_ISSUED, OLD),
    },
    "source": {
        "answers": {"source_unreachable_since": None},
        "silent": {"source_unreachable_since": NOW - SECOND},
    },
    "trade": {
        "demands no exam": {"exam_needed": None},
        "demands elder care": {"exam_needed": ExamClass.ELDER_CARE},
    },
    "exam": {
        "not agreed": {"exam_agreed": False, "exam": None},
        "none": {"exam": None},
        "too low": exam(ExamClass.LIVE_IN, TODAY + DAY),
        "same class": exam(ExamClass.ELDER_CARE, TODAY + DAY),
        "higher, last day": exam(ExamClass.MOTHER_BABY, TODAY),
        "ran out": exam(ExamClass.MOTHER_BABY, TODAY - DAY),
        "unfit": exam(ExamClass.ELDER_CARE, TODAY + DAY, Conclusion.UNFIT),
    },
    "insured": {
        "no": {"insured_until": None},
        "last day": {"insured_until": TODAY},
        "ran out": {"insured_until": TODAY - DAY},
    },
}
NEEDS = [
    frozenset(some)
    for some in chain.from_iterable(combinations(Need, size) for size in range(len(Need) + 1))
]

type Case = Mapping[str, str]
# Phase, colour, reason, what must be so; `needs` must be required by configuration.
LAW: list[tuple[int, Colour, Reason, dict[str, set[str]], Need | None]] = [
    (1, Colour.GREY, Reason.NOT_AUTHORISED, {"authorised": {"never", "ended this second"}}, None),
    (2, Colour.RED, Reason.REVOKED, {"certificate": {"revoked"}}, None),
    (2, Colour.RED, Reason.IDENTITY_INVALID, {"identity": {"not proven"}}, None),
    (3, Colour.GREY, Reason.SUSPENDED, {"certificate": {"suspended"}}, None),
    (
        3,
        Colour.GREY,
        Reason.BACKGROUND_BEING_VERIFIED,
        {"background": {"being verified", "being verified long", "not issued"}},
        None,
    ),
    (3, Colour.GREY, Reason.BACKGROUND_NOT_CHECKED, {"background": {"never"}}, Need.BACKGROUND),
    (
        3,
        Colour.GREY,
        Reason.BACKGROUND_STALE,
        {"background": {"none found, older"}},
        Need.BACKGROUND,
    ),
    (3, Colour.GREY, Reason.SOURCE_UNREACHABLE, {"source": {"silent"}}, None),
    (4, Colour.YELLOW, Reason.DOCUMENT_EXPIRED, {"document": {"ran out"}}, Need.DOCUMENT),
    *(
        (4, Colour.YELLOW, reason, {"trade": {"demands elder care"}, "exam": {exam}}, Need.EXAM)
        for exam, reason in (
            ("not agreed", Reason.EXAM_NOT_AGREED),
            ("none", Reason.EXAM_MISSING),
            ("too low", Reason.EXAM_TOO_LOW),
            ("ran out", Reason.EXAM_EXPIRED),
            ("unfit", Reason.EXAM_NOT_PASSED),
        )
    ),
    (5, Colour.GREEN, Reason.IDENTITY_PROVEN, {}, None),
    (
        5,
        Colour.GREEN,
        Reason.BACKGROUND_NONE_FOUND,
        {"background": {"none found", "none found, 36 h ago"}},
        None,
    ),
    (5, Colour.GREEN, Reason.EXAM_IN_DATE, {"exam": {"same class", "higher, last day"}}, None),
    (
        5,
        Colour.GREEN,
        Reason.EXAM_IN_DATE,
        {"exam": {"too low"}, "trade": {"demands no exam"}},
        None,
    ),
    (5, Colour.GREEN, Reason.INSURED, {"insured": {"last day"}}, None),
]


def every_case() -> Iterator[Case]:
    names = list(STATES)
    for states in product(*(STATES[name] for name in names)):
        yield dict(zip(names, states, strict=True))


def inputs(case: Case, needs: frozenset[Need] = EVERY_NEED) -> LightInputs:
    given: dict[str, Any] = {"exam_agreed": True}
    for name, state in case.items():
        given |= STATES[name][state]
    return LightInputs(now=NOW, today=TODAY, needs=needs, **given)


def expected(case: Case, needs: frozenset[Need]) -> tuple[Colour, set[Reason]]:
    fitting = [
        (phase, colour, reason)
        for phase, colour, reason, when, need in LAW
        if (need is None or need in needs)
        and all(case[name] in states for name, states in when.items())
    ]
    first = min(phase for phase, _, _ in fitting)
    won = [(colour, reason) for phase, colour, reason in fitting if phase == first]
    return won[0][0], {reason for _, reason in won}


@pytest.mark.parametrize("needs", NEEDS, ids=lambda needs: "+".join(sorted(needs)) or "nothing")
def test_every_combination_has_the_colour_and_the_reasons_of_the_table(
    needs: frozenset[Need],
) -> None:
    seen: set[Reason] = set()
    for case in every_case():
        light = decide(inputs(case, needs))
        reasons = {because.reason for because in light.reasons}
        seen |= reasons

        assert (light.colour, reasons) == expected(case, needs), case
        assert len(reasons) == len(light.reasons) > 0

    if needs == EVERY_NEED:
        assert seen == set(Reason)


def test_green_is_never_shown_when_anything_is_amiss() -> None:
    for case in every_case():
        if decide(given := inputs(case)).colour is not Colour.GREEN:
            continue
        assert given.authorised_until is not None
        assert given.authorised_until > given.now
        assert given.source_unreachable_since is None
        assert given.standing is Standing.VALID
        assert given.background is Background.NONE_FOUND
        assert given.background_checked_at is not None
        assert given.now - given.background_checked_at <= timedelta(hours=36)


def test_no_background_answer_makes_the_light_red() -> None:
    for state in STATES["background"]:
        assert decide(inputs(GOOD | {"background": state})).colour is not Colour.RED


def test_insurance_decides_nothing() -> None:
    for case in every_case():
        if case["insured"] == "no":
            without = decide(inputs(case)).colour
            assert decide(inputs({**case, "insured": "last day"})).colour is without


GOOD = {
    "authorised": "one second left",
    "certificate": "valid",
    "identity": "proven",
    "document": "for ever",
    "background": "none found",
    "source": "answers",
    "trade": "demands elder care",
    "exam": "same class",
    "insured": "no",
}


@pytest.mark.parametrize(
    ("change", "reason", "at"),
    [
        ({"authorised": "ended this second"}, Reason.NOT_AUTHORISED, NOW),
        ({"authorised": "never"}, Reason.NOT_AUTHORISED, None),
        ({"background": "none found, older"}, Reason.BACKGROUND_STALE, AT_36_H - SECOND),
        ({"background": "being verified"}, Reason.BACKGROUND_BEING_VERIFIED, FRESH),
        ({"source": "silent"}, Reason.SOURCE_UNREACHABLE, NOW - SECOND),
        ({"document": "ran out"}, Reason.DOCUMENT_EXPIRED, TODAY - DAY),
        ({"exam": "ran out"}, Reason.EXAM_EXPIRED, TODAY - DAY),
        ({"exam": "unfit"}, Reason.EXAM_NOT_PASSED, TODAY - 9 * DAY),
        ({"exam": "too low"}, Reason.EXAM_TOO_LOW, TODAY - 9 * DAY),
        ({}, Reason.IDENTITY_PROVEN, PROVEN),
        ({}, Reason.BACKGROUND_NONE_FOUND, FRESH),
        ({}, Reason.EXAM_IN_DATE, TODAY + DAY),
        ({"insured": "last day"}, Reason.INSURED, TODAY),
    ],
)
def test_each_reason_comes_with_its_date(
    change: dict[str, str], reason: Reason, at: datetime | date | None
) -> None:
    assert Because(reason, at) in decide(inputs(GOOD | change)).reasons


@pytest.mark.parametrize(
    ("field", "edge", "before", "after"),
    [
        ("authorised_until", NOW, Colour.GREEN, Colour.GREY),
        ("background_checked_at", NOW + timedelta(hours=-36), Colour.GREEN, Colour.GREY),
    ],
)
def test_the_colour_changes_at_the_second(
    field: str, edge: datetime, before: Colour, after: Colour
) -> None:
    good = inputs(GOOD)
    shift = 1 if field == "authorised_until" else 0

    assert decide(replace(good, **{field: edge + shift * SECOND})).colour is before  # type: ignore[arg-type]  # one field each
    assert decide(replace(good, **{field: edge + (shift - 1) * SECOND})).colour is after  # type: ignore[arg-type]  # one field each


@pytest.mark.parametrize("needed", ExamClass)
@pytest.mark.parametrize("held", ExamClass)
def test_a_higher_class_does_for_a_lower_and_no_lower_for_a_higher(
    held: ExamClass, needed: ExamClass
) -> None:
    order = ["general", "live_in", "elder_care", "mother_baby"]
    given = replace(
        inputs(GOOD),
        exam_needed=needed,
        exam=ExamHeld(held, Conclusion.FIT, TODAY, TODAY),
    )

    enough = order.index(held) >= order.index(needed)
    assert decide(given).colour is (Colour.GREEN if enough else Colour.YELLOW)


def test_what_green_requires_is_configuration() -> None:
    assert set(settings.GREEN_NEEDS) == set(Need)
