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
    FIRM = "firm"
    LOCAL = "local"
    SHOWCASE = "showcase"


# What is handed to somebody outside names whom: each recipient needs a consent of its own (PIPL
# art. 23). `in_force` holds none of them: who reads under one says whose it is.
NAMED = frozenset({Kind.FIRM, Kind.LOCAL})


class Ended(StrEnum):
    """How a consent ended early. What is suspended comes back; what is taken back does not."""

    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"


class Purpose(StrEnum):
    """What somebody who reads facts wants them for."""

    QUERY = "query"
    CHECK = "check"
    ENROL = "enrol"
    EMPLOY = "employ"
    SHARE = "share"
    SHOW = "show"


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


def ends_of_firm(end: datetime, platform_end: datetime) -> datetime:
    """Until when a firm may look: for its thirty days, while the platform's consent holds."""
    return min(end, platform_end)


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


# A firm's is given again in one tap for so long after its end, if she never took it back.
ONE_TAP_AFTER = timedelta(days=7)


def may_renew_in_one_tap(last: Term | None, now: datetime) -> bool:
    """Whether a firm's authorisation goes on without her showing anew that it is she."""
    if last is None or (last.withdrawn_at is not None and last.withdrawn_at <= now):
        return False
    return last.start <= now < last.end + ONE_TAP_AFTER
