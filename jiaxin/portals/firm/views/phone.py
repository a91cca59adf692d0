"""Where messages to the firm go: its owner chooses one mobile number, or none."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jiaxin.flows.joining import reads, services
from jiaxin.ground.people import Phone, mask_phone, read_phone
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles, fresh_first
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import Typed, status_of
from jiaxin.trust.access.roles import Role

owners = for_roles(Role.FIRM_OWNER)


class PhoneForm(forms.Form):
    """One number."""

    phone = Typed(
        read_phone,
        widget=forms.TextInput(
            attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "maxlength": 40}
        ),
    )


@owners
@fresh_first
@again
def phone(request: PersonRequest) -> HttpResponse:
    """The number there is, another one, or none."""
    if request.method == "POST" and "remove" in request.POST:
        services.remove_phone(request.actor)
        return redirect(f"{reverse('firm:phone')}?done=removed")
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.keep_phone(request.actor, phone=form.cleaned_data["phone"])
        return redirect(f"{reverse('firm:phone')}?done=kept")
    known = reads.own_phone(request.actor)
    page = {
        "form": form,
        "known": mask_phone(Phone(known)) if known else "",
        "done": request.GET.get("done", ""),
    }
    return render(request, "firm/phone.html", page, status=status_of(form))
