"""The firm's filings and awards: written, attached, sent; and how they stand."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.firms.reads import OwnFirm
from jiaxin.flows.filings import changes, errands, oversight, reads, services
from jiaxin.flows.filings.reads import Line, Whole
from jiaxin.flows.filings.rules import MOST_PAPERS, Topic
from jiaxin.ground.errors import NotFound
from jiaxin.portals.firm.filing_forms import (
    AwardForm,
    Branches,
    PaperForm,
    ProfileForm,
    branches_shown,
)
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import status_of


@require_GET
def filings(request: PersonRequest) -> HttpResponse:
    """Everything the firm filed, and what stands on its record."""
    own = firms.own(request.actor)
    rows = reads.own(request.actor)
    page = {
        "firm": own,
        "record": firms.record(code=own.code),
        "rows": rows,
        "going_on": next((row for row in rows if _goes_on(row)), None),
        "talks": oversight.own_interviews(request.actor),
        "change": changes.to_file(request.actor),
        "done": request.GET.get("done", ""),
    }
    return render(request, "firm/filings.html", page)


@require_POST
def new(request: PersonRequest, topic: str) -> HttpResponse:
    """Begin a filing of the firm, or an award."""
    if topic not in set(Topic):
        raise NotFound
    begin = services.begin_profile if topic == Topic.PROFILE else services.begin_award
    return redirect("firm:filing", filing_id=begin(request.actor))


@again
def filing(request: PersonRequest, filing_id: UUID) -> HttpResponse:
    """Write on it, or see how it stands."""
    whole = reads.own_one(request.actor, filing_id=filing_id)
    if not whole.line.is_open:
        return _shown(request, whole)
    if whole.line.topic is Topic.AWARD:
        return _award(request, whole)
    return _profile(request, whole)


@again
def attach(request: PersonRequest, filing_id: UUID) -> HttpResponse:
    """Bring a photo or a PDF."""
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        errands.attach(request.actor, filing_id=filing_id, body=form.body())
        return redirect(reverse("firm:filing", args=[filing_id]) + "?done=attached#papers")
    whole = reads.own_one(request.actor, filing_id=filing_id)
    if not whole.line.is_open or whole.line.topic is not Topic.AWARD:
        raise NotFound
    request.refusal = form.place(request.refusal)
    return _award(request, whole, paper=form)


@require_POST
def drop(request: PersonRequest, filing_id: UUID, paper_id: UUID) -> HttpResponse:
    """Take a file away again."""
    services.drop_paper(request.actor, filing_id=filing_id, paper_id=paper_id)
    return redirect(reverse("firm:filing", args=[filing_id]) + "?done=dropped#papers")


@require_POST
def call_back(request: PersonRequest, filing_id: UUID) -> HttpResponse:
    """Have it in hand again, before it is decided."""
    services.call_back(request.actor, filing_id=filing_id)
    return redirect(reverse("firm:filing", args=[filing_id]) + "?done=called")


@again
def give_up(request: PersonRequest, filing_id: UUID) -> HttpResponse:
    """File it no more, once that was confirmed."""
    if request.method == "POST":
        services.give_up(request.actor, filing_id=filing_id)
        return redirect(reverse("firm:filings") + "?done=given")
    page = {"whole": reads.own_one(request.actor, filing_id=filing_id), "act": "give_up"}
    return render(request, "firm/filing_end.html", page)


@again
def withdraw(request: PersonRequest, filing_id: UUID) -> HttpResponse:
    """Take an award off the record, once that was confirmed."""
    if request.method == "POST":
        words = request.POST.get("words", "")
        services.withdraw_award(request.actor, filing_id=filing_id, words=words)
        return redirect(reverse("firm:filings") + "?done=withdrawn")
    page = {"whole": reads.own_one(request.actor, filing_id=filing_id), "act": "withdraw"}
    return render(request, "firm/filing_end.html", page)


@require_GET
def paper(request: PersonRequest, filing_id: UUID, paper_id: UUID, page: int) -> HttpResponse:
    """A page that the firm attached, as it is kept."""
    picture = reads.own_page(request.actor, filing_id=filing_id, paper_id=paper_id, number=page)
    return HttpResponse(picture, content_type="image/jpeg")


def _elsewhere(firm: OwnFirm, whole: Whole) -> str:
    """The county that the firm is filed in, where this filing goes to another."""
    filed = firms.record(code=firm.code).profile
    moves = whole.line.topic is Topic.PROFILE and filed is not None
    return filed.said.region if moves and filed and filed.said.region != whole.said.region else ""


def _goes_on(row: Line) -> bool:
    """The filing of the firm that is not accepted yet."""
    return row.topic is Topic.PROFILE and (row.is_open or row.waits)


def _profile(request: PersonRequest, whole: Whole) -> HttpResponse:
    said, filing_id = whole.said, whole.line.id
    first = ProfileForm.shown(said, whole.changed_on)
    form = ProfileForm(language_of(request), request.POST or None, initial=first)
    firm = firms.own(request.actor)
    if not firm.filed:
        del form.fields["changed_on"]  # nothing is filed yet that could change
    branches = Branches(request.POST or None, initial=branches_shown(said), prefix="branch")
    if request.method == "POST" and form.is_valid() and branches.is_valid():
        written = [one.branch() for one in branches]
        services.save(
            request.actor,
            filing_id=filing_id,
            said=form.said(one for one in written if one is not None),
            changed_on=form.cleaned_data.get("changed_on"),
        )
        return _sent_or_kept(request, filing_id)
    _mark(request, form)
    page = {"whole": whole, "form": form, "branches": branches, "firm": firm}
    page["elsewhere"] = _elsewhere(firm, whole)
    status = 422 if branches.is_bound and not branches.is_valid() else status_of(form)
    return render(request, "firm/filing_profile.html", page, status=status)


def _award(request: PersonRequest, whole: Whole, *, paper: PaperForm | None = None) -> HttpResponse:
    sent = request.POST or None if paper is None else None
    form = AwardForm(sent, initial=AwardForm.shown(whole.said))
    if request.method == "POST" and paper is None and form.is_valid():
        services.save(request.actor, filing_id=whole.line.id, said=form.said())
        return _sent_or_kept(request, whole.line.id)
    missing = _mark(request, form) if paper is None else []
    paper = paper or PaperForm()
    page = {
        "whole": whole,
        "form": form,
        "paper": paper,
        "missing": [gap.says for gap in missing if gap.field == "evidence"],
        "room": len(whole.attached) < MOST_PAPERS,
        "most": MOST_PAPERS,
        "done": request.GET.get("done", ""),
    }
    status = max(status_of(form), status_of(paper))
    return render(request, "firm/filing_award.html", page, status=status)


def _sent_or_kept(request: PersonRequest, filing_id: UUID) -> HttpResponse:
    if request.POST.get("act") != "submit":
        return redirect(reverse("firm:filing", args=[filing_id]) + "?done=saved")
    services.submit(request.actor, filing_id=filing_id)
    return redirect(reverse("firm:filings") + "?done=sent")


def _mark(request: PersonRequest, form: Any) -> list[Any]:
    """Put what keeps it from being sent beside the fields."""
    gaps = list(request.refusal.context.get("gaps", ())) if request.refusal else []
    if gaps and form.is_bound:
        form.is_valid()
        form.mark(gaps)
    return gaps


def _shown(request: PersonRequest, whole: Whole) -> HttpResponse:
    firm = firms.own(request.actor)
    page = {"whole": whole, "firm": firm, "elsewhere": _elsewhere(firm, whole)}
    return render(request, "firm/filing_shown.html", page)
