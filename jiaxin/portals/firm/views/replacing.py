"""The owner is gone or lost: the representative asks, and comes back once the wait is over."""

from typing import ClassVar, override
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from jiaxin.flows.joining import errands, services
from jiaxin.flows.joining.errors import NotTheClaim
from jiaxin.portals.firm.views.sign_up import SignUpForm
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import MISSING, pairs, refused, status_of
from jiaxin.trust.access.roles import Role

owners = for_roles(Role.FIRM_OWNER)


class AskForm(SignUpForm):
    """The firm and its representative; the sign-in name is chosen at the end."""

    staff_name = None  # type: ignore[assignment]  # so a form drops a field that it inherits

    @override
    def clean(self) -> dict[str, object]:
        return {**self.cleaned_data, "staff_name": ""}


class TakeOverForm(SignUpForm):
    """The same, the claim code, and the name to sign in by."""

    places: ClassVar = SignUpForm.places | {NotTheClaim.code}

    claim = forms.CharField(
        error_messages=pairs(required=MISSING),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "maxlength": 40, "spellcheck": "false"}
        ),
    )


@login_not_required
@sensitive_post_parameters("name", "number")
@again
def ask(request: PersonRequest) -> HttpResponse:
    """Ask to own the desk; the claim code is shown once."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        claim = errands.ask_replacement(request.actor, asked=form.asked())
        return render(request, "firm/replace_asked.html", {"claim": claim})
    return render(request, "firm/replace.html", {"form": form}, status=status_of(form))


@login_not_required
@sensitive_post_parameters("name", "number", "claim")
@again
def take_over(request: PersonRequest) -> HttpResponse:
    """The wait is over: the desk is handed over, and the first password shown once."""
    form = TakeOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = errands.finish_replacement(
            request.actor, asked=form.asked(), claim=form.cleaned_data["claim"]
        )
        return render(request, "firm/signed_up.html", {"opened": opened})
    if request.refusal is not None and request.refusal.code in form.places:
        field = "claim" if request.refusal.code == NotTheClaim.code else "staff_name"
        form.add_error(field, refused(request.refusal))
        request.refusal = None
    return render(request, "firm/replace_take_over.html", {"form": form}, status=status_of(form))


@owners
@require_POST
def object_to(request: PersonRequest, replacement_id: UUID) -> HttpResponse:
    """The owner who is there says no."""
    services.object_to(request.actor, replacement_id=replacement_id)
    return redirect(f"{reverse('firm:home')}?done=objected")
