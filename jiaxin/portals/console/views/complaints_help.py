"""The counter: an officer complains for somebody who stands before her, or calls."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from jiaxin.facts.firms import reads as firms
from jiaxin.flows.complaints import services
from jiaxin.flows.complaints.rules import Helped
from jiaxin.ground.people import read_phone
from jiaxin.portals.console.complaint_forms import WhoComplainsForm
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.complaint_forms import ComplaintForm
from jiaxin.portals.parts.desk import for_roles
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import status_of
from jiaxin.trust.access.roles import Role

mine = for_roles(Role.COMMERCE_OFFICER)


@mine
@again
def begin(request: PersonRequest) -> HttpResponse:
    """Who asks, and what shows it."""
    form = WhoComplainsForm(language_of(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["about"] == Helped.FAMILY:
            phone = read_phone(form.cleaned_data["number"])
            given = services.begin_for_family(request.actor, phone=phone, **form.how)
        else:
            given = services.begin_for_worker(request.actor, **form.worker, **form.how)
        return redirect("console:complaint_help_services", help_id=given)
    page = {"form": form}
    return render(request, "console/complaint_help.html", page, status=status_of(form))


@mine
@require_GET
def served(request: PersonRequest, help_id: UUID) -> HttpResponse:
    """Which service is meant: what, since when, by which firm. Of nobody a name."""
    found = services.services_to_name(request.actor, help_id=help_id)
    names = firms.names_of({one.firm for one in found if one.firm is not None})
    rows = [(one, names[one.firm].name if one.firm in names else "") for one in found]
    page = {"rows": rows, "help_id": help_id}
    return render(request, "console/complaint_help_services.html", page)


@mine
@again
def file(request: PersonRequest, help_id: UUID, placement_id: UUID) -> HttpResponse:
    """Of whom, of what, in the words of whoever asks."""
    meant = services.service_to_name(request.actor, help_id=help_id, placement_id=placement_id)
    form = ComplaintForm(
        request.POST or None,
        by=meant.side,
        has_firm=meant.firm is not None,
        language=language_of(request),
    )
    if request.method == "POST" and form.is_valid():
        services.file_for(
            request.actor, help_id=help_id, placement_id=placement_id, charge=form.said()
        )
        return redirect(f"{reverse('console:complaints')}?done=filed")
    request.refusal = form.place(request.refusal)
    page = {"form": form, "meant": meant, "help_id": help_id}
    return render(request, "console/complaint_help_file.html", page, status=status_of(form))
