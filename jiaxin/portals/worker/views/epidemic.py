"""Her daily declaration while an order is in force, her fourteen days, and what a gate is shown."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from jiaxin.facts.epidemic import places, reads, services
from jiaxin.facts.epidemic.errors import NoOrder
from jiaxin.facts.epidemic.reads import Day
from jiaxin.flows.enrolment import reads as enrolments
from jiaxin.flows.enrolment.rules import Step
from jiaxin.ground import clock
from jiaxin.ground.people import mask_name
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.worker import going
from jiaxin.portals.worker.epidemic_form import DeclareForm, offered
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import reads as identity


@again
def declare(request: PersonRequest) -> HttpResponse:
    """Today's declaration on one screen; once it is made, how it stands and the days before."""
    if (elsewhere := _elsewhere(request, reverse("worker:epidemic"))) is not None:
        return elsewhere
    history = reads.own_history(request.actor)
    last = history[0] if history else None
    today = last if last and last.day == clock.today() else None
    form = _form(request, last)
    if request.method == "POST" and form.is_valid():
        services.declare(request.actor, declared=form.declared())
        return redirect("worker:epidemic")
    page = {
        "orders": reads.orders_in_force(),
        "today": today,
        "last": last,
        "history": history,
        "form": form,
        "filling": today is None or request.method == "POST" or "change" in request.GET,
        "folded": last is not None and not form.errors and "change" not in request.GET,
        "cities": places.cities(),
        "known_countries": places.countries().values(),
    }
    return render(request, "worker/epidemic.html", page, status=422 if form.errors else 200)


@require_GET
def show(request: PersonRequest) -> HttpResponse:
    """What she holds up at a gate: the word, its date, her picture; nothing that she filled in."""
    if (elsewhere := _elsewhere(request, reverse("worker:epidemic_show"))) is not None:
        return elsewhere
    person = identity.myself(request.actor)
    page = {
        "shown": reads.shown(reads.own_declarations(request.actor)),
        "orders": reads.orders_in_force(),
        "name": mask_name(person.name),
        "has_portrait": person.portrait is not None,
        "now": clock.now(),
    }
    return render(request, "worker/epidemic_show.html", page)


def _elsewhere(request: PersonRequest, here: str) -> HttpResponse | None:
    """Where else she has to go first; a page that is not there while no order is in force."""
    if not reads.is_open():
        raise NoOrder
    if enrolments.own(request.actor).step is not Step.DONE:
        return redirect("worker:enrol")
    if Kind.EPIDEMIC in consents.in_force(request.actor.person):
        return None
    sheet = reverse("worker:consent_give", args=[Kind.EPIDEMIC.value])
    return redirect(going.with_next(sheet, here, otherwise=reverse("worker:home")))


def _form(request: PersonRequest, last: Day | None) -> DeclareForm:
    regions = reads.region_choices()
    language = request.LANGUAGE_CODE
    if request.method == "POST":
        return DeclareForm(regions, request.POST, language=language)
    initial: dict[str, Any] = offered(last.declared, language) if last else {}
    if initial.get("region") not in dict(regions):
        initial.pop("region", None)  # the order that it was for is over
    return DeclareForm(regions, initial=initial, language=language)
