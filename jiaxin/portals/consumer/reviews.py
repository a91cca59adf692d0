"""How a service was: the family says it once, and may take it back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from jiaxin.flows.placements import reads as placements
from jiaxin.flows.reviews import reads, services
from jiaxin.ground.errors import NotFound
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.review_forms import ReviewForm
from jiaxin.portals.parts.typed import status_of


@require_http_methods(["GET", "POST"])
@again
def review(request: PersonRequest, placement_id: UUID) -> HttpResponse:
    """What the family wrote, with the answers to it; or the questions."""
    service = placements.one_of_familys(request.actor, placement_id=placement_id)
    mine = reads.of_placement(request.actor, placement_id=placement_id)
    form = ReviewForm(request.POST or None, language=language_of(request))
    if request.method == "POST" and form.is_valid():
        services.write(
            request.actor,
            placement_id=placement_id,
            answers=form.answers,
            words=form.cleaned_data["words"],
        )
        return redirect(reverse("consumer:review", args=[placement_id]) + "?done=written")
    page = {
        "service": service,
        "mine": mine,
        "form": form,
        "may_write": reads.may_write(request.actor, placement_id=placement_id),
        "done": request.GET.get("done", ""),
    }
    return render(request, "consumer/review.html", page, status=status_of(form))


@require_POST
def take_back(request: PersonRequest, placement_id: UUID) -> HttpResponse:
    """Nobody is shown it any more."""
    mine = reads.of_placement(request.actor, placement_id=placement_id)
    if mine is None:
        raise NotFound
    services.take_back(request.actor, review_id=mine.id)
    return redirect("consumer:review", placement_id)
