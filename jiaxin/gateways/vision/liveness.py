"""Whether a head turned before the camera: the right way, far enough, and not as a flat picture.

The way and size of the turn come from the nose's place between the eyes. A printed photo that is
turned can move that too, so points all over the face are followed through the burst as well:
whatever is flat moves as one plane (one homography), while a live nose stands out of the plane that
the eyes, cheeks and mouth make. `docs/faces.md` has the figures, and says what this does not stop.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from jiaxin.gateways.vision.faces import Face, Pixels, Points
from jiaxin.trust.identity.ports import NotLive, Turn

type Grey = NDArray[np.uint8]

# Faces are laid on a square of this size, eyes so far apart, their middle here.
SIDE, EYES, MIDDLE = 256, 80.0, (128.0, 80.0)


@dataclass(frozen=True, slots=True)
class TurnLimits:
    """Lengths are in eye distances. Each figure is argued in docs/faces.md."""

    least_frames: int = 4
    facing: float = 0.03
    front: float = 0.12
    turn: float = 0.10
    other_way: float = 0.10
    stands_out: float = 0.075
    agreeing: float = 0.8
    followed: float = 0.5
    slip: float = 0.0125
    nose_points: int = 5
    ring_points: int = 30
    on_plane: float = 0.02
    one_plane: float = 0.85


@dataclass(frozen=True, slots=True)
class Seen:
    """A frame of the burst with its one face."""

    pixels: Pixels
    face: Face


@dataclass(frozen=True, slots=True)
class Relief:
    """What the followed points say: how far the nose stood out, how many points fit one plane."""

    nose: float
    agreeing: float
    plane: float
    kept: float
    nose_points: int
    ring_points: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the turn was seen; if not, why; and the places of the frames it was judged by."""

    fault: NotLive | None
    front: int
    turned: int
    relief: Relief | None = None


def judge(frames: Sequence[Seen], turn: Turn, limits: TurnLimits) -> Verdict:
    """The verdict on a burst in the order it was taken."""
    way = 1.0 if turn is Turn.LEFT else -1.0
    if len(frames) < limits.least_frames:
        return Verdict(NotLive.TOO_FEW, 0, 0)
    offsets = [way * frame.face.nose_offset for frame in frames]
    facing = [at for at, offset in enumerate(offsets) if abs(offset) <= limits.front]
    if not facing:
        return Verdict(NotLive.NOT_FRONT, 0, 0)
    turned = facing[0] + int(np.argmax(offsets[facing[0] :]))
    front = _front_before(turned, offsets, limits)
    # A film of a shaken head would answer both challenges: the other way must not be in it.
    if offsets[facing[0]] - min(offsets) >= limits.other_way:
        return Verdict(NotLive.WRONG_WAY, front, turned)
    if offsets[turned] - offsets[front] < limits.turn:
        return Verdict(NotLive.STILL, front, turned)

    last, relief = _best_relief(frames[front : turned + 1], way, limits)
    reached = front + last
    if relief is None or offsets[reached] - offsets[front] < limits.turn / 2:
        return Verdict(NotLive.LOST, front, turned, relief)
    return Verdict(_flatness(relief, limits), front, turned, relief)


def _front_before(turned: int, offsets: Sequence[float], limits: TurnLimits) -> int:
    """The frame from which the turn began: the last that faced the camera, else the nearest to it.

    Whoever first looks about a little is judged by her turn alone.
    """
    for at in reversed(range(turned)):
        if abs(offsets[at]) <= limits.facing and offsets[turned] - offsets[at] >= limits.turn:
            return at
    return int(np.argmin(np.abs(offsets[: turned + 1])))


def _flatness(relief: Relief, limits: TurnLimits) -> NotLive | None:
    if relief.nose < limits.stands_out or relief.plane > limits.one_plane:
        return NotLive.FLAT
    return NotLive.LOST if relief.agreeing < limits.agreeing else None


