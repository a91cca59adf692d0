"""The ledger of whoever works with minors: what is due, what was found, for inspection on paper."""

import hashlib
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jiaxin.facts.firms import reads as firms
from jiaxin.flows.engagements import ledger as reads
from jiaxin.flows.engagements import services
from jiaxin.flows.engagements.rules import Check
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.portals.firm import minors_paper
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.looks import language_of
from jiaxin.trust.identity import reads as identity

# As long as a check is kept.
_YEARS = 3


@require_GET
def ledger(request: PersonRequest) -> HttpResponse:
    """Everybody whose work is with minors, what is due on top."""
    entries = reads.entries(request.actor)
    page = {
        "lines": entries,
        "due": sum(one.state is not Check.DONE for one in entries),
        "firm": firms.own(request.actor),
        "years": [clock.today().year - ago for ago in range(_YEARS)],
        "done": request.GET.get("done", ""),
    }
    return render(request, "firm/staff_minors.html", page)


@require_POST
def check(request: PersonRequest, engagement_id: UUID) -> HttpResponse:
    """Note this year's answer."""
    by = f"{firms.own(request.actor).name} {identity.my_account(request.actor).name}"
    services.check(request.actor, engagement_id=engagement_id, by=by)
    return redirect(f"{reverse('firm:staff_minors')}?done=1")


@require_GET
def paper(request: PersonRequest, year: int) -> HttpResponse:
    """The ledger of a year as a PDF. Its digest is noted, so that anybody can check the file."""
    if not 0 <= clock.today().year - year < _YEARS:
        raise NotFound
    services.admit_paper(request.actor)
    content = minors_paper.drawn(
        firms.own(request.actor),
        year,
        reads.entries(request.actor),
        reads.done_in(request.actor, year=year),
        by=identity.my_account(request.actor).name,
        language=language_of(request),
    )
    services.note_paper(request.actor, digest=hashlib.sha256(content).hexdigest())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="minors-{year}.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response
