"""Decisions of certificates: codes, windows, validity. Pure."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from jiaxin.ground.ids import CROCKFORD, decode_base32, encode_base32

STEP = timedelta(seconds=60)
GRACE = timedelta(seconds=10)  # a code read just before it rotated
SHORT_WINDOW = timedelta(minutes=5)
TICKET_LASTS = timedelta(minutes=15)  # from scanning to asking: time to sign in
LINK_LASTS = timedelta(hours=24)  # sent before anyone meets
STEP_CHARACTERS = 6
UNTIL_CHARACTERS = 8
MAC_CHARACTERS = 26  # 130 bits, of which 128 carry
NUMBER_CHARACTERS = 12
TOKEN_CHARACTERS = NUMBER_CHARACTERS + STEP_CHARACTERS + MAC_CHARACTERS
SHORT_CHARACTERS = 8
LINK_CHARACTERS = 26  # 130 bits, of which a link's id takes 128
LINK_TOKEN_CHARACTERS = LINK_CHARACTERS + MAC_CHARACTERS


class Status(StrEnum):
    """What anyone who scans is told; nothing else."""

    VALID = "valid"
    VOID = "void"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


class LinkState(StrEnum):
    """Whether a share link still leads anywhere."""

    LIVE = "live"
    OVER = "over"
    REVOKED = "revoked"


class CodeFault(StrEnum):
    """What is wrong with a code that was read."""

    DEAD = "dead"
    FORGED = "forged"


def step_of(now: datetime) -> int:
    """Which minute it is, counted from 1970."""
    return int(now.timestamp() // STEP.total_seconds())


def start_of(step: int) -> datetime:
    return datetime.fromtimestamp(step * STEP.total_seconds(), UTC)


def short_window_of(now: datetime) -> int:
    return int(now.timestamp() // SHORT_WINDOW.total_seconds())


def mac_of(key: bytes, number: str, step: int) -> str:
    """128 bits of HMAC-SHA256 over the number and the step, in Crockford characters."""
    message = f"jx1.{number}.{step}".encode()
    whole = hmac.digest(key, message, hashlib.sha256)[:16]
    return encode_base32(int.from_bytes(whole, "big"), MAC_CHARACTERS)


def draw_token(key: bytes, number: str, step: int) -> str:
    """The code that stands in the QR: number, step, MAC."""
    return number + encode_base32(step, STEP_CHARACTERS) + mac_of(key, number, step)


@dataclass(frozen=True, slots=True)
class TokenParts:
    """A code taken apart; nothing is checked yet."""

    number: str
    step: int
    mac: str


def take_apart(token: str) -> TokenParts | None:
    """The parts of what may be a code; None for anything that is not even shaped like one."""
    return _apart(token, STEP_CHARACTERS)


def draw_ticket(key: bytes, number: str, until: int) -> str:
    """What whoever held a live code may ask with, for a while: number, until when, MAC."""
    return number + encode_base32(until, UNTIL_CHARACTERS) + mac_of(key, number, until)


def take_ticket_apart(ticket: str) -> TokenParts | None:
    """As of a code; its `step` is the second until which it is good."""
    return _apart(ticket, UNTIL_CHARACTERS)


def _apart(text: str, length: int) -> TokenParts | None:
    whole = NUMBER_CHARACTERS + length + MAC_CHARACTERS
    if len(text) != whole or any(letter not in CROCKFORD for letter in text):
        return None
    number, rest = text[:NUMBER_CHARACTERS], text[NUMBER_CHARACTERS:]
    return TokenParts(number, decode_base32(rest[:length], length), rest[length:])


def is_live(step: int, now: datetime) -> bool:
    """Whether a code of this step may still be used: this minute, or ten seconds past the last."""
    current = step_of(now)
    return step == current or (step == current - 1 and now - start_of(current) < GRACE)


def is_long_dead(step: int, now: datetime) -> bool:
    """Whether a code is from another day altogether."""
    return step < step_of(now) - 2 * 1440


def draw_short(key: bytes, number: str, window: int) -> str:
    """Eight characters to say aloud; good in their five minutes and the next."""
    whole = hmac.digest(key, f"jx1s.{number}.{window}".encode(), hashlib.sha256)
    return encode_base32(int.from_bytes(whole[:5], "big"), SHORT_CHARACTERS)


def link_state(until: datetime, revoked_at: datetime | None, now: datetime) -> LinkState:
    """What a share link is at this moment: up to, not including, its end."""
    if revoked_at is not None and revoked_at <= now:
        return LinkState.REVOKED
    return LinkState.LIVE if now < until else LinkState.OVER


def draw_link(key: bytes, link: UUID) -> str:
    """What stands in a share link or on a card: its id and a MAC. Nothing of the certificate."""
    return encode_base32(link.int, LINK_CHARACTERS) + mac_of(key, link.hex, 0)


@dataclass(frozen=True, slots=True)
class LinkParts:
    """A share link taken apart; nothing is checked yet."""

    link: UUID
    mac: str


def take_link_apart(token: str) -> LinkParts | None:
    """The parts of what may be a share link; None for anything not shaped like one."""
    if not is_link(token) or any(letter not in CROCKFORD for letter in token):
        return None
    value = decode_base32(token[:LINK_CHARACTERS], LINK_CHARACTERS)
    if value >= 1 << 128:
        return None
    return LinkParts(UUID(int=value), token[LINK_CHARACTERS:])


def is_link(ticket: str) -> bool:
    """Whether this is as long as a share link: tickets of a scan are shorter."""
    return len(ticket) == LINK_TOKEN_CHARACTERS
