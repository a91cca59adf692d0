"""Links that the firm sends for a worker of its own: asked here, hers to allow."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from jiaxin.flows.engagements import reads as engagements
from jiaxin.flows.remote import reads, services
from jiaxin.portals.parts import qr
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again


@require_http_methods(["GET", "POST"])
@again
def links(request: PersonRequest, engagement_id: UUID) -> HttpResponse:
    """Ask her for a link to send to a family; how it stands; the link, once she has agreed."""
    if request.method == "POST" and request.refusal is None:
        services.offer(request.actor, engagement_id=engagement_id)
        return redirect("firm:staff_links", engagement_id)
    rows = reads.offers_of(request.actor, engagement_id=engagement_id)
    page = {
        "row": engagements.staff_member(request.actor, engagement_id=engagement_id),
        "live": [_shown(request, row) for row in rows if row.is_live],
        "waiting": [row for row in rows if row.waits],
        "over": [row for row in rows if not row.is_live and not row.waits],
    }
    return render(request, "firm/staff_links.html", page)


@require_POST
def take_back(request: PersonRequest, engagement_id: UUID, offer_id: UUID) -> HttpResponse:
    """Whoever has the link reaches nobody by it any more."""
    services.take_back(request.actor, engagement_id=engagement_id, offer_id=offer_id)
    return redirect("firm:staff_links", engagement_id)


def _shown(request: PersonRequest, row: reads.FirmsOffer) -> dict[str, object]:
    token = row.link.token if row.link else ""
    address = request.build_absolute_uri(reverse("public:shared", args=[token]))
    return {"offer": row, "address": address, "code": qr.draw(address)}
