"""What one worker of the face and card process answers. All that is heavy is loaded here."""

import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

import cv2

from jiaxin.flows.vetting.ports import PaperBad
from jiaxin.gateways.vision import papers
from jiaxin.gateways.vision import pictures as pictures_of
from jiaxin.gateways.vision.cards import Cards, RapidText
from jiaxin.gateways.vision.faces import FaceModels
from jiaxin.gateways.vision.matching import Matcher, limits_from
from jiaxin.gateways.vision.pictures import Unopenable
from jiaxin.trust.identity.ports import CardUnreadable, Turn

PAPER_SECONDS = 20.0
# Of a photo on a card: clear on a phone, and a few kilobytes.
LONGEST_PHOTO = 480

type Answer = tuple[dict[str, Any], list[bytes]]


@dataclass(frozen=True, slots=True)
class Answers:
    """The models, loaded once; nothing of a question outlives its answer."""

    matcher: Matcher
    cards: Cards

    @classmethod
    def ready(cls, environment: Mapping[str, str]) -> Self:
        """Loads every model, so that nobody waits for it later."""
        cv2.setNumThreads(1)
        models = FaceModels()
        return cls(Matcher(models, limits_from(environment)), Cards(RapidText(), models))

    def to(self, question: Mapping[str, Any], pictures: Sequence[bytes]) -> Answer:
        """The answer to one question. KeyError or ValueError where it is none."""
        ways: dict[str, Callable[[], Answer]] = {
            "ping": lambda: ({"pong": True}, []),
            "compare": lambda: self._compare(Turn(question["turn"]), pictures),
            "read": lambda: self._read(*pictures),
            "pages": lambda: _pages(*pictures),
            "photo": lambda: _photo(*pictures),
        }
        return ways[question["do"]]()

    def _compare(self, turn: Turn, pictures: Sequence[bytes]) -> Answer:
        portrait, *frames = pictures
        said = self.matcher.compare(portrait=portrait, frames=frames, turn=turn)
        return {
            "outcome": said.outcome,
            "distance": said.distance,
            "liveness": said.liveness,
            "why": said.why,
        }, []

    def _read(self, front: bytes, back: bytes) -> Answer:
        try:
            card = self.cards.read(front=front, back=back)
        except CardUnreadable as no:
            return {"side": no.side, "fault": no.fault}, []
        said = {
            "front": {
                "name": card.front.name,
                "sex": card.front.sex,
                "ethnicity": card.front.ethnicity,
                "birth": _iso(card.front.birth),
                "address": card.front.address,
                "number": card.front.number,
            },
            "back": {
                "issuer": card.back.issuer,
                "valid_from": _iso(card.back.valid_from),
                "valid_to": _iso(card.back.valid_to),
            },
        }
        return said, [card.front.portrait] if card.front.portrait else []


def _photo(body: bytes) -> Answer:
    try:
        photo = pictures_of.opened(body, longest=LONGEST_PHOTO)
    except Unopenable as no:
        return {"fault": no.fault}, []
    return {}, [pictures_of.jpeg(photo, quality=75)]


def _pages(body: bytes) -> Answer:
    # A hostile drawing may take for ever inside the library, where Python cannot stop it: the
    # alarm ends this worker, and another is started.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, PAPER_SECONDS)
    try:
        read = papers.read(body)
    except PaperBad as no:
        return {"fault": no.fault}, []
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return {"paper": read.paper}, list(read.pages)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
