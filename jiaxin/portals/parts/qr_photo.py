"""Reading the code of a certificate from an uploaded photo: in memory, within limits."""

import io
import re
import struct
import warnings
from collections.abc import Collection
from urllib.parse import urlsplit

import zxingcpp
from PIL import Image, ImageOps

from jiaxin.flows.certificates.errors import ForgedCode, NoQrFound
from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words

# A 50-megapixel phone photo is taken and scaled down; beyond this, decoding alone is an attack.
MOST_PIXELS = 60_000_000
MOST_BYTES = 24_000_000
LONG_SIDE = 2000
KINDS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
_OURS = re.compile(r"/v/([^/?#]+)")


class UnreadablePhoto(Refusal):
    """The file is no picture, or a kind of picture that cannot be read here."""

    code = "qr_photo.unreadable"
    status = 422
    says = Words(zh="这个文件不是能读取的照片。", en="This file is no photo that can be read.")
    do = Words(
        zh="请用手机拍一张照片或截图（JPG、PNG），或输入短码。",
        en="Take a photo or a screenshot (JPG, PNG), or type the short code.",
    )


class PhotoTooLarge(Refusal):
    """More bytes or pixels than any phone's photo has."""

    code = "qr_photo.too_large"
    status = 413
    says = Words(zh="这张照片太大了。", en="This photo is too large.")
    do = Words(
        zh="请用手机重新拍一张，或输入短码。",
        en="Take another with a phone, or type the short code.",
    )


def token_in(photo: bytes, *, hosts: Collection[str]) -> str:
    """The token of our certificate that the photo shows; NoQrFound or ForgedCode otherwise."""
    kinds = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    found = zxingcpp.read_barcodes(_opened(photo), formats=kinds)
    if not found:
        raise NoQrFound
    for code in found:
        if token := token_of(code.text, hosts=hosts):
            return token
    raise ForgedCode


def token_of(text: str, *, hosts: Collection[str]) -> str | None:
    """The token in a certificate's address at one of these hosts; None for any other text."""
    try:
        address = urlsplit(text.strip())
    except ValueError:
        return None
    ours = address.scheme in {"http", "https"} and address.netloc.lower() in hosts
    match = _OURS.fullmatch(address.path)
    return match[1] if ours and match else None


def _opened(photo: bytes) -> Image.Image:
    if len(photo) > MOST_BYTES:
        raise PhotoTooLarge
    try:
        with warnings.catch_warnings():
            # Odd metadata in a stranger's file is no news; its pixels are counted below.
            warnings.simplefilter("ignore")
            return _decoded(photo)
    except Image.DecompressionBombError as bomb:
        raise PhotoTooLarge from bomb
    # Pillow's decoders raise all of these for broken files.
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, struct.error) as bad:
        raise UnreadablePhoto from bad


def _decoded(photo: bytes) -> Image.Image:
    picture: Image.Image = Image.open(io.BytesIO(photo), formats=KINDS)
    if picture.width * picture.height > MOST_PIXELS:
        raise PhotoTooLarge
    # A JPEG is decoded at half, a quarter or an eighth of its size where that is enough.
    picture.draft("L", (LONG_SIDE, LONG_SIDE))
    picture.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.BOX, reducing_gap=2.0)
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    # A code on a see-through ground is dark on nothing: put it on white.
    white = Image.new("RGBA", upright.size, "white")
    white.alpha_composite(upright)
    return white.convert("L")
