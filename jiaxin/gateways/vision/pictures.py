"""Opening pictures that nobody vouches for, and writing them anew."""

import io
import struct
import warnings

import pillow_heif
from PIL import Image, ImageOps

from jiaxin.trust.identity.ports import CardFault

# A 50-megapixel phone photo is taken and scaled down; beyond this, decoding alone is an attack.
MOST_PIXELS = 60_000_000
MOST_BYTES = 24_000_000
KINDS = ("JPEG", "PNG", "WEBP", "HEIF")

pillow_heif.register_heif_opener()


class Unopenable(Exception):
    """These bytes are no picture that can be used, and why."""

    def __init__(self, fault: CardFault) -> None:
        super().__init__(fault)
        self.fault = fault


def opened(body: bytes, *, longest: int) -> Image.Image:
    """The picture in RGB, upright as its camera meant it, no side longer than `longest`."""
    if not body:
        raise Unopenable(CardFault.EMPTY)
    if len(body) > MOST_BYTES:
        raise Unopenable(CardFault.TOO_LARGE)
    try:
        with warnings.catch_warnings():
            # Odd metadata in a stranger's file is no news; its pixels are counted below.
            warnings.simplefilter("ignore")
            return _decoded(body, longest)
    except Image.DecompressionBombError as bomb:
        raise Unopenable(CardFault.TOO_LARGE) from bomb
    # Pillow's decoders raise all of these for broken files.
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, struct.error) as bad:
        raise Unopenable(CardFault.NOT_A_PICTURE) from bad


def _decoded(body: bytes, longest: int) -> Image.Image:
    picture: Image.Image = Image.open(io.BytesIO(body), formats=KINDS)
    if picture.width * picture.height > MOST_PIXELS:
        raise Unopenable(CardFault.TOO_LARGE)
    # A JPEG is decoded at half, a quarter or an eighth of its size where that is enough.
    picture.draft("RGB", (longest, longest))
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return ImageOps.exif_transpose(picture).convert("RGB")


def jpeg(picture: Image.Image, *, quality: int = 88) -> bytes:
    """The picture written anew: nothing of the file it came from is left but its pixels."""
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=quality)
    return out.getvalue()
