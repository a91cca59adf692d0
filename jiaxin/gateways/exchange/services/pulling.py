"""What a local platform fetches of those who agreed to it: a look at each, under her consent."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import F, Max, Sum

from jiaxin.gateways.exchange import batches, ours, rules, sharing, spool
from jiaxin.gateways.exchange.errors import (
    ExchangeRefusal,
    MessageIdReused,
    NoSuchBatch,
    ServiceNotAgreed,
)
from jiaxin.gateways.exchange.events import PullAsked
from jiaxin.gateways.exchange.inbound import Sender, Signed
from jiaxin.gateways.exchange.keys import KeysUnusable
from jiaxin.gateways.exchange.models import Outbound, OutboundPart, Pulled
from jiaxin.gateways.exchange.rules import Handing, Making
from jiaxin.gateways.exchange.services import intake
from jiaxin.gateways.exchange.sharing import Given
from jiaxin.ground import clock
from jiaxin.ground.errors import TooManyTries
from jiaxin.ground.events import announce
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, service
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.proofs import ConsentProof
from jiaxin.trust.consent.rules import Kind, Purpose
from jiaxin.trust.identity import reads as identity

_SYSTEM = Actor.system("exchange")
_DAY = timedelta(days=1)
_FIRST = UUID(int=0)


@service(Action.PULL_ASK)
def ask(
    actor: Actor,
    /,
    *,
    signed: Signed,
    handing: Handing,
    people: int,
    digest: str,
    fault: ExchangeRefusal | None,
) -> UUID | None:
    """Take a platform's question, or its wish for a batch; asked again, it is the same one."""

    def asked() -> UUID:
        if fault is not None:
            raise fault
        sender = signed.sender
        if rules.PULL not in sender.services or not sender.region:
            raise ServiceNotAgreed
        known = Outbound.objects.filter(party_id=sender.id, asked_as=signed.message_id).first()
        if known is not None:
            if (known.handing, known.digest) != (handing, digest):
                raise MessageIdReused
            return known.id
        _within_quota(sender, people)
        return _new(signed, handing, people, digest).id

    details = {"handing": handing.value, "people": people}
    return intake.once(actor, signed=signed, act=asked, details=details)


@service(Action.PULL_SHARE)
def share(
    actor: Actor, /, *, sender: Sender, outbound: UUID, number: str, name: str
) -> Given | None:
    """One person's rows, if she is enrolled by that name and agreed to this platform; else None."""
    about(sender.id, outbound=outbound)
    found = identity.proven_by_number(_SYSTEM, numbers=[number]).get(number)
    if found is None or found[1] != name:
        return None
    worker = found[0]
    proof = _proofs(actor, sender, [worker]).get(worker)
    if proof is None:
        return None
    given = sharing.given(proof, sender.name)
    about(worker, proof=proof.reference, outbound=outbound, facts=sorted(map(str, given.facts)))
    _looked(sender, outbound, 0, [(proof, given)])
    Outbound.objects.filter(id=outbound).update(
        people=F("people") + 1, rows=F("rows") + len(given.rows)
    )
    look_again(*topics_of("worker", worker))
    return given


@dataclass(frozen=True, slots=True, repr=False)
class _Filled:
    """What goes into one part: who is in it, their rows, and up to whom it reaches."""

    looks: list[tuple[ConsentProof, Given]]
    lines: list[bytes]
    upto: UUID


@service(Action.PULL_PART)
def make_part(actor: Actor, /, *, sender: Sender, outbound: UUID, number: int) -> OutboundPart:
    """Make the next part of a batch; or one that is there, anew, of those who still agree."""
    row = Outbound.objects.select_for_update().filter(id=outbound, party_id=sender.id).first()
    about(sender.id, outbound=outbound, part=number)
    if row is None or row.state == Making.ENDED:
        raise NoSuchBatch
    part = OutboundPart.objects.filter(outbound_id=outbound, number=number).first()
    if part is None and (number != row.parts + 1 or row.state != Making.MAKING):
        raise NoSuchBatch
    if part is None:
        workers = consents.named_by(sender.id, after=row.upto, most=rules.PEOPLE_A_PART)
    else:
        inside = Pulled.objects.filter(outbound_id=outbound, part=number)
        workers = sorted(inside.values_list("worker_id", flat=True))
    filled = _fill(sender, workers, _proofs(actor, sender, workers))
    about(sender.id, outbound=outbound, part=number, people=_digest(filled.looks))
    _looked(sender, outbound, number, filled.looks)
    made = _seal(sender, row, number, filled, part)
    made.save(force_insert=part is None)
    if part is None:
        row.upto, row.parts = filled.upto, number
        row.rows += made.rows
        row.people += made.people
        if not consents.named_by(sender.id, after=row.upto, most=1):
            row.state = Making.WHOLE
        row.save(update_fields=["upto", "parts", "rows", "people", "state"])
    return made


