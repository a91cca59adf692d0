"""Everything held about her, why her light is as it is, and who has looked."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.reads import Known
from jiaxin.facts.records.rules import Background
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.enrolment import reads as enrolments
from jiaxin.flows.enrolment.rules import Step
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.vetting import reads as vetting
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.id_numbers import age_on, mask
from jiaxin.ground.people import Phone, mask_phone
from jiaxin.ground.topics import topic_of
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.trust.identity import reads as identity


@require_GET
def record(request: PersonRequest) -> HttpResponse:
    """Her own record: nothing is left out, but the middle of her number."""
    if enrolments.own(request.actor).step is not Step.DONE:
        return redirect("worker:enrol")
    proof = records.own_record(request.actor)
    facts = {fact.kind: fact for fact in records.facts(proof)}
    page = {
        **_person(request),
        "light": certificates.light_of(request.actor.person),
        "identity": facts.get(kinds.IDENTITY),
        "background": facts.get(kinds.BACKGROUND),
        "word": _word(facts.get(kinds.BACKGROUND)),
        "versions": records.versions(proof),
        "topic": topic_of("worker", request.actor.person),
    }
    return render(request, "worker/record.html", page)


@require_GET
def portrait(request: PersonRequest) -> HttpResponse:
    """Her picture, apart from the page: it may be larger than a whole page should be."""
    picture = identity.portrait_of(request.actor.person)
    if picture is None:
        raise NotFound
    return HttpResponse(picture, content_type="image/jpeg")


@require_GET
def looks(request: PersonRequest) -> HttpResponse:
    """Who looked, the newest first, and what they saw."""
    page = {
        "looks": queries.who_looked(request.actor),
        "desk": vetting.desk_looks(request.actor),
        "topic": topic_of("worker", request.actor.person),
    }
    return render(request, "worker/looks.html", page)


def _person(request: PersonRequest) -> dict[str, Any]:
    person = identity.myself(request.actor)
    return {
        "person": person,
        "number": mask(person.number),
        "phone": mask_phone(Phone(person.phone)),
        "age": age_on(person.birth, clock.today()) if person.birth else None,
    }


def _word(fact: Known | None) -> Background:
    return records.background_shown(fact, clock.now()) if fact else Background.NOT_CHECKED
