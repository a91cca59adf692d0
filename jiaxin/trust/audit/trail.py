"""The trail's implementation of the door's port: one INSERT in the act's own transaction."""

import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from jiaxin.ground import clock
from jiaxin.ground.crypto import held_keys
from jiaxin.ground.crypto.suites import SUITES, Suite
from jiaxin.ground.ids import new_id
from jiaxin.ground.prepared import prepared
from jiaxin.trust.access.trail import Entry
from jiaxin.trust.audit import rules
from jiaxin.trust.audit.rules import Written

VOUCHING = "trail.line"
COMMITTING = "trail.details"
# Said in full: every act waits for this statement, and a model would make it anew each time.
INSERT = (
    "INSERT INTO audit_line (id, at, actor, role, action, subject, proof, outcome, digest,"
    " channel, sign_in, origin, request_id, mac)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)


def mac_of(line: Written, by: Suite) -> bytes:
    """What only a holder of the key ring can set beside a line, in a suite."""
    return held_keys.mac(VOUCHING, rules.vouched(line), by)


def is_vouched(line: Written) -> bool:
    """Whether the door wrote this line, in whichever suite the deployment had then."""
    return any(hmac.compare_digest(line.mac, mac_of(line, by)) for by in SUITES.values())


def commitment(line_id: UUID, details: Mapping[str, Any]) -> bytes:
    """What a line commits to. Keyed: of a plain digest, one of two answers is soon guessed."""
    said = line_id.bytes + rules.digest_of(details)
    return held_keys.mac(COMMITTING, said, held_keys.suite_of_new_keys())


class TableTrail:
    """Lines in the audit table."""

    def write(self, entry: Entry) -> UUID:
        line_id = new_id()
        line = Written(
            id=line_id,
            at=clock.now(),
            actor=entry.actor.name,
            role=entry.actor.role.value,
            action=entry.action.code,
            subject=entry.subject,
            proof=entry.proof,
            outcome=entry.outcome,
            digest=commitment(line_id, entry.details),
            channel=entry.actor.channel.value,
            sign_in=entry.actor.sign_in,
            origin=entry.actor.origin,
            request_id=entry.actor.request_id,
        )
        with prepared() as cursor:
            cursor.execute(INSERT, _values(line, mac_of(line, held_keys.suite_of_new_keys())))
        return line.id


def _values(line: Written, mac: bytes) -> list[UUID | datetime | str | bytes | None]:
    return [
        *(line.id, line.at, line.actor, line.role, line.action, line.subject, line.proof),
        *(line.outcome, line.digest, line.channel, line.sign_in, line.origin, line.request_id),
        mac,
    ]
