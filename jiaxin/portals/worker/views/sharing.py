"""Links she sends to a family before anyone meets."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from jiaxin.flows.certificates import reads, services
from jiaxin.flows.certificates.rules import LinkState, Status
from jiaxin.flows.remote import reads as remote
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again


@require_http_methods(["GET", "POST"])
@again
def links(request: PersonRequest) -> HttpResponse:
    """Her links of today, and on POST a new one."""
    if request.method == "POST" and request.refusal is None:
        services.share(request.actor)
        return redirect("worker:share")
    by_firm = remote.sent_by_firm(request.actor)
    mine = [
        (one, request.build_absolute_uri(_address(one)), by_firm.get(one.id, ""))
        for one in reads.my_links(request.actor)
    ]
    page = {
        "offers": remote.offers_to_me(request.actor),
        "live": [row for row in mine if row[0].state is LinkState.LIVE],
        "over": [row[0] for row in mine if row[0].state is not LinkState.LIVE],
        "is_valid": reads.status_of(request.actor.person) is Status.VALID,
    }
    return render(request, "worker/share.html", page)


@require_POST
def revoke(request: PersonRequest, link_id: UUID) -> HttpResponse:
    """Take one back."""
    services.revoke_link(request.actor, link_id=link_id)
    return redirect("worker:share")


def _address(link: reads.SharedLink) -> str:
    return reverse("public:shared", args=[link.token])
