"""Services on record, made through services: Lin serves the Hus, from a look or by her firm."""

from datetime import date, timedelta
from uuid import UUID

from jiaxin.facts.records.trades import Trade
from jiaxin.flows.placements import services as placements
from jiaxin.flows.placements.services.beginning import Terms
from jiaxin.flows.queries import services as queries
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from tests import makers, makers_engagements

HUS = "13900139000"


def terms(*, since: date | None = None, days: int | None = None) -> Terms:
    """Child care from today on, for so many days or until somebody ends it."""
    first = since or clock.today()
    return Terms(
        trade=Trade.CHILD_CARE,
        since=first,
        until=None if days is None else first + timedelta(days=days - 1),
    )


def a_look(lin: Actor, hu: Actor) -> UUID:
    """Hu asked, Lin approved, Hu looked."""
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)
    return query


def proposed(lin: Actor, hu: Actor, *, days: int | None = None) -> UUID:
    """Hu says, from a look, that Lin begins with them; Lin has not answered."""
    return placements.begin_from_look(hu, query_id=a_look(lin, hu), terms=terms(days=days))


def confirmed(lin: Actor, hu: Actor, *, days: int | None = None) -> UUID:
    """Both have said yes."""
    placement = proposed(lin, hu, days=days)
    placements.confirm(lin, placement_id=placement)
    return placement


def sent_by(lin: Actor, qiao: Actor, *, phone: str = HUS) -> UUID:
    """Lin works for Qiao's firm, which sends her to whoever has this phone."""
    engagement = makers_engagements.engaged(lin, qiao)
    return placements.begin_for_staff(qiao, engagement_id=engagement, phone=phone, terms=terms())
