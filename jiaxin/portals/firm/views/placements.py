"""Whom the firm's workers serve by its arrangement: send one to a family, see how it stands."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiaxin.flows.engagements import reads as engagements
from jiaxin.flows.placements import reads, services
from jiaxin.flows.placements.rules import OPEN
from jiaxin.ground.people import read_phone
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.placement_forms import TermsForm
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import Typed, status_of


class SendForm(TermsForm):
    """To which family: the number that its invitation goes to."""

    phone = Typed(
        read_phone,
        widget=forms.TextInput(
            attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off", "maxlength": 40}
        ),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.order_fields(["phone", "trade", "since", "until"])


@require_GET
def everything(request: PersonRequest) -> HttpResponse:
    """What this firm began, newest first."""
    rows = reads.firms_own(request.actor)
    page = {"rows": rows, "still_open": OPEN, "done": request.GET.get("done", "")}
    return render(request, "firm/placements.html", page)


@require_http_methods(["GET", "POST"])
@again
def send(request: PersonRequest, engagement_id: UUID) -> HttpResponse:
    """Send one of the staff to a family: she confirms first, then the family."""
    row = engagements.staff_member(request.actor, engagement_id=engagement_id)
    form = SendForm(request.POST or None, language=language_of(request))
    if request.method == "POST" and form.is_valid() and request.refusal is None:
        services.begin_for_staff(
            request.actor,
            engagement_id=engagement_id,
            phone=form.cleaned_data["phone"],
            terms=form.terms,
        )
        return redirect(f"{reverse('firm:placements')}?done=begun")
    page = {"row": row, "form": form}
    return render(request, "firm/placement_send.html", page, status=status_of(form))


@require_POST
def take_back(request: PersonRequest, placement_id: UUID) -> HttpResponse:
    """While the two have not both said yes."""
    services.take_back(request.actor, placement_id=placement_id)
    return redirect(f"{reverse('firm:placements')}?done=back")
