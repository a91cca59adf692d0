"""The page of one review, with the one answer to it: a worker's and a firm's alike."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from jiaxin.flows.reviews import services
from jiaxin.flows.reviews.reads import Told
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.review_forms import AnswerForm
from jiaxin.portals.parts.sessions import app_of
from jiaxin.portals.parts.typed import status_of


def one(request: PersonRequest, review_id: UUID, *, read: Callable[..., Told]) -> HttpResponse:
    """One of one's own; a POST answers it."""
    app = app_of(request)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.answer(request.actor, review_id=review_id, words=form.cleaned_data["words"])
        return redirect(f"{app}:review", review_id)
    request.refusal = form.place(request.refusal)
    page = {
        "one": read(request.actor, review_id=review_id),
        "form": form,
        "done": request.GET.get("done", ""),
    }
    return render(request, f"{app}/review.html", page, status=status_of(form))
