"""What on the trail is unusual enough that a person should look. Pure.

Nothing is decided by a flag: it stops nobody, and names nobody to anyone but the security
administrator, who looks at the lines and closes it with a reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from jiaxin.trust.access.roles import STAFF, Role


class FlagKind(StrEnum):
    """What is unusual."""

    MANY_ASKED = "many_asked"
    MANY_OPENED = "many_opened"
    TWO_PLACES = "two_places"
    REPORTED = "reported"


WINDOW = timedelta(hours=1)
# How many different people one actor's acts were about within an hour.
MOST = {
    FlagKind.MANY_ASKED: 10,  # a family looks for one helper, and compares a few
    FlagKind.MANY_OPENED: 60,  # a desk that takes one a minute, for an hour, reads nothing
}
# Whose acts are counted for which.
WHOSE = {
    FlagKind.MANY_ASKED: frozenset({Role.CONSUMER}),
    FlagKind.MANY_OPENED: STAFF,
}
# A phone that goes from home into the street changes its address and does not come back at once.
# One sign-in that comes back to an address again and again is used in two places.
RETURNS = 3
RETURNS_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Step:
    """One act of a sign-in: when, and from which address (a keyed digest)."""

    at: datetime
    origin: str


def is_in_two_places(steps: Sequence[Step]) -> bool:
    """Whether it came back to an address it had left, again and again, in a short time."""
    returns: list[datetime] = []
    left: set[str] = set()
    here = ""
    for step in steps:
        if not step.origin or step.origin == here:
            continue
        if step.origin in left:
            returns.append(step.at)
        left.add(here)
        here = step.origin
    return any(
        last - first <= RETURNS_WITHIN
        for first, last in zip(returns, returns[RETURNS - 1 :], strict=False)
    )
