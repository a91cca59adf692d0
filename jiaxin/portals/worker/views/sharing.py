"""Links she sends to a family before anyone meets."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from jiaxin.flows.certificates import reads, services
from jiaxin.flows.certificates.rules import LinkState, Status
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again


@require_http_methods(["GET", "POST"])
@again
def links(request: PersonRequest) -> HttpResponse:
    """Her links of today, and on POST a new one."""
    if request.method == "POST" and request.refusal is None:
        services.share(request.actor)
        return redirect("worker:share")
    mine = [
        (one, request.build_absolute_uri(reverse("public:shared", args=[one.token])))
        for one in reads.my_links(request.actor)
    ]
    page = {
        "live": [pair for pair in mine if pair[0].state is LinkState.LIVE],
        "over": [one for one, _ in mine if one.state is not LinkState.LIVE],
        "is_valid": reads.status_of(request.actor.person) is Status.VALID,
    }
    return render(request, "worker/share.html", page)


@require_POST
def revoke(request: PersonRequest, link_id: UUID) -> HttpResponse:
    """Take one back."""
    services.revoke_link(request.actor, link_id=link_id)
    return redirect("worker:share")
