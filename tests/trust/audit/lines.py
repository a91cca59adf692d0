"""Trail lines for tests: as the door would write them, through any connection."""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from jiaxin.ground.crypto.suites import INTL
from jiaxin.trust.audit import rules
from jiaxin.trust.audit.trail import mac_of

NOON = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)
COLUMNS = tuple(rules.Written.__dataclass_fields__)
INSERT = (
    f"INSERT INTO audit_line ({', '.join(COLUMNS)})"  # noqa: S608 — names of a dataclass
    f" VALUES ({', '.join(['%s'] * len(COLUMNS))})"
)


def a_line(**other: Any) -> rules.Written:
    """A line that the door vouched for."""
    given: dict[str, Any] = {
        "id": uuid4(),
        "at": NOON,
        "actor": str(UUID(int=7)),
        "role": "consumer",
        "action": "queries.open_report",
        "subject": UUID(int=8),
        "proof": f"query:{UUID(int=9)}",
        "outcome": "done",
        "digest": rules.digest_of({}),
        "channel": "web",
        "sign_in": UUID(int=10),
        "origin": "a digest",
        "request_id": "r1",
        **other,
    }
    line = rules.Written(**given)
    return replace(line, mac=mac_of(line, INTL))


def put(cursor: Any, line: rules.Written) -> rules.Written:
    """Insert it, as the door does."""
    values = asdict(line)
    cursor.execute(INSERT, [values[name] for name in COLUMNS])
    return line
