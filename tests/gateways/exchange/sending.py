"""Messages of a party as the services take them, without a line in between."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from jiaxin.gateways.exchange import adapters, keys, reads
from jiaxin.gateways.exchange.batches import Manifest, PartSaid
from jiaxin.gateways.exchange.inbound import Sender, Signed
from jiaxin.gateways.exchange.models import Inbound
from jiaxin.gateways.exchange.reading import Sorted, sort
from jiaxin.gateways.exchange.rules import PULL, PartySort
from jiaxin.gateways.exchange.services import intake, parties
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor, Channel
from jiaxin.trust.access.roles import Role
from tests import makers

OPERATOR = Actor.system("cli")
SYSTEM = Actor.system("exchange")


def a_sender(name: str = "hospital", sort: PartySort = PartySort.HOSPITAL, **more: Any) -> Sender:
    """A registered party."""
    held = [keys.generate(name, "sig"), keys.generate(name, "enc")]
    card = {"party": name, "keys": [keys.write_public(key) for key in held]}
    services = [one.service for one in adapters.every().values() if sort in one.sorts]
    given = {"title": name, "sort": sort, "services": services, **more}
    if sort is PartySort.PLATFORM:
        given = {"region": "330000", **given, "services": [*services, PULL]}
    if sort is PartySort.HEALTH:
        given = {"region": "330000", **given}
    parties.add(OPERATOR, card=card, **given)
    return reads.sender_named(name)


def actor_of(sender: Sender) -> Actor:
    return Actor(role=Role.PARTY, id=sender.id, channel=Channel.MACHINE)


def signed(sender: Sender, message: UUID | None = None, nonce: str = "") -> Signed:
    """A request of this party whose signature was found good."""
    return Signed(
        sender=sender,
        message_id=message or uuid4(),
        kid=sender.keys.keys[0].kid,
        nonce=nonce or uuid4().hex,
        expires=int(clock.now().timestamp()) + 300,
        digest="sha-256=:x:",
        evidence="sig=(…)",
        suite="intl",
    )


def an_exam(**more: Any) -> dict[str, Any]:
    return {
        "number": makers.a_number(),
        "name": makers.NAME,
        "checked_at": "2026-11-24T08:00:00Z",
        "exam_class": "live_in",
        "conclusion": "fit",
        "issuer": "市第一体检医院",
        "report_no": "TJ-1",
        "on": "2026-11-20",
        "until": "2027-11-19",
        **more,
    }


def lines(rows: Sequence[dict[str, Any]]) -> list[bytes]:
    return [json.dumps(row, ensure_ascii=False).encode() for row in rows]


def sorted_rows(rows: Sequence[dict[str, Any]], first: int = 1, kind: str = "exam") -> Sorted:
    return sort(adapters.of(kind), lines(rows), first)


def a_push(
    sender: Sender,
    rows: int = 1,
    *,
    message: UUID | None = None,
    digest: str = "d",
    kind: str = "exam",
) -> UUID:
    """A live push of so many rows, taken."""
    taken = intake.take_live(
        actor_of(sender),
        signed=signed(sender, message),
        kind=kind,
        rows=rows,
        digest=digest,
        sealed=b"sealed",
        fixes=None,
        fault=None,
    )
    assert taken is not None
    return taken


def a_manifest(
    sender: Sender, *counts: int, sequence: int = 1, message: UUID | None = None, **more: Any
) -> Manifest:
    """A manifest of parts with so many rows each."""
    parts, first = [], 1
    for number, count in enumerate(counts or (1,), 1):
        parts.append(PartSaid(number, first, count, 100, f"{number:064x}"))
        first += count
    given: dict[str, Any] = {
        "message_id": message or uuid4(),
        "kind": "exam",
        "sender": sender.name,
        "sequence": sequence,
        "made_at": datetime(2026, 11, 24, tzinfo=UTC),
        "is_dry_run": False,
        "fixes": None,
        "digest": "a" * 64,
        "evidence": "kid signature",
        "suite": "intl",
        **more,
    }
    return Manifest(parts=tuple(parts), **given)


def a_batch(sender: Sender, *counts: int, sequence: int = 1, **more: Any) -> UUID:
    """A batch of which every part is here."""
    manifest = a_manifest(sender, *counts, sequence=sequence, **more)
    request = signed(sender, manifest.message_id)
    inbound = intake.open_batch(actor_of(sender), signed=request, manifest=manifest)
    assert inbound is not None
    for part in manifest.parts:
        again = signed(sender, manifest.message_id)
        intake.note_part(actor_of(sender), signed=again, number=part.number)
    return inbound


def message(inbound: UUID) -> Inbound:
    return Inbound.objects.get(id=inbound)
