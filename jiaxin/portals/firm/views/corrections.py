"""What a firm says is wrong in its record: file it from the fact, follow it, appeal."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.firms.rules.facts import FIRM_ITSELF
from jiaxin.flows.corrections import errands, items, reads, services
from jiaxin.flows.corrections.rules import DECIDE_DAYS, FORWARD_DAYS, About, Claim
from jiaxin.flows.engagements import reads as engagements
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.correction_forms import AppealForm, CorrectionForm, EvidenceForm
from jiaxin.portals.parts.correction_items import kind_named, lines_of_firm, on_page
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import status_of

_DAYS = {"forward": FORWARD_DAYS, "decide": DECIDE_DAYS}


@require_GET
def everything(request: PersonRequest) -> HttpResponse:
    """All that the firm said was wrong, and every fact that others say of it."""
    rows = [(one, kind_named(one.about, one.kind)) for one in reads.own(request.actor)]
    waiting = reads.own_waiting(request.actor)
    record = firms.record(code=firms.own(request.actor).code)
    facts = [
        (fact, kind_named(About.FIRM, fact.kind), lines_of_firm(fact), waiting.get(fact.line))
        for fact in record.facts
        if fact.source != FIRM_ITSELF
    ]
    page = {"rows": rows, "facts": facts, "told": _told(request)}
    return render(request, "firm/corrections.html", page)


@require_POST
def note_read(request: PersonRequest) -> HttpResponse:
    """Somebody at the desk has read what was corrected."""
    services.note_read(request.actor)
    return redirect("firm:corrections")


def _told(request: PersonRequest) -> list[dict[str, object]]:
    """What was corrected in records that the firm looked at: never what it was."""
    return [
        {
            "notice": one,
            "there": engagements.works_here(request.actor, engagement_id=one.query_id),
        }
        for one in reads.told(request.actor)
    ]


@again
def new(request: PersonRequest, line: UUID) -> HttpResponse:
    """One fact of the firm's, as it stands, and what is wrong with it."""
    item = items.of_firm(request.actor.acts_for, line)
    items.refuse_if_not_disputable(item)
    if waiting := reads.own_waiting(request.actor).get(line):
        return redirect("firm:correction", waiting)
    first = {"version": item.version}
    form = CorrectionForm(request.POST or None, initial=first, language=language_of(request))
    if request.method == "POST" and form.is_valid():
        correction = services.file(
            request.actor,
            line=line,
            version=form.cleaned_data["version"],
            claim=Claim(form.cleaned_data["claim"]),
            words=form.cleaned_data["words"],
        )
        return redirect(reverse("firm:correction", args=[correction]) + "?done=filed")
    request.refusal = form.place(request.refusal)
    page = {"item": on_page(item), "form": form, "days": _DAYS}
    return render(request, "firm/correction_new.html", page, status=status_of(form))


@require_GET
def one(request: PersonRequest, correction_id: UUID) -> HttpResponse:
    """Where it stands, by when, why, and what can be done."""
    return _page(request, correction_id)


@again
def attach(request: PersonRequest, correction_id: UUID) -> HttpResponse:
    """Bring a photo or a PDF."""
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        errands.attach(request.actor, correction_id=correction_id, body=form.body())
        return redirect(reverse("firm:correction", args=[correction_id]) + "?done=attached")
    request.refusal = form.place(request.refusal)
    return _page(request, correction_id, paper=form)


@require_POST
def withdraw(request: PersonRequest, correction_id: UUID) -> HttpResponse:
    """Take it back."""
    services.withdraw(request.actor, correction_id=correction_id)
    return redirect("firm:correction", correction_id)


@again
def appeal(request: PersonRequest, correction_id: UUID) -> HttpResponse:
    """Have another person decide, once."""
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        services.appeal(request.actor, correction_id=correction_id, words=words)
        return redirect(reverse("firm:correction", args=[correction_id]) + "?done=appealed")
    request.refusal = form.place(request.refusal)
    return _page(request, correction_id, words=form)


@require_GET
def file(
    request: PersonRequest, correction_id: UUID, enclosure_id: UUID, page: int
) -> HttpResponse:
    """A page that the firm brought, as it was kept."""
    picture = reads.own_page(
        request.actor, correction_id=correction_id, enclosure_id=enclosure_id, number=page
    )
    return HttpResponse(picture, content_type="image/jpeg")


def _page(
    request: PersonRequest,
    correction_id: UUID,
    *,
    paper: EvidenceForm | None = None,
    words: AppealForm | None = None,
) -> HttpResponse:
    mine = reads.own_one(request.actor, correction_id=correction_id)
    paper, words = paper or EvidenceForm(), words or AppealForm()
    page = {
        "mine": mine,
        "kind": kind_named(mine.about, mine.kind),
        "paper": paper,
        "words": words,
        "done": request.GET.get("done", ""),
    }
    status = max(status_of(paper), status_of(words))
    return render(request, "firm/correction.html", page, status=status)
