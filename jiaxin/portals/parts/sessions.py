"""Several sign-ins in one browser: each app and each desk keeps a cookie of its own."""

from typing import Any, Literal, override
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers

from jiaxin.trust.identity import reads as identity

SIGN_IN = "sign_in"  # the session's only word of ours: which sign-in it is
# Each is the first word of its addresses, the path of its cookie, and an App of identity.
PHONES = ("worker", "consumer")
DESKS = ("console", "firm")
_APPS = (*PHONES, *DESKS)


def app_of(request: HttpRequest) -> str:
    """Which app an address belongs to; empty for public pages, which know nobody."""
    first = request.path.split("/", 2)[1] if request.path.startswith("/") else ""
    return first if first in _APPS else ""


class TwoSignIns(SessionMiddleware):
    """Django's sessions, with one cookie an app, sent to that app's pages only."""

    @override
    def process_request(self, request: HttpRequest) -> None:
        app = app_of(request)
        key = request.COOKIES.get(f"jx_{app}") if app else None
        request.session = self.SessionStore(key)

    @override
    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        app = app_of(request)
        if not app:
            return response
        name, path = f"jx_{app}", f"/{app}/"
        same_site: Literal["Strict", "Lax"] = "Strict" if app in DESKS else "Lax"
        session = request.session
        if session.accessed:
            patch_vary_headers(response, ("Cookie",))
        if name in request.COOKIES and session.is_empty():
            response.delete_cookie(name, path=path, samesite=same_site)
        elif session.modified and not session.is_empty() and response.status_code < 500:
            session.save()
            # At a desk others sit down too: its cookie goes with the browser's window.
            lasts = None if app in DESKS else settings.SESSION_COOKIE_AGE
            response.set_cookie(
                name,
                session.session_key or "",
                max_age=lasts,
                path=path,
                secure=settings.SESSION_COOKIE_SECURE or request.is_secure(),
                httponly=True,
                samesite=same_site,
            )
        return response


class SignedInBackend(BaseBackend):
    """Finds who is signed in. Nobody signs in through it: codes and passkeys do that."""

    @override
    def get_user(self, user_id: Any) -> Any:
        return identity.account(UUID(str(user_id)))


class SignInRequired(LoginRequiredMiddleware):
    """Every page is closed unless it says `login_not_required`."""

    @override
    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        address = f"/{app_of(request) or 'worker'}/sign-in/"
        if request.method == "GET" and not request.headers.get("HX-Request"):
            address += "?" + urlencode({"next": request.get_full_path()})
        response = HttpResponseRedirect(address)
        if request.headers.get("HX-Request"):
            # A script would follow a redirect into the part of the page that it asked for.
            response.status_code = 204
            response["HX-Redirect"] = address
        return response
