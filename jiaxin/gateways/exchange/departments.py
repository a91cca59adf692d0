"""The departments that are asked at once (公安: real name, background), each as a port of ours."""

import base64
import binascii
from datetime import date
from typing import Any, override

from jiaxin.facts.records.ports import BackgroundAnswer, BackgroundCheck, BackgroundWord
from jiaxin.gateways.exchange.asked import Department
from jiaxin.gateways.exchange.envelope import Answer
from jiaxin.gateways.exchange.watching import watched
from jiaxin.ground import clock
from jiaxin.ground.errors import SourceNotTrusted
from jiaxin.trust.identity.ports import RealName, RealNameCheck, RealNameWord

REAL_NAME = "real-name"
BACKGROUND = "background"
WINDOW_YEARS = 5
_LARGEST_PORTRAIT = 300_000
_JPEG = b"\xff\xd8\xff"


class Police(Department, RealNameCheck, BackgroundCheck):
    """The police source over the exchange."""

    @override
    def compare(self, *, name: str, number: str, message_id: str) -> RealName:
        with watched(self._note, REAL_NAME):
            answer = self._ask_of_one(REAL_NAME, {"name": name, "number": number}, message_id)
            word = _word(RealNameWord, answer)
            return RealName(
                word=word,
                checked_at=answer.answered_at,
                evidence=answer.message_id,
                portrait=_portrait(answer.content.get("portrait"), word),
            )

    @override
    def check(self, *, name: str, number: str, message_id: str) -> BackgroundAnswer:
        with watched(self._note, BACKGROUND):
            answer = self._ask_of_one(BACKGROUND, {"name": name, "number": number}, message_id)
            window_from, window_to = window_of(answer)
            return BackgroundAnswer(
                word=_word(BackgroundWord, answer),
                checked_at=answer.answered_at,
                window_from=window_from,
                window_to=window_to,
                evidence=answer.message_id,
            )


def _word[W: (RealNameWord, BackgroundWord)](words: type[W], answer: Answer) -> W:
    try:
        return words(str(answer.content.get("answer")))
    except ValueError as error:
        raise SourceNotTrusted("a word that is not in the vocabulary") from error


def _portrait(text: Any, word: RealNameWord) -> bytes | None:
    if text is None:
        return None
    if word is not RealNameWord.MATCH:
        raise SourceNotTrusted("a portrait of someone who does not match")
    try:
        portrait = base64.b64decode(str(text), validate=True)
    except (binascii.Error, ValueError) as error:
        raise SourceNotTrusted("the portrait cannot be read") from error
    if not portrait.startswith(_JPEG) or len(portrait) > _LARGEST_PORTRAIT:
        raise SourceNotTrusted("the portrait is no JPEG, or too large")
    return portrait


def window_of(answer: Answer) -> tuple[date, date]:
    """The window that was searched; an answer for any other than the agreed one is none."""
    try:
        window_from = date.fromisoformat(str(answer.content.get("window_from")))
        window_to = date.fromisoformat(str(answer.content.get("window_to")))
    except ValueError as error:
        raise SourceNotTrusted("the window cannot be read") from error
    today = clock.day_of(answer.answered_at)
    if (window_from, window_to) != (years_before(today), today):
        raise SourceNotTrusted("an answer for another window than five years to the day")
    return window_from, window_to


def years_before(day: date) -> date:
    """The first day of the window that ends on this day.

    What happened that day is five years old today and still counts; it drops out tomorrow.
    """
    try:
        return day.replace(year=day.year - WINDOW_YEARS)
    except ValueError:
        # 29 February: what happened on the 28th was five years old yesterday.
        return date(day.year - WINDOW_YEARS, 3, 1)
