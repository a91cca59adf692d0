"""Corrections at the desk: what waits, with its clocks; one file, opened by who took it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jiaxin.flows.corrections import reads, services
from jiaxin.flows.corrections.reads import OnList
from jiaxin.flows.corrections.rules import State
from jiaxin.portals.console.correction_forms import DecisionForm
from jiaxin.portals.parts import queues
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.correction_items import kind_named, on_page
from jiaxin.portals.parts.desk import for_roles
from jiaxin.portals.parts.desk_forms import WhyForm
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import status_of
from jiaxin.trust.access.roles import OFFICERS

mine = for_roles(*OFFICERS)
# A second reason on the same page: a label, and what is read aloud, belong to one field each.
_END = "end_%s"


@mine
@require_GET
def queue(request: PersonRequest) -> HttpResponse:
    """What waits in one's region, what is due first on top; or what has ended."""
    every = reads.queue(request.actor)
    here = [row for row in every if row.state in {State.AT_DESK, State.APPEALED}]
    source = [row for row in every if row not in here]
    page = queues.page_of(request, here=here, ended=reads.ended, elsewhere={"source": source})
    page["handed"] = sum(row.is_handed_to_me for row in every)
    return render(request, "console/corrections.html", page)


@mine
@again
def correction(request: PersonRequest, correction_id: UUID) -> HttpResponse:
    """The file, for whoever took it; to every other officer only where it stands."""
    listed = reads.listed(request.actor, correction_id=correction_id)
    if not listed.is_mine or listed.ended_at is not None:
        return _closed(request, listed)
    if request.method == "POST":
        file = services.open_file(request.actor, correction_id=correction_id)
        form = DecisionForm(language_of(request), file.item, request.POST)
        if form.is_valid():
            then = services.decide(
                request.actor,
                correction_id=correction_id,
                seen=State(form.cleaned_data["seen"]),
                version=form.cleaned_data["version"],
                decision=form.decision(),
            )
            return redirect(f"{reverse('console:corrections')}?done={then.value}")
    return _open(request, correction_id)


@mine
@require_POST
def take(request: PersonRequest, correction_id: UUID) -> HttpResponse:
    """Take it from the list."""
    services.take(request.actor, correction_id=correction_id)
    return redirect("console:correction", correction_id=correction_id)


@mine
@require_POST
def hand_back(request: PersonRequest, correction_id: UUID) -> HttpResponse:
    """Give it back to the list."""
    services.hand_back(request.actor, correction_id=correction_id)
    return redirect(f"{reverse('console:corrections')}?done=back")


@mine
@again
def more_time(request: PersonRequest, correction_id: UUID) -> HttpResponse:
    """Three more working days, once, with a reason that its subject reads."""
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.take_more_time(
            request.actor, correction_id=correction_id, words=form.cleaned_data["why"]
        )
        return redirect("console:correction", correction_id=correction_id)
    return _again(request, correction_id, why=form)


@mine
@again
def close(request: PersonRequest, correction_id: UUID) -> HttpResponse:
    """Its subject has died, and her kin ask for it."""
    form = WhyForm(request.POST or None, auto_id=_END)
    if request.method == "POST" and form.is_valid():
        services.close(request.actor, correction_id=correction_id, words=form.cleaned_data["why"])
        return redirect(f"{reverse('console:corrections')}?done=closed")
    return _again(request, correction_id, end=form)


@mine
@require_GET
def file(
    request: PersonRequest, correction_id: UUID, enclosure_id: UUID, page: int
) -> HttpResponse:
    """One page that was attached. Each opening is a line in the trail."""
    picture = services.open_page(
        request.actor, correction_id=correction_id, enclosure_id=enclosure_id, number=page
    )
    return HttpResponse(picture, content_type="image/jpeg")


def _again(request: PersonRequest, correction_id: UUID, **forms: WhyForm) -> HttpResponse:
    listed = reads.listed(request.actor, correction_id=correction_id)
    if not listed.is_mine or listed.ended_at is not None:
        return _closed(request, listed)
    return _open(request, correction_id, **forms)


def _open(request: PersonRequest, correction_id: UUID, **forms: WhyForm) -> HttpResponse:
    opened = services.open_file(request.actor, correction_id=correction_id)
    first: dict[str, Any] = {"seen": opened.stands.state.value, "version": opened.item.version}
    sent = request.POST if request.POST and not forms else None
    form = DecisionForm(language_of(request), opened.item, sent, initial=first)
    request.refusal = form.place(request.refusal)
    more, end = forms.get("why", WhyForm()), forms.get("end", WhyForm(auto_id=_END))
    page = {
        "file": opened,
        "mine": opened.stands,
        "row": reads.listed(request.actor, correction_id=correction_id),
        "item": on_page(opened.item),
        "form": form,
        "why": more,
        "end": end,
    }
    # A refusal at the top has a status of its own.
    status = 200 if request.refusal else max(status_of(one) for one in (form, more, end))
    return render(request, "console/correction.html", page, status=status)


def _closed(request: PersonRequest, listed: OnList) -> HttpResponse:
    page = {"row": listed, "kind": kind_named(listed.about, listed.kind)}
    return render(request, "console/correction_closed.html", page)
