"""The law of a change of owner: how long the one who is there may object, and what comes of it."""

from datetime import datetime, timedelta
from enum import StrEnum


class Outcome(StrEnum):
    """How an asked-for change of owner stands or ended."""

    WAITING = "waiting"
    DONE = "done"
    OBJECTED = "objected"
    ASKED_ANEW = "asked_anew"
    LAPSED = "lapsed"


# Name and number of a representative are no secret: whoever is there hears of it, and has time.
OBJECT_WITHIN = timedelta(days=3)
DONE_WITHIN = timedelta(days=14)
# After an objection only the department decides, which sees the licence.
OBJECTION_HOLDS = timedelta(days=30)


def stands(outcome: Outcome, until: datetime, now: datetime) -> Outcome:
    """How it stands now: what nobody came back for has lapsed."""
    return Outcome.LAPSED if outcome is Outcome.WAITING and now >= until else outcome


def may_be_done(outcome: Outcome, ready_at: datetime, until: datetime, now: datetime) -> bool:
    """Whether the desk may be handed over now."""
    return stands(outcome, until, now) is Outcome.WAITING and now >= ready_at


def objection_holds(objected_at: datetime, now: datetime) -> bool:
    """Whether an objection still keeps others from asking."""
    return now < objected_at + OBJECTION_HOLDS