def _fill(sender: Sender, workers: Sequence[UUID], proofs: dict[UUID, ConsentProof]) -> _Filled:
    filled, size, upto = _Filled([], [], _FIRST), 0, _FIRST
    for worker in workers:
        if size > rules.ENOUGH_PART_BYTES:
            break
        upto = worker
        if (proof := proofs.get(worker)) is not None:
            given = sharing.given(proof, sender.name)
            lines = list(given.lines())
            size += sum(map(len, lines))
            filled.looks.append((proof, given))
            filled.lines.extend(lines)
    return _Filled(filled.looks, filled.lines, upto)


def _seal(
    sender: Sender, row: Outbound, number: int, filled: _Filled, before: OutboundPart | None
) -> OutboundPart:
    now = clock.now()
    first = before.first_row if before else row.rows + 1
    place = (row.asked_as, rules.PULL, number, first)
    try:
        sealed = batches.seal_part(
            ours.party(), sender.keys, place, filled.lines, suite=row.suite, now=now
        )
    except KeysUnusable as gone:
        # They changed to other keys since they asked: a batch is of one suite.
        raise NoSuchBatch from gone
    # In the spool before the database says so: what is named there is always there.
    spool.keep(spool.catch([sealed], rules.MOST_PART_BYTES, row.suite), row.id, number)
    return OutboundPart(
        outbound_id=row.id,
        number=number,
        first_row=first,
        rows=len(filled.lines),
        people=len(filled.looks),
        bytes=len(sealed),
        digest=batches.digest_of(sealed, row.suite),
        made_at=now,
    )


def _proofs(actor: Actor, sender: Sender, workers: Sequence[UUID]) -> dict[UUID, ConsentProof]:
    return consent.prove_to(
        actor, workers=workers, kind=Kind.LOCAL, grantee=sender.id, purpose=Purpose.SHARE
    )


def _looked(
    sender: Sender, outbound: UUID, part: int, looks: Sequence[tuple[ConsentProof, Given]]
) -> None:
    """A look stands on her page, whichever way it was; the same message again is the same look."""
    now = clock.now()
    for proof, given in looks:
        shown = {"facts": [str(one) for one in given.facts]}
        row = Pulled.objects.filter(worker_id=proof.worker, outbound_id=outbound).first()
        if row is None:
            row = Pulled(
                worker_id=proof.worker,
                party_id=sender.id,
                outbound_id=outbound,
                part=part,
                at=now,
                loads=0,
            )
        row.consent_id, row.last_at, row.shown = proof.consents[0], now, shown
        row.loads += 1
        row.save()


def _digest(looks: Sequence[tuple[ConsentProof, Given]]) -> str:
    """Who was in it and under which consents, without saying so in the line."""
    told = "\n".join(f"{proof.worker} {proof.consents[0]}" for proof, _ in looks)
    return hashlib.sha256(told.encode()).hexdigest()


def _within_quota(sender: Sender, people: int) -> None:
    today = Outbound.objects.filter(party_id=sender.id, asked_at__gt=clock.now() - _DAY)
    told = today.aggregate(asked=Sum("asked"), people=Sum("people"))
    if max(told["asked"] or 0, told["people"] or 0) + people > sender.rows_a_day:
        raise TooManyTries(retry_after=3600)


def _new(signed: Signed, handing: Handing, people: int, digest: str) -> Outbound:
    sender, is_batch = signed.sender, handing is not Handing.ANSWERED
    batches_of = Outbound.objects.filter(party_id=sender.id, kind=rules.PULL)
    sequence = None
    if is_batch:
        # A new one ends the one before it: two copies of one record need not lie about.
        batches_of.filter(state__in=[Making.MAKING, Making.WHOLE]).exclude(
            handing=Handing.ANSWERED
        ).update(state=Making.ENDED)
        sequence = (batches_of.aggregate(last=Max("sequence"))["last"] or 0) + 1
    row = Outbound.objects.create(
        party_id=sender.id,
        asked_as=signed.message_id,
        kind=rules.PULL,
        handing=handing,
        sequence=sequence,
        digest=digest,
        signed=signed.evidence[:4000],
        suite=signed.suite,
        asked_at=clock.now(),
        state=Making.MAKING if is_batch else Making.WHOLE,
        asked=people,
        upto=_FIRST,
    )
    if is_batch and not consents.named_by(sender.id, after=_FIRST, most=1):
        row.state = Making.WHOLE
        row.save(update_fields=["state"])
    if handing is Handing.FOLDER:
        announce(PullAsked(outbound_id=row.id))
    return row
