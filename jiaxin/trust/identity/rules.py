"""Decisions of identity: apps, codes, PINs, staff accounts. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from jiaxin.trust.access.roles import ADMINISTRATORS, CONSOLE, FIRM, OFFICERS, Role


class App(StrEnum):
    """Where an account signs in. One phone may have one account in each of the two phone apps."""

    WORKER = "worker"
    CONSUMER = "consumer"
    CONSOLE = "console"
    FIRM = "firm"


# Signed in to by a code to the phone; the others by a staff name, with a second factor.
PHONE_APPS = frozenset({App.WORKER, App.CONSUMER})


class CodeUse(StrEnum):
    """What a one-time code is good for; it opens nothing else."""

    SIGN_IN = "sign_in"
    PRESENCE = "presence"


CODE_DIGITS = 6
CODE_LASTS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class CodeState:
    """What matters of a code when it is tried."""

    until: datetime
    used_at: datetime | None


def code_holds(state: CodeState, now: datetime) -> bool:
    return state.used_at is None and now < state.until


def pin_is_well_formed(pin: str) -> bool:
    return re.fullmatch(r"[0-9]{6}", pin) is not None


def pin_is_easy(pin: str) -> bool:
    """One digit six times, a run, or what everybody tries first: 121212, 123123, 112233."""
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    is_run = len(steps) == 1 and steps <= {-1, 0, 1}
    return is_run or pin in {pin[:2] * 3, pin[:3] * 2} or pin[::2] == pin[1::2]


# Opaque to whoever reads the table, and easy to type: no name of a person.
_STAFF_NAME = re.compile(r"[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*")
STAFF_NAME_LENGTHS = range(3, 41)
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 128
_FEWEST_CHARACTERS = 5


def app_of(role: Role) -> App:
    """Where a staff account of this role signs in."""
    return App.FIRM if role in FIRM else App.CONSOLE


def may_open(opener: Role, role: Role) -> bool:
    """Who gives whom an account, and looks after it. A firm's owner: within her own firm only."""
    match opener:
        case Role.SECURITY_ADMIN:
            # Whoever hands out a first password could sign in by it: no administrator may come to
            # act as another, so the operator's command alone opens and resets theirs.
            return role in CONSOLE - ADMINISTRATORS
        case Role.SYSTEM:
            return role in CONSOLE or role is Role.FIRM_OWNER
        case Role.FIRM_OWNER:
            return role is Role.FIRM_OPERATOR
        case _:
            return False


class ProposalKind(StrEnum):
    """What one administrator proposed and a second person releases."""

    OPEN = "open"
    RESET = "reset"


class ProposalOutcome(StrEnum):
    """How a proposal ended."""

    RELEASED = "released"
    TURNED_DOWN = "turned_down"


PROPOSAL_LASTS = timedelta(days=7)


def needs_release(opener: Role, role: Role) -> bool:
    """Whether a second person is needed: reviewers judge what a machine may not, and whoever could
    sign in as one could judge alone. The operator's command needs none: it is not of the console.
    """
    return role is Role.REVIEWER and opener is not Role.SYSTEM


def may_release(proposer: UUID, releaser: UUID | None, until: datetime, now: datetime) -> bool:
    """Another person, while the proposal stands."""
    return releaser is not None and releaser != proposer and now < until


def needs_region(role: Role) -> bool:
    """Whether an account of this role is good for nothing without a region."""
    return role in OFFICERS


def staff_name_is_well_formed(name: str) -> bool:
    return len(name) in STAFF_NAME_LENGTHS and _STAFF_NAME.fullmatch(name) is not None


class PasswordFault(StrEnum):
    """Why a password is not taken."""

    SHORT = "short"
    LONG = "long"
    PLAIN = "plain"
    NAMES_YOU = "names_you"
    COMMON = "common"


def password_fault(password: str, *, staff_name: str, name: str) -> PasswordFault | None:
    """What is wrong with it; length and guessing count, kinds of characters do not."""
    if len(password) < SHORTEST_PASSWORD:
        return PasswordFault.SHORT
    if len(password) > LONGEST_PASSWORD:
        return PasswordFault.LONG
    folded = unicodedata.normalize("NFKC", password).casefold()
    steps = {ord(after) - ord(before) for before, after in pairwise(folded)}
    if len(set(folded)) < _FEWEST_CHARACTERS or (len(steps) == 1 and steps <= {-1, 1}):
        return PasswordFault.PLAIN
    if any(len(part) > 1 and part in folded for part in (staff_name.casefold(), name.casefold())):
        return PasswordFault.NAMES_YOU
    return None


# A staff sign-in ends when nobody was there for so long, and at the latest after a day's work.
IDLE = timedelta(minutes=15)
AT_MOST = timedelta(hours=12)
# A phone's cookie lasts 30 days; a copy of it that was kept longer is good for no more than this.
PHONE_SIGN_IN_LASTS = timedelta(days=90)


# So soon after a sign-in a phone may be made one that signs in by its own lock, and so many.
KEY_MADE_WITHIN = timedelta(minutes=30)
MOST_SIGN_IN_KEYS = 5


def may_make_key(signed_in_at: datetime, now: datetime) -> bool:
    return now - signed_in_at < KEY_MADE_WITHIN


@dataclass(frozen=True, slots=True)
class Sitting:
    """What decides whether a sign-in holds. On phones nobody is idle: `seen_at` is empty."""

    ended_at: datetime | None
    seen_at: datetime | None
    until: datetime | None


def sitting_holds(sitting: Sitting, now: datetime) -> bool:
    if sitting.ended_at is not None or (sitting.until is not None and now >= sitting.until):
        return False
    return sitting.seen_at is None or now - sitting.seen_at < IDLE


# Between the password and the second factor, or the steps of a first sign-in.
ENTRY_LASTS = timedelta(minutes=10)
# How long a proof stands for what is dangerous, and a first password for its one use.
FRESH = timedelta(minutes=10)
FIRST_PASSWORD_LASTS = timedelta(days=7)
TOTP_SECONDS = 30
RECOVERY_CODES = 10


class EntryStep(StrEnum):
    """What is still to be done before somebody at a desk is signed in."""

    PROVE = "prove"
    CHANGE = "change"
    ENROL = "enrol"
    DONE = "done"


def entry_step(*, has_factor: bool, proven: bool, must_change: bool) -> EntryStep:
    """A factor that is there comes before anything that could replace it."""
    if has_factor and not proven:
        return EntryStep.PROVE
    if must_change:
        return EntryStep.CHANGE
    return EntryStep.DONE if has_factor else EntryStep.ENROL


def first_password_holds(given_at: datetime, now: datetime) -> bool:
    return now - given_at < FIRST_PASSWORD_LASTS


def is_fresh(proven_at: datetime | None, now: datetime) -> bool:
    return proven_at is not None and now - proven_at < FRESH


def totp_steps(now: datetime, *, after: int) -> list[int]:
    """The steps of time whose code is taken now: this one, one beside it, none used before."""
    this = int(now.timestamp()) // TOTP_SECONDS
    return [step for step in (this - 1, this, this + 1) if step > after]
