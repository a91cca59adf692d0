"""What one administrator proposed and a second person releases: reviewers' accounts and resets."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles, fresh_first
from jiaxin.portals.parts.refusals import again
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import proposals, services

both = for_roles(Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN)


@both
@require_GET
def releases(request: PersonRequest) -> HttpResponse:
    """What waits, oldest first."""
    return render(request, "console/releases.html", {"rows": proposals.waiting(request.actor)})


@for_roles(Role.SYSTEM_ADMIN)
@fresh_first
@again
def release(request: PersonRequest, staff_id: UUID, proposal_id: UUID) -> HttpResponse:
    """Release it; the second half of the first password is shown once."""
    if request.method == "POST":
        half = services.release(request.actor, staff=staff_id, proposal=proposal_id)
        return render(request, "console/release_half.html", {"half": half})
    row = proposals.one(request.actor, staff=staff_id, proposal=proposal_id)
    return render(request, "console/release.html", {"row": row})


@both
@again
def turn_down(request: PersonRequest, staff_id: UUID, proposal_id: UUID) -> HttpResponse:
    """Turn it down, or take it back, once that was confirmed."""
    if request.method == "POST":
        is_proposer = request.actor.role is Role.SECURITY_ADMIN
        end = services.take_back if is_proposer else services.turn_down
        end(request.actor, staff=staff_id, proposal=proposal_id)
        return redirect("console:releases")
    row = proposals.one(request.actor, staff=staff_id, proposal=proposal_id)
    return render(request, "console/release_turn_down.html", {"row": row})
