"""The page that ends a service: a worker's and a family's alike."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from jiaxin.flows.placements import services
from jiaxin.flows.placements.reads import Service
from jiaxin.flows.placements.rules import State
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.sessions import app_of


def end(request: PersonRequest, mine: Service) -> HttpResponse:
    """It is over, once that was confirmed by a POST."""
    app = app_of(request)
    if request.method == "POST":
        services.end(request.actor, placement_id=mine.id)
        return redirect(f"{app}:placement", mine.id)
    if mine.state is not State.CONFIRMED and request.refusal is None:
        return redirect(f"{app}:placement", mine.id)
    return render(request, f"{app}/placement_end.html", {"one": mine})
