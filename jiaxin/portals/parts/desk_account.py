"""One's own account at a desk: password, second factors, recovery codes, sign-ins, fresh proofs."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from jiaxin.portals.parts import qr
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import fresh_first, host_of, way_on
from jiaxin.portals.parts.desk_sign_in import KEY, NewPasswordForm, TotpForm, secret_field
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.sessions import app_of
from jiaxin.portals.parts.typed import credential, status_of
from jiaxin.trust.identity import reads, services

type View = Callable[..., HttpResponse]


class ChangeForm(NewPasswordForm):
    """The password of now, and the new one twice."""

    old = secret_field("current-password")
    field_order = ("old", "password", "repeated")


def addresses() -> list[URLPattern]:
    """The pages of one's own account."""
    return [
        path("prove/", prove, name="prove"),
        path("account/", account, name="account"),
        path("account/password/", password, name="account_password"),
        path("account/authenticator/", authenticator, name="account_totp"),
        path("account/authenticator/remove/", drop_totp, name="account_totp_drop"),
        path("account/keys/", key, name="account_key"),
        path("account/keys/<uuid:key_id>/remove/", drop_key, name="account_key_drop"),
        path("account/recovery/", recovery, name="account_recovery"),
        path("account/sign-ins/end/", end_others, name="sign_ins_end"),
        path("account/sign-ins/<uuid:sign_in_id>/end/", end_one, name="sign_in_end"),
    ]


@sensitive_post_parameters("code")
@again
def prove(request: PersonRequest) -> HttpResponse:
    """Show again that it is she, and go on to where that was asked for."""
    way = way_on(request, request.POST.get("next") or request.GET.get("next", ""))
    mine = reads.my_account(request.actor)
    form = TotpForm(request.POST if "code" in request.POST else None)
    if request.method == "POST" and "credential" in request.POST:
        services.prove_key_again(
            request.actor,
            host=host_of(request),
            state=request.session.pop(KEY, {}),
            answer=credential(request.POST),
        )
        return redirect(way)
    if request.method == "POST" and form.is_valid():
        services.prove_again(request.actor, code=form.cleaned_data["code"])
        return redirect(way)
    page = _page(request, form=form, way=way, has_totp=mine.has_totp, has_key=bool(mine.keys))
    if mine.keys:
        page["options"], request.session[KEY] = services.ask_key_again(
            request.actor, host=host_of(request)
        )
    return render(request, "parts/desk/prove_again.html", page, status=status_of(form))


@require_GET
def account(request: PersonRequest) -> HttpResponse:
    """Who one is here, what one signs in with, and where one is signed in."""
    page = _page(
        request,
        mine=reads.my_account(request.actor),
        sign_ins=reads.my_sign_ins(request.actor),
        done=request.GET.get("done", ""),
    )
    return render(request, "parts/desk/account.html", page)


@sensitive_post_parameters()
@again
def password(request: PersonRequest) -> HttpResponse:
    """A new password; other sign-ins end with the old one."""
    form = ChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.change_password(request.actor, old=form.cleaned_data["old"], new=form.chosen())
        changed = reads.account(request.actor.person)
        if changed is not None:
            update_session_auth_hash(request, changed)
        return _back(request, "password")
    page = _page(request, form=form)
    return render(request, "parts/desk/account_password.html", page, status=status_of(form))


@fresh_first
@again
def authenticator(request: PersonRequest) -> HttpResponse:
    """Another authenticator in place of the one before."""
    form = TotpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.confirm_own_totp(request.actor, code=form.cleaned_data["code"])
        return _back(request, "totp")
    page = _page(request, form=form)
    if reads.is_fresh_now(request.actor):
        secret = services.begin_own_totp(request.actor)
        page |= qr.of_secret(secret, app_of(request))
    return render(request, "parts/desk/account_totp.html", page, status=status_of(form))


@require_POST
def drop_totp(request: PersonRequest) -> HttpResponse:
    """Remove the authenticator."""
    services.drop_own_totp(request.actor)
    return _back(request, "totp_gone")


@fresh_first
@again
def key(request: PersonRequest) -> HttpResponse:
    """Add a device key."""
    if request.method == "POST":
        services.keep_own_key(
            request.actor,
            host=host_of(request),
            state=request.session.pop(KEY, {}),
            answer=credential(request.POST),
        )
        return _back(request, "key")
    page = _page(request)
    if reads.is_fresh_now(request.actor):
        page["options"], request.session[KEY] = services.begin_own_key(
            request.actor, host=host_of(request)
        )
    return render(request, "parts/desk/account_key.html", page)


@require_POST
def drop_key(request: PersonRequest, key_id: UUID) -> HttpResponse:
    """Remove a device key."""
    services.drop_own_key(request.actor, key_id=key_id)
    return _back(request, "key_gone")


@fresh_first
@again
def recovery(request: PersonRequest) -> HttpResponse:
    """Ten new recovery codes, shown once."""
    codes = services.renew_own_recovery(request.actor) if request.method == "POST" else []
    page = _page(request, codes=codes, mine=reads.my_account(request.actor))
    return render(request, "parts/desk/account_recovery.html", page)


@require_POST
def end_one(request: PersonRequest, sign_in_id: UUID) -> HttpResponse:
    """End one of one's sign-ins, wherever it is."""
    services.end_own_sign_in(request.actor, sign_in=sign_in_id)
    return _back(request, "ended")


@require_POST
def end_others(request: PersonRequest) -> HttpResponse:
    """End all of them but this one."""
    services.end_my_other_sign_ins(request.actor)
    return _back(request, "ended")


def _back(request: PersonRequest, done: str) -> HttpResponse:
    response = redirect(f"{app_of(request)}:account")
    response["Location"] += f"?done={done}"
    return response


def _page(request: PersonRequest, **more: Any) -> dict[str, Any]:
    return {"desk": app_of(request), **more}
