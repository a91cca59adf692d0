"""Her firm: who employs her, what it may see and until when; coming, leaving, taking back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.engagements import reads, services
from jiaxin.flows.engagements.rules import Authorised, CodeUse, State
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use
from jiaxin.ground.topics import topic_of
from jiaxin.portals.parts import trail_receipts
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.worker import going
from jiaxin.portals.worker.views import presence as presence_pages
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.consent.texts import text_of
from jiaxin.trust.identity import reads as identity


@require_GET
def home(request: PersonRequest) -> HttpResponse:
    """Where she works, what waits for her answer, and where she worked before."""
    page = {
        "mine": reads.my_firm(request.actor),
        "invitations": reads.my_invitations(request.actor),
        "past": reads.my_past_firms(request.actor),
        "has_platform": Kind.PLATFORM in consents.in_force(request.actor.person),
        "is_enrolled": certificates.has_certificate(request.actor.person),
        "done": request.GET.get("done", ""),
        "topic": topic_of("worker", request.actor.person),
    }
    return render(request, "worker/firm.html", page)


@require_POST
def accept(request: PersonRequest, invitation_id: UUID) -> HttpResponse:
    """Yes to what was sent to her phone."""
    services.accept(request.actor, invitation_id=invitation_id)
    return _home("joined")


@require_POST
def decline(request: PersonRequest, invitation_id: UUID) -> HttpResponse:
    """No, in one tap."""
    services.decline(request.actor, invitation_id=invitation_id)
    return _home("declined")


@again
def code(request: PersonRequest, firm_code: str) -> HttpResponse:
    """What the firm's code offers: to join it, or thirty days more in one tap."""
    offered = reads.offered_by(firm_code)
    mine = reads.my_firm(request.actor)
    here = mine is not None and mine.firm == offered.firm
    if offered.use is CodeUse.RENEW:
        if mine is None or not here:
            return redirect("worker:firm")
        if not mine.one_tap:
            return redirect("worker:firm_authorise", mine.id)
    if request.method == "POST" and request.refusal is None:
        if offered.use is CodeUse.JOIN:
            services.join(request.actor, code=firm_code)
            return _home("joined")
        if mine is not None:
            services.renew(request.actor, engagement_id=mine.id, language=request.LANGUAGE_CODE)
        return _home("renewed")
    if offered.use is CodeUse.JOIN and here:
        return redirect("worker:firm")
    page = {
        "offered": offered,
        "mine": mine,
        "joins": offered.use is CodeUse.JOIN,
        "is_enrolled": certificates.has_certificate(request.actor.person),
    }
    return render(request, "worker/firm_code.html", page)


@again
def authorise(request: PersonRequest, engagement_id: UUID) -> HttpResponse:
    """The sheet for her firm; a way of showing that it is she comes next."""
    mine = reads.mine(request.actor, engagement_id=engagement_id)
    if mine.state is not State.ENGAGED:
        return redirect("worker:firm")
    if Kind.PLATFORM not in consents.in_force(request.actor.person):
        return redirect("worker:consents_renew")
    text = text_of(Kind.FIRM, consents.newest_version(Kind.FIRM))
    if request.method == "POST":
        request.session[presence_pages.SHEET] = request.POST.get("version", "")
        check = presence.begin(request.actor, use=Use.AUTHORISE, about_id=engagement_id)
        return presence_pages.toward(request, check, going.ticked(request.POST))
    held = consents.in_force(request.actor.person)
    page = {
        "mine": mine,
        "text": text,
        "waits": mine.authorised is Authorised.WAITING,
        "by_face": Kind.FACE in held and identity.ways(request.actor).has_portrait,
    }
    return render(request, "worker/firm_authorise.html", page)


@require_POST
def renew(request: PersonRequest, engagement_id: UUID) -> HttpResponse:
    """Thirty days more, in one tap; where one tap will not do, the sheet."""
    mine = reads.mine(request.actor, engagement_id=engagement_id)
    if not mine.one_tap:
        return redirect("worker:firm_authorise", engagement_id)
    services.renew(request.actor, engagement_id=engagement_id, language=request.LANGUAGE_CODE)
    return _home("renewed")


@require_POST
def refuse(request: PersonRequest, engagement_id: UUID) -> HttpResponse:
    """No to what the firm asks."""
    services.refuse(request.actor, engagement_id=engagement_id)
    return _home("refused")


@require_POST
def take_back(request: PersonRequest, engagement_id: UUID) -> HttpResponse:
    """One tap: the firm sees nothing any more."""
    services.take_back(request.actor, engagement_id=engagement_id)
    return _home("taken_back")


@again
def leave(request: PersonRequest, engagement_id: UUID) -> HttpResponse:
    """Leave the firm, having read what that does."""
    mine = reads.mine(request.actor, engagement_id=engagement_id)
    if mine.state is not State.ENGAGED:
        return redirect("worker:firm")
    if request.method == "POST":
        services.leave(request.actor, engagement_id=engagement_id)
        return _home("left")
    return render(request, "worker/firm_leave.html", {"mine": mine})


@require_GET
def look_receipt(request: PersonRequest, look_id: UUID) -> HttpResponse:
    """What proves that the firm looked, to anyone, without this system."""
    return trail_receipts.of_staff_look(request, worker=request.actor.person, look_id=look_id)


def _home(done: str) -> HttpResponse:
    return redirect(f"{reverse('worker:firm')}?done={done}")
