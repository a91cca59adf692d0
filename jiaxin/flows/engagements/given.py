"""What firms were shown of their workers, firm by firm."""

from jiaxin.facts.firms import reads as firms
from jiaxin.flows.engagements.models import StaffLook
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit.sharing import Shared, Span, To, counted


def to_firms(viewer: Actor, /, *, span: Span) -> list[Shared]:
    """A line for each firm that looked, the newest first."""
    found = list(counted(viewer, StaffLook.objects.all(), "firm_id", span))
    names = firms.names_of({firm for firm, _ in found})
    return [
        Shared(To.FIRM, names[firm].name if firm in names else "", **row) for firm, row in found
    ]
