"""Where one begins: the pages and queues that one's role has."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.menus import tiles_of
from jiaxin.trust.identity import reads


@require_GET
def home(request: PersonRequest) -> HttpResponse:
    """One's queues with their clocks, one's pages, and whether one's account wants something."""
    mine = reads.my_account(request.actor)
    strange = [row for row in reads.my_sign_ins(request.actor) if row.is_new_device]
    page = {"tiles": tiles_of("console", request.actor), "mine": mine, "strange": strange}
    return render(request, "console/home.html", page)
