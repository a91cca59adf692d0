"""Who invites her, by lists that came before she did: she alone sees it, and says yes or no."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.records import kinds
from jiaxin.flows.invitations import reads
from jiaxin.flows.invitations import services as invitations
from jiaxin.flows.invitations.reads import Waiting
from jiaxin.flows.invitations.rules.states import Inviter
from jiaxin.gateways.exchange import reads as exchange
from jiaxin.ground.errors import NotFound
from jiaxin.ground.topics import topic_of
from jiaxin.portals.parts import fact_lines, wording
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind


@require_GET
def waiting(request: PersonRequest) -> HttpResponse:
    """What waits for her, the newest first."""
    page = {
        "waiting": [_shown(one) for one in reads.mine(request.actor)],
        "may_accept": Kind.PLATFORM in consents.in_force(request.actor.person),
        "done": request.GET.get("done", ""),
        "topic": topic_of("worker", request.actor.person),
    }
    return render(request, "worker/invitations.html", page)


@require_POST
def answer(request: PersonRequest, invitation_id: UUID) -> HttpResponse:
    """Yes or no."""
    if request.POST.get("answer") == "yes":
        invitations.accept(request.actor, invitation_id=invitation_id)
        return redirect(reverse("worker:invitations") + "?done=accepted")
    if request.POST.get("answer") == "no":
        invitations.decline(request.actor, invitation_id=invitation_id)
        return redirect(reverse("worker:invitations") + "?done=declined")
    raise NotFound


def _shown(one: Waiting) -> dict[str, Any]:
    """Who invites and what waits, in words."""
    is_firm = one.inviter is Inviter.FIRM
    named = firms.named(one.inviter_id) if is_firm else None
    return {
        "id": one.id,
        "is_firm": is_firm,
        "name": named.name if named else exchange.title_of_party(one.inviter_id),
        "code": named.code if named else "",
        "trade": one.trade,
        "until": one.until,
        "facts": [_fact(kind, said) for kind, said in one.facts],
    }


def _fact(kind: str, said: dict[str, Any]) -> dict[str, Any]:
    content = fact_lines.content_of(kinds.of(kind).stored(said))
    return {
        "kind": wording.kind_worded(kind),
        "heading": fact_lines.heading(kind, content),
        "lines": fact_lines.lines(kind, content),
    }
