"""The QR code of a certificate, drawn into the page."""

import segno
from django.utils.safestring import SafeString, mark_safe


def draw(address: str) -> SafeString:
    """The code as inline SVG: no style, no script; half of its quiet zone is the box around it."""
    code = segno.make_qr(address, error="m")
    drawn = code.svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None, dark="#14202e")
    return mark_safe(drawn)  # noqa: S308 — paths only; the address itself is not in it
