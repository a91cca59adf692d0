"""What platforms fetch, made ready: answers to a few, parts of a batch, a batch in a folder.

A part is made when it is wanted, so that each consent is proven at that moment; one that is there
is given again only while everybody in it still agrees.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from jiaxin.gateways.exchange import batches, ours, reads, rows, rules, spool
from jiaxin.gateways.exchange.batches import PartSaid
from jiaxin.gateways.exchange.errors import BodyInvalid, NoSuchBatch, TooLarge
from jiaxin.gateways.exchange.inbound import Sender
from jiaxin.gateways.exchange.models import Outbound, OutboundPart, Party, Pulled
from jiaxin.gateways.exchange.rows import Faulty
from jiaxin.gateways.exchange.rules import Handing, Making
from jiaxin.gateways.exchange.services import pulling
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind

type Person = tuple[str, str]


def people_of(said: Any) -> list[Person]:
    """Whom a platform asks about: pairs of name and ID number."""
    if not isinstance(said, list) or not said:
        raise BodyInvalid
    if len(said) > rules.MOST_ASKED:
        raise TooLarge
    return [_person(one) for one in said]


def _person(said: Any) -> Person:
    if not isinstance(said, list) or len(said) != 2:
        raise BodyInvalid
    try:
        return rows.name(said[0]), rows.id_number(said[1])
    except Faulty:
        raise BodyInvalid from None


def answers(
    actor: Actor, sender: Sender, outbound: UUID, people: Sequence[Person]
) -> dict[str, Any]:
    """Of each who agreed, her rows; of all others one word, whatever the cause."""
    shared: list[dict[str, Any]] = []
    others: list[int] = []
    for ordinal, (name, number) in enumerate(people):
        given = pulling.share(actor, sender=sender, outbound=outbound, number=number, name=name)
        if given is None:
            others.append(ordinal)
        else:
            shared.append({"ordinal": ordinal, "rows": list(given.rows)})
    return {"shared": shared, "not_shared": others}


def standing(sender: Sender, message_id: UUID) -> dict[str, Any]:
    """How far a batch of ours is, and which part comes next."""
    row = _batch(sender, message_id)
    return {
        "batch": str(message_id),
        "sequence": row.sequence,
        "state": row.state,
        "parts": row.parts,
        "rows": row.rows,
        "next_part": row.parts + 1 if row.state == Making.MAKING else None,
    }


def part(actor: Actor, sender: Sender, message_id: UUID, number: int) -> bytes:
    """A part, sealed to the platform: as it lies there if all in it still agree, else made anew."""
    row = _batch(sender, message_id)
    made = OutboundPart.objects.filter(outbound_id=row.id, number=number).first()
    sealed = spool.part(row.id, number) if made is not None else None
    if sealed is None or not _all_agree(sender, row.id, number):
        pulling.make_part(actor, sender=sender, outbound=row.id, number=number)
        sealed = spool.part(row.id, number)
    if sealed is None:
        raise NoSuchBatch
    return sealed


def manifest(sender: Sender, message_id: UUID) -> bytes:
    """The signed manifest of a batch that is whole: its parts as they were made last."""
    row = _batch(sender, message_id)
    if row.state != Making.WHOLE:
        raise NoSuchBatch
    return _manifest(sender, row)


def lay(outbound: UUID) -> None:
    """A whole batch into the platform's folder, its manifest last. Goes on where it stands."""
    row = Outbound.objects.filter(id=outbound, handing=Handing.FOLDER).first()
    party = Party.objects.filter(id=row.party_id, revoked_at=None).first() if row else None
    if row is None or party is None or row.state == Making.ENDED:
        return
    sender, actor = reads.sender_named(party.name), Actor.system("exchange")
    folder = spool.home() / "out" / sender.name
    if (folder / f"{row.asked_as}.manifest").exists():
        return
    number = 1
    while row.state == Making.MAKING or number <= row.parts:
        sealed = part(actor, sender, row.asked_as, number)
        spool.lay(folder / f"{row.asked_as}.{number}.part", sealed)
        row.refresh_from_db()
        number += 1
    spool.lay(folder / f"{row.asked_as}.manifest", _manifest(sender, row))
    spool.forget(row.id)


def resume() -> None:
    """Lay what a crash, or a failed job, left half laid; forget what is over."""
    for outbound in _half_laid():
        lay(outbound)
    _forget_old()


def _half_laid() -> list[UUID]:
    since = clock.now() - rules.PULL_LASTS
    found = Outbound.objects.filter(handing=Handing.FOLDER, asked_at__gt=since)
    return [
        row.id
        for row in found.exclude(state=Making.ENDED).order_by("asked_at")
        if not (_folder(row) / f"{row.asked_as}.manifest").exists()
    ]


def _forget_old() -> None:
    # Nobody can fetch them any more.
    since = clock.now() - rules.PULL_LASTS
    over = Outbound.objects.exclude(handing=Handing.ANSWERED)
    for row in over.filter(asked_at__gt=since - rules.PULL_LASTS):
        if row.asked_at <= since or row.state == Making.ENDED:
            spool.forget(row.id)


def _folder(row: Outbound) -> Path:
    name = Party.objects.filter(id=row.party_id).values_list("name", flat=True).first()
    return spool.home() / "out" / (name or "")


def _manifest(sender: Sender, row: Outbound) -> bytes:
    parts = [
        PartSaid(one.number, one.first_row, one.rows, one.bytes, one.digest)
        for one in OutboundPart.objects.filter(outbound_id=row.id).order_by("number")
    ]
    batch = (row.asked_as, row.kind, row.sequence or 0)
    return batches.sign_manifest(
        ours.party(), sender.keys, batch, parts, suite=row.suite, now=clock.now()
    )


def _batch(sender: Sender, message_id: UUID) -> Outbound:
    row = Outbound.objects.filter(party_id=sender.id, asked_as=message_id).first()
    is_old = row is not None and row.asked_at <= clock.now() - rules.PULL_LASTS
    if row is None or row.handing == Handing.ANSWERED or is_old or row.state == Making.ENDED:
        raise NoSuchBatch
    return row


def _all_agree(sender: Sender, outbound: UUID, number: int) -> bool:
    """Whether each consent that the part was made under holds still."""
    inside = Pulled.objects.filter(outbound_id=outbound, part=number)
    made_under = dict(inside.values_list("worker_id", "consent_id"))
    agreed = consents.agreed_to(list(made_under), kind=Kind.LOCAL, grantee=sender.id)
    return made_under.keys() == agreed.keys()
