"""Signing in at a desk, in the console and at a firm's own: `*desk_sign_in.addresses(App.CONSOLE)`.

Between the pages the session holds whose entry it is and where to go on; what is left to do is
read from the entry. No page needs a script, but for a device key.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words
from jiaxin.portals.parts import devices, qr
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import host_of, way_on
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.sessions import SIGN_IN, app_of
from jiaxin.portals.parts.typed import MISSING, Typed, credential, pairs, status_of
from jiaxin.trust.identity import reads, services
from jiaxin.trust.identity.rules import App, EntryStep
from jiaxin.trust.identity.services import entries
from jiaxin.trust.identity.services.entries import Entry

ENTRY, NEXT, KEY = "entry", "sign_in_next", "key_asked"
BACKEND = "jiaxin.portals.parts.sessions.SignedInBackend"
_PAGES = {
    EntryStep.PROVE: "sign_in_prove",
    EntryStep.CHANGE: "sign_in_password",
    EntryStep.ENROL: "sign_in_factor",
    EntryStep.DONE: "sign_in_finish",
}

type View = Callable[..., HttpResponseBase]


class NotSixDigits(Refusal):
    """What was typed cannot be a code of an authenticator."""

    code = "desk.digits"
    status = 422
    says = Words(zh="动态码是 6 位数字。", en="A code is six digits.")
    do = Words(zh="请照验证器里的数字填写。", en="Type the digits that your authenticator shows.")


class PasswordsDiffer(Refusal):
    """The second typing is not the first."""

    code = "desk.passwords_differ"
    status = 422
    says = Words(zh="两次输入的密码不一样。", en="The two passwords differ.")
    do = Words(zh="请重新输入。", en="Please type them again.")


def read_code(text: str) -> str:
    """The six digits, whatever keyboard they were typed on."""
    digits = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text[:40]))
    if not re.fullmatch(r"[0-9]{6}", digits):
        raise NotSixDigits
    return digits


def secret_field(autocomplete: str) -> forms.CharField:
    """A password, as it was typed."""
    return forms.CharField(
        strip=False,
        max_length=400,
        error_messages=pairs(required=MISSING),
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete, "maxlength": 400}),
    )


class EnterForm(forms.Form):
    """Name and password."""

    staff_name = forms.CharField(
        max_length=64,
        error_messages=pairs(required=MISSING),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )
    password = secret_field("current-password")


class TotpForm(forms.Form):
    """The code that an authenticator shows."""

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


class RecoveryForm(forms.Form):
    """One of the ten."""

    code = forms.CharField(
        max_length=40,
        error_messages=pairs(required=MISSING),
        widget=forms.TextInput(
            attrs={"class": "jx-code", "autocomplete": "off", "spellcheck": "false"}
        ),
    )


class NewPasswordForm(forms.Form):
    """The new password, twice, since it is not seen while it is typed."""

    password = secret_field("new-password")
    repeated = secret_field("new-password")

    def chosen(self) -> str:
        if self.cleaned_data["password"] != self.cleaned_data["repeated"]:
            raise PasswordsDiffer
        return str(self.cleaned_data["password"])


def addresses(app: App) -> list[URLPattern]:
    """The pages of one desk's door."""
    return [
        path("sign-in/", _enter(app), name="sign_in"),
        path("sign-in/prove/", prove, name="sign_in_prove"),
        path("sign-in/recover/", recover, name="sign_in_recover"),
        path("sign-in/password/", choose_password, name="sign_in_password"),
        path("sign-in/factor/", enrol, name="sign_in_factor"),
        path("sign-in/finish/", finish, name="sign_in_finish"),
        path("sign-out/", leave, name="sign_out"),
    ]


def _enter(app: App) -> View:
    @login_not_required
    @sensitive_post_parameters("password")
    @again
    def enter(request: PersonRequest) -> HttpResponse:
        """Name and password. `?next=` is kept where it leads into the same desk."""
        way = way_on(request, request.POST.get("next") or request.GET.get("next", ""))
        if request.user.is_authenticated:
            return redirect(way)
        form = EnterForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            entry = entries.enter(
                request.actor, app=app, device=devices.digest(request), **form.cleaned_data
            )
            request.session.flush()
            request.session[ENTRY], request.session[NEXT] = [str(entry.staff), str(entry.id)], way
            return _go_on(request, entry)
        page = _page(request, form=form, way=way)
        return render(request, "parts/desk/sign_in.html", page, status=status_of(form))

    return enter


def _step(step: EntryStep) -> Callable[[Callable[[PersonRequest, Entry], HttpResponse]], View]:
    """A page for one step that is left: anyone elsewhere is led to where she stands."""

    def wrap(view: Callable[[PersonRequest, Entry], HttpResponse]) -> View:
        @login_not_required
        @sensitive_post_parameters("password", "repeated", "code")
        @again
        @wraps(view)
        def shown(request: PersonRequest) -> HttpResponse:
            if request.user.is_authenticated:
                return redirect(way_on(request, request.session.get(NEXT, "")))
            entry = _entry(request)
            if entry is None or reads.step_left(entry.staff, entry.id) is not step:
                return _go_on(request, entry)
            return view(request, entry)

        return shown

    return wrap


