"""The verbs of showcase: make a card, look at one, look for some, ask from one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.db.models import F

from jiaxin.facts.records.rules import Section
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.rules import Reason
from jiaxin.flows.showcase import reads, rules
from jiaxin.flows.showcase.errors import CardGone, NoCard, NothingChosen
from jiaxin.flows.showcase.models import Card, Listing
from jiaxin.flows.showcase.reads import OnShow, Shown
from jiaxin.flows.showcase.rules import Draft, Wanted
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, grounds, service, spend, step
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.access.roles import Role
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.proofs import ConsentProof
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import services as identity

_CHANGES = Limit("showcase.changes", 60, timedelta(days=1))
_PHOTOS = Limit("showcase.photos", 30, timedelta(days=1))


@service(Action.SHOWCASE_WRITE)
def write(actor: Actor, /, *, draft: Draft) -> None:
    """Keep what she chose. On show it is from now on, if she agreed to that and still does."""
    about(actor.person)
    spend(_CHANGES, str(actor.person))
    if not draft.trades or not draft.region:
        raise NothingChosen
    identity.hold(actor, worker=actor.person)
    tidy, now = draft.tidy(), clock.now()
    row = Card.objects.filter(worker_id=actor.person).first() or Card(
        worker_id=actor.person, made_at=now
    )
    row.ticks = rules.ticks_of(tidy)
    row.called, row.words = tidy.called or None, tidy.words or None
    row.changed_at = now
    row.save()
    follow(actor, worker=actor.person)


@service(Action.SHOWCASE_WRITE)
def admit_photo(actor: Actor, /) -> None:
    """One more photo to be read: reading it is work, so a day has so many."""
    about(actor.person)
    spend(_PHOTOS, str(actor.person))
    _own(actor)


@service(Action.SHOWCASE_WRITE)
def keep_photo(actor: Actor, /, *, photo: bytes | None) -> None:
    """Put this photo on the card, written anew; None takes it off."""
    about(actor.person)
    identity.hold(actor, worker=actor.person)
    row = _own(actor)
    row.photo, row.changed_at = photo, clock.now()
    row.save(update_fields=["photo", "changed_at"])


@service(Action.SHOWCASE_SEE)
def see(actor: Actor, /, *, card: UUID) -> Shown:
    """What one card shows at this moment. Only how often it was seen is kept, never by whom."""
    row, proof = _on_show(actor, card)
    if actor.role is Role.VISITOR:
        Card.objects.filter(worker_id=row.worker_id).update(seen=F("seen") + 1)
    return reads.assemble(proof, row)


@service(Action.SHOWCASE_SEE)
def see_photo(actor: Actor, /, *, card: UUID) -> bytes:
    """The photo on a card that is on show."""
    row, _ = _on_show(actor, card)
    photo = reads.photo_of(row)
    if photo is None:
        raise CardGone
    return photo


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a search; `after` is where the next one begins, None where there is none."""

    cards: tuple[OnShow, ...]
    after: int | None


@service(Action.SHOWCASE_FIND)
def find(actor: Actor, /, *, wanted: Wanted) -> Found:
    """Cards that show at this moment what is looked for."""
    rows = reads.candidates(wanted)
    found: list[OnShow] = []
    looked = 0
    for row, card in _each(actor, rows[: rules.LOOKED_INTO]):
        looked += 1
        if card is not None and rules.fits(card.telling, wanted):
            found.append(OnShow(row.id, card))
        if len(found) == rules.PAGE:
            break
    after = wanted.after + looked
    grounds("showcase", cards=[str(one.id) for one in found])
    return Found(tuple(found), after if len(rows) > looked and after < rules.FARTHEST else None)


@service(Action.SHOWCASE_FIND)
def of_workers(actor: Actor, /, *, workers: Sequence[UUID]) -> list[OnShow]:
    """Those of these workers whose cards are on show: for their firm to recommend them by."""
    rows = _each(actor, reads.of_workers(workers))
    cards = [OnShow(row.id, card) for row, card in rows if card is not None]
    grounds("showcase", cards=[str(one.id) for one in cards])
    return sorted(cards, key=lambda one: one.card.changed_at, reverse=True)


@service(Action.QUERY_ASK)
def ask(
    actor: Actor,
    /,
    *,
    card: UUID,
    called: str,
    reason: Reason,
    sections: frozenset[Section],
) -> UUID:
    """Ask to see the record of whoever is on this card: from afar, so she has a day."""
    row, _ = _on_show(actor, card)
    return queries.ask_of(
        actor,
        named=replace(certificates.named_of(row.worker_id), from_afar=True),
        called=called,
        reason=reason,
        sections=sections,
    )


@step
def follow(actor: Actor, /, *, worker: UUID) -> None:
    """Let the search know what she agreed to: her card's row is there while her consent is.

    A card that was taken down gets a new number when it comes back.
    """
    card = Card.objects.filter(worker_id=worker).first()
    agreed = consents.in_force(worker).get(Kind.SHOWCASE)
    if card is None or agreed is None:
        Listing.objects.filter(worker_id=worker).delete()
        return
    ticks = rules.ticks_in(card.ticks)
    said = {
        "trades": [trade.value for trade in ticks.trades],
        "region": ticks.region,
        "shows_skills": bool(ticks.lines),
        "shows_exam": ticks.exam,
        "shows_light": ticks.light,
        "until": agreed.ends_at,
    }
    Listing.objects.update_or_create(
        worker_id=worker, defaults=said, create_defaults=said | {"listed_at": clock.now()}
    )


def _own(actor: Actor) -> Card:
    row = Card.objects.filter(worker_id=actor.person).first()
    if row is None:
        raise NoCard
    return row


def _on_show(actor: Actor, card: UUID) -> tuple[Card, ConsentProof]:
    """The card and the proof that it may be shown now; CardGone where she does not let it be."""
    listed = reads.listing(card)
    about(listed.worker_id)
    proofs = _proofs(actor, [listed.worker_id])
    row = reads.cards_of([listed]).get(listed.worker_id)
    if row is None or listed.worker_id not in proofs:
        raise CardGone
    proof = proofs[listed.worker_id]
    about(listed.worker_id, proof=proof.reference, card=card)
    return row, proof


def _each(actor: Actor, rows: Sequence[Listing]) -> Iterator[tuple[Listing, Shown | None]]:
    """What each of these shows now, in their order; None where it shows nothing."""
    proofs, cards = _proofs(actor, [row.worker_id for row in rows]), reads.cards_of(rows)
    for row in rows:
        proof, card = proofs.get(row.worker_id), cards.get(row.worker_id)
        yield row, reads.assemble(proof, card) if proof and card else None


def _proofs(actor: Actor, workers: Sequence[UUID]) -> Mapping[UUID, ConsentProof]:
    """Of those who let themselves be shown and whose certificate is in use: nobody else."""
    in_use = certificates.in_use_of(workers)
    kinds = frozenset({Kind.HEALTH})
    proofs = consent.prove_public(actor, workers=sorted(in_use), kinds=kinds)
    return {worker: proofs[worker] for worker in workers if worker in proofs}
