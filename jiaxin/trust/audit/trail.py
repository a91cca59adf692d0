"""The trail's implementation of the door's port: one INSERT in the act's own transaction."""

from dataclasses import asdict, replace
from uuid import UUID

from jiaxin.ground import clock
from jiaxin.ground.crypto import held_keys
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.trail import Entry
from jiaxin.trust.audit import rules
from jiaxin.trust.audit.models import Line
from jiaxin.trust.audit.rules import Written

VOUCHING = "trail.line"


def mac_of(line: Written) -> bytes:
    """What only a holder of the key ring can set beside a line."""
    return held_keys.mac(VOUCHING, rules.vouched(line))


class TableTrail:
    """Lines in the audit table."""

    def write(self, entry: Entry) -> UUID:
        line = Written(
            id=new_id(),
            at=clock.now(),
            actor=entry.actor.name,
            role=entry.actor.role.value,
            action=entry.action.code,
            subject=entry.subject,
            proof=entry.proof,
            outcome=entry.outcome,
            digest=rules.digest_of(entry.details),
            channel=entry.actor.channel.value,
            sign_in=entry.actor.sign_in,
            origin=entry.actor.origin,
            request_id=entry.actor.request_id,
        )
        row = Line(**asdict(replace(line, mac=mac_of(line))))
        Line.objects.bulk_create([row])  # one plain INSERT, with no look for an older row
        return line.id
