"""The accounts of a firm's operators, for its owner: opened, closed, reset; sign-ins ended."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from jiaxin.ground import clock
from jiaxin.ground.id_numbers import IdNumber
from jiaxin.ground.people import read_name
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles, fresh_first
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import MISSING, Typed, pairs, status_of
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import reads, services
from jiaxin.trust.identity.services import NewStaff

owners = for_roles(Role.FIRM_OWNER)


def _read_number(text: str) -> str:
    return IdNumber.parse(text, clock.today()).number


class OperatorForm(forms.Form):
    """For whom an operator's account is opened."""

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

    def staff(self, firm: UUID) -> NewStaff:
        given = self.cleaned_data
        return NewStaff(
            role=Role.FIRM_OPERATOR,
            staff_name=given["staff_name"].strip(),
            name=given["name"],
            number=given["number"],
            organisation=firm,
        )


@owners
@require_GET
def accounts(request: PersonRequest) -> HttpResponse:
    """Everybody who signs in for this firm."""
    return render(request, "firm/accounts.html", {"rows": reads.staff(request.actor)})


@owners
@fresh_first
@again
def new(request: PersonRequest) -> HttpResponse:
    """Open an operator's account; its first password is shown once."""
    form = OperatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        staff = form.staff(request.actor.acts_for)
        opened = services.open_account(request.actor, staff=staff)
        return render(request, "firm/account_opened.html", {"opened": opened})
    return render(request, "firm/account_new.html", {"form": form}, status=status_of(form))


@owners
@require_GET
def one(request: PersonRequest, staff_id: UUID) -> HttpResponse:
    """One operator's account, and what can be done with it."""
    page = {"row": reads.staff_member(request.actor, staff_id=staff_id)}
    return render(request, "firm/account.html", page)


@owners
@fresh_first
@again
def close(request: PersonRequest, staff_id: UUID) -> HttpResponse:
    """Close an account, once that was confirmed."""
    if request.method == "POST":
        services.close_account(request.actor, staff=staff_id)
        return redirect("firm:account_one", staff_id=staff_id)
    page = {"row": reads.staff_member(request.actor, staff_id=staff_id)}
    return render(request, "firm/account_close.html", page)


@owners
@fresh_first
@again
def reset(request: PersonRequest, staff_id: UUID) -> HttpResponse:
    """A new first password for an operator who lost her own, or her factors."""
    if request.method == "POST":
        opened = services.reset_account(request.actor, staff=staff_id)
        return render(request, "firm/account_opened.html", {"opened": opened, "is_reset": True})
    page = {"row": reads.staff_member(request.actor, staff_id=staff_id)}
    return render(request, "firm/account_reset.html", page)


@owners
@require_POST
def end(request: PersonRequest, staff_id: UUID) -> HttpResponse:
    """End every sign-in of this account, at once."""
    services.end_sign_ins(request.actor, staff=staff_id)
    return redirect("firm:account_one", staff_id=staff_id)
