"""What a firm's look shows: the record, as far as the table of who sees what lets her firm."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from jiaxin.facts.epidemic import reads as epidemic
from jiaxin.facts.epidemic.reads import Shown as EpidemicShown
from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.reads import Known
from jiaxin.facts.records.rules import Light, Section
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.queries.reports import (
    BackgroundShown,
    FactShown,
    IdentityShown,
    background,
    fact_shown,
)
from jiaxin.ground import clock
from jiaxin.ground.id_numbers import age_on, mask
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.proofs import ConsentProof
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import reads as identity

# In these blocks her firm sees every field; of an examination what any viewer sees.
WHOLE = frozenset({Section.EMPLOYMENT, Section.TRAINING, Section.SKILL, Section.INSURANCE})
_LISTED = (*(one for one in Section if one in WHOLE), Section.EXAM)


@dataclass(frozen=True, slots=True, repr=False)
class StaffRecord:
    """One look of her firm."""

    look_id: UUID
    light: Light
    certificate: str
    identity: IdentityShown
    phone: str
    background: BackgroundShown
    blocks: Mapping[Section, tuple[FactShown, ...]]
    epidemic: EpidemicShown | None
    agreed: frozenset[Kind]
    viewer: str
    at: datetime
    ends_at: datetime
    fact_ids: tuple[UUID, ...]


def assemble(proof: ConsentProof, *, look_id: UUID, viewer: str, until: datetime) -> StaffRecord:
    """The record that her authorisation to this firm allows, at this moment."""
    worker = consents.whose(proof)
    now, today = clock.now(), clock.today()
    sections = frozenset({*_LISTED, Section.IDENTITY, Section.BACKGROUND})
    known, lit = records.shown_and_lit(proof, sections, today)
    kept = certificates.kept_of(worker)
    facts = {fact.kind: fact for fact in known}
    health = epidemic.shown(proof) if epidemic.is_open() else None
    return StaffRecord(
        look_id=look_id,
        light=certificates.light_from(kept, consents.in_force(worker), lit),
        certificate=kept.number,
        identity=_identity(worker, facts.get(kinds.IDENTITY)),
        phone=identity.phone_of(worker),
        # Without her consent to the check no answer comes under this proof: not checked, it says.
        background=background(facts.get(kinds.BACKGROUND), now),
        blocks={
            section: tuple(
                _shown(fact, section, today)
                for fact in known
                if kinds.of(fact.kind).section is section
            )
            for section in _LISTED
            if section is not Section.EXAM or Kind.HEALTH in proof.kinds
        },
        epidemic=health,
        agreed=proof.kinds,
        viewer=viewer,
        at=now,
        ends_at=until,
        fact_ids=(*(fact.id for fact in known), *(health.ids if health else ())),
    )


def _shown(fact: Known, section: Section, today: date) -> FactShown:
    kind = kinds.of(fact.kind)
    return fact_shown(fact, frozenset(kind.labels) if section in WHOLE else kind.viewer_sees, today)


def _identity(worker: UUID, fact: Known | None) -> IdentityShown:
    person = identity.known_person(Actor.system("engagements"), worker=worker)
    return IdentityShown(
        name=person.name,
        masked_number=mask(person.number),
        sex=person.sex,
        age=age_on(person.birth, clock.today()) if person.birth else None,
        portrait=person.portrait,
        proven_by=person.proven_by,
        checked_at=fact.checked_at if fact else None,
        source=fact.source if fact else "",
    )
