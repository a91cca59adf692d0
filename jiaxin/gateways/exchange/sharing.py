"""What a local platform is given of a worker who agreed to it: docs/who-sees-what.md, `local`.

No picture, address or phone; nothing of the background, of health, or of an epidemic.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.reads import Known
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.rules import Status
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.proofs import ConsentProof
from jiaxin.trust.identity import reads as identity

CERTIFICATE = "certificate"
# Each field of a kind that is given; a kind that is not here is not.
FIELDS: Mapping[str, tuple[str, ...]] = {
    kinds.EMPLOYMENT: ("firm", "trade", "since", "until", "lives_in", "firm_code"),
    kinds.TRAINING: ("course", "issuer", "on", "hours", "passed", "certificate_no"),
    kinds.SKILL: ("trade", "level", "issuer", "on", "certificate_no"),
    kinds.INSURANCE: ("cover", "insurer", "since", "until"),
    kinds.LOCAL_NUMBER: ("number", "issuer", "region", "since", "until"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Given:
    """Her rows for one platform, who she is, and the versions of the facts in them."""

    name: str
    number: str
    rows: tuple[dict[str, Any], ...]
    facts: tuple[UUID, ...]

    def lines(self) -> Iterator[bytes]:
        """As a batch has them: each names her."""
        for row in self.rows:
            whole = {"number": self.number, "name": self.name, **row}
            yield json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def given(proof: ConsentProof, party: str) -> Given:
    """Her rows under this proof, for the platform that it names."""
    worker = consents.whose(proof)
    person = identity.known_person(Actor.system("exchange"), worker=worker)
    known = [
        fact
        for fact in records.shown_of(proof, frozenset(FIELDS), clock.today())
        # The number that another platform gave her is no business of this one.
        if fact.kind != kinds.LOCAL_NUMBER or fact.source == party
    ]
    keep_until = _moment(proof.until)
    return Given(
        name=person.name,
        number=person.number,
        rows=(
            _certificate(worker) | {"keep_until": keep_until},
            *(_row(fact) | {"keep_until": keep_until} for fact in known),
        ),
        facts=tuple(fact.id for fact in known),
    )


def _certificate(worker: UUID) -> dict[str, Any]:
    named = certificates.named_of(worker)
    return {
        "kind": CERTIFICATE,
        "checked_at": _moment(clock.now()),
        "says": {
            "certificate_no": named.number,
            "valid": named.status is Status.VALID,
            "identity": "proven",
        },
    }


def _row(fact: Known) -> dict[str, Any]:
    said = ((name, getattr(fact.said, name)) for name in FIELDS[fact.kind])
    return {
        "kind": fact.kind,
        "checked_at": _moment(fact.checked_at),
        "fact": str(fact.id),
        "version": fact.version,
        "source": fact.source,
        "came": fact.came.value,
        "confirmation": fact.stands.word.value,
        "disputed": fact.disputed_at is not None,
        "says": {name: _plain(value) for name, value in said if value is not None},
    }


def _plain(value: Any) -> Any:
    match value:
        case StrEnum():
            return value.value
        case date():
            return value.isoformat()
        case _:
            return value


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
