"""Reading both sides of a resident ID card 居民身份证 from photographs.

Printed labels stand at the same place on every card. Wherever two of them are read, they say how
the card lies in the picture, which side it is and which way up: nothing else is searched for.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from rapidocr import RapidOCR
from rapidocr.utils.output import RapidOCROutput

from jiaxin.gateways.vision import card_words as words
from jiaxin.gateways.vision import pictures
from jiaxin.gateways.vision.card_words import Anchor, Line
from jiaxin.gateways.vision.faces import Face, FaceModels, Pixels
from jiaxin.trust.identity.ports import CardBack, CardFault, CardFront, CardRead, CardUnreadable

type Matrix = NDArray[np.float64]

LONGEST = 2000  # kept of a photo, for the portrait
FIRST_LOOK = 960  # enough for a card that fills the picture; four times quicker than 2000
SECOND_LOOK = 1600
CARD = (1011, 638)  # a card laid flat, at 300 dots an inch
PORTRAIT = (358, 441)
SHARP = 60.0
LEGIBLE = 560  # pixels across a card below which small print is read a second time, enlarged


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text, and its middle in pixels."""

    text: str
    at: tuple[float, float]


class Ocr(Protocol):
    """Finds and reads runs of text."""

    def __call__(self, pixels: Pixels) -> list[Run]: ...


class RapidText:
    """RapidOCR on one thread; its models come with its package."""

    def __init__(self) -> None:
        if os.environ.get("ORT_DISABLE_TELEMETRY") != "1":
            raise RuntimeError("set ORT_DISABLE_TELEMETRY=1 before onnxruntime is loaded")
        engine = "EngineConfig.onnxruntime"
        self._read = RapidOCR(
            params={
                "Global.log_level": "critical",
                f"{engine}.intra_op_num_threads": 1,
                f"{engine}.inter_op_num_threads": 1,
            }
        )
        # The models are opened at the first reading: better now than before a person.
        self(np.full((64, 256, 3), 255, np.uint8))

    def __call__(self, pixels: Pixels) -> list[Run]:
        found = self._read(np.ascontiguousarray(pixels[:, :, ::-1]))
        if not isinstance(found, RapidOCROutput) or found.boxes is None or found.txts is None:
            return []
        middles = [box.mean(axis=0) for box in found.boxes]
        return [
            Run(text, (float(x), float(y)))
            for text, (x, y) in zip(found.txts, middles, strict=True)
            if not words.is_mark(text)
        ]


@dataclass(frozen=True, slots=True)
class Laid:
    """A side of a card found in a picture: its text in place, and the way from picture to card."""

    lines: Sequence[Line]
    labels: dict[str, Line]
    onto: Matrix
    tiny: bool

    def row_of(self, anchor: Anchor) -> float:
        """The height of a label's row: as found, else as printed on every card."""
        found = self.labels.get(anchor.words)
        return found.y if found else anchor.y


class Cards:
    """Reads cards. Holds the models and nothing of any card."""

    def __init__(self, ocr: Ocr, faces: FaceModels) -> None:
        self._ocr = ocr
        self._faces = faces

    def read(self, *, front: bytes, back: bytes) -> CardRead:
        """Both sides, or CardUnreadable with the side and the reason."""
        # Both are opened before either is read: a broken file is told at once.
        pictured = _opened(front, "front"), _opened(back, "back")
        return CardRead(self._front(pictured[0]), self._back(pictured[1]))

    def _front(self, picture: Image.Image) -> CardFront:
        laid = self._laid(picture, "front", words.FRONT)
        read = front_of(laid)
        flat = _flattened(picture, laid.onto)
        if laid.tiny or not (words.adds_up(read.number) and read.name):
            again = self._again(flat, words.FRONT)
            read = max(front_of(again), read, key=_fullness) if again else read
        if not read.number:
            raise CardUnreadable("front", CardFault.BLURRED)
        return CardFront(
            name=read.name,
            sex=read.sex,
            ethnicity=read.ethnicity,
            birth=read.birth,
            address=read.address,
            number=read.number,
            portrait=self._portrait(flat),
        )

    def _back(self, picture: Image.Image) -> CardBack:
        laid = self._laid(picture, "back", words.BACK)
        read = back_of(laid)
        if laid.tiny or read.valid_from is None or not read.issuer:
            again = self._again(_flattened(picture, laid.onto), words.BACK)
            read = max(back_of(again), read, key=_back_fullness) if again else read
        if read.valid_from is None and not read.issuer:
            raise CardUnreadable("back", CardFault.BLURRED)
        return read

    def _laid(self, picture: Image.Image, side: str, anchors: Sequence[Anchor]) -> Laid:
        other = words.BACK if anchors is words.FRONT else words.FRONT
        for longest in (FIRST_LOOK, SECOND_LOOK):
            scale = min(1.0, longest / max(picture.size))
            small = picture.resize((round(picture.width * scale), round(picture.height * scale)))
            runs = self._ocr(np.asarray(small))
            laid, reverse = lay(runs, anchors, scale), lay(runs, other, scale)
            if laid and (reverse is None or len(laid.labels) >= len(reverse.labels)):
                return laid
            if reverse:
                raise CardUnreadable(side, CardFault.WRONG_SIDE)
            if scale == 1.0:
                break
        blurred = _sharpness(picture) < SHARP
        raise CardUnreadable(side, CardFault.BLURRED if blurred else CardFault.NO_CARD)

    def _again(self, flat: Pixels, anchors: Sequence[Anchor]) -> Laid | None:
        return lay(self._ocr(flat), anchors, 1.0)

    def _portrait(self, flat: Pixels) -> bytes | None:
        right = flat[:, CARD[0] // 2 :]
        found = self._faces.find(right) or self._faces.find(right, upsample=1)
        return pictures.jpeg(_around(right, found[0]), quality=90) if found else None


def lay(runs: Sequence[Run], anchors: Sequence[Anchor], scale: float) -> Laid | None:
    """The text of one side put in its place on the card, if two labels of that side were read."""
    found = {
        anchor: np.array(run.at) / scale
        for run in reversed(runs)
        if (anchor := words.anchor_in(run.text, anchors))
    }
    pairs = [(at, (anchor.x, anchor.y)) for anchor, at in found.items()]
    if anchors is words.FRONT:
        pairs += [(np.array(run.at) / scale, words.NUMBER_PLACE) for run in _numbered(runs)[:1]]
    if len(pairs) < 2 or not found:
        return None
    onto = _similarity(
        np.array([at for at, _ in pairs]), np.array([place for _, place in pairs]) * CARD
    )
    lines = [_placed(run, onto, scale) for run in runs]
    labels = {
        anchor.words: line
        for line in reversed(lines)
        if (anchor := words.anchor_in(line.text, anchors))
    }
    width_seen = CARD[0] * scale / float(np.hypot(onto[0, 0], onto[1, 0]))
    return Laid(lines, labels, onto, tiny=width_seen < LEGIBLE)


def _numbered(runs: Sequence[Run]) -> list[Run]:
    return [run for run in runs if words.number_in(run.text)]


def _placed(run: Run, onto: Matrix, scale: float) -> Line:
    x, y = onto[:, :2] @ (np.array(run.at) / scale) + onto[:, 2]
    return Line(run.text, float(x) / CARD[0], float(y) / CARD[1])


def _similarity(seen: Matrix, printed: Matrix) -> Matrix:
    """The turn, size and shift that best carry the points seen to where they are printed."""
    here, there = seen @ [1, 1j], printed @ [1, 1j]
    near, far = here - here.mean(), there - there.mean()
    turn = np.vdot(near, far) / max(float(np.vdot(near, near).real), 1e-9)
    shift = there.mean() - turn * here.mean()
    return np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag]])


