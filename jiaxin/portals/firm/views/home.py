"""Where one begins: what waits for the firm, and the pages that one's role has."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jiaxin.facts.firms import reads as firms
from jiaxin.flows.filings import changes
from jiaxin.flows.joining import reads as joining
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.menus import tiles_of
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import reads


@require_GET
def home(request: PersonRequest) -> HttpResponse:
    """The firm, its queues with their clocks, and whether one's account wants something."""
    page = {
        "firm": firms.own(request.actor),
        "change": changes.to_file(request.actor),
        "replacing": joining.waiting(request.actor),
        "is_owner": request.actor.role is Role.FIRM_OWNER,
        "done": request.GET.get("done", ""),
        "tiles": tiles_of("firm", request.actor),
        "mine": reads.my_account(request.actor),
        "strange": [row for row in reads.my_sign_ins(request.actor) if row.is_new_device],
    }
    return render(request, "firm/home.html", page)
