"""A reply, handed on by the provider: checked, taken in, and answered alike whatever it said."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from jiaxin.flows.remote import services
from jiaxin.gateways.notices import inbound
from jiaxin.gateways.notices.ports import Malformed, NotTheProvider
from jiaxin.ground import clock
from jiaxin.ground.errors import Refusal, TooManyTries
from jiaxin.trust.access.actor import Actor, Channel
from jiaxin.trust.access.door import request_id
from jiaxin.trust.access.roles import Role

_log = logging.getLogger(__name__)


@csrf_exempt
@login_not_required
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """One message. The provider learns that it was taken, and nothing of what came of it."""
    body = request.read(inbound.MOST_BYTES + 1)
    if len(body) > inbound.MOST_BYTES:
        return _said({"error": "too large"}, 413)
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        received = inbound.read(headers=headers, body=body, now=clock.now())
    except NotTheProvider:
        return _said({"error": "unauthorized"}, 401)
    except Malformed:
        return _said({"error": "malformed"}, 422)
    actor = Actor(role=Role.SYSTEM, part="remote", channel=Channel.SMS, request_id=request_id())
    try:
        services.take(actor, sender=received.sender, text=received.text, message_id=received.id)
    except TooManyTries:
        _log.info("a reply by message came too often")
    except Refusal as refusal:
        # On the trail already; the code names nobody.
        _log.info("a reply by message was refused: %s", refusal.code)
    return _said({"taken": True}, 202)


def _said(answer: dict[str, object], status: int) -> HttpResponse:
    response = JsonResponse(answer, status=status)
    response["Cache-Control"] = "no-store"
    return response
