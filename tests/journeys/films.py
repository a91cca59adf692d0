"""What the camera sees: films written as motion JPEG, thirty pictures a second, played in a loop.

A head's turn is drawn in three dimensions from one photo (tests/pictures/turns.py) and fits the
time that the page gives: two seconds to find oneself, a word to read, then the turn.
"""

import hashlib
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from sandbox.portraits import around, portrait
from tests.pictures import faces, turns
from tests.pictures.turns import Pixels, Pose

type Film = bytes

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "films"
RATE = 30
# Facing the camera so long, then turning so long; then the pose is held, for slow machines.
FACING, TURNING, HOLDING = 3.3, 2.7, 9.0
STEPS = 18
SIDEWAYS = {"left": 27.0, "right": -27.0}
# Who turns before the camera, from a picture that faces it; and somebody else.
HERSELF, ANOTHER = "obama.jpg", "biden.jpg"
# The same person on another day, for the card, and where the face is in it.
ON_CARD = ("obama2.jpg", (164, 302, 474, 611))


@dataclass(frozen=True)
class Films:
    """Every film that a journey puts before a camera."""

    def turn(self, way: str, who: str = HERSELF) -> Film:
        """A person who faces the camera and then turns her head to her left or right."""
        source = turns.portrait(who)
        return self._turning(f"head {who}", way, lambda pose: turns.head(source, pose))

    def flat_turn(self, way: str, who: str = HERSELF) -> Film:
        """A printed photo held to the camera and turned."""
        source = turns.portrait(who)
        return self._turning(f"photo {who}", way, lambda pose: turns.photo(source, pose))

    def still(self, who: str = HERSELF) -> Film:
        """A photo held to the camera and kept there."""
        return self._steady(f"still {who}", lambda: turns.photo(turns.portrait(who), Pose()))

    def two(self, way: str) -> Film:
        """Two people, side by side; both turn."""
        return self._turning("two", way, _side_by_side)

    def nothing(self) -> Film:
        """A wall."""
        return self._steady("nothing", lambda: np.full((480, 640, 3), (150, 140, 128), np.uint8))

    def screen(self, picture: bytes) -> Film:
        """A picture of somebody's screen, held by an unsteady hand."""
        shown = Image.open(io.BytesIO(picture)).convert("RGB")
        frames = []
        for step in range(12):
            sway = float(np.sin(step / 12 * 2 * np.pi))
            frames.append(_jpeg(_held(shown, turn=4 * sway, shift=round(10 * sway))))
        return b"".join(frame * 4 for frame in frames)

    def _turning(self, name: str, way: str, draw: Callable[[Pose], Pixels]) -> Film:
        def film() -> Iterable[tuple[bytes, float]]:
            for step in range(8):
                sway = float(np.sin(step / 8 * 2 * np.pi))
                yield _jpeg(draw(Pose(roll=0.5 * sway, shift=(0.01 * sway, 0)))), FACING / 8
            for step in range(1, STEPS + 1):
                yaw = SIDEWAYS[way] * step / STEPS
                last = HOLDING if step == STEPS else 0.0
                yield _jpeg(draw(Pose(yaw=yaw))), TURNING / STEPS + last

        return _kept(f"{name} {way} {FACING} {TURNING} {STEPS} {SIDEWAYS[way]}", film)

    def _steady(self, name: str, draw: Callable[[], Pixels]) -> Film:
        return _kept(name, lambda: [(_jpeg(draw()), 2.0)])


FILM = Films()


def _kept(name: str, film: Callable[[], Iterable[tuple[bytes, float]]]) -> Film:
    """Drawn once: a head takes a third of a second a picture."""
    drawn = Path(turns.__file__).read_bytes()
    file = CACHE / f"{hashlib.sha256(name.encode() + drawn).hexdigest()[:20]}.mjpeg"
    if not file.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        half = file.with_suffix(f".{id(film)}")
        half.write_bytes(b"".join(one * max(1, round(lasts * RATE)) for one, lasts in film()))
        half.replace(file)
    return file.read_bytes()


def _jpeg(pixels: Pixels | Image.Image) -> bytes:
    out = io.BytesIO()
    picture = pixels if isinstance(pixels, Image.Image) else Image.fromarray(pixels)
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


def _side_by_side(pose: Pose) -> Pixels:
    whole = np.full((480, 640, 3), 128, np.uint8)
    for place, who in ((0, HERSELF), (320, ANOTHER)):
        head = turns.head(turns.portrait(who), pose)
        whole[:, place : place + 320] = head[:, 160:480]
    return whole


def _held(shown: Image.Image, *, turn: float, shift: int) -> Image.Image:
    room = Image.new("RGB", (640, 480), (92, 84, 78))
    ImageDraw.Draw(room).rectangle((130 + shift, 10, 510 + shift, 475), fill=(24, 26, 30))
    room.paste(shown.resize((340, 340)), (150 + shift, 70))
    return room.rotate(turn, Image.Resampling.BICUBIC, fillcolor=(92, 84, 78))


def portrait_photo() -> bytes:
    """A photo for the card office: the person of the films, on another day."""
    name, face = ON_CARD
    return portrait(faces.picture(name), around(face))
