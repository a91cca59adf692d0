"""What workers ask the firm to confirm: where they worked, as they wrote it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jiaxin.facts.records import kinds
from jiaxin.flows.engagements import claims as reads
from jiaxin.flows.engagements import services
from jiaxin.flows.engagements.claims import Asked
from jiaxin.ground import clock
from jiaxin.ground.words import Words
from jiaxin.portals.parts import fact_lines
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.fact_lines import FactLine


@require_GET
def claims(request: PersonRequest) -> HttpResponse:
    """What waits for a yes or a no, the oldest first."""
    page = {
        "rows": [_shown(one) for one in reads.waiting(request.actor)],
        "done": request.GET.get("done", ""),
    }
    return render(request, "firm/staff_claims.html", page)


def _shown(asked: Asked) -> tuple[Asked, list[Words], list[FactLine]]:
    said = kinds.of(kinds.EMPLOYMENT).read(asked.content, clock.today())
    content = fact_lines.content_of(said)
    heading = fact_lines.heading(kinds.EMPLOYMENT, content)
    return asked, heading, fact_lines.lines(kinds.EMPLOYMENT, content)


@require_POST
def answer(request: PersonRequest, claim_id: UUID) -> HttpResponse:
    """The firm's word on one of them."""
    agrees = request.POST.get("agrees") == "yes"
    services.answer_claim(request.actor, claim_id=claim_id, agrees=agrees)
    done = "yes" if agrees else "no"
    return redirect(f"{reverse('firm:staff_claims')}?done={done}")
