"""The verbs of certificates."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from jiaxin.facts.records.rules import Standing
from jiaxin.flows.certificates import reads, rules
from jiaxin.flows.certificates.errors import NoSuchShortCode, NotShareable
from jiaxin.flows.certificates.events import StandingChanged
from jiaxin.flows.certificates.models import (
    Certificate,
    CertificateNumber,
    PrintedCard,
    PrintedCardPlace,
    ShareLink,
    ShareLinkPlace,
    ShortCode,
)
from jiaxin.flows.certificates.rules import Status
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.events import announce
from jiaxin.ground.ids import new_certificate_no, tidy_base32
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, service, spend, step
from jiaxin.trust.access.limits import Limit

_SHORT_TRIES = Limit("short_code", 10, timedelta(minutes=15))
_PHOTOS = Limit("code_photo", 20, timedelta(minutes=15))
_LINKS = Limit("share_links", 20, timedelta(days=1))
_CARDS = Limit("printed_cards", 10, timedelta(days=1))


@step
def issue(actor: Actor, /, *, worker: UUID) -> str:
    """Give her a certificate, for life; its number says nothing about her."""
    known = Certificate.objects.filter(worker_id=worker).first()
    if known is not None:
        return known.number
    number = new_certificate_no()
    CertificateNumber.objects.create(number=number, worker_id=worker)
    Certificate.objects.create(
        worker_id=worker, number=number, standing=Standing.VALID, issued_at=clock.now()
    )
    return number


@step
def revoke(actor: Actor, /, *, worker: UUID) -> None:
    """Take a certificate out of use, at once and everywhere. Why is nowhere said here."""
    _stand(worker, {Standing.VALID, Standing.SUSPENDED}, Standing.REVOKED)


@step
def reinstate(actor: Actor, /, *, worker: UUID) -> None:
    """Put a certificate that was revoked back into use: the same number, valid at once."""
    _stand(worker, {Standing.REVOKED}, Standing.VALID)


@step
def pause(actor: Actor, /, *, worker: UUID) -> None:
    """She suspends it herself; what others decided about it stays as it was."""
    Certificate.objects.filter(worker_id=worker, paused_at=None).update(paused_at=clock.now())
    ShortCode.objects.filter(worker_id=worker).delete()


@step
def resume(actor: Actor, /, *, worker: UUID) -> None:
    """She takes her own suspension back."""
    Certificate.objects.filter(worker_id=worker).update(paused_at=None)


@step
def end(actor: Actor, /, *, worker: UUID) -> None:
    """Void for good: her record is gone. The number is given to nobody else."""
    now = clock.now()
    Certificate.objects.filter(worker_id=worker).update(ended_at=now)
    CertificateNumber.objects.filter(worker_id=worker).update(ended_at=now)
    ShortCode.objects.filter(worker_id=worker).delete()


@service(Action.CODE_SHOW)
def show_short_code(actor: Actor, /) -> None:
    """Make the short code of this window findable, in it and in the next."""
    about(actor.person)
    shown = reads.own(actor)
    window = rules.short_window_of(clock.now())
    until = datetime.fromtimestamp((window + 2) * rules.SHORT_WINDOW.total_seconds(), UTC)
    row, _ = ShortCode.objects.select_for_update().get_or_create(
        digest=reads.short_digest(shown.short_code),
        defaults={"worker_id": actor.person, "until": until},
    )
    if row.worker_id != actor.person and row.until > clock.now():
        # Two certificates drew the same eight characters: then they name neither.
        row.until = clock.now()
        row.save(update_fields=["until"])


@service(Action.CERTIFICATE_RESOLVE)
def resolve_short_code(actor: Actor, /, *, code: str) -> reads.Named:
    """The certificate that shows this short code. Few tries, for an address or an account."""
    spend(_SHORT_TRIES, str(actor.id or actor.origin))
    worker = reads.find_short(tidy_base32(code, rules.SHORT_CHARACTERS))
    if worker is None:
        raise NoSuchShortCode
    about(worker)
    return reads.named_of(worker)


@service(Action.CERTIFICATE_RESOLVE)
def admit_photo(actor: Actor, /) -> None:
    """One more photo to look for a code in: reading it is work, so an address gets few."""
    spend(_PHOTOS, str(actor.id or actor.origin))


@service(Action.LINK_SHARE)
def share(actor: Actor, /) -> UUID:
    """Make a link to send to a family: good for a day, and it only leads to asking her."""
    about(actor.person)
    return open_link(actor, worker=actor.person)


@step
def open_link(actor: Actor, /, *, worker: UUID) -> UUID:
    """A day begins in which this link leads to asking her."""
    spend(_LINKS, str(worker))
    if reads.status_of(worker) is not Status.VALID:
        raise NotShareable
    now = clock.now()
    link = ShareLink.objects.create(worker_id=worker, made_at=now, until=now + rules.LINK_LASTS)
    ShareLinkPlace.objects.create(link_id=link.id, worker_id=worker, until=link.until)
    about(worker, link=link.id)
    return link.id


@service(Action.LINK_REVOKE)
def revoke_link(actor: Actor, /, *, link_id: UUID) -> None:
    """Take a link back: from now on it leads nowhere. Done twice, it stays as it was."""
    about(actor.person, link=link_id)
    close_link(actor, worker=actor.person, link_id=link_id)


@step
def close_link(actor: Actor, /, *, worker: UUID, link_id: UUID) -> None:
    """The link leads nowhere from now on."""
    mine = ShareLink.objects.filter(worker_id=worker, id=link_id)
    if not mine.exists():
        raise NotFound
    mine.filter(revoked_at=None).update(revoked_at=clock.now())


@service(Action.CARD_PRINT)
def print_card(actor: Actor, /, *, shows_name: bool) -> UUID:
    """Make a card to print; the one before is dead from then on."""
    about(actor.person)
    return make_card(actor, worker=actor.person, shows_name=shows_name)


@step
def make_card(actor: Actor, /, *, worker: UUID, shows_name: bool) -> UUID:
    """One card is in use at a time: an older one that is found somewhere opens nothing."""
    spend(_CARDS, str(worker))
    if reads.status_of(worker) is not Status.VALID:
        raise NotShareable
    cancel_cards(actor, worker=worker)
    card = PrintedCard.objects.create(worker_id=worker, shows_name=shows_name, made_at=clock.now())
    PrintedCardPlace.objects.create(card_id=card.id, worker_id=worker)
    about(worker, card=card.id)
    return card.id


@service(Action.CARD_CANCEL)
def cancel_card(actor: Actor, /) -> None:
    """The card is lost: one tap, and whoever holds it reaches nobody. Done twice, it is done."""
    about(actor.person)
    cancel_cards(actor, worker=actor.person)


@step
def cancel_cards(actor: Actor, /, *, worker: UUID) -> bool:
    """Take her card out of use; whether there was one."""
    now = clock.now()
    PrintedCardPlace.objects.filter(worker_id=worker, revoked_at=None).update(revoked_at=now)
    cards = PrintedCard.objects.filter(worker_id=worker, revoked_at=None)
    return cards.update(revoked_at=now) > 0


@dataclass(frozen=True, slots=True)
class PutOut:
    """How many printed cards, and how many links, lead to nobody any more."""

    cards: int
    links: int


@step
def end_restored(actor: Actor, /) -> PutOut:
    """Every card, link and short code of before a restore: nobody knows which had ended since."""
    now = clock.now()
    PrintedCardPlace.objects.filter(revoked_at=None).update(revoked_at=now)
    cards = PrintedCard.objects.filter(revoked_at=None).update(revoked_at=now)
    links = ShareLink.objects.filter(revoked_at=None, until__gt=now).update(revoked_at=now)
    ShortCode.objects.all().delete()
    return PutOut(cards, links)


def _stand(worker: UUID, now: set[Standing], then: Standing) -> None:
    rows = Certificate.objects.select_for_update()
    row = rows.filter(worker_id=worker, standing__in=now).first()
    if row is None:
        return
    row.standing = then
    row.save(update_fields=["standing"])
    announce(StandingChanged(worker_id=worker))
    look_again(*topics_of("worker", worker))
