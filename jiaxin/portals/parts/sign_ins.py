"""Where one is signed in, in either app: the list, the end of each, the word of a new device."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET, require_POST

from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.sessions import app_of
from jiaxin.trust.identity import own_keys, reads, services

type View = Callable[..., HttpResponse]


def addresses() -> list[URLPattern]:
    """The pages of one app."""
    return [
        path("sign-ins/", listed, name="sign_ins"),
        path("sign-ins/<uuid:sign_in_id>/end/", end, name="sign_in_end"),
    ]


@require_GET
def listed(request: PersonRequest) -> HttpResponse:
    """The phones and browsers that one is signed in on."""
    app = app_of(request)
    page = {
        "base": f"{app}/base.html",
        "app": app,
        "rows": reads.my_sign_ins(request.actor),
        "keys": own_keys.mine(request.actor),
    }
    return render(request, "parts/sign_ins.html", page)


@require_POST
def end(request: PersonRequest, sign_in_id: UUID) -> HttpResponse:
    """End one of them, wherever it is."""
    services.end_own_sign_in(request.actor, sign_in=sign_in_id)
    return redirect(f"{app_of(request)}:sign_ins")
