"""The token of a page's forms, drawn in a few steps: every page with a switch or a form has one.

What it is stays Django's: a secret of the visitor's cookie under a mask that is new on each page
(so that a compressed page tells nothing of it), both of its letters. Django draws the mask letter
by letter, which is a seventh of what a scan costs.
"""

import os

from django.http import HttpRequest
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH
from django.utils.functional import SimpleLazyObject

_LETTERS = CSRF_ALLOWED_CHARS.encode()
# Each letter stands for equally many bytes; the few bytes left over are not used.
_FAIR = 256 - 256 % len(_LETTERS)
_AS_LETTER = bytes(_LETTERS[byte % len(_LETTERS)] for byte in range(256))
_AS_PLACE = bytes(max(0, _LETTERS.find(byte)) for byte in range(256))
_UNFAIR = bytes(range(_FAIR, 256))
_TWICE = CSRF_ALLOWED_CHARS * 2


def for_templates(request: HttpRequest) -> dict[str, object]:
    """`csrf_token`, drawn when a form asks for it."""
    return {"csrf_token": SimpleLazyObject(lambda: token_of(request))}


def token_of(request: HttpRequest) -> str:
    """The visitor's secret under a new mask. Whoever has none is given one, by cookie."""
    secret = request.META.get("CSRF_COOKIE")
    if secret is None:
        secret = request.META["CSRF_COOKIE"] = _letters()
    request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
    mask = _letters()
    places = zip(_places(secret), _places(mask), strict=True)
    return mask + "".join([_TWICE[one + other] for one, other in places])


def _letters() -> str:
    drawn = b""
    while len(drawn) < CSRF_SECRET_LENGTH:
        drawn += os.urandom(2 * CSRF_SECRET_LENGTH).translate(_AS_LETTER, _UNFAIR)
    return drawn[:CSRF_SECRET_LENGTH].decode()


def _places(letters: str) -> bytes:
    return letters.encode().translate(_AS_PLACE)
