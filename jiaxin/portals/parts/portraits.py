"""Her picture as pages show it: no larger than a thumb, so that a page stays light.

What is kept is what faces are compared with, some 40 KB of it; a page has room for far less.
"""

import io
import warnings
from base64 import b64encode

from PIL import Image

# 64 by 80 on the page, on a phone with three dots for each.
MOST = (192, 240)
QUALITY = 75


def small(picture: bytes) -> bytes:
    """The same picture, smaller, as JPEG; one that cannot be read stays as it is."""
    out = io.BytesIO()
    try:
        with warnings.catch_warnings():
            # A picture that would unfold into gigabytes is not unfolded.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(picture), formats=("JPEG", "PNG")) as opened:
                opened.draft("RGB", MOST)
                opened.thumbnail(MOST)
                opened.convert("RGB").save(out, "JPEG", quality=QUALITY, optimize=True)
    except (OSError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return picture
    return min(out.getvalue(), picture, key=len)


def in_page(picture: bytes | None) -> str:
    """The same for the address of an image within a page; empty where there is none."""
    return b64encode(small(picture)).decode() if picture else ""
