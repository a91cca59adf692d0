"""Decisions of identity: apps, codes, PINs. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class App(StrEnum):
    """Which of the two apps an account belongs to. One phone may have one account in each."""

    WORKER = "worker"
    CONSUMER = "consumer"


class CodeUse(StrEnum):
    """What a one-time code is good for; it opens nothing else."""

    SIGN_IN = "sign_in"
    PRESENCE = "presence"


CODE_DIGITS = 6
CODE_LASTS = timedelta(minutes=5)

_EASY = {"123456", "654321", "112233", "123123"}


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
    """One digit six times, a run, or a pattern that everybody tries first."""
    return len(set(pin)) == 1 or pin in _EASY
