"""What proves a look to anyone, offline: the receipts of its lines on the trail, as one file."""

import json
from uuid import UUID

from django.http import HttpResponse

from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.trust.audit import reads
from jiaxin.trust.audit.errors import NoReceipt


def of_look(request: PersonRequest, *, worker: UUID, query_id: UUID) -> HttpResponse:
    """The receipt of this query's look, for either of the two whom it is between."""
    lines = reads.looks(request.actor, subject=worker, proof=f"query:{query_id}")
    if not lines:
        raise NoReceipt(query_id=query_id)
    proven = reads.receipt(request.actor, line_id=lines[0])
    written = json.dumps(proven.body, ensure_ascii=False, indent=2)
    response = HttpResponse(written, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="receipt-{query_id}.json"'
    return response
