"""Questions about an enrolment."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from jiaxin.flows.enrolment import rules
from jiaxin.flows.enrolment.models import Enrolment
from jiaxin.flows.enrolment.rules import State, Step, Where
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """What the card said, or what she typed; every field may be empty before she confirms."""

    name: str = ""
    number: str = ""
    sex: str = ""
    ethnicity: str = ""
    address: str = ""
    document_until: date | None = None

    @classmethod
    def of(cls, kept: dict[str, Any] | None) -> Self:
        kept = dict(kept or {})
        until = kept.pop("document_until", None)
        return cls(**kept, document_until=date.fromisoformat(until) if until else None)

    def kept(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "number": self.number,
            "sex": self.sex,
            "ethnicity": self.ethnicity,
            "address": self.address,
            "document_until": self.document_until.isoformat() if self.document_until else None,
        }


@dataclass(frozen=True, slots=True, repr=False)
class Mine:
    """Her enrolment as its pages need it."""

    id: UUID | None
    state: State
    step: Step
    draft: Draft
    has_portrait: bool
    moved_at: datetime | None
    was_cut_off: bool


def own(viewer: Actor, /) -> Mine:
    """Where she stands; a worker who has not begun stands at the start."""
    row = Enrolment.objects.filter(worker_id=viewer.person).first()
    agreed = Kind.PLATFORM in consents.in_force(viewer.person)
    state = State(row.state) if row else State.OPEN
    waiting = state in {State.READING, State.COMPARING}
    return Mine(
        id=row.id if row else None,
        state=state,
        step=rules.next_step(Where(state, agreed)),
        draft=Draft.of(row.draft if row else None),
        has_portrait=row is not None and bool(row.source_portrait or row.card_portrait),
        moved_at=row.moved_at if row else None,
        was_cut_off=row is not None
        and waiting
        and clock.now() - row.moved_at > rules.CUT_OFF_AFTER,
    )


def portrait(viewer: Actor, /) -> bytes | None:
    """The source's portrait where it gave one, else the card's."""
    row = Enrolment.objects.filter(worker_id=viewer.person).first()
    if row is None:
        return None
    found: bytes | None = row.source_portrait or row.card_portrait
    return found
