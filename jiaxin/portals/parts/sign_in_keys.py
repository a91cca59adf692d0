"""Signing in by the phone's own lock, and the pages that make or remove such a key."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from jiaxin.portals.parts import devices, sign_in
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import host_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.sessions import app_of
from jiaxin.portals.parts.typed import credential
from jiaxin.trust.identity import own_keys, services, webauthn
from jiaxin.trust.identity.rules import App

ASKED, MAKING = "sign_in_key_asked", "sign_in_key_being_made"


def addresses(app: App) -> list[URLPattern]:
    """The pages of one app."""
    return [
        path("sign-in/key/", by_key(app), name="sign_in_key"),
        path("sign-ins/key/", add, name="sign_ins_key"),
        path("sign-ins/key/<uuid:key_id>/remove/", drop, name="sign_ins_key_drop"),
    ]


def by_key(app: App) -> sign_in.View:
    """The page that asks for the phone's lock. It knows nobody before the lock has answered."""

    @login_not_required
    @again
    def show(request: PersonRequest) -> HttpResponseBase:
        way = sign_in.way_on(app, request.POST.get("next") or request.GET.get("next", ""))
        if request.user.is_authenticated:
            return redirect(way)
        host = host_of(request)
        if request.method == "POST":
            token, device = devices.remember(request)
            done = services.sign_in_by_key(
                request.actor,
                app=app,
                host=host,
                state=request.session.pop(ASKED, {}),
                answer=credential(request.POST),
                device=device,
                browser=devices.kind_of(request),
            )
            sign_in.let_in(request, done)
            response = redirect(way)
            devices.keep(request, response, token)
            return response
        options, request.session[ASKED] = webauthn.ask_to_sign(host, known=None)
        page = sign_in.page_of(app, options=options, way=way)
        return render(request, "parts/sign_in_key.html", page)

    return show


@again
def add(request: PersonRequest) -> HttpResponse:
    """Make this phone one that signs in by its lock."""
    app, host = app_of(request), host_of(request)
    if request.method == "POST":
        services.add_sign_in_key(
            request.actor,
            host=host,
            state=request.session.pop(MAKING, {}),
            answer=credential(request.POST),
            browser=devices.kind_of(request),
        )
        return redirect(f"{reverse(f'{app}:sign_ins')}?added=1")
    page: dict[str, object] = {"base": f"{app}/base.html", "back": reverse(f"{app}:sign_ins")}
    page["may_add"] = own_keys.may_add(request.actor)
    if page["may_add"]:
        options, request.session[MAKING] = services.begin_sign_in_key(request.actor, host=host)
        page["options"] = options
    return render(request, "parts/sign_ins_key.html", page)


@require_POST
def drop(request: PersonRequest, key_id: UUID) -> HttpResponse:
    """Its lock signs in no more."""
    services.drop_sign_in_key(request.actor, key_id=key_id)
    return redirect(f"{app_of(request)}:sign_ins")
