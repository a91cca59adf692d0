"""QR codes, drawn into the page: of a certificate, of an authenticator's secret."""

from urllib.parse import quote, urlencode

import segno
from django.utils.safestring import SafeString, mark_safe


def draw(address: str) -> SafeString:
    """The code as inline SVG: no style, no script; half of its quiet zone is the box around it."""
    code = segno.make_qr(address, error="m")
    drawn = code.svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None, dark="#14202e")
    return mark_safe(drawn)  # noqa: S308 — paths only; the address itself is not in it


def of_secret(secret: str, desk: str) -> dict[str, object]:
    """The secret as authenticators take it: as a code to scan, and in groups to be typed."""
    label = quote(f"Jiaxin:{desk}")
    address = f"otpauth://totp/{label}?" + urlencode({"secret": secret, "issuer": "Jiaxin"})
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return {"qr": draw(address), "secret": groups}
