"""The pages of complaints: the same for a worker, a family, and a firm that answers or mediates."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiaxin.flows.complaints import errands, reads, rules, services
from jiaxin.flows.placements import reads as placements
from jiaxin.ground.topics import topic_of
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.complaint_forms import BringForm, ComplaintForm, WordsForm
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.sessions import app_of
from jiaxin.portals.parts.typed import status_of
from jiaxin.trust.access.roles import FIRM


def addresses() -> list[URLPattern]:
    """The pages of one app."""
    one_ = "complaints/<uuid:complaint_id>/"
    return [
        path("complaints/", everything, name="complaints"),
        path(one_, one, name="complaint"),
        path(f"{one_}say/", say, name="complaint_say"),
        path(f"{one_}agree/", agree, name="complaint_agree"),
        path(f"{one_}attach/", attach, name="complaint_attach"),
        path(f"{one_}<uuid:evidence_id>/<int:page>.jpg", page_of, name="complaint_file"),
    ]


def of_two() -> list[URLPattern]:
    """What only a worker and a family do: complain, and take it back."""
    return [
        path("services/<uuid:placement_id>/complain/", new, name="complaint_new"),
        path("complaints/<uuid:complaint_id>/withdraw/", withdraw, name="complaint_withdraw"),
    ]


@require_GET
def everything(request: PersonRequest) -> HttpResponse:
    """What one complains of, answers, or mediates."""
    return _render(request, "complaints", {"rows": reads.own(request.actor)})


@require_http_methods(["GET", "POST"])
@again
def new(request: PersonRequest, placement_id: UUID) -> HttpResponse:
    """Of whom, of what; what may be a crime is for 110 first."""
    served = placements.confirmed_of(request.actor, placement_id=placement_id)
    form = ComplaintForm(
        request.POST or None,
        by=served.side,
        has_firm=served.firm is not None,
        language=language_of(request),
    )
    if request.method == "POST" and form.is_valid():
        filed = services.file(request.actor, placement_id=placement_id, charge=form.said())
        return _to(request, filed, "filed")
    request.refusal = form.place(request.refusal)
    page = {"form": form, "served": served, "days": _DAYS}
    return _render(request, "complaint_new", page, status=status_of(form))


@require_GET
def one(request: PersonRequest, complaint_id: UUID) -> HttpResponse:
    """Where it stands, what was said, and what one can do."""
    return _page(request, complaint_id)


@require_http_methods(["GET", "POST"])
@again
def say(request: PersonRequest, complaint_id: UUID) -> HttpResponse:
    """The answer of whoever is complained of, or what the firm proposes."""
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mine = reads.own_one(request.actor, complaint_id=complaint_id)
        proposes = mine.part is rules.Part.MEDIATES
        act = services.propose if proposes else services.answer
        act(request.actor, complaint_id=complaint_id, words=form.cleaned_data["words"])
        return _to(request, complaint_id, "said")
    request.refusal = form.place(request.refusal)
    return _page(request, complaint_id, words=form)


@require_POST
def agree(request: PersonRequest, complaint_id: UUID) -> HttpResponse:
    """Yes or no to what the firm proposes."""
    act = services.agree if request.POST.get("answer") == "yes" else services.disagree
    act(request.actor, complaint_id=complaint_id)
    return _to(request, complaint_id, "said")


@require_http_methods(["GET", "POST"])
@again
def attach(request: PersonRequest, complaint_id: UUID) -> HttpResponse:
    """Bring a photo or a PDF."""
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        errands.attach(request.actor, complaint_id=complaint_id, body=form.body())
        return _to(request, complaint_id, "attached")
    request.refusal = form.place(request.refusal)
    return _page(request, complaint_id, paper=form)


@require_POST
def withdraw(request: PersonRequest, complaint_id: UUID) -> HttpResponse:
    """Take it back."""
    services.withdraw(request.actor, complaint_id=complaint_id)
    return _to(request, complaint_id, "")


@require_GET
def page_of(
    request: PersonRequest, complaint_id: UUID, evidence_id: UUID, page: int
) -> HttpResponse:
    """A page that one's own side brought, as it was kept."""
    picture = reads.own_page(
        request.actor, complaint_id=complaint_id, evidence_id=evidence_id, number=page
    )
    return HttpResponse(picture, content_type="image/jpeg")


_DAYS = {
    "answer": rules.ANSWER_DAYS,
    "mediate": rules.MEDIATE_DAYS,
    "decide": rules.DECIDE_DAYS,
}


def _page(
    request: PersonRequest,
    complaint_id: UUID,
    *,
    words: WordsForm | None = None,
    paper: BringForm | None = None,
) -> HttpResponse:
    words, paper = words or WordsForm(), paper or BringForm()
    page = {
        "mine": reads.own_one(request.actor, complaint_id=complaint_id),
        "words": words,
        "paper": paper,
        "done": request.GET.get("done", ""),
        "days": _DAYS,
        "topic": topic_of("complaint", complaint_id),
    }
    status = max(status_of(form) if form.is_bound else 200 for form in (words, paper))
    return _render(request, "complaint", page, status=status)


def _render(
    request: PersonRequest, screen: str, page: dict[str, Any], status: int = 200
) -> HttpResponse:
    desk = request.actor.role in FIRM
    page |= {
        "app": app_of(request),
        "base": "parts/desk/desk.html" if desk else f"{app_of(request)}/base.html",
        "is_desk": desk,
    }
    return render(request, f"parts/{screen}.html", page, status=status)


def _to(request: PersonRequest, complaint_id: UUID, done: str) -> HttpResponse:
    address = reverse(f"{app_of(request)}:complaint", args=[complaint_id])
    return redirect(f"{address}?done={done}" if done else address)
