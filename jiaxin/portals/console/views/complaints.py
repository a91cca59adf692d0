"""Complaints at the desk: what waits, with its clocks; one file, opened by who took it."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jiaxin.flows.complaints import reads, services
from jiaxin.flows.complaints.reads import OnList
from jiaxin.flows.complaints.rules import Finding, State
from jiaxin.portals.console.complaint_forms import ColleagueForm, OutcomeForm, PassOnForm
from jiaxin.portals.parts import queues
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles
from jiaxin.portals.parts.desk_forms import WhyForm
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import status_of
from jiaxin.trust.access.roles import Role

mine = for_roles(Role.COMMERCE_OFFICER)
# Several forms stand on one page: a label, and what is read aloud, belong to one field each.
_PASS, _END = "pass_%s", "end_%s"


@mine
@require_GET
def queue(request: PersonRequest) -> HttpResponse:
    """What waits in one's region, what may be a crime on top; or what has ended."""
    every = reads.queue(request.actor)
    here = [row for row in every if row.state is State.AT_DESK]
    sides = [row for row in every if row.state is not State.AT_DESK]
    page = queues.page_of(request, here=here, ended=reads.ended, elsewhere={"sides": sides})
    return render(request, "console/complaints.html", page)


@mine
@again
def complaint(request: PersonRequest, complaint_id: UUID) -> HttpResponse:
    """The file, for whoever took it; to every other officer only where it stands."""
    form = OutcomeForm(language_of(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        then = services.decide(
            request.actor,
            complaint_id=complaint_id,
            finding=Finding(form.cleaned_data["finding"]),
            words=form.cleaned_data["words"],
        )
        return redirect(f"{reverse('console:complaints')}?done={then.value}")
    request.refusal = form.place(request.refusal)
    return _page(request, complaint_id, form=form)


@mine
@require_POST
def take(request: PersonRequest, complaint_id: UUID) -> HttpResponse:
    """Take it from the list."""
    services.take(request.actor, complaint_id=complaint_id)
    return redirect("console:complaint", complaint_id=complaint_id)


@mine
@require_POST
def hand_back(request: PersonRequest, complaint_id: UUID) -> HttpResponse:
    """Give it back to the list; or step back from it for good."""
    stepping = request.POST.get("why") == "near"
    act = services.step_back if stepping else services.hand_back
    act(request.actor, complaint_id=complaint_id)
    return redirect(f"{reverse('console:complaints')}?done=back")


@mine
@again
def assign(request: PersonRequest, complaint_id: UUID) -> HttpResponse:
    """Give it to a colleague in charge of the region."""
    listed = reads.listed(request.actor, complaint_id=complaint_id)
    form = ColleagueForm(request.actor, listed.region, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.assign(request.actor, complaint_id=complaint_id, to=UUID(form.cleaned_data["to"]))
        return redirect(f"{reverse('console:complaints')}?done=assigned")
    return _page(request, complaint_id, colleague=form)


@mine
@again
def pass_on(request: PersonRequest, complaint_id: UUID) -> HttpResponse:
    """The service was done elsewhere: that county's department decides."""
    form = PassOnForm(request.POST or None, auto_id=_PASS)
    if request.method == "POST" and form.is_valid():
        services.pass_on(request.actor, complaint_id=complaint_id, **form.cleaned_data)
        return redirect(f"{reverse('console:complaints')}?done=passed")
    request.refusal = form.place(request.refusal)
    return _page(request, complaint_id, elsewhere=form)


@mine
@again
def more_time(request: PersonRequest, complaint_id: UUID) -> HttpResponse:
    """Ten more working days, once, with a reason that both read."""
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.take_more_time(
            request.actor, complaint_id=complaint_id, words=form.cleaned_data["why"]
        )
        return redirect("console:complaint", complaint_id=complaint_id)
    return _page(request, complaint_id, why=form)


@mine
@again
def close(request: PersonRequest, complaint_id: UUID) -> HttpResponse:
    """One of the two has died, and her kin ask for it."""
    form = WhyForm(request.POST or None, auto_id=_END)
    if request.method == "POST" and form.is_valid():
        services.close(request.actor, complaint_id=complaint_id, words=form.cleaned_data["why"])
        return redirect(f"{reverse('console:complaints')}?done=closed")
    return _page(request, complaint_id, end=form)


@mine
@require_POST
def lift_hold(request: PersonRequest, complaint_id: UUID) -> HttpResponse:
    """The police need its evidence no longer."""
    services.lift_hold(request.actor, complaint_id=complaint_id)
    return redirect("console:complaint", complaint_id=complaint_id)


@mine
@require_GET
def file(request: PersonRequest, complaint_id: UUID, evidence_id: UUID, page: int) -> HttpResponse:
    """One page that was brought. Each opening is a line in the trail."""
    picture = services.open_page(
        request.actor, complaint_id=complaint_id, evidence_id=evidence_id, number=page
    )
    return HttpResponse(picture, content_type="image/jpeg")


def _page(request: PersonRequest, complaint_id: UUID, **forms: Form) -> HttpResponse:
    listed = reads.listed(request.actor, complaint_id=complaint_id)
    if not listed.is_mine or listed.state is not State.AT_DESK:
        return _closed(request, listed)
    opened = services.open_file(request.actor, complaint_id=complaint_id)
    shown: dict[str, Any] = {
        "form": forms.get("form", OutcomeForm(language_of(request))),
        "why": forms.get("why", WhyForm()),
        "end": forms.get("end", WhyForm(auto_id=_END)),
        "elsewhere": forms.get("elsewhere", PassOnForm(auto_id=_PASS)),
        "colleague": forms.get("colleague", ColleagueForm(request.actor, listed.region)),
    }
    status = max(status_of(form) if form.is_bound else 200 for form in shown.values())
    page = {"file": opened, "mine": opened.stands, "row": listed, **shown}
    # A refusal at the top has a status of its own.
    return render(
        request, "console/complaint.html", page, status=200 if request.refusal else status
    )


def _closed(request: PersonRequest, listed: OnList) -> HttpResponse:
    return render(request, "console/complaint_closed.html", {"row": listed})
