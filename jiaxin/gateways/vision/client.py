"""Faces and cards for the rest of the product: asks the process beside it, holds no model."""

import socket
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jiaxin.flows.showcase.ports import PhotoBad
from jiaxin.flows.vetting.ports import PaperBad, PaperRead
from jiaxin.flows.vetting.rules import Paper, PaperFault
from jiaxin.gateways.vision import framing
from jiaxin.trust.identity.ports import (
    CardBack,
    CardFault,
    CardFront,
    CardRead,
    CardUnreadable,
    FaceAnswer,
    FaceOutcome,
    NotLive,
    ProviderDown,
    Turn,
)

FACE_PATIENCE = 15.0
CARD_PATIENCE = 25.0
PAPER_PATIENCE = 25.0
_BUSY_PAUSE = 0.1


def _ask(
    path: Path, patience: float, header: Mapping[str, Any], blobs: Sequence[bytes] = ()
) -> tuple[dict[str, Any], list[bytes]]:
    """The answer, or ProviderDown: not there, too busy, too slow, or not in its right mind."""
    if sum(map(len, blobs)) > framing.MOST_ALL or len(blobs) > framing.MOST_BLOBS:
        raise ValueError("more than the face and card process takes")
    until = time.monotonic() + patience
    try:
        with _connected(path, until) as line:
            line.settimeout(max(0.1, until - time.monotonic()))
            framing.send(line, header, blobs)
            answer, pictures = framing.receive(line)
    except (OSError, framing.BadFrame) as trouble:
        raise ProviderDown(type(trouble).__name__) from trouble
    if "down" in answer:
        raise ProviderDown(str(answer["down"]))
    return answer, pictures


def _connected(path: Path, until: float) -> socket.socket:
    """A line to the process; where all its places are taken, waits for one as long as it may."""
    while True:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(max(0.1, until - time.monotonic()))
        try:
            line.connect(str(path))
        except BlockingIOError:
            line.close()
            if time.monotonic() + _BUSY_PAUSE >= until:
                raise
            time.sleep(_BUSY_PAUSE)
        except OSError:
            line.close()
            raise
        else:
            return line


def is_up(path: Path, patience: float = 3.0) -> bool:
    """Whether the process answers."""
    try:
        answer, _ = _ask(path, patience, {"do": "ping"})
    except ProviderDown:
        return False
    return bool(answer.get("pong"))


class VisionFaces:
    """FaceProvider by the process on this socket."""

    def __init__(self, socket_path: Path, patience: float = FACE_PATIENCE) -> None:
        self._path = socket_path
        self._patience = patience

    def compare(self, *, portrait: bytes, frames: Sequence[bytes], turn: Turn) -> FaceAnswer:
        """As the port promises. More frames than a burst may have are not sent."""
        some = list(frames)[: framing.MOST_BLOBS - 1]
        header = {"do": "compare", "turn": turn.value}
        answer, _ = _ask(self._path, self._patience, header, [portrait, *some])
        try:
            why = answer["why"]
            return FaceAnswer(
                outcome=FaceOutcome(answer["outcome"]),
                distance=None if answer["distance"] is None else float(answer["distance"]),
                liveness=str(answer["liveness"]),
                why=NotLive(why) if why else None,
            )
        except (KeyError, ValueError, TypeError) as odd:
            raise ProviderDown(type(odd).__name__) from odd


class VisionCards:
    """CardReader by the process on this socket."""

    def __init__(self, socket_path: Path, patience: float = CARD_PATIENCE) -> None:
        self._path = socket_path
        self._patience = patience

    def read(self, *, front: bytes, back: bytes) -> CardRead:
        """As the port promises."""
        for side, body in (("front", front), ("back", back)):
            if len(body) > framing.MOST_BLOB:
                raise CardUnreadable(side, CardFault.TOO_LARGE)
        answer, pictures = _ask(self._path, self._patience, {"do": "read"}, [front, back])
        try:
            if "fault" in answer:
                raise CardUnreadable(str(answer["side"]), CardFault(answer["fault"]))
            return _card(answer, pictures)
        except (KeyError, ValueError, TypeError) as odd:
            raise ProviderDown(type(odd).__name__) from odd


class VisionPapers:
    """PaperReader by the process on this socket."""

    def __init__(self, socket_path: Path, patience: float = PAPER_PATIENCE) -> None:
        self._path = socket_path
        self._patience = patience

    def read(self, *, body: bytes) -> PaperRead:
        """As the port promises."""
        if len(body) > framing.MOST_BLOB:
            raise PaperBad(PaperFault.TOO_LARGE)
        answer, pages = _ask(self._path, self._patience, {"do": "pages"}, [body])
        try:
            if "fault" in answer:
                raise PaperBad(PaperFault(answer["fault"]))
            return PaperRead(Paper(answer["paper"]), tuple(pages))
        except (KeyError, ValueError, TypeError) as odd:
            raise ProviderDown(type(odd).__name__) from odd


class VisionPhotos:
    """PhotoMaker by the process on this socket."""

    def __init__(self, socket_path: Path, patience: float = PAPER_PATIENCE) -> None:
        self._path = socket_path
        self._patience = patience

    def photo(self, *, body: bytes) -> bytes:
        """As the port promises."""
        if len(body) > framing.MOST_BLOB:
            raise PhotoBad
        answer, photos = _ask(self._path, self._patience, {"do": "photo"}, [body])
        if "fault" in answer:
            raise PhotoBad
        if len(photos) != 1:
            raise ProviderDown("no photo")
        return photos[0]


def _card(answer: Mapping[str, Any], pictures: Sequence[bytes]) -> CardRead:
    front, back = answer["front"], answer["back"]
    return CardRead(
        CardFront(
            name=front["name"],
            sex=front["sex"],
            ethnicity=front["ethnicity"],
            birth=_day(front["birth"]),
            address=front["address"],
            number=front["number"],
            portrait=pictures[0] if pictures else None,
        ),
        CardBack(
            issuer=back["issuer"],
            valid_from=_day(back["valid_from"]),
            valid_to=_day(back["valid_to"]),
        ),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