def front_of(laid: Laid) -> CardFront:
    """The fields of the portrait's side; sex and birthday by the number, where that adds up."""
    name, sex, people, birth, address, _ = words.FRONT
    lines = laid.lines
    level = words.row(lines, laid.row_of(sex))
    born = words.birth_in(words.row(lines, laid.row_of(birth)))
    number = next((found for line in lines if (found := words.number_in(line.text))), "")
    number = words.mended(number, born)
    gender = words.sex_in(level.partition("民")[0])
    if words.adds_up(number):
        gender = "M" if int(number[16]) % 2 else "F"
        born = words.day(number[6:10], number[10:12], number[12:14])
    return CardFront(
        name=words.name_in(words.row(lines, laid.row_of(name))),
        sex=gender,
        ethnicity=words.ethnicity_in(words.row(lines, laid.row_of(people), left=0.22)),
        birth=born,
        address=words.address_in(lines, (laid.row_of(birth) + laid.row_of(address)) / 2),
        number=number,
        portrait=None,
    )


def back_of(laid: Laid) -> CardBack:
    """The fields of the side with the emblem."""
    _, _, issuer, validity = words.BACK
    start, end = words.validity_in(words.row(laid.lines, laid.row_of(validity), right=1.0))
    office = words.issuer_in(words.row(laid.lines, laid.row_of(issuer), right=1.0))
    return CardBack(issuer=office, valid_from=start, valid_to=end)


def _fullness(read: CardFront) -> tuple[bool, bool, int, bool, int]:
    fits = words.adds_up(read.number)
    return fits, bool(read.name), len(read.number), bool(read.ethnicity), len(read.address)


def _back_fullness(read: CardBack) -> tuple[bool, bool, int]:
    return read.valid_from is not None, bool(read.valid_to), len(read.issuer)


def _opened(body: bytes, side: str) -> Image.Image:
    try:
        return pictures.opened(body, longest=LONGEST)
    except pictures.Unopenable as no:
        raise CardUnreadable(side, no.fault) from no


def _flattened(picture: Image.Image, onto: Matrix) -> Pixels:
    pixels = np.asarray(picture)
    flat = cv2.warpAffine(pixels, onto, CARD, flags=cv2.INTER_AREA, borderValue=(255, 255, 255))
    return flat.astype(np.uint8)


def _around(pixels: Pixels, face: Face) -> Image.Image:
    """The face with hair and shoulders, in a card portrait's proportions."""
    left, top, right, bottom = face.box
    height = round(1.9 * (bottom - top))
    width = round(height * PORTRAIT[0] / PORTRAIT[1])
    middle, upper = (left + right) // 2, top - (bottom - top) // 2
    box = (
        max(0, middle - width // 2),
        max(0, upper),
        min(pixels.shape[1], middle + width // 2),
        min(pixels.shape[0], upper + height),
    )
    return Image.fromarray(pixels).crop(box)


def _sharpness(picture: Image.Image) -> float:
    """How much fine detail there is; a blurred photo has little."""
    small = picture.copy()
    small.thumbnail((FIRST_LOOK, FIRST_LOOK))
    grey = cv2.cvtColor(np.asarray(small), cv2.COLOR_RGB2GRAY)
    return float(cv2.Laplacian(grey, cv2.CV_64F).var())
