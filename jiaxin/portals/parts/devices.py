"""Which browser this is: known again by a cookie, named by what it says of itself."""

import re
import secrets

from django.http import HttpRequest, HttpResponse

from jiaxin.ground.crypto.held_keys import mac
from jiaxin.portals.parts.sessions import app_of

_A_YEAR = 365 * 24 * 3600
_KINDS = (("Edg", "Edge"), ("MicroMessenger", "微信 WeChat"), ("Firefox", "Firefox"))
_MORE = (("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    *(("Windows", "Windows"), ("Android", "Android"), ("HarmonyOS", "HarmonyOS")),
    *(("iPhone", "iOS"), ("iPad", "iPadOS"), ("Mac OS", "macOS"), ("Linux", "Linux")),
)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def digest(request: HttpRequest) -> str:
    """A keyed digest of this browser's own cookie; empty for one that was never signed in."""
    token = request.COOKIES.get(_name(request), "")
    return mac("device", token.encode()).hex()[:32] if _TOKEN.fullmatch(token) else ""


def remember(request: HttpRequest) -> tuple[str, str]:
    """The cookie to know this browser by, new where it has none, and its digest."""
    known = request.COOKIES.get(_name(request), "")
    token = known if _TOKEN.fullmatch(known) else secrets.token_urlsafe(32)
    return token, mac("device", token.encode()).hex()[:32]


def keep(request: HttpRequest, response: HttpResponse, token: str) -> None:
    """Give the browser its cookie. It signs nobody in."""
    response.set_cookie(
        _name(request),
        token,
        max_age=_A_YEAR,
        path=f"/{app_of(request)}/",
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def kind_of(request: HttpRequest) -> str:
    """Firefox, Windows: enough for its owner to know it, too little to know her by."""
    said = request.headers.get("User-Agent", "")[:400]
    browser = next((name for mark, name in (*_KINDS, *_MORE) if mark in said), "")
    system = next((name for mark, name in _SYSTEMS if mark in said), "")
    return ", ".join(part for part in (browser, system) if part)


def _name(request: HttpRequest) -> str:
    return f"jx_{app_of(request)}_device"
