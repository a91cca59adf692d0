"""Kin ask to close the record of a worker who died: one officer takes it in, another decides."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from jiaxin.flows.rights import reads, services
from jiaxin.flows.rights.errors import NobodyToClose
from jiaxin.flows.vetting.errors import WordsMissing
from jiaxin.flows.vetting.rules import MOST_WORDS
from jiaxin.ground import clock
from jiaxin.ground.id_numbers import IdNumber
from jiaxin.ground.people import read_name
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles
from jiaxin.portals.parts.desk_forms import WhyForm
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import Typed, refused, status_of
from jiaxin.trust.access.roles import Role

mine = for_roles(Role.COMMERCE_OFFICER)


def _read_number(text: str) -> str:
    return IdNumber.parse(text, clock.today()).number


class ClosingForm(forms.Form):
    """Whose record, who asks, and what shows it."""

    name = Typed(read_name, widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 200}))
    number = Typed(
        _read_number, widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 40})
    )
    kin = forms.CharField(
        max_length=MOST_WORDS,
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 200}),
        error_messages={"required": refused(WordsMissing()).message},
    )
    evidence = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MOST_WORDS}),
        error_messages={"required": refused(WordsMissing()).message},
    )


@mine
@require_GET
def listed(request: PersonRequest) -> HttpResponse:
    """What kin asked in one's region."""
    page = {"rows": reads.closings(request.actor), "done": request.GET.get("done", "")}
    return render(request, "console/closings.html", page)


@mine
@again
def new(request: PersonRequest) -> HttpResponse:
    """Take one in."""
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.ask_closing(request.actor, **form.cleaned_data)
        return redirect(f"{reverse('console:closings')}?done=asked")
    if isinstance(request.refusal, NobodyToClose) and form.is_bound:
        form.add_error("number", refused(request.refusal))
        request.refusal = None
    return render(request, "console/closing_new.html", {"form": form}, status=status_of(form))


@mine
@again
def one(request: PersonRequest, closing_id: UUID) -> HttpResponse:
    """One of them: close the record, or refuse to, with reasons."""
    row = reads.closing(request.actor, closing_id=closing_id)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        does_close = request.POST.get("act") == "close"
        act = services.close_record if does_close else services.refuse_closing
        act(request.actor, closing_id=closing_id, words=form.cleaned_data["why"])
        return redirect(
            f"{reverse('console:closings')}?done={'closed' if does_close else 'refused'}"
        )
    page = {"row": row, "form": form}
    return render(request, "console/closing.html", page, status=status_of(form))
