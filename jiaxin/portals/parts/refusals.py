"""Refusals become pages: the form again with what went wrong, or a page of their own, or JSON."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from jiaxin.ground.errors import Refusal
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.sessions import DESKS, app_of

type View = Callable[..., HttpResponseBase]


class RefusalMiddleware:
    """Any refusal that no form showed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if not isinstance(exception, Refusal):
            return None
        if "application/json" in request.headers.get("Accept", ""):
            response: HttpResponse = JsonResponse(as_json(request, exception))
        else:
            context = {"refusal": exception, "home": f"/{app_of(request)}/".replace("//", "/")}
            desk = app_of(request) in DESKS
            page = "parts/desk/refusal.html" if desk else "parts/refusal.html"
            response = render(request, page, context)
        # What is refused or gone at this moment is nothing to be kept: 410 may be, by default.
        response["Cache-Control"] = "no-store, private"
        return _dressed(response, exception)


def again(view: View) -> View:
    """On a refused POST, show the page again: `request.refusal` says why, what was typed stays.

    The view runs a second time as a GET, so it must do nothing on GET but show.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.refusal = None  # type: ignore[attr-defined]  # read by templates
        wants_json = "application/json" in request.headers.get("Accept", "")
        if request.method != "POST" or wants_json:
            return view(request, *args, **kwargs)
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            request.refusal = refusal  # type: ignore[attr-defined]  # as above
            request.method = "GET"
            return _dressed(view(request, *args, **kwargs), refusal)

    return shown


def as_json(request: HttpRequest, refusal: Refusal) -> dict[str, str]:
    """The refusal for a script: its permanent code, and words for the person."""
    language = language_of(request)
    return {
        "code": refusal.code,
        "message": refusal.says.in_(language),
        "do": refusal.do.in_(language),
    }


def _dressed(response: HttpResponseBase, refusal: Refusal) -> HttpResponseBase:
    if response.status_code == 200:
        response.status_code = refusal.status
    if seconds := refusal.context.get("retry_after"):
        response["Retry-After"] = str(seconds)
    return response
