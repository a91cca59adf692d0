"""Sample cards as a phone photographs them: askew, at a slant, noisy, blurred."""

import io
from functools import cache

import cv2
import numpy as np
from PIL import Image, ImageFilter

from sandbox import cards
from sandbox.portraits import around, portrait
from sandbox.store import Person
from tests.pictures import faces

ASTRONAUT = ("astronaut.png", (175, 76, 265, 166))
OBAMA = ("obama.jpg", (349, 142, 617, 409))


@cache
def person(
    *,
    number: str = "510107198503080046",
    name: str = "林秀英",
    sex: str = "F",
    birth: str = "1985-03-08",
    ethnicity: str = "汉",
    address: str = "四川省成都市武侯区桐梓林街道示例路88号3栋2单元501号",
    issuer: str = "成都市公安局武侯分局",
    valid_from: str = "2016-05-20",
    valid_to: str = "2036-05-20",
    face: tuple[str, tuple[int, int, int, int]] = ASTRONAUT,
) -> Person:
    """Somebody made up, with a real photo from a package."""
    return Person(
        number=number,
        name=name,
        sex=sex,
        birth=birth,
        ethnicity=ethnicity,
        address=address,
        issuer=issuer,
        valid_from=valid_from,
        valid_to=valid_to,
        portrait=portrait(faces.picture(face[0]), around(face[1])),
        background="",
        card="",
    )


def front(someone: Person) -> Image.Image:
    """The side with the portrait."""
    return Image.open(io.BytesIO(cards.front(someone))).convert("RGB")


def back(someone: Person) -> Image.Image:
    """The side with the emblem."""
    return Image.open(io.BytesIO(cards.back(someone))).convert("RGB")


def photographed(
    card: Image.Image,
    *,
    turn: float = 0.0,
    slant: float = 0.0,
    blur: float = 0.0,
    noise: float = 4.0,
    width: float = 1600,
    fill: float = 0.8,
) -> Image.Image:
    """The card on a table: turned by degrees, seen at a slant, filling so much of the picture."""
    width, height = round(width), round(width * 0.75)
    room = np.full((height, width, 3), (96, 84, 72), np.uint8)
    room[::7] -= 12
    corners = _corners(width * fill, width * fill * card.height / card.width, turn, slant)
    reach = np.abs(corners).max(axis=0)
    corners *= min(1.0, width * 0.48 / reach[0], height * 0.48 / reach[1])
    corners += np.array([width / 2, height / 2], np.float32)
    w, h = card.size
    edges = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    lay = cv2.getPerspectiveTransform(edges, corners.astype(np.float32))
    sheet = cv2.warpPerspective(np.asarray(card), lay, (width, height), flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.ones((h, w), np.uint8), lay, (width, height))
    seen = np.where(mask[..., None] > 0, sheet, room).astype(np.float32)
    seen += np.random.default_rng(5).normal(0, noise, seen.shape)
    picture = Image.fromarray(np.clip(seen, 0, 255).astype(np.uint8))
    return picture.filter(ImageFilter.GaussianBlur(blur)) if blur else picture


def _corners(width: float, height: float, turn: float, slant: float) -> np.ndarray:
    box = [[-width, -height], [width, -height], [width, height], [-width, height]]
    corners = np.array(box, np.float32) / 2
    corners[:2, 0] *= 1 - slant
    corners[1:3, 1] *= 1 + slant / 3
    angle = np.radians(turn)
    spin = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]], np.float32)
    return np.asarray(corners @ spin)


def jpeg(picture: Image.Image, quality: int = 88) -> bytes:
    """The picture as a phone stores it."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()
