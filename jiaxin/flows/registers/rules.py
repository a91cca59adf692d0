"""The decisions of registers: what is fit to enter, which clock runs. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

# The national rules on reporting incidents give hours; a day is the last moment (PIPL art. 57).
REPORT_WITHIN = timedelta(hours=24)
SHORT, LONG = 200, 4000
LOOK_BACK = timedelta(days=5 * 366)


class DataKind(StrEnum):
    """Which data a breach, or a handling, is about."""

    CONTACT = "contact"
    IDENTITY = "identity"
    PORTRAIT = "portrait"
    BACKGROUND = "background"
    HEALTH = "health"
    WORK = "work"
    LOOKS = "looks"


class Concerned(StrEnum):
    """Whom a breach concerns: everybody with a record, or whomever one account got to see."""

    EVERYONE = "everyone"
    SEEN_BY = "seen_by"


class BreachState(StrEnum):
    """Where a breach stands."""

    OPEN = "open"
    REPORTED = "reported"
    CLOSED = "closed"


class Conclusion(StrEnum):
    """What an assessment came to."""

    FIT = "fit"
    FIT_WITH_MEASURES = "fit_with_measures"
    NOT_FIT = "not_fit"


class RegisterFault(StrEnum):
    """What is amiss with an entry: the name of its field."""

    TITLE = "title"
    WHAT = "what"
    KINDS = "kinds"
    HARM = "harm"
    MEASURES = "measures"
    ADVICE = "advice"
    FOUND_AT = "found_at"
    ACCOUNT = "account"
    SPAN = "since"
    RISKS = "risks"
    REVIEW_ON = "review_on"


@dataclass(frozen=True, slots=True)
class NewBreach:
    """A breach as it is entered. Its texts are for those it concerns, and name nobody.

    `account` is an account's id: whoever it got to see from `since` until `until` is concerned.
    """

    what: str
    kinds: tuple[DataKind, ...]
    harm: str
    measures: str
    advice: str
    found_at: datetime
    concerned: Concerned
    account: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewAssessment:
    """An impact assessment (个人信息保护影响评估, PIPL arts. 55, 56)."""

    title: str
    kinds: tuple[DataKind, ...]
    what: str
    risks: str
    measures: str
    conclusion: Conclusion
    review_on: date
    replaces: UUID | None = None


def faults_of_breach(new: NewBreach, now: datetime) -> list[RegisterFault]:
    """What must be mended before it is entered."""
    faults = _texts(
        {
            RegisterFault.WHAT: new.what,
            RegisterFault.HARM: new.harm,
            RegisterFault.MEASURES: new.measures,
            RegisterFault.ADVICE: new.advice,
        }
    )
    if not new.kinds:
        faults.append(RegisterFault.KINDS)
    if not now - LOOK_BACK <= new.found_at <= now:
        faults.append(RegisterFault.FOUND_AT)
    if new.concerned is Concerned.SEEN_BY:
        if new.account is None:
            faults.append(RegisterFault.ACCOUNT)
        if new.since is None or new.until is None or not new.since < new.until:
            faults.append(RegisterFault.SPAN)
    return faults


def faults_of_assessment(new: NewAssessment, today: date) -> list[RegisterFault]:
    """What must be mended before it is entered."""
    faults = _texts(
        {
            RegisterFault.WHAT: new.what,
            RegisterFault.RISKS: new.risks,
            RegisterFault.MEASURES: new.measures,
        }
    )
    if not 1 <= len(new.title.strip()) <= SHORT:
        faults.append(RegisterFault.TITLE)
    if not new.kinds:
        faults.append(RegisterFault.KINDS)
    if not today < new.review_on <= today + timedelta(days=3 * 366):
        faults.append(RegisterFault.REVIEW_ON)
    return faults


def _texts(said: dict[RegisterFault, str]) -> list[RegisterFault]:
    return [fault for fault, text in said.items() if not 1 <= len(text.strip()) <= LONG]


def state_of(reported_at: datetime | None, closed_at: datetime | None) -> BreachState:
    """Where a breach stands."""
    if closed_at is not None:
        return BreachState.CLOSED
    return BreachState.OPEN if reported_at is None else BreachState.REPORTED


def is_late(found_at: datetime, reported_at: datetime | None, now: datetime) -> bool:
    """Whether the authority was told too late, or is not told though the time is over."""
    return (reported_at or now) >= found_at + REPORT_WITHIN


def may_close(state: BreachState, *, told: bool, untold_reason: str) -> bool:
    """Reported, and either everyone concerned was told, or it says why that is not needed.

    The law spares the telling where measures taken keep the harm away (PIPL art. 57).
    """
    return state is BreachState.REPORTED and (told or bool(untold_reason.strip()))


def next_review(dates: Collection[date]) -> date | None:
    """The nearest day on which an assessment is to be looked at again."""
    return min(dates, default=None)
