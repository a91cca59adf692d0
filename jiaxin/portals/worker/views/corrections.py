"""What she says is wrong: file it from the fact, follow it, add to it, take it back, appeal."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jiaxin.facts.records import reads as records
from jiaxin.flows.corrections import errands, items, reads, services
from jiaxin.flows.corrections.rules import DECIDE_DAYS, FORWARD_DAYS, MORE_DAYS, Claim
from jiaxin.ground.topics import topic_of
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.correction_forms import AppealForm, CorrectionForm, EvidenceForm
from jiaxin.portals.parts.correction_items import kind_named, on_page
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import status_of


@require_GET
def everything(request: PersonRequest) -> HttpResponse:
    """All that she said was wrong, and where to say so."""
    rows = [(one, kind_named(one.about, one.kind)) for one in reads.own(request.actor)]
    topic = topic_of("worker", request.actor.person)
    return render(request, "worker/corrections.html", {"rows": rows, "topic": topic})


@again
def new(request: PersonRequest, line: UUID) -> HttpResponse:
    """One fact of hers, as it stands, and what is wrong with it."""
    item = items.of_worker(records.own_record(request.actor), line)
    items.refuse_if_not_disputable(item)
    if waiting := reads.own_waiting(request.actor).get(line):
        return redirect("worker:correction", waiting)
    language = language_of(request)
    first = {"version": item.version}
    form = CorrectionForm(request.POST or None, initial=first, language=language)
    if request.method == "POST" and form.is_valid():
        correction = services.file(
            request.actor,
            line=line,
            version=form.cleaned_data["version"],
            claim=Claim(form.cleaned_data["claim"]),
            words=form.cleaned_data["words"],
        )
        return redirect(reverse("worker:correction", args=[correction]) + "?done=filed")
    request.refusal = form.place(request.refusal)
    page = {"item": on_page(item), "form": form, "kind": item.kind, "days": _DAYS}
    return render(request, "worker/correction_new.html", page, status=status_of(form))


@require_GET
def one(request: PersonRequest, correction_id: UUID) -> HttpResponse:
    """Where it stands, by when, why, and what she can do."""
    return _page(request, correction_id)


@again
def attach(request: PersonRequest, correction_id: UUID) -> HttpResponse:
    """Bring a photo or a PDF."""
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        errands.attach(request.actor, correction_id=correction_id, body=form.body())
        return redirect(reverse("worker:correction", args=[correction_id]) + "?done=attached")
    request.refusal = form.place(request.refusal)
    return _page(request, correction_id, paper=form)


@require_POST
def withdraw(request: PersonRequest, correction_id: UUID) -> HttpResponse:
    """Take it back."""
    services.withdraw(request.actor, correction_id=correction_id)
    return redirect("worker:correction", correction_id)


@again
def appeal(request: PersonRequest, correction_id: UUID) -> HttpResponse:
    """Have another person decide, once."""
    form = AppealForm(request.POST or None)
    mine = reads.own_one(request.actor, correction_id=correction_id)
    if request.method == "POST" and form.is_valid():
        services.appeal(
            request.actor, correction_id=correction_id, words=form.cleaned_data["words"]
        )
        return redirect(reverse("worker:correction", args=[correction_id]) + "?done=appealed")
    request.refusal = form.place(request.refusal)
    page = {"mine": mine, "form": form, "days": _DAYS}
    return render(request, "worker/correction_appeal.html", page, status=status_of(form))


@require_GET
def file(
    request: PersonRequest, correction_id: UUID, enclosure_id: UUID, page: int
) -> HttpResponse:
    """A page that she brought, as it was kept."""
    picture = reads.own_page(
        request.actor, correction_id=correction_id, enclosure_id=enclosure_id, number=page
    )
    return HttpResponse(picture, content_type="image/jpeg")


_DAYS = {"forward": FORWARD_DAYS, "decide": DECIDE_DAYS, "more": MORE_DAYS}


def _page(
    request: PersonRequest, correction_id: UUID, *, paper: EvidenceForm | None = None
) -> HttpResponse:
    mine = reads.own_one(request.actor, correction_id=correction_id)
    paper = paper or EvidenceForm()
    page = {
        "mine": mine,
        "kind": kind_named(mine.about, mine.kind),
        "paper": paper,
        "done": request.GET.get("done", ""),
        "days": _DAYS,
        "topic": topic_of("worker", request.actor.person),
    }
    status = 200 if request.method == "GET" and not paper.is_bound else status_of(paper)
    return render(request, "worker/correction.html", page, status=status)
