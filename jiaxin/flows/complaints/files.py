"""What an officer sees of a complaint: what was said and brought, who the two are, the service.

The least that serves: names, so that an officer who is near to one of them finds out and steps
back; nothing of her record.
"""

from dataclasses import dataclass
from datetime import date, datetime

from jiaxin.facts.records.trades import Trade
from jiaxin.flows.complaints import reads
from jiaxin.flows.complaints.models import Complaint
from jiaxin.flows.complaints.reads import View
from jiaxin.flows.placements import reads as placements
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity

_SYSTEM = Actor.system("complaints")


@dataclass(frozen=True, slots=True, repr=False)
class ComplaintFile:
    """An opened complaint. A name is empty once its person was erased."""

    stands: View
    worker: str
    family: str
    tail: str
    trade: Trade
    since: date
    over_at: datetime | None


def assemble(row: Complaint) -> ComplaintFile:
    """The file, for the officer who took it."""
    served = placements.confirmed(row.served_by_id, row.placement_id)
    gone, family_gone = (
        identity.is_erased(row.served_by_id),
        identity.is_erased(row.served_for_id),
    )
    family = None if family_gone else identity.asker(row.served_for_id)
    worker = "" if gone else identity.known_person(_SYSTEM, worker=row.served_by_id).name
    return ComplaintFile(
        stands=reads.view(row, None),
        worker=worker,
        family=family.called if family else "",
        tail=family.tail if family else "",
        trade=served.trade,
        since=served.since,
        over_at=served.over_at,
    )
