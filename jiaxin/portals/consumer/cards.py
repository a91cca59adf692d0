"""Asking from a card: the same request as with her code, but nobody stands before her."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from jiaxin.flows.certificates.rules import Status
from jiaxin.flows.showcase import services as showcase
from jiaxin.portals.consumer import asking
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again


@require_http_methods(["GET", "POST"])
@again
def ask(request: PersonRequest, card_id: UUID) -> HttpResponse:
    """What will be asked of whoever is on the card, and the request itself."""

    def shown() -> dict[str, Any]:
        name = showcase.see(request.actor, card=card_id).name
        return {"card_name": name, "status": Status.VALID}

    return asking.page(request, ask=partial(showcase.ask, card=card_id), shown=shown)
