"""Bursts for tests: a head in three dimensions that turns, and a flat or bent photo that is turned.

No package carries a film of a turning head. The real shape is stood in for by a head-like depth
map (anthropometric proportions, in units of the distance between the eyes) under a real face.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import dlib  # type: ignore[import-untyped]  # it ships no stubs
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from jiaxin.gateways.vision.faces import landmarks_file
from tests.pictures import faces

Pixels = NDArray[np.uint8]
Grid = NDArray[np.floating[Any]]

WIDTH, HEIGHT = 640, 480
CAMERA = 9.0  # eye distances from the camera to the face: about 57 cm
NECK = -1.3  # the axis of a turn lies this far behind the eyes


@dataclass(frozen=True, slots=True)
class Pose:
    """Degrees to her left (positive) and down, degrees of tilt, and a shift in eye distances."""

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Portrait:
    """A face picture laid so that its eyes are `eyes` pixels apart, and where their middle is."""

    pixels: Pixels
    middle: tuple[float, float]
    eyes: float


@cache
def portrait(name: str, eyes: float = 84.0) -> Portrait:
    """The face of one test picture, upright, its eyes at a given distance."""
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(faces.picture(name)))).convert("RGB")
    picture.thumbnail((1200, 1200))
    pixels = np.asarray(picture)
    box = max(dlib.get_frontal_face_detector()(pixels), key=lambda found: found.width())
    points = dlib.shape_predictor(str(landmarks_file()))(pixels, box).parts()
    right = np.array([(points[0].x + points[1].x) / 2, (points[0].y + points[1].y) / 2])
    left = np.array([(points[2].x + points[3].x) / 2, (points[2].y + points[3].y) / 2])
    along = right - left
    scale = eyes / float(np.hypot(*along))
    angle = float(np.degrees(np.arctan2(along[1], along[0])))
    middle = (right + left) / 2
    turn = cv2.getRotationMatrix2D((float(middle[0]), float(middle[1])), angle, scale)
    size = (WIDTH, HEIGHT)
    target = (WIDTH / 2, HEIGHT * 0.42)
    turn[:, 2] += np.array(target) - middle
    laid = cv2.warpAffine(
        pixels, turn, size, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REFLECT_101
    )
    return Portrait(laid.astype(np.uint8), target, eyes)


def depth(x: Grid, y: Grid) -> tuple[Grid, NDArray[np.bool_]]:
    """How far each place of a face stands out, and which places are part of the head."""
    inside = (x / 1.2) ** 2 + ((y - 0.4) / 1.9) ** 2
    head = inside < 0.97
    z = 0.1 + 1.5 * (np.sqrt(np.clip(1 - inside, 0, 1)) - 1)

    def bump(height: float, cx: float, cy: float, sx: float, sy: float) -> Grid:
        return np.asarray(height * np.exp(-(((x - cx) / sx) ** 2 + ((y - cy) / sy) ** 2) / 2))

    ridge = np.interp(y, [-0.1, 0.62, 0.70, 0.80, 0.90], [0.0, 0.42, 0.40, 0.18, 0.0])
    wide = np.interp(y, [0.0, 0.7], [0.09, 0.17])
    z = z + ridge * np.exp(-((x / wide) ** 2) / 2)
    z = z + bump(0.17, 0, 1.1, 0.33, 0.14) + bump(0.3, 0, 1.6, 0.35, 0.2)
    z = z - bump(0.1, 0.5, 0.0, 0.18, 0.12) - bump(0.1, -0.5, 0.0, 0.18, 0.12)
    return z.astype(np.float32), head


def _turned(points: Grid, pose: Pose, axis: float) -> Grid:
    yaw, pitch, roll = np.radians([pose.yaw, -pose.pitch, pose.roll])
    about_y = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    about_x = np.array(
        [[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]]
    )
    about_z = np.array(
        [[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]]
    )
    centre = np.array([0, 0.6, axis])
    moved = (points - centre) @ (about_z @ about_x @ about_y).T + centre
    return np.asarray(moved + np.array([*pose.shift, 0.0]), np.float32)


def _splat(canvas: Pixels, where: Grid, z: Grid, colours: Pixels) -> Pixels:
    """Paint points onto a canvas, the nearest last, and close the pinholes between them."""
    height, width = canvas.shape[:2]
    column, row = np.rint(where[:, 0]).astype(int), np.rint(where[:, 1]).astype(int)
    seen = (column >= 0) & (column < width) & (row >= 0) & (row < height)
    order = np.argsort(z[seen], kind="stable")
    flat = (row[seen] * width + column[seen])[order]
    painted = canvas.copy().reshape(-1, 3)
    painted[flat] = colours[seen][order]
    touched = np.zeros(height * width, np.uint8)
    touched[flat] = 1
    mask = touched.reshape(height, width)
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    result = painted.reshape(height, width, 3)
    filled = cv2.medianBlur(result, 5)
    return np.where(((closed > 0) & (mask == 0))[..., None], filled, result).astype(np.uint8)


def head(source: Portrait, pose: Pose) -> Pixels:
    """One frame of a live head in this pose, before its own surroundings."""
    fine = 2.5
    rows, columns = np.mgrid[0 : HEIGHT * fine, 0 : WIDTH * fine].astype(np.float32) / fine
    x = (columns - source.middle[0]) / source.eyes
    y = (rows - source.middle[1]) / source.eyes
    z, solid = depth(x, y)
    x, y, z = x[solid], y[solid], z[solid]
    near = (CAMERA - z) / CAMERA
    turned = _turned(np.stack([x * near, y * near, z], axis=1), pose, NECK)
    colours = np.asarray(cv2.remap(source.pixels, columns, rows, cv2.INTER_LINEAR), np.uint8)[solid]
    behind = cv2.GaussianBlur(source.pixels, (0, 0), 28).astype(np.uint8)
    return _splat(behind, _seen(turned, source), turned[:, 2], colours)


def _seen(points: Grid, source: Portrait) -> Grid:
    near = CAMERA / (CAMERA - points[:, 2])
    seen: Grid = points[:, :2] * near[:, None] * source.eyes + np.array(source.middle)
    return seen


def photo(source: Portrait, pose: Pose, *, bend: float = 0.0, background: int = 120) -> Pixels:
    """One frame of a printed photo in this pose: flat, or bent round an upright axis.

    `bend` is one over the radius of the bend, in eye distances: 0.6 is a radius of about 10 cm.
    """
    fine = 2.0
    side, top, bottom = 2.1, -1.7, 2.6
    x, y = np.meshgrid(
        np.arange(-side, side, 1 / source.eyes / fine, dtype=np.float32),
        np.arange(top, bottom, 1 / source.eyes / fine, dtype=np.float32),
    )
    colours = cv2.remap(
        source.pixels,
        x * source.eyes + source.middle[0],
        y * source.eyes + source.middle[1],
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(245, 245, 245),
    )
    bent: Grid = np.sin(x * bend) / bend if bend else x
    z: Grid = (np.cos(x * bend) - 1) / bend if bend else np.zeros_like(x)
    points = np.stack([bent.ravel(), y.ravel(), z.ravel()], axis=1).astype(np.float32)
    turned = _turned(points, pose, 0.0)
    room = np.full((HEIGHT, WIDTH, 3), background, np.uint8)
    room[::16] -= 30
    return _splat(
        room, _seen(turned, source), turned[:, 2], colours.astype(np.uint8).reshape(-1, 3)
    )


def sweep(degrees: float, frames: int = 6, *, unsteady: float = 0.02, seed: int = 1) -> list[Pose]:
    """Poses from the front to `degrees` (positive: to her left), with a natural unsteadiness."""
    chance = np.random.default_rng(seed)
    poses = []
    for step in np.linspace(0, 1, frames):
        sway = chance.normal(0, unsteady, 2)
        tilt = chance.normal(0, 60 * unsteady, 2)
        poses.append(
            Pose(
                yaw=float(degrees * step),
                pitch=float(tilt[0]),
                roll=float(tilt[1]),
                shift=(float(sway[0]), float(sway[1])),
            )
        )
    return poses


def worn(
    pixels: Pixels, *, noise: float = 0.0, blur: float = 0.0, scale: float = 1.0, seed: int = 3
) -> Pixels:
    """The same frame from a poorer camera."""
    if scale != 1.0:
        pixels = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(
            np.uint8
        )
    if blur:
        pixels = cv2.GaussianBlur(pixels, (0, 0), blur).astype(np.uint8)
    if noise:
        grain = np.random.default_rng(seed).normal(0, noise, pixels.shape)
        pixels = np.clip(pixels + grain, 0, 255).astype(np.uint8)
    return pixels


def jpeg(pixels: Pixels, quality: int = 85) -> bytes:
    """The frame as a browser sends it."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=quality)
    return out.getvalue()


def burst(frames: Iterable[Pixels], quality: int = 85) -> list[bytes]:
    """Frames as a browser sends them."""
    return [jpeg(frame, quality) for frame in frames]


@cache
def head_turn(name: str = "obama.jpg", degrees: float = 30.0, frames: int = 6) -> Sequence[bytes]:
    """A burst of a live head that turns; positive degrees are to her left."""
    source = portrait(name)
    return tuple(burst(head(source, pose) for pose in sweep(degrees, frames)))


@cache
def photo_turn(
    name: str = "obama.jpg", degrees: float = 35.0, frames: int = 6, bend: float = 0.0
) -> Sequence[bytes]:
    """A burst of a printed photo that is turned before the camera."""
    source = portrait(name)
    return tuple(burst(photo(source, pose, bend=bend) for pose in sweep(degrees, frames)))
