"""Decisions of consent: what each kind covers, how long it holds. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What is agreed to. Sensitive matters each need their own (PIPL arts. 14, 29)."""

    PLATFORM = "platform"
    FACE = "face"
    BACKGROUND = "background"
    HEALTH = "health"
    EPIDEMIC = "epidemic"


class Ended(StrEnum):
    """How a consent ended early. What is suspended comes back; what is taken back does not."""

    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"


class Purpose(StrEnum):
    """What somebody who reads facts wants them for."""

    QUERY = "query"
    CHECK = "check"
    ENROL = "enrol"


# The ministry's authorisation lasts thirty days; the others end with it.
LASTS = timedelta(days=30)
REMIND_BEFORE = (timedelta(days=7), timedelta(days=3), timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Term:
    """How long a consent holds: from its start up to, not including, its end."""

    start: datetime
    end: datetime
    withdrawn_at: datetime | None = None


def holds(term: Term, now: datetime) -> bool:
    """Whether a consent is in force at this moment."""
    if term.withdrawn_at is not None and term.withdrawn_at <= now:
        return False
    return term.start <= now < term.end


def end_of(kind: Kind, now: datetime, platform_end: datetime | None) -> datetime:
    """When a consent given now ends: the platform's in thirty days, the others with it."""
    if kind is Kind.PLATFORM or platform_end is None:
        return now + LASTS
    return platform_end


def needs_platform(kind: Kind) -> bool:
    return kind is not Kind.PLATFORM


def fall_with(kind: Kind) -> frozenset[Kind]:
    """What a withdrawal takes with it: without the platform's consent none of the others holds."""
    return frozenset(Kind) if kind is Kind.PLATFORM else frozenset({kind})
