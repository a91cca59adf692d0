"""What local platforms fetched, platform by platform."""

from jiaxin.gateways.exchange import reads
from jiaxin.gateways.exchange.models import Pulled
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit.sharing import Shared, Span, To, counted


def to_platforms(viewer: Actor, /, *, span: Span) -> list[Shared]:
    """A line for each platform that fetched, the newest first."""
    found = counted(viewer, Pulled.objects.all(), "party_id", span)
    return [Shared(To.PLATFORM, reads.title_of_party(party), **row) for party, row in found]
