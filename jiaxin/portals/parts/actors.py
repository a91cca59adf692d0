"""Who is at the door: the actor of each request, from its session."""

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.ground.errors import Refusal
from jiaxin.portals.parts.sessions import SIGN_IN, app_of
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import request_id
from jiaxin.trust.access.limits import digest_of_address
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import sittings

NOBODY = str(UUID(int=0))


class PersonRequest(HttpRequest):
    """A request after the middleware: its actor; under `@again` also why it was refused."""

    actor: Actor
    refusal: Refusal | None


class ActorMiddleware:
    """Sets `request.actor`, and lets nothing personal be cached."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with keys_at_hand():
            request.actor = self._actor(request)  # type: ignore[attr-defined]  # PersonRequest
            response = self.get_response(request)
        if app_of(request) and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
            response["Cache-Control"] = "no-store, private"
        return response

    def _actor(self, request: HttpRequest) -> Actor:
        origin = digest_of_address(address_of(request))
        visitor = Actor.visitor(origin=origin, request_id=request_id())
        if not app_of(request) or not request.user.is_authenticated:
            return visitor
        sign_in = UUID(request.session.get(SIGN_IN) or NOBODY)
        person = UUID(str(request.user.pk))
        # A cookie carried over from the other app is no sign-in here: the role is the account's.
        belongs = getattr(request.user, "app", "") == app_of(request)
        if not belongs or not sittings.holds(person, sign_in):
            logout(request)
            return visitor
        return Actor(
            role=Role(getattr(request.user, "role", "") or app_of(request)),
            id=person,
            sign_in=sign_in,
            region=getattr(request.user, "region", ""),
            organisation=getattr(request.user, "organisation_id", None),
            origin=origin,
            request_id=visitor.request_id,
        )


def address_of(request: HttpRequest) -> str:
    """The caller's address as the front door saw it; it overwrites what a caller claims."""
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
    remote: str = request.META.get("REMOTE_ADDR", "")
    return forwarded.split(",", maxsplit=1)[0].strip() or remote
