"""What families said of services that the firm arranged, and the firm's answer to it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from jiaxin.flows.reviews import reads
from jiaxin.portals.parts import review_pages
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again


@require_GET
def everything(request: PersonRequest) -> HttpResponse:
    """All of them, the newest first."""
    return render(request, "firm/reviews.html", {"rows": reads.of_firm(request.actor)})


@require_http_methods(["GET", "POST"])
@again
def one(request: PersonRequest, review_id: UUID) -> HttpResponse:
    """One of them; a POST answers it."""
    return review_pages.one(request, review_id, read=reads.one_of_firms)
