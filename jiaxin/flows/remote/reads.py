"""Questions about answering from afar: what is on, what waits at a counter, what firms send."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from jiaxin.facts.firms import reads as firms
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.rules import LinkState
from jiaxin.flows.engagements import reads as engagements
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.remote import rules
from jiaxin.flows.remote.models import ByMessage, Help, Helped, HelpPlace, LinkOffer, ReplyAsked
from jiaxin.flows.remote.rules import Asking, Means, Offer, Put
from jiaxin.ground import clock
from jiaxin.ground.compiled import compiled
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import reads as identity


def answers_by_message(worker: UUID) -> bool:
    return ByMessage.objects.filter(worker_id=worker).exists()


def put_of(row: ReplyAsked) -> Put:
    return Put(Asking(row.state), row.until, row.tries)


@dataclass(frozen=True, slots=True)
class OfferToMe:
    """A link that her firm wants to send, as she sees it."""

    id: UUID
    firm_name: str
    asked_at: datetime
    until: datetime


def offers_to_me(viewer: Actor, /) -> list[OfferToMe]:
    """What her firm asks of her now."""
    now = clock.now()
    rows = LinkOffer.objects.filter(
        worker_id=viewer.person, state=Offer.ASKED, asked_at__gt=now - rules.OFFER_WAITS
    ).order_by("-asked_at")
    return [
        OfferToMe(
            row.id,
            firms.named(row.firm_id).name,
            row.asked_at,
            row.asked_at + rules.OFFER_WAITS,
        )
        for row in rows
        if engagements.is_engaged(viewer.person, row.engagement_id)
    ]


def sent_by_firm(viewer: Actor, /) -> dict[UUID, str]:
    """Which of her links her firm sends, and which firm: for her own list."""
    rows = LinkOffer.objects.filter(worker_id=viewer.person, link_id__isnull=False)
    return {row.link_id: firms.named(row.firm_id).name for row in rows if row.link_id}


def still_offered(worker: UUID, offer_id: UUID) -> str | None:
    """For the message: the firm's name, while its offer waits for her."""
    row = LinkOffer.objects.filter(worker_id=worker, id=offer_id).first()
    if row is None or not rules.waits(Offer(row.state), row.asked_at, clock.now()):
        return None
    return firms.named(row.firm_id).name


@dataclass(frozen=True, slots=True)
class FirmsOffer:
    """A link at the firm's desk: asked for, or with what may be sent."""

    id: UUID
    state: Offer
    asked_at: datetime
    waits: bool
    link: certificates.SharedLink | None

    @property
    def is_live(self) -> bool:
        return self.link is not None and self.link.state is LinkState.LIVE


def offers_of(viewer: Actor, /, *, engagement_id: UUID) -> list[FirmsOffer]:
    """The links that this firm asked for, the newest first; none once she works there no more."""
    place = engagements.place_of(viewer, engagement_id)
    rows = LinkOffer.objects.filter(worker_id=place.worker_id, engagement_id=engagement_id)
    now = clock.now()
    return [
        FirmsOffer(
            row.id,
            Offer(row.state),
            row.asked_at,
            rules.waits(Offer(row.state), row.asked_at, now),
            certificates.link_token(place.worker_id, row.link_id) if row.link_id else None,
        )
        for row in rows.order_by("-asked_at")[:10]
    ]


def given(viewer: Actor, /, *, help_id: UUID) -> Help:
    """The help that this helper gives, while it lasts."""
    place = HelpPlace.objects.filter(help_id=help_id, helper=viewer.person).first()
    if place is None or clock.now() >= place.at + rules.HELP_LASTS:
        raise NotFound
    return Help.objects.get(worker_id=place.worker_id, id=help_id)


@dataclass(frozen=True, slots=True, repr=False)
class AtCounter:
    """What a helper sees: what waits for her, and how she may answer. Nothing of her record."""

    id: UUID
    means: Means
    tail: str
    has_pin: bool
    by_message: bool
    has_card: bool
    until: datetime
    waiting: list[queries.Request]


def at_counter(viewer: Actor, /, *, help_id: UUID) -> AtCounter:
    """The help as its page shows it."""
    row = given(viewer, help_id=help_id)
    her = Actor(role=Role.WORKER, id=row.worker_id)
    means = Means(row.means)
    return AtCounter(
        id=row.id,
        means=means,
        tail=identity.phone_of(row.worker_id)[-4:],
        has_pin=identity.ways(her).has_pin,
        by_message=answers_by_message(row.worker_id),
        has_card=certificates.card_of(row.worker_id) is not None,
        until=row.at + rules.HELP_LASTS,
        waiting=queries.waiting_for(her) if means is Means.COUNTER else [],
    )


@dataclass(frozen=True, slots=True, repr=False)
class PaperCard:
    """What stands on a printed card."""

    number: str
    name: str
    token: str
    made_at: datetime


def paper_of(viewer: Actor, /) -> PaperCard | None:
    """Her own card, to print it."""
    return _paper(viewer.person)


def paper_at_counter(viewer: Actor, /, *, help_id: UUID) -> PaperCard | None:
    """The card of whoever is helped, once it was made: to print it."""
    return _paper(given(viewer, help_id=help_id).worker_id)


def _paper(worker: UUID) -> PaperCard | None:
    card = certificates.card_of(worker)
    if card is None:
        return None
    name = identity.my_name(Actor(role=Role.WORKER, id=worker)) if card.shows_name else ""
    number = certificates.numbers_of([worker])[worker]
    return PaperCard(number, name, card.token, card.made_at)


@dataclass(frozen=True, slots=True, repr=False)
class WhoHelped:
    """Who helped her answer a request."""

    at: datetime
    firm_name: str
    helper: str


def helpers(viewer: Actor, /, *, queries: Sequence[UUID]) -> dict[UUID, WhoHelped]:
    """For her "who looked": who helped at a counter with these requests."""
    rows = _helped(viewer.person, list(queries))
    names = firms.names_of({row.organisation for row in rows if row.organisation})
    return {
        row.query_id: WhoHelped(
            row.at,
            names[row.organisation].name if row.organisation in names else "",
            row.helper.hex[-8:].upper(),
        )
        for row in rows
    }


@compiled
def _helped(worker: UUID, queries: list[UUID]) -> QuerySet[Helped]:
    return Helped.objects.filter(worker_id=worker, query_id__in=queries)
