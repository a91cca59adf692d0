"""Staff accounts, for the security administrator: opened, closed, reset; sign-ins ended."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from jiaxin.ground import clock, regions
from jiaxin.ground.id_numbers import IdNumber
from jiaxin.ground.people import read_name
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles, fresh_first
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import MISSING, Typed, pairs, status_of
from jiaxin.trust.access.roles import FIRM, Role, words
from jiaxin.trust.identity import reads, services
from jiaxin.trust.identity.rules import may_open, needs_release
from jiaxin.trust.identity.services import NewStaff

mine = for_roles(Role.SECURITY_ADMIN)


def _read_number(text: str) -> str:
    return IdNumber.parse(text, clock.today()).number


def _wide_regions() -> list[regions.Region]:
    """Provinces and their cities; a county's code is typed."""
    return [
        region
        for province in regions.provinces()
        for region in (province, *regions.below(province.code))
        if region.level is not regions.Level.COUNTY
    ]


class AccountForm(forms.Form):
    """For whom an account is opened."""

    role = forms.ChoiceField()
    name = Typed(read_name, widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 60}))
    number = Typed(
        _read_number, widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 40})
    )
    staff_name = forms.CharField(
        error_messages=pairs(required=MISSING),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "maxlength": 40}
        ),
    )
    region = forms.CharField(
        required=False,
        max_length=6,
        widget=forms.TextInput(
            attrs={"list": "regions", "inputmode": "numeric", "autocomplete": "off", "maxlength": 6}
        ),
    )

    def __init__(self, language: str, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["role"] = forms.ChoiceField(
            choices=[
                (role.value, words(role).in_(language))
                for role in Role
                if may_open(Role.SECURITY_ADMIN, role)
            ]
        )

    def staff(self) -> NewStaff:
        given = self.cleaned_data
        return NewStaff(
            role=Role(given["role"]),
            staff_name=given["staff_name"].strip(),
            name=given["name"],
            number=given["number"],
            region=given["region"].strip(),
        )


@mine
@require_GET
def accounts(request: PersonRequest) -> HttpResponse:
    """All accounts, searched by name or sign-in name."""
    sought = request.GET.get("q", "").strip().casefold()[:40]
    rows = [
        row
        for row in reads.staff(request.actor)
        if not sought or sought in row.staff_name or sought in row.name.casefold()
    ]
    return render(request, "console/accounts.html", {"rows": rows, "sought": sought})


@mine
@fresh_first
@again
def new(request: PersonRequest) -> HttpResponse:
    """Open an account; its first password is shown once."""
    form = AccountForm(language_of(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        staff = form.staff()
        if needs_release(request.actor.role, staff.role):
            half = services.propose_account(request.actor, staff=staff)
            return render(request, "console/release_half.html", {"half": half, "is_first": True})
        opened = services.open_account(request.actor, staff=staff)
        return render(request, "console/account_opened.html", {"opened": opened})
    page = {"form": form, "regions": _wide_regions()}
    return render(request, "console/account_new.html", page, status=status_of(form))


@mine
@require_GET
def one(request: PersonRequest, staff_id: UUID) -> HttpResponse:
    """One account, and what can be done with it."""
    row = reads.staff_member(request.actor, staff_id=staff_id)
    page = {"row": row, "is_mine": staff_id == request.actor.id, "at_firm": row.role in FIRM}
    return render(request, "console/account.html", page)


@mine
@fresh_first
@again
def close(request: PersonRequest, staff_id: UUID) -> HttpResponse:
    """Close an account, once that was confirmed."""
    if request.method == "POST":
        services.close_account(request.actor, staff=staff_id)
        return redirect("console:account_one", staff_id=staff_id)
    page = {"row": reads.staff_member(request.actor, staff_id=staff_id)}
    return render(request, "console/account_close.html", page)


@mine
@fresh_first
@again
def reset(request: PersonRequest, staff_id: UUID) -> HttpResponse:
    """A new first password for whoever lost her own, or her factors."""
    row = reads.staff_member(request.actor, staff_id=staff_id)
    by_two = needs_release(request.actor.role, row.role)
    if request.method == "POST" and by_two:
        half = services.propose_reset(request.actor, staff=staff_id)
        return render(request, "console/release_half.html", {"half": half, "is_first": True})
    if request.method == "POST":
        opened = services.reset_account(request.actor, staff=staff_id)
        return render(request, "console/account_opened.html", {"opened": opened, "is_reset": True})
    return render(request, "console/account_reset.html", {"row": row, "by_two": by_two})


@mine
@require_POST
def end(request: PersonRequest, staff_id: UUID) -> HttpResponse:
    """End every sign-in of this account, at once."""
    services.end_sign_ins(request.actor, staff=staff_id)
    return redirect("console:account_one", staff_id=staff_id)
