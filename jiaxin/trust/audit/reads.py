"""Questions about the trail: which line, and the receipt that proves it without the database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.access.trail import DONE
from jiaxin.trust.audit import checkpoints, logkeys, rules, tree
from jiaxin.trust.audit.checkpoints import Stored
from jiaxin.trust.audit.errors import NoReceipt, NotSealedYet
from jiaxin.trust.audit.models import Leaf, Line, Unsealed
from jiaxin.trust.audit.rules import Written

FORMAT = "jiaxin.receipt.v1"
# A line waits a second or two for its place; beyond this nobody is sealing.
LATE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What proves one line to anyone, offline. `body` is what the holder keeps, as JSON values."""

    line_id: UUID
    at: datetime
    body: dict[str, Any]


_LOOKS = (Action.QUERY_OPEN.code, Action.STAFF_LOOK.code, Action.MINORS_CHECK.code)


def looks(viewer: Actor, /, *, subject: UUID, proof: str) -> list[UUID]:
    """The lines of one look, a family's or a firm's, oldest first. For the two it is between."""
    lines = Line.objects.filter(
        subject=subject, action__in=_LOOKS, proof=proof, outcome=DONE
    ).order_by("at", "id")
    return [line.id for line in lines if _concerns(viewer, written(line))]


OWN = ("at", "action", "role", "by", "proof", "outcome", "channel")


def own(viewer: Actor, /) -> Iterator[dict[str, Any]]:
    """Every line that is about her, oldest first: no other person's id in it."""
    lines = Line.objects.filter(subject=viewer.person).order_by("at", "id")
    for line in lines.iterator(chunk_size=500):
        yield {
            "at": line.at,
            "action": line.action,
            "role": line.role,
            "by": "you" if line.actor == str(viewer.person) else "another",
            "proof": line.proof,
            "outcome": line.outcome,
            "channel": line.channel,
        }


def receipt(viewer: Actor, /, *, line_id: UUID) -> Receipt:
    """The proof of a line that the viewer made or that is about her."""
    leaf = Leaf.objects.filter(line=line_id).first()
    if leaf is None:
        if _waits(viewer, line_id):
            raise NotSealedYet(line_id=line_id)
        raise NoReceipt(line_id=line_id)
    line = _line(leaf.at, line_id)
    if line is None or not (mine := _concerns(viewer, line)):
        raise NoReceipt(line_id=line_id)
    signed = checkpoints.newest()
    if signed is None or signed.size <= leaf.index:
        raise NotSealedYet(line_id=line_id)
    return Receipt(line_id, line.at, body(line, leaf.index, signed, mine))


def body(line: Written, index: int, signed: Stored, opening: frozenset[str]) -> dict[str, Any]:
    """The receipt's values; those of the hidden ones that are named are opened in it."""
    return {
        "format": FORMAT,
        "line": rules.shown(line),
        "opened": {
            name: {"salt": found.salt.hex(), "value": found.value}
            for name in sorted(opening)
            for found in [rules.opened(line, name)]
        },
        "index": index,
        "proof": [hash_.hex() for hash_ in tree.inclusion(index, signed.size)],
        "checkpoint": signed.note,
        "keys": [key.text for key in logkeys.known(signed.note.partition("\n")[0])],
    }


def written(line: Line) -> Written:
    """The row as the rules take it."""
    return Written(
        id=line.id,
        at=line.at,
        actor=line.actor,
        role=line.role,
        action=line.action,
        subject=line.subject,
        proof=line.proof,
        outcome=line.outcome,
        digest=bytes(line.digest),
        channel=line.channel,
        sign_in=line.sign_in,
        origin=line.origin,
        request_id=line.request_id,
        mac=bytes(line.mac or b""),
    )


def oldest_waiting() -> datetime | None:
    """Since when the oldest line waits for its place; None when none does."""
    return Unsealed.objects.order_by("at", "id").values_list("at", flat=True).first()


def is_sealed_in_time() -> bool:
    """Whether no committed line has waited for more than a few seconds."""
    waiting = oldest_waiting()
    return waiting is None or clock.now() - waiting < LATE


def _line(at: datetime, line_id: UUID) -> Written | None:
    line = Line.objects.filter(at=at, id=line_id).first()
    return written(line) if line else None


def _waits(viewer: Actor, line_id: UUID) -> bool:
    found = Unsealed.objects.filter(id=line_id).first()
    line = _line(found.at, line_id) if found else None
    return line is not None and bool(_concerns(viewer, line))


def _concerns(viewer: Actor, line: Written) -> frozenset[str]:
    """Which hidden values are the viewer's own to know; none: the line is not hers."""
    if viewer.role in {Role.SYSTEM, Role.AUDIT_ADMIN}:
        return frozenset(rules.HIDDEN)
    own: set[str] = set()
    if line.subject == viewer.person:
        own.add("subject")
    if line.actor == str(viewer.person):
        own.add("actor")
    return frozenset(own)
