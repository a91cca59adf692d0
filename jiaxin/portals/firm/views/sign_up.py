"""A firm comes in: its legal representative is proven, and owns its desk."""

from typing import ClassVar

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from jiaxin.flows.joining import errands
from jiaxin.flows.joining.services import Asked
from jiaxin.ground import clock, credit_codes
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.ground.id_numbers import IdNumber
from jiaxin.ground.people import read_name
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import MISSING, Typed, pairs, refused, status_of
from jiaxin.trust.identity.errors import BadStaffName, StaffNameTaken


def _read_number(text: str) -> str:
    return IdNumber.parse(text, clock.today()).number


def _line(longest: int) -> forms.TextInput:
    attrs = {"autocomplete": "off", "maxlength": longest, "spellcheck": "false"}
    return forms.TextInput(attrs=attrs)


class SignUpForm(forms.Form):
    """The firm, its legal representative, and the name to sign in by."""

    places: ClassVar = frozenset({BadStaffName.code, StaffNameTaken.code})

    code = Typed(credit_codes.parse, widget=_line(40))
    name = Typed(read_name, widget=_line(60))
    number = Typed(_read_number, widget=_line(40))
    staff_name = forms.CharField(error_messages=pairs(required=MISSING), widget=_line(40))

    def asked(self) -> Asked:
        given = self.cleaned_data
        return Asked(
            code=CreditCode(given["code"]),
            name=given["name"],
            number=given["number"],
            staff_name=given["staff_name"].strip(),
        )


@login_not_required
@sensitive_post_parameters("name", "number")
@again
def sign_up(request: PersonRequest) -> HttpResponse:
    """Open the firm's desk; the first password is shown once."""
    if request.user.is_authenticated:
        return redirect("firm:home")
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = errands.sign_up(request.actor, asked=form.asked())
        return render(request, "firm/signed_up.html", {"opened": opened})
    if request.refusal is not None and request.refusal.code in form.places:
        form.add_error("staff_name", refused(request.refusal))
        request.refusal = None
    return render(request, "firm/sign_up.html", {"form": form}, status=status_of(form))
