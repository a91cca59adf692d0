"""Whom she serves: what waits for her yes, what lasts, what is over; begin one, answer, end it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from jiaxin.flows.complaints import reads as complaints
from jiaxin.flows.placements import reads, services
from jiaxin.flows.placements.rules import CONFIRM_WITHIN, OPEN
from jiaxin.flows.queries import reads as queries
from jiaxin.ground.topics import topic_of
from jiaxin.portals.parts import placement_pages
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.placement_forms import TermsForm
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import status_of


@require_GET
def everything(request: PersonRequest) -> HttpResponse:
    """All of them: what waits and lasts first, then what is over."""
    mine = reads.hers(request.actor)
    page = {
        "open": [one for one in mine if one.state in OPEN],
        "over": [one for one in mine if one.state not in OPEN],
        "topic": topic_of("worker", request.actor.person),
    }
    return render(request, "worker/placements.html", page)


@require_http_methods(["GET", "POST"])
@again
def one(request: PersonRequest, placement_id: UUID) -> HttpResponse:
    """One of them; a POST answers it."""
    if request.method == "POST":
        act = services.confirm if request.POST.get("answer") == "yes" else services.decline
        act(request.actor, placement_id=placement_id)
        return redirect("worker:placement", placement_id)
    page = {
        "one": reads.one_of_hers(request.actor, placement_id=placement_id),
        "topic": topic_of("worker", request.actor.person),
        "complaints": complaints.own(request.actor, placement_id=placement_id),
        "done": request.GET.get("done", ""),
    }
    return render(request, "worker/placement.html", page)


@require_http_methods(["GET", "POST"])
@again
def end(request: PersonRequest, placement_id: UUID) -> HttpResponse:
    """It is over, once that was confirmed."""
    mine = reads.one_of_hers(request.actor, placement_id=placement_id)
    return placement_pages.end(request, mine)


@require_http_methods(["GET", "POST"])
@again
def begin(request: PersonRequest, query_id: UUID) -> HttpResponse:
    """From one of the looks at her record: "I work for them now"."""
    seen = queries.seen(request.actor, query_id=query_id)
    form = TermsForm(request.POST or None, language=language_of(request))
    if request.method == "POST" and form.is_valid():
        begun = services.begin_from_look(request.actor, query_id=query_id, terms=form.terms)
        return redirect(f"{reverse('worker:placement', args=[begun])}?done=begun")
    page = {"form": form, "seen": seen, "days": CONFIRM_WITHIN.days}
    return render(request, "worker/placement_begin.html", page, status=status_of(form))
