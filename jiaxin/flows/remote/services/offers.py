"""A link that her firm begins at its desk: it asks, she says yes, and only then is there one."""

from datetime import timedelta
from uuid import UUID

from jiaxin.flows.certificates import services as certificates
from jiaxin.flows.engagements import reads as engagements
from jiaxin.flows.remote import rules
from jiaxin.flows.remote.errors import OfferOver
from jiaxin.flows.remote.events import LinkOffered
from jiaxin.flows.remote.models import LinkOffer
from jiaxin.flows.remote.rules import Offer
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.events import announce
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, service, spend
from jiaxin.trust.access.limits import Limit

# Each may reach her by message.
_PER_WORKER = Limit("remote.offers", 10, timedelta(days=1))


@service(Action.LINK_OFFER)
def offer(actor: Actor, /, *, engagement_id: UUID) -> UUID:
    """Ask her to let a link be sent for her. While one waits, asking again is that one."""
    place = engagements.place_of(actor, engagement_id)
    about(place.worker_id, engagement=engagement_id, firm=actor.acts_for)
    rows = LinkOffer.objects.select_for_update().filter(
        worker_id=place.worker_id, engagement_id=engagement_id, state=Offer.ASKED
    )
    now = clock.now()
    for row in rows:
        if rules.waits(Offer(row.state), row.asked_at, now):
            return row.id
    spend(_PER_WORKER, f"{actor.acts_for}{place.worker_id}")
    row = LinkOffer.objects.create(
        worker_id=place.worker_id,
        firm_id=actor.acts_for,
        engagement_id=engagement_id,
        asked_by=actor.person,
        state=Offer.ASKED,
        asked_at=now,
    )
    announce(LinkOffered(place.worker_id, row.id))
    look_again(*topics_of("worker", place.worker_id))
    return row.id


@service(Action.LINK_ANSWER)
def confirm(actor: Actor, /, *, offer_id: UUID) -> None:
    """She says yes: the link's day begins now, and her firm may send it."""
    row = _hers(actor, offer_id)
    if not engagements.is_engaged(actor.person, row.engagement_id):
        raise OfferOver
    row.link_id = certificates.open_link(actor, worker=actor.person)
    _move(row, Offer.CONFIRMED)
    about(actor.person, offer=row.id, firm=row.firm_id, link=row.link_id)


@service(Action.LINK_ANSWER)
def refuse(actor: Actor, /, *, offer_id: UUID) -> None:
    """She says no. No reason is asked, and she stays its worker."""
    row = _hers(actor, offer_id)
    _move(row, Offer.DECLINED)


@service(Action.LINK_OFFER)
def take_back(actor: Actor, /, *, engagement_id: UUID, offer_id: UUID) -> None:
    """The firm takes it back: what waits is over, a link that was sent leads nowhere."""
    place = engagements.place_of(actor, engagement_id)
    about(place.worker_id, offer=offer_id, firm=actor.acts_for)
    row = (
        LinkOffer.objects.select_for_update()
        .filter(worker_id=place.worker_id, id=offer_id, engagement_id=engagement_id)
        .first()
    )
    if row is None:
        raise NotFound
    if not rules.may_move(Offer(row.state), Offer.TAKEN_BACK):
        return
    if row.link_id is not None:
        certificates.close_link(actor, worker=row.worker_id, link_id=row.link_id)
    _move(row, Offer.TAKEN_BACK)


def _hers(actor: Actor, offer_id: UUID) -> LinkOffer:
    about(actor.person, offer=offer_id)
    rows = LinkOffer.objects.select_for_update().filter(worker_id=actor.person, id=offer_id)
    row = rows.first()
    if row is None:
        raise NotFound
    if not rules.waits(Offer(row.state), row.asked_at, clock.now()):
        raise OfferOver
    return row


def _move(row: LinkOffer, then: Offer) -> None:
    row.state, row.answered_at = then, clock.now()
    row.save(update_fields=["state", "answered_at", "link_id"])
    look_again(*topics_of("worker", row.worker_id), *topics_of("firm", row.firm_id))
