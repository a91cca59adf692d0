"""Decisions of identity: apps, codes, PINs. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise


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
