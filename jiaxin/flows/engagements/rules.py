"""The law of engagements: their states, what a code says, how an authorisation stands. Pure."""

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from jiaxin.facts.records.rules import Colour, ExamClass, covers
from jiaxin.facts.records.trades import Trade
from jiaxin.ground.ids import CROCKFORD, decode_base32, encode_base32
from jiaxin.trust.consent import rules as consent
from jiaxin.trust.consent.rules import Term


class State(StrEnum):
    """Where an engagement stands."""

    ENGAGED = "engaged"
    LEFT = "left"
    RELEASED = "released"


MOVES: dict[State, frozenset[State]] = {
    State.ENGAGED: frozenset({State.LEFT, State.RELEASED}),
    State.LEFT: frozenset(),
    State.RELEASED: frozenset(),
}
OVER = frozenset({State.LEFT, State.RELEASED})


class Invited(StrEnum):
    """Where an invitation to a phone number stands. That it lapsed, time decides alone."""

    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    LAPSED = "lapsed"


INVITED_MOVES: dict[Invited, frozenset[Invited]] = {
    Invited.SENT: frozenset(Invited) - {Invited.SENT},
    Invited.ACCEPTED: frozenset(),
    Invited.DECLINED: frozenset(),
    Invited.TAKEN_BACK: frozenset(),
    Invited.LAPSED: frozenset(),
}


class Began(StrEnum):
    """How she came to the firm."""

    CODE = "code"
    PHONE = "phone"
    ROSTER = "roster"


class CodeUse(StrEnum):
    """What a firm's code on show is for."""

    JOIN = "join"
    RENEW = "renew"


INVITATION_LASTS = timedelta(days=30)
# A code stands on a screen before her; a photograph of it is soon of no use.
CODE_LASTS = timedelta(minutes=10)
LOOK_LASTS = timedelta(minutes=10)
REMIND_BEFORE = consent.REMIND_BEFORE
# Whoever has so little left is due to be asked anew.
DUE_BEFORE = max(REMIND_BEFORE)
YEARLY = timedelta(days=365)
# In time to ask her and to hear from the source.
CHECK_SOON = timedelta(days=30)

# A month, a week and a day before the year is over; once it is, every Monday.
CHECK_REMINDERS = (30, 7, 1)


class Check(StrEnum):
    """How the yearly check of whoever works with minors stands."""

    DONE = "done"
    SOON = "soon"
    DUE = "due"


def check_at(last: datetime | None, now: datetime) -> Check:
    """Never checked, or a year ago, it is due: before she begins, and each year after.

    《未成年人保护法》第六十二条.
    """
    if last is None or now >= last + YEARLY:
        return Check.DUE
    return Check.SOON if now >= last + YEARLY - CHECK_SOON else Check.DONE


def is_reminded(last: date | None, today: date) -> bool:
    """Whether the firm is told today that a check is due, or will be soon."""
    left = (last + YEARLY - today).days if last is not None else 0
    return left in CHECK_REMINDERS or (left <= 0 and today.weekday() == 0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a family wants of a worker; what is empty is not asked."""

    exam: ExamClass | None = None
    colour: Colour | None = None
    skill: Trade | None = None


def suits(
    wanted: Wanted, *, colour: Colour, exam: ExamClass | None, skills: Collection[Trade]
) -> bool:
    """Whether a worker is such a one. An examination of a stricter class will do."""
    if wanted.exam is not None and (exam is None or not covers(exam, wanted.exam)):
        return False
    if wanted.colour is not None and colour is not wanted.colour:
        return False
    return wanted.skill is None or wanted.skill in skills


def may_move(now: State, then: State) -> bool:
    return then in MOVES[now]


def may_answer(now: Invited, then: Invited) -> bool:
    return then in INVITED_MOVES[now]


def invited_at(state: Invited, until: datetime, now: datetime) -> Invited:
    """The invitation's state at this moment."""
    return Invited.LAPSED if state is Invited.SENT and now >= until else state


class Authorised(StrEnum):
    """How a firm's authorisation by one of its workers stands."""

    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    DECLINED = "declined"
    IN_FORCE = "in_force"
    ENDED = "ended"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Asking:
    """What the firm asked and she answered, beside what she last gave."""

    asked_at: datetime | None
    declined_at: datetime | None
    last: Term | None


def authorised(asking: Asking, now: datetime) -> Authorised:
    """What stands now: what is in force first, then what waits, then how it ended."""
    last = asking.last
    if last is not None and consent.holds(last, now):
        return Authorised.IN_FORCE
    since = last.withdrawn_at or last.start if last is not None else None
    if asking.asked_at is not None and (since is None or asking.asked_at > since):
        no = asking.declined_at
        return (
            Authorised.DECLINED if no is not None and no >= asking.asked_at else Authorised.WAITING
        )
    if last is None:
        return Authorised.NOT_ASKED
    return Authorised.TAKEN_BACK if last.withdrawn_at is not None else Authorised.ENDED


def days_left(until: datetime, now: datetime) -> int:
    """How many days are left, the one that has begun counted whole."""
    return max(0, -((now - until) // timedelta(days=1)))


def is_due(standing: Authorised, until: datetime | None, now: datetime) -> bool:
    """Whether the firm asks for it now: it is not there, or has a week or less to go."""
    if standing is Authorised.IN_FORCE:
        return until is None or until - now <= DUE_BEFORE
    return standing in {Authorised.NOT_ASKED, Authorised.ENDED, Authorised.WAITING}


def source_of(code: str) -> str:
    """How a firm is named as a source: by its credit code, which anybody may look up."""
    return f"firm:{code}"


@dataclass(frozen=True, slots=True)
class Code:
    """What a firm's code says: which firm, for what, as what she would work, until when."""

    use: CodeUse
    firm: UUID
    trade: int
    until: datetime


_ID = 26
_UNTIL = 8
_MAC = 26
CODE_CHARACTERS = 2 + _ID + _UNTIL + _MAC


def draw_code(key: bytes, code: Code) -> str:
    """The text of a code: use, trade, firm, until when, and 128 bits of MAC over them."""
    body = _body(code)
    return body + _mac(key, body)


def take_apart(key: bytes, text: str) -> Code | None:
    """What a code says; None for anything that this deployment did not draw."""
    if len(text) != CODE_CHARACTERS or any(letter not in CROCKFORD for letter in text):
        return None
    body = text[:-_MAC]
    if not hmac.compare_digest(text[-_MAC:], _mac(key, body)):
        return None
    return Code(
        use=list(CodeUse)[decode_base32(body[0], 1)],
        trade=decode_base32(body[1], 1),
        firm=UUID(int=decode_base32(body[2 : 2 + _ID], _ID)),
        until=datetime.fromtimestamp(decode_base32(body[2 + _ID :], _UNTIL), UTC),
    )


def _body(code: Code) -> str:
    return (
        encode_base32(list(CodeUse).index(code.use), 1)
        + encode_base32(code.trade, 1)
        + encode_base32(code.firm.int, _ID)
        + encode_base32(int(code.until.timestamp()), _UNTIL)
    )


def _mac(key: bytes, body: str) -> str:
    whole = hmac.digest(key, f"jx1f.{body}".encode(), hashlib.sha256)[:16]
    return encode_base32(int.from_bytes(whole, "big"), _MAC)
