"""Portraits for sample cards: any photo, made small and upright in the proportions of a card."""

import io

from PIL import Image, ImageOps

SIZE = (358, 441)
_MOST_PIXELS = 60_000_000


class NoPicture(Exception):
    """What was given is no picture, or too large to be one."""


def portrait(photo: bytes, box: tuple[int, int, int, int] | None = None) -> bytes:
    """A JPEG of card proportions, from the middle of the photo or from a box in it."""
    try:
        with Image.open(io.BytesIO(photo)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise NoPicture
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NoPicture from error
    if min(picture.size) < 80:
        raise NoPicture
    if box is not None:
        picture = picture.crop(box)
    fitted = ImageOps.fit(picture, SIZE, Image.Resampling.LANCZOS, centering=(0.5, 0.35))
    out = io.BytesIO()
    fitted.save(out, "JPEG", quality=90)
    return out.getvalue()


def around(face: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """The part of a photo that makes a card's portrait, around a face in it."""
    left, top, right, bottom = face
    size = bottom - top
    height = round(1.9 * size)
    width = round(height * SIZE[0] / SIZE[1])
    middle, upper = (left + right) // 2, max(0, top - size // 2)
    return middle - width // 2, upper, middle - width // 2 + width, upper + height
