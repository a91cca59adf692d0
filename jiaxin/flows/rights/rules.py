"""Decisions of a person's rights: how long copies wait, how long a deletion may be undone. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from jiaxin.trust.access.actions import Action


class FileKind(StrEnum):
    """In which form she takes her copy."""

    PDF = "pdf"
    JSON = "json"


class ExportState(StrEnum):
    """Where one copy stands."""

    ASKED = "asked"
    READY = "ready"


class DeletionState(StrEnum):
    """Where one deletion stands. Undone and done are final."""

    ASKED = "asked"
    UNDONE = "undone"
    DONE = "done"


class ClosingState(StrEnum):
    """Where it stands that kin ask to close the record of somebody who died."""

    ASKED = "asked"
    OBJECTED = "objected"
    REFUSED = "refused"
    DONE = "done"


CLOSING_MOVES: dict[ClosingState, frozenset[ClosingState]] = {
    ClosingState.ASKED: frozenset({ClosingState.OBJECTED, ClosingState.REFUSED, ClosingState.DONE}),
    ClosingState.OBJECTED: frozenset(),
    ClosingState.REFUSED: frozenset(),
    ClosingState.DONE: frozenset(),
}
# She is written to first: whoever is alive has this long to say so.
OBJECT_WITHIN = timedelta(days=5)


class ClosingBar(StrEnum):
    """Why an officer may not close it."""

    NOT_WAITING = "not_waiting"
    TAKEN_IN_BY_HER = "taken_in_by_her"
    TOO_SOON = "too_soon"


def bar_to_closing(
    state: ClosingState, *, filed_by: UUID, officer: UUID, due_at: datetime, now: datetime
) -> ClosingBar | None:
    """Two officers, and time for the worker to say that she lives (PIPL art. 49)."""
    if state is not ClosingState.ASKED:
        return ClosingBar.NOT_WAITING
    if filed_by == officer:
        return ClosingBar.TAKEN_IN_BY_HER
    return ClosingBar.TOO_SOON if now < due_at else None


FILES_LAST = timedelta(days=1)
# Long enough for who did not mean it, or did not do it; nothing is used meanwhile (PIPL art. 47).
COOLING_OFF = timedelta(days=3)
# A job that was killed is taken over within seconds; beyond this something is wrong.
CUT_OFF_AFTER = timedelta(minutes=2)


def files_are_there(made_at: datetime | None, now: datetime) -> bool:
    """Whether the files of a copy may still be taken."""
    return made_at is not None and now < made_at + FILES_LAST


def was_cut_off(state: ExportState, asked_at: datetime, now: datetime) -> bool:
    """Whether a copy takes so long that she had better ask again."""
    return state is ExportState.ASKED and now - asked_at > CUT_OFF_AFTER


def is_due(state: DeletionState, due_at: datetime, now: datetime) -> bool:
    """Whether a deletion may no longer be undone, and is to be done."""
    return state is DeletionState.ASKED and now >= due_at


@dataclass(frozen=True, slots=True)
class Since:
    """What happened after a backup was made: whom it concerns, and who was deleted.

    `withdrew`: who took an authorisation back meanwhile, for the report.
    """

    touched: frozenset[UUID]
    erased: frozenset[UUID]
    withdrew: frozenset[UUID] = frozenset()


# Being looked at takes nothing back. Everything else might have, what is invented later too.
_TAKES_NOTHING_BACK = frozenset(
    one.code for one in (Action.QUERY_ASK, Action.QUERY_NOTICE, Action.QUERY_OPEN, Action.QUERY_END)
)
_ERASES = frozenset(
    one.code
    for one in (
        Action.DELETION_NOW,
        Action.DELETION_DUE,
        Action.ACCOUNT_CLOSE,
        Action.CLOSING_DO,
    )
)


def since(done: Iterable[tuple[str, UUID]]) -> Since:
    """From (action, about whom) of every act that was done since."""
    touched: set[UUID] = set()
    erased: set[UUID] = set()
    withdrew: set[UUID] = set()
    for action, whom in done:
        if action == Action.CONSENT_WITHDRAW.code:
            withdrew.add(whom)
        if action in _ERASES:
            erased.add(whom)
        elif action not in _TAKES_NOTHING_BACK:
            touched.add(whom)
    return Since(frozenset(touched - erased), frozenset(erased), frozenset(withdrew - erased))
