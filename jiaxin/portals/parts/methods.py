"""Only what pages and machines are asked with here: a method that nobody needs is refused."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

ALLOWED = ("GET", "HEAD", "OPTIONS", "POST")


class RefuseOddMethods:
    """Django takes TRACE for as safe as GET, and a view that minds POST only shows its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ALLOWED:
            return HttpResponseNotAllowed(ALLOWED)
        return self.get_response(request)
