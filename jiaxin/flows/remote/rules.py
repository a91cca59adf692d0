"""The law of answering from afar: what a reply says, how long its code is good. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from jiaxin.facts.records.rules import Section

CODE_DIGITS = 6
CODE_LASTS = timedelta(hours=2)
TRIES = 3
CODES_A_QUERY = 6
HELP_LASTS = timedelta(minutes=30)
# A message has room for few words, and she cannot untick there: the least that answers a family.
BY_MESSAGE = (Section.IDENTITY, Section.BACKGROUND, Section.EXAM)


class Wish(StrEnum):
    """What a reply asks for."""

    APPROVE = "approve"
    DECLINE = "decline"
    AGAIN = "again"
    CANCEL = "cancel"


class Asking(StrEnum):
    """Where a request that was put by message stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"
    DEAD = "dead"


class Outcome(StrEnum):
    """What she is told of her reply."""

    APPROVED = "approved"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    WRONG = "wrong"
    OVER = "over"


class Offer(StrEnum):
    """Where a link that her firm wants to send stands."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


class Means(StrEnum):
    """How somebody came to be helped."""

    COUNTER = "counter"
    PHONE = "phone"


OFFER_MOVES: dict[Offer, frozenset[Offer]] = {
    Offer.ASKED: frozenset({Offer.CONFIRMED, Offer.DECLINED, Offer.TAKEN_BACK}),
    Offer.CONFIRMED: frozenset({Offer.TAKEN_BACK}),
    Offer.DECLINED: frozenset(),
    Offer.TAKEN_BACK: frozenset(),
}
# She has as long to say yes as the link itself will live.
OFFER_WAITS = timedelta(hours=24)


def may_move(now: Offer, then: Offer) -> bool:
    return then in OFFER_MOVES[now]


def waits(offer: Offer, asked_at: datetime, now: datetime) -> bool:
    """Whether she may still say yes to it."""
    return offer is Offer.ASKED and now < asked_at + OFFER_WAITS


@dataclass(frozen=True, slots=True, repr=False)
class Reply:
    """A reply as it was read: what it wishes, with the code if it has one."""

    wish: Wish
    code: str = ""


_YES = re.compile(rf"(?:同意|YES|Y|OK)?([0-9]{{{CODE_DIGITS}}})")
_NO = frozenset({"0", "不同意", "拒绝", "不", "NO", "N"})
_AGAIN = frozenset({"1", "重发", "再发", "AGAIN"})
_LOST = frozenset({"挂失", "停用", "LOST"})
_NOISE = re.compile(r"[\s，。,.!！:：、\"“”'‘’()（）\[\]【】]+")
MOST_LETTERS = 200


def read(text: str) -> Reply | None:
    """What a reply says; None for anything that is not one of the few things asked for.

    Only the whole message counts: a code within other words was forwarded, or is read by nobody.
    """
    said = _NOISE.sub("", unicodedata.normalize("NFKC", text[:MOST_LETTERS])).upper()
    if found := _YES.fullmatch(said):
        return Reply(Wish.APPROVE, found[1])
    for words, wish in ((_NO, Wish.DECLINE), (_AGAIN, Wish.AGAIN), (_LOST, Wish.CANCEL)):
        if said in words:
            return Reply(wish)
    return None


@dataclass(frozen=True, slots=True)
class Put:
    """A request that was put by message, as its code rests on it."""

    state: Asking
    until: datetime
    tries: int


def is_live(put: Put, now: datetime) -> bool:
    """Whether its code may still be sent back."""
    return put.state is Asking.WAITING and now < put.until and put.tries < TRIES


def by_message(asked: frozenset[Section]) -> tuple[Section, ...]:
    """What an answer by message shows: of what was asked, the few that a message can name."""
    return tuple(section for section in BY_MESSAGE if section in asked)
