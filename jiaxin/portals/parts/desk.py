"""What every page of a desk needs: whose it is, and whether the proof is fresh enough."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from jiaxin.ground.errors import NotFound
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.sessions import app_of
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import reads

type View = Callable[..., HttpResponseBase]


def for_roles(*roles: Role) -> Callable[[View], View]:
    """The page is these roles' only; to everyone else it is not there."""

    def wrap(view: View) -> View:
        @wraps(view)
        def shown(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.actor.role not in roles:
                raise NotFound
            return view(request, *args, **kwargs)

        return shown

    return wrap


def fresh_first(view: View) -> View:
    """Before the page is shown, she shows again that it is she, if that is long ago.

    A form that was sent later than that is kept: the refusal on it says what to do.
    """

    @wraps(view)
    def shown(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "GET" and not reads.is_fresh_now(request.actor):
            where = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse(f'{app_of(request)}:prove')}?{where}")
        return view(request, *args, **kwargs)

    return shown


def way_on(request: HttpRequest, wanted: str) -> str:
    """Where to go on: a page of the same desk, else its first page."""
    home = reverse(f"{app_of(request)}:home")
    inside = wanted.startswith(home) and not wanted.startswith(f"{home}sign-")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if inside and safe else home


def host_of(request: HttpRequest) -> str:
    """The name that device keys belong to."""
    return request.get_host().partition(":")[0]
