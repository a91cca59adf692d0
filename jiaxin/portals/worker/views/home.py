"""Her home: the certificate once she is proven, else the next step towards it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jiaxin.facts.epidemic import reads as epidemic
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates import services as certificate_services
from jiaxin.flows.certificates.reads import OnShow
from jiaxin.flows.certificates.rules import Status
from jiaxin.flows.complaints import reads as complaints
from jiaxin.flows.corrections import reads as corrections
from jiaxin.flows.engagements import reads as engagements
from jiaxin.flows.enrolment import reads as enrolments
from jiaxin.flows.enrolment.rules import Step
from jiaxin.flows.invitations import reads as invitations
from jiaxin.flows.placements import reads as placements
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.queries import services as query_services
from jiaxin.flows.remote import reads as remote
from jiaxin.flows.reviews import reads as reviews
from jiaxin.flows.rights import reads as rights
from jiaxin.flows.vetting import reads as vetting
from jiaxin.ground import clock
from jiaxin.ground.topics import topic_of
from jiaxin.portals.parts import qr
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.worker.words import LAST_STEP, STEPS
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import REMIND_BEFORE
from jiaxin.trust.identity import reads as identity

# Without scripts the page fetches itself: often enough for a request to be seen in its time.
REFRESH = 20


@require_GET
def home(request: PersonRequest) -> HttpResponse:
    """Everything on one page, by itself up to date."""
    mine = enrolments.own(request.actor)
    page: dict[str, Any] = {"topic": topic_of("worker", request.actor.person)}
    if mine.step is Step.DONE:
        page |= _asks(request.actor) | _certificate(request) | _rows(request.actor)
        return render(request, "worker/home.html", page)
    page |= {"step": STEPS[mine.step], "last": LAST_STEP}
    return render(request, "worker/home_steps.html", page)


@require_GET
def certificate(request: PersonRequest) -> HttpResponse:
    """The certificate alone, with the code of this minute."""
    return render(request, "worker/home.html#certificate", _certificate(request))


@require_GET
def asks(request: PersonRequest) -> HttpResponse:
    """What waits for her answer, alone."""
    return render(request, "worker/home.html#asks", _asks(request.actor))


def _asks(actor: Actor) -> dict[str, Any]:
    waiting = queries.waiting_for(actor)
    if not all(one.was_noticed for one in waiting):
        query_services.notice(actor)
    return {"waiting": waiting}


def _certificate(request: PersonRequest) -> dict[str, Any]:
    shown = certificates.own(request.actor)
    if shown.status is not Status.VALID:
        return {"shown": shown}
    if not certificates.short_code_is_on_show(shown.short_code):
        certificate_services.show_short_code(request.actor)
    link = request.build_absolute_uri(f"/v/{shown.token}")
    left = max(1, round((shown.rotates_at - clock.now()).total_seconds()))
    return {
        "shown": shown,
        "name": identity.my_name(request.actor),
        "code": qr.draw(link),
        "halves": (shown.short_code[:4], shown.short_code[4:]),
        "left": left,
        "refresh": min(left, REFRESH),
        "days_left": _days_left(shown),
    }


def _days_left(shown: OnShow) -> int | None:
    """How many days the authorisation still has, once it is time to say so."""
    if shown.valid_until is None:
        return None
    left = shown.valid_until - clock.now()
    return left.days + 1 if left <= max(REMIND_BEFORE) else None


def _rows(actor: Actor) -> dict[str, Any]:
    return {
        "on_rosters": invitations.mine(actor),
        "vetting": vetting.own_notice(actor),
        "closing": rights.open_closing(actor.person),
        "offered": bool(remote.offers_to_me(actor)),
        "disputed": len(corrections.own_waiting(actor)),
        "looked": queries.how_many_looked(actor) + engagements.how_many_firm_looks(actor),
        "complaints_waiting": complaints.waiting_for(actor),
        "reviews_waiting": reviews.unanswered_by_her(actor),
        "services_waiting": placements.waiting_for(actor),
        "firm": engagements.my_firm(actor),
        "invited": len(engagements.my_invitations(actor)),
        "agreed": len(consents.in_force(actor.person)),
        "epidemic_is_open": epidemic.is_open(),
    }
