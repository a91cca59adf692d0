"""Verified by people: what is looked at about her, her word in it, the outcome, her appeal."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jiaxin.flows.vetting import errands, reads, services
from jiaxin.flows.vetting.reads import Mine
from jiaxin.flows.vetting.rules import HEARING_DAYS, MOST_PAPERS
from jiaxin.ground.errors import NotFound
from jiaxin.ground.topics import topic_of
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import status_of
from jiaxin.portals.worker.vetting_forms import PaperForm, WordsForm


@require_GET
def page(request: PersonRequest) -> HttpResponse:
    """Where it stands, by when, and what she can do."""
    return _page(request)


@again
def say(request: PersonRequest) -> HttpResponse:
    """Say something for herself."""
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.say(request.actor, words=form.cleaned_data["words"])
        return redirect(reverse("worker:vetting") + "?said=1#said")
    request.refusal = form.place(request.refusal)
    return _page(request, words=form)


@again
def attach(request: PersonRequest) -> HttpResponse:
    """Bring a photo or a PDF."""
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        errands.attach(request.actor, body=form.body())
        return redirect(reverse("worker:vetting") + "?attached=1#attached")
    request.refusal = form.place(request.refusal)
    return _page(request, paper=form)


@require_POST
def done(request: PersonRequest) -> HttpResponse:
    """She has said all she wants to say."""
    services.be_done(request.actor)
    return redirect(reverse("worker:vetting") + "?done=1")


@again
def appeal(request: PersonRequest, case_id: UUID) -> HttpResponse:
    """Have it looked at by two others, once."""
    form = WordsForm(request.POST or None)
    mine = _mine(request, case_id)
    if request.method == "POST" and form.is_valid():
        services.appeal(request.actor, case_id=case_id, words=form.cleaned_data["words"])
        return redirect(reverse("worker:vetting") + "?appealed=1")
    request.refusal = form.place(request.refusal)
    shown = {"mine": mine, "form": form}
    return render(request, "worker/vetting_appeal.html", shown, status=status_of(form))


@require_GET
def file(request: PersonRequest, exhibit_id: UUID, page: int) -> HttpResponse:
    """A page that she brought, as it was kept."""
    picture = reads.own_page(request.actor, exhibit_id=exhibit_id, number=page)
    return HttpResponse(picture, content_type="image/jpeg")


def _page(
    request: PersonRequest, *, words: WordsForm | None = None, paper: PaperForm | None = None
) -> HttpResponse:
    cases = reads.own(request.actor)
    words, paper = words or WordsForm(), paper or PaperForm()
    shown = {
        "mine": cases[0] if cases else None,
        "earlier": cases[1:],
        "words": words,
        "paper": paper,
        "room": bool(cases) and len(cases[0].attached) < MOST_PAPERS,
        "most": MOST_PAPERS,
        "days": HEARING_DAYS,
        "topic": topic_of("worker", request.actor.person),
    }
    status = max(status_of(words), status_of(paper))
    return render(request, "worker/vetting.html", shown, status=status)


def _mine(request: PersonRequest, case_id: UUID) -> Mine:
    for mine in reads.own(request.actor):
        if mine.id == case_id:
            return mine
    raise NotFound
