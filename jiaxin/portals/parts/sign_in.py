"""Signing in by a code to the phone, and out: the same three pages in each app.

    path("sign-in/", sign_in.phone(App.WORKER), name="sign_in"),
    path("sign-in/code/", sign_in.code(App.WORKER), name="sign_in_code"),
    path("sign-out/", sign_in.out("worker"), name="sign_out"),

Between the pages the session holds an id and where to go on, nothing personal.
"""

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from jiaxin.ground.errors import Refusal
from jiaxin.ground.people import Phone, mask_phone, read_phone
from jiaxin.ground.words import Words
from jiaxin.portals.parts import devices
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.sessions import SIGN_IN
from jiaxin.portals.parts.typed import Typed, status_of
from jiaxin.trust.identity import reads, services
from jiaxin.trust.identity.rules import CODE_DIGITS, App

CODE = "sign_in_code"
NEXT = "sign_in_next"
_BACKEND = "jiaxin.portals.parts.sessions.SignedInBackend"

type View = Callable[..., HttpResponseBase]


class NotSixDigits(Refusal):
    """What was typed cannot be a code that was sent."""

    code = "sign_in.digits"
    status = 422
    says = Words(zh="验证码是 6 位数字。", en="A code is six digits.")
    do = Words(zh="请照短信里的数字填写。", en="Please type the digits from the message.")


def read_code(text: str) -> str:
    """The six digits, whatever keyboard they were typed on, or however they were pasted."""
    digits = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text[:40]))
    if not re.fullmatch(rf"[0-9]{{{CODE_DIGITS}}}", digits):
        raise NotSixDigits
    return digits


class PhoneForm(forms.Form):
    """Where the code goes."""

    phone = Typed(
        read_phone,
        widget=forms.TextInput(
            attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "maxlength": 40}
        ),
    )


class CodeForm(forms.Form):
    """The code that came."""

    code = Typed(
        read_code,
        widget=forms.TextInput(
            attrs={
                "class": "jx-code",
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "maxlength": 12,
            }
        ),
    )


def phone(app: App) -> View:
    """The page that asks for the phone. `?next=` is kept where it leads into the same app."""

    @login_not_required
    @again
    def show(request: PersonRequest) -> HttpResponse:
        way = way_on(app, request.POST.get("next") or request.GET.get("next", ""))
        if request.user.is_authenticated:
            return redirect(way)
        form = PhoneForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            sent = services.request_code(request.actor, app=app, phone=form.cleaned_data["phone"])
            request.session[CODE], request.session[NEXT] = str(sent), way
            return redirect(f"{app}:sign_in_code")
        page = page_of(app, form=form, way=way)
        return render(request, "parts/sign_in_phone.html", page, status=status_of(form))

    return show


def code(app: App) -> View:
    """The page that asks for the code, and sends another one on request."""

    @login_not_required
    @again
    def show(request: PersonRequest) -> HttpResponse:
        way = way_on(app, request.session.get(NEXT, ""))
        if request.user.is_authenticated:
            return redirect(way)
        if CODE not in request.session:
            return redirect(f"{reverse(f'{app}:sign_in')}?{urlencode({'next': way})}")
        sent = UUID(request.session[CODE])
        number = reads.phone_asked(sent)
        if request.method == "POST" and "resend" in request.POST:
            another = services.request_code(request.actor, app=app, phone=number)
            request.session[CODE] = str(another)
            return redirect(f"{reverse(f'{app}:sign_in_code')}?sent=again")
        form = CodeForm(request.POST if "code" in request.POST else None)
        if request.method == "POST" and form.is_valid():
            token = _sign_in(request, app, sent, form.cleaned_data["code"])
            response = redirect(way)
            devices.keep(request, response, token)
            return response
        page = page_of(app, form=form, way=way, to=mask_phone(Phone(number)))
        return render(request, "parts/sign_in_code.html", page, status=status_of(form))

    return show


def out(app: str) -> View:
    """Ends this sign-in, on the server too."""

    @require_POST
    def leave(request: PersonRequest) -> HttpResponse:
        services.sign_out(request.actor)
        logout(request)
        return redirect(f"{app}:sign_in")

    return leave


def _sign_in(request: PersonRequest, app: App, sent: UUID, typed: str) -> str:
    """In; the token that this browser is known by from now on."""
    token, device = devices.remember(request)
    done = services.sign_in(
        request.actor,
        app=app,
        code_id=sent,
        code=typed,
        device=device,
        browser=devices.kind_of(request),
    )
    let_in(request, done)
    return token


def let_in(request: PersonRequest, done: services.SignedIn) -> None:
    """She is signed in: a new session, and what an earlier visitor left in this one is gone."""
    account = reads.account(done.person)
    request.session.flush()
    login(request, account, backend=_BACKEND)
    request.session[SIGN_IN] = str(done.sign_in)


def way_on(app: App, wanted: str) -> str:
    """Where to go on after signing in: a page of the same app, else its first page."""
    home = reverse(f"{app}:home")
    inside = wanted.startswith(home) and not wanted.startswith(f"{home}sign-")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if inside and safe else home


def page_of(app: App, **more: object) -> dict[str, object]:
    return {
        "app": app.value,
        "sign_in": reverse(f"{app}:sign_in"),
        "by_key": reverse(f"{app}:sign_in_key"),
        "worker_app": app is App.WORKER,
        "demo": settings.MODE == "demo",
        **more,
    }
