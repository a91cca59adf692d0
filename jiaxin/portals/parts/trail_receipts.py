"""What proves a look to anyone, offline: the receipts of its lines on the trail, as one file."""

import json
from uuid import UUID

from django.http import HttpResponse

from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.trust.audit import reads
from jiaxin.trust.audit.errors import NoReceipt


def of_look(request: PersonRequest, *, worker: UUID, query_id: UUID) -> HttpResponse:
    """The receipt of this query's look, for either of the two whom it is between."""
    return _receipt(request, worker=worker, look="query", look_id=query_id)


def of_staff_look(request: PersonRequest, *, worker: UUID, look_id: UUID) -> HttpResponse:
    """The receipt of a firm's look at its worker, for her and for whoever looked."""
    return _receipt(request, worker=worker, look="staff-look", look_id=look_id)


def _receipt(request: PersonRequest, *, worker: UUID, look: str, look_id: UUID) -> HttpResponse:
    lines = reads.looks(request.actor, subject=worker, proof=f"{look}:{look_id}")
    if not lines:
        raise NoReceipt(query_id=look_id)
    proven = reads.receipt(request.actor, line_id=lines[0])
    written = json.dumps(proven.body, ensure_ascii=False, indent=2)
    response = HttpResponse(written, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="receipt-{look_id}.json"'
    return response
