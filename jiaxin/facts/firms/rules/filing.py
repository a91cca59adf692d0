"""Filing 备案: a firm submits, the commerce department returns or accepts.

What changes later is filed within 15 days.
"""

from datetime import date, timedelta
from enum import StrEnum

CHANGE_WITHIN_DAYS = 15
REMIND_BEFORE_DAYS = (7, 3, 1)


class FilingState(StrEnum):
    """Where a filing stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


MOVES: dict[FilingState, frozenset[FilingState]] = {
    FilingState.DRAFT: frozenset({FilingState.SUBMITTED, FilingState.WITHDRAWN}),
    FilingState.SUBMITTED: frozenset(
        {FilingState.RETURNED, FilingState.ACCEPTED, FilingState.DRAFT}
    ),
    FilingState.RETURNED: frozenset({FilingState.SUBMITTED, FilingState.WITHDRAWN}),
    # An award may be taken off the record again; a profile is changed by a new filing.
    FilingState.ACCEPTED: frozenset({FilingState.WITHDRAWN}),
    FilingState.WITHDRAWN: frozenset(),
}


def may_move(now: FilingState, then: FilingState) -> bool:
    """Whether a filing may move so."""
    return then in MOVES[now]


def change_due(changed_on: date) -> date:
    """The last day to file what changed."""
    return changed_on + timedelta(days=CHANGE_WITHIN_DAYS)


def reminders(changed_on: date) -> tuple[date, ...]:
    """The days on which a firm is reminded that a change is not filed yet, the earliest first."""
    due = change_due(changed_on)
    return tuple(due - timedelta(days=days) for days in REMIND_BEFORE_DAYS)


def is_late(changed_on: date, filed_on: date | None, today: date) -> bool:
    """Whether a change was filed, or still is not, past its last day."""
    return (filed_on or today) > change_due(changed_on)
