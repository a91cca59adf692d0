"""What families were shown: all of them as one recipient, since each was allowed one look."""

from django.db.models import Value

from jiaxin.flows.queries.models import Look
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit.sharing import Shared, Span, To, counted


def to_families(viewer: Actor, /, *, span: Span) -> list[Shared]:
    """One line for all families, if there was any look."""
    looks = Look.objects.annotate(to=Value(To.FAMILIES.value))
    return [Shared(To.FAMILIES, "", **row) for _, row in counted(viewer, looks, "to", span)]
