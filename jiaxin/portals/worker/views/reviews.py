"""What families said of her services: read, answer once, report what may not stay."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiaxin.flows.reviews import reads, services
from jiaxin.portals.parts import review_pages
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again


@require_GET
def everything(request: PersonRequest) -> HttpResponse:
    """All that are shown to whom she allows it."""
    return render(request, "worker/reviews.html", {"rows": reads.of_worker(request.actor)})


@require_http_methods(["GET", "POST"])
@again
def one(request: PersonRequest, review_id: UUID) -> HttpResponse:
    """One of them; a POST answers it."""
    return review_pages.one(request, review_id, read=reads.one_of_hers)


@require_POST
def report(request: PersonRequest, review_id: UUID) -> HttpResponse:
    """It may not stay, she says: an officer looks."""
    services.report(request.actor, review_id=review_id)
    return redirect(reverse("worker:review", args=[review_id]) + "?done=reported")