@_step(EntryStep.PROVE)
def prove(request: PersonRequest, entry: Entry) -> HttpResponse:
    """The second factor: a code, or a device key."""
    has_totp, has_key = reads.factors_at_entry(entry.staff, entry.id)
    form = TotpForm(request.POST if "code" in request.POST else None)
    if request.method == "POST" and "credential" in request.POST:
        entries.prove_key(
            request.actor,
            entry=entry,
            host=host_of(request),
            state=request.session.pop(KEY, {}),
            answer=credential(request.POST),
        )
        return _signed_in(request, entry)
    if request.method == "POST" and form.is_valid():
        entries.prove_totp(request.actor, entry=entry, code=form.cleaned_data["code"])
        return _signed_in(request, entry)
    page = _page(request, form=form, has_totp=has_totp, has_key=has_key)
    if has_key:
        page["options"], request.session[KEY] = entries.ask_key(
            request.actor, entry=entry, host=host_of(request)
        )
    return render(request, "parts/desk/prove.html", page, status=status_of(form))


@_step(EntryStep.PROVE)
def recover(request: PersonRequest, entry: Entry) -> HttpResponse:
    """The factor is not at hand: a recovery code."""
    form = RecoveryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entries.prove_recovery(request.actor, entry=entry, code=form.cleaned_data["code"])
        return _signed_in(request, entry)
    page = _page(request, form=form)
    return render(request, "parts/desk/recover.html", page, status=status_of(form))


@_step(EntryStep.CHANGE)
def choose_password(request: PersonRequest, entry: Entry) -> HttpResponse:
    """A password of her own in place of the one that was handed to her."""
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entries.choose_password(request.actor, entry=entry, password=form.chosen())
        return _signed_in(request, entry)
    page = _page(request, form=form)
    return render(request, "parts/desk/first_password.html", page, status=status_of(form))


@_step(EntryStep.ENROL)
def enrol(request: PersonRequest, entry: Entry) -> HttpResponse:
    """The second factor for the first time: an authenticator, or a device key."""
    form = TotpForm(request.POST if "code" in request.POST else None)
    if request.method == "POST" and "credential" in request.POST:
        codes = entries.keep_key(
            request.actor,
            entry=entry,
            host=host_of(request),
            state=request.session.pop(KEY, {}),
            answer=credential(request.POST),
        )
        return _recovery_codes(request, codes)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        codes = entries.confirm_totp(request.actor, entry=entry, code=code)
        return _recovery_codes(request, codes)
    secret = entries.begin_totp(request.actor, entry=entry)
    options, request.session[KEY] = entries.begin_key(
        request.actor, entry=entry, host=host_of(request)
    )
    page = _page(request, form=form, options=options, **qr.of_secret(secret, app_of(request)))
    return render(request, "parts/desk/enrol.html", page, status=status_of(form))


@_step(EntryStep.DONE)
def finish(request: PersonRequest, entry: Entry) -> HttpResponse:
    """Everything is done: in."""
    if request.method == "POST":
        return _signed_in(request, entry)
    return render(request, "parts/desk/finish.html", _page(request))


@require_POST
def leave(request: PersonRequest) -> HttpResponse:
    """Ends this sign-in, on the server too."""
    services.sign_out(request.actor)
    app = app_of(request)
    logout(request)
    return redirect(f"{app}:sign_in")


def _recovery_codes(request: PersonRequest, codes: list[str]) -> HttpResponse:
    return render(request, "parts/desk/first_codes.html", _page(request, codes=codes))


def _signed_in(request: PersonRequest, entry: Entry) -> HttpResponse:
    """In, if nothing is left to do; else on to what is."""
    if reads.step_left(entry.staff, entry.id) is not EntryStep.DONE:
        return _go_on(request, entry)
    token, device = devices.remember(request)
    done = entries.finish(
        request.actor, entry=entry, device=device, browser=devices.kind_of(request)
    )
    way = way_on(request, request.session.get(NEXT, ""))
    # A new session: what an earlier visitor of this browser left in it is gone.
    request.session.flush()
    login(request, reads.account(done.person), backend=BACKEND)
    request.session[SIGN_IN] = str(done.sign_in)
    response = redirect(way)
    devices.keep(request, response, token)
    return response


def _entry(request: PersonRequest) -> Entry | None:
    held = request.session.get(ENTRY)
    return Entry(UUID(held[0]), UUID(held[1])) if held else None


def _go_on(request: PersonRequest, entry: Entry | None) -> HttpResponse:
    """To the page of the step that is left; to the start where there is none."""
    step = reads.step_left(entry.staff, entry.id) if entry else None
    return redirect(f"{app_of(request)}:{_PAGES[step] if step else 'sign_in'}")


def _page(request: PersonRequest, **more: Any) -> dict[str, Any]:
    return {"desk": app_of(request), "demo": settings.MODE == "demo", **more}
