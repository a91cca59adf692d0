"""The law of reviews: what is asked, how long, what is looked at by a person, its states. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MOST_WORDS = 500
# After a service is over: long enough to think, short enough to remember.
WRITE_WITHIN = timedelta(days=90)


class Question(StrEnum):
    """What every family is asked. There is no number among the answers, and no sum of them."""

    AGREED = "agreed"
    CAREFUL = "careful"
    KIND = "kind"
    AGAIN = "again"


class Answer(StrEnum):
    """How it was."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class State(StrEnum):
    """Where a review stands."""

    HELD = "held"
    SHOWN = "shown"
    REMOVED = "removed"
    TAKEN_BACK = "taken_back"


MOVES: dict[State, frozenset[State]] = {
    State.HELD: frozenset({State.SHOWN, State.REMOVED, State.TAKEN_BACK}),
    State.SHOWN: frozenset({State.REMOVED, State.TAKEN_BACK}),
    State.REMOVED: frozenset(),
    State.TAKEN_BACK: frozenset(),
}


class Why(StrEnum):
    """Why a person looks at it."""

    WORDS = "words"
    REPORTED = "reported"


class Ground(StrEnum):
    """Why a review may not stay."""

    INSULT = "insult"
    ACCUSATION = "accusation"
    PRIVATE = "private"
    ADVERT = "advert"
    ELSEWHERE = "elsewhere"


def may_move(now: State, then: State) -> bool:
    return then in MOVES[now]


def may_write(over_at: datetime | None, now: datetime) -> bool:
    """While it lasts, and for a while after."""
    return over_at is None or now < over_at + WRITE_WITHIN


# Words that a person should read before anybody else does. They decide nothing by themselves.
_TELLING: Mapping[Ground, re.Pattern[str]] = {
    Ground.INSULT: re.compile(r"傻[逼比b叉]|贱[人货]|滚蛋|废物|垃圾|王八|idiot|bitch|stupid"),
    Ground.ACCUSATION: re.compile(
        r"偷|盗|骗|打人|打孩子|虐待|报警|猥亵|犯罪|steal|stole|thief|abuse"
    ),
    Ground.PRIVATE: re.compile(r"身份证|住在|门牌|得了.{0,4}病|精神病|传染|\*{7,}"),
    Ground.ADVERT: re.compile(r"微信|薇信|加我|扫码|vx|wechat|qq|https?|www\.|\.com|@"),
}


def telling(words: str) -> frozenset[Ground]:
    """What in these words a person should look at."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    plain = "".join(letter for letter in plain if not letter.isspace())
    return frozenset(ground for ground, pattern in _TELLING.items() if pattern.search(plain))


@dataclass(frozen=True, slots=True)
class Said:
    """What a family answered, question by question, and its words."""

    answers: Mapping[Question, Answer]
    words: str


def is_whole(answers: Mapping[Question, Answer]) -> bool:
    """Every question has its answer."""
    return set(answers) == set(Question)
