"""One request, one sheet: who, why, what, how long; approve or refuse; then what became of it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jiaxin.facts.records.rules import Section
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.queries import reads, services
from jiaxin.flows.queries.rules import FINAL
from jiaxin.ground import clock
from jiaxin.ground.topics import topic_of
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.worker import going
from jiaxin.portals.worker.views import presence as presence_pages
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import reads as identity


@again
def sheet(request: PersonRequest, query_id: UUID) -> HttpResponse:
    """The sheet while it waits for her; afterwards, what happens with her approval."""
    asked = reads.put_to(request.actor, query_id=query_id)
    if request.method == "POST":
        check = presence.begin(request.actor, use=Use.APPROVE, about_id=query_id)
        return presence_pages.toward(request, check, going.ticked(request.POST))
    if not asked.was_noticed:
        services.notice(request.actor)
    until = asked.lapses_at if asked.answered_at is None else asked.ends_at
    page = {
        "asked": asked,
        "state": asked.state.value,
        "is_final": asked.state in FINAL,
        "until": until,
        "left": max(0, round((until - clock.now()).total_seconds())) if until else 0,
        "by_face": _face_is_ready(request),
        "fixed": Section.IDENTITY,
        "choices": [one for one in asked.asked_sections if one is not Section.IDENTITY],
        "ticks": _ticks(request, asked),
        "topic": topic_of("worker", request.actor.person),
    }
    return render(request, "worker/request.html", page)


@require_GET
def state(request: PersonRequest, query_id: UUID) -> HttpResponse:
    """For an open page: nothing while it is as it was, else a word to load it again."""
    asked = reads.put_to(request.actor, query_id=query_id)
    if asked.state.value == request.GET.get("was"):
        return HttpResponse(status=204)
    return HttpResponse(status=204, headers={"HX-Refresh": "true"})


@require_POST
@again
def decline(request: PersonRequest, query_id: UUID) -> HttpResponse:
    """Say no, in one tap."""
    if request.refusal is None:
        services.decline(request.actor, query_id=query_id)
    return redirect("worker:request", query_id)


@require_POST
@again
def block(request: PersonRequest, query_id: UUID) -> HttpResponse:
    """Say no to this one and to all that this person may still ask."""
    if request.refusal is None:
        services.block(request.actor, query_id=query_id)
    return redirect("worker:request", query_id)


@require_POST
@again
def report(request: PersonRequest, query_id: UUID) -> HttpResponse:
    """Say no for good, and have somebody look at what this person does."""
    if request.refusal is None:
        services.report(request.actor, query_id=query_id)
    return redirect(reverse("worker:request", args=[query_id]) + "?done=reported")


@require_POST
@again
def stop(request: PersonRequest, query_id: UUID) -> HttpResponse:
    """Take the approval back: the look closes at once."""
    if request.refusal is None:
        services.stop(request.actor, query_id=query_id)
    return redirect("worker:request", query_id)


def _face_is_ready(request: PersonRequest) -> bool:
    agreed = Kind.FACE in consents.in_force(request.actor.person)
    return agreed and identity.ways(request.actor).has_portrait


def _ticks(request: PersonRequest, asked: reads.Request) -> frozenset[Section]:
    """What is ticked when the sheet opens: everything, or what she left when she was here."""
    kept = going.ticked(request.GET)
    return kept or frozenset(asked.asked_sections)
