"""Reviews that a person has to read, in the officer's region, and why each lies there."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from jiaxin.flows.reviews import reads, services
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.review_forms import DecisionForm
from jiaxin.portals.parts.typed import status_of
from jiaxin.trust.access.roles import Role

mine = for_roles(Role.COMMERCE_OFFICER)


@mine
@require_GET
def queue(request: PersonRequest) -> HttpResponse:
    """What waits, the oldest first."""
    page = {"rows": reads.queue(request.actor), "done": request.GET.get("done", "")}
    return render(request, "console/reviews.html", page)


@mine
@require_http_methods(["GET", "POST"])
@again
def one(request: PersonRequest, review_id: UUID) -> HttpResponse:
    """Its words, and the decision with its ground."""
    form = DecisionForm(request.POST or None, language=language_of(request))
    if request.method == "POST" and form.is_valid():
        then = services.decide(request.actor, review_id=review_id, ground=form.ground)
        return redirect(f"{reverse('console:reviews')}?done={then.value}")
    told = services.open_file(request.actor, review_id=review_id)
    return render(
        request, "console/review.html", {"one": told, "form": form}, status=status_of(form)
    )