def _best_relief(
    frames: Sequence[Seen], way: float, limits: TurnLimits
) -> tuple[int, Relief | None]:
    """The relief at the furthest frame to which enough points could still be followed."""
    laid = [_laid(frame) for frame in frames]
    start = _points(laid[0])
    now, held = start, np.ones(len(start), np.bool_)
    last, best = 0, None
    for step, (before, after) in enumerate(pairwise(laid), start=1):
        now, kept = _followed(before, after, now, limits.slip * EYES)
        held &= kept
        if held.sum() < limits.followed * len(start):
            break
        relief = _relief(start[held], now[held], way, float(held.mean()), limits)
        if relief is not None:
            last, best = step, relief
    return last, best


def _laid(frame: Seen) -> Grey:
    """The face in grey, its eyes level and at fixed places, its light evened out."""
    face = frame.face
    scale = EYES / face.eyes_apart
    cosine, sine = face.along * scale
    turn = np.array([[cosine, sine], [-sine, cosine]])
    move = np.array(MIDDLE) - turn @ face.middle
    grey = cv2.cvtColor(frame.pixels, cv2.COLOR_RGB2GRAY)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    laid = cv2.warpAffine(grey, np.column_stack([turn, move]), (SIDE, SIDE), flags=way)
    return cv2.createCLAHE(2.0, (4, 4)).apply(laid).astype(np.uint8)


def _points(laid: Grey) -> Points:
    """Places on the face that can be followed."""
    x, y = np.meshgrid((np.arange(SIDE) - MIDDLE[0]) / EYES, (np.arange(SIDE) - MIDDLE[1]) / EYES)
    oval = ((x / 0.95) ** 2 + ((y - 0.45) / 1.15) ** 2 < 1).astype(np.uint8) * 255
    nose = ((np.abs(x) < 0.2) & (y > 0.4) & (y < 0.8)).astype(np.uint8) * 255
    found: list[NDArray[Any] | None] = [
        cv2.goodFeaturesToTrack(laid, count, quality, apart, mask=mask)
        for count, quality, apart, mask in ((400, 0.002, 4, oval), (40, 0.002, 3, nose))
    ]
    corners = [points.reshape(-1, 2) for points in found if points is not None]
    return np.concatenate(corners) if corners else np.empty((0, 2))


def _followed(
    before: Grey, after: Grey, points: Points, slip: float
) -> tuple[Points, NDArray[np.bool_]]:
    """Where the points went, and which of them come back when followed backwards."""
    if not len(points):
        return points, np.ones(0, np.bool_)
    start = points.reshape(-1, 1, 2).astype(np.float32)
    there, found, _ = cv2.calcOpticalFlowPyrLK(before, after, start, start.copy(), winSize=(21, 21))
    back, again, _ = cv2.calcOpticalFlowPyrLK(after, before, there, there.copy(), winSize=(21, 21))
    error = np.linalg.norm((back - start).reshape(-1, 2), axis=1)
    kept = (found.ravel() == 1) & (again.ravel() == 1) & (error < slip)
    return there.reshape(-1, 2).astype(np.float64), kept


def _relief(
    start: Points, end: Points, way: float, kept: float, limits: TurnLimits
) -> Relief | None:
    """How far the nose leaves the plane of the rest of the face, in the direction of the turn."""
    x, y = ((start - np.array(MIDDLE)) / EYES).T
    nose = (np.abs(x) < 0.2) & (y > 0.4) & (y < 0.8)
    ring = ~((np.abs(x) < 0.28) & (y > 0.1) & (y < 0.9))
    if nose.sum() < limits.nose_points or ring.sum() < limits.ring_points:
        return None
    # The middle plane of all points, not the largest coplanar part: a live face has many of those.
    plane, _ = cv2.findHomography(start[ring], end[ring], cv2.LMEDS)
    if plane is None:
        return None
    missed = (end - cv2.perspectiveTransform(start[None], plane)[0]) / EYES
    left_over = way * missed[nose, 0]
    return Relief(
        nose=float(np.median(left_over)),
        agreeing=float((left_over > limits.stands_out / 2).mean()),
        plane=float((np.hypot(*missed.T) < limits.on_plane).mean()),
        kept=kept,
        nose_points=int(nose.sum()),
        ring_points=int(ring.sum()),
    )
