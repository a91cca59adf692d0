"""What a look shows: the record, cut down to what she allowed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jiaxin.facts.epidemic import reads as epidemic
from jiaxin.facts.epidemic.reads import Shown as EpidemicShown
from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.reads import Known
from jiaxin.facts.records.rules import (
    Background,
    Came,
    Confirmation,
    Light,
    Reason,
    Section,
    in_date,
)
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.queries.ports import ReviewShown, reviews_under
from jiaxin.flows.queries.reads import Request
from jiaxin.ground import clock
from jiaxin.ground.id_numbers import age_on, mask
from jiaxin.ground.people import mask_name
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.proofs import ConsentProof
from jiaxin.trust.consent.reads import Held
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import reads as identity


@dataclass(frozen=True, slots=True, repr=False)
class IdentityShown:
    """Who she is, as she chose to be shown."""

    name: str
    masked_number: str
    sex: str
    age: int | None
    portrait: bytes | None
    proven_by: str
    checked_at: datetime | None
    source: str


@dataclass(frozen=True, slots=True)
class BackgroundShown:
    """An answer, never data."""

    word: Background
    checked_at: datetime | None
    window_from: date | None
    window_to: date | None
    source: str


@dataclass(frozen=True, slots=True, repr=False)
class FactShown:
    """One fact, cut down to the fields that a viewer may see."""

    id: UUID
    kind: str
    content: Mapping[str, Any]
    source: str
    came: Came
    checked_at: datetime
    stands: Confirmation
    is_in_date: bool
    disputed_at: datetime | None


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """One look. `background` is None when she unticked it; `blocks` holds the ticked sections,
    `epidemic` a word with its date while an order is in force that covers her, `reviews` what
    families said of her.

    `request` is what it answers; `fact_ids` are the versions shown.
    """

    request: Request
    light: Light
    certificate: str
    identity: IdentityShown
    background: BackgroundShown | None
    blocks: Mapping[Section, tuple[FactShown, ...]]
    epidemic: EpidemicShown | None
    reviews: tuple[ReviewShown, ...]
    sections: frozenset[Section]
    viewer: str
    at: datetime
    ends_at: datetime
    fact_ids: tuple[UUID, ...]


# Sections with a shape of their own; all others are lists of facts.
_OWN_SHAPE = frozenset(
    {
        Section.IDENTITY,
        Section.BACKGROUND,
        Section.FULL_NAME,
        Section.EPIDEMIC,
        Section.REVIEWS,
    }
)


def assemble(
    proof: ConsentProof,
    kept: certificates.Kept,
    held: Mapping[Kind, Held],
    *,
    request: Request,
    until: datetime,
) -> Report:
    """The report this consent allows: its worker, its kinds, the allowed sections, nothing else.

    `kept` is her certificate and `held` her consents in force, as the same act has read them: the
    light is decided from these.
    """
    worker = consents.whose(proof)
    now, today = clock.now(), clock.today()
    sections = frozenset(request.allowed_sections)
    known, lit = records.shown_and_lit(proof, sections | {Section.IDENTITY}, today)
    facts = {fact.kind: fact for fact in known}
    shown_background = None
    if Section.BACKGROUND in sections:
        shown_background = background(facts.get(kinds.BACKGROUND), now)
    health = epidemic.shown(proof) if Section.EPIDEMIC in sections else None
    return Report(
        request=request,
        light=_light(certificates.light_from(kept, held, lit), sections),
        certificate=kept.number,
        identity=_identity(worker, facts.get(kinds.IDENTITY), sections),
        background=shown_background,
        blocks=_blocks(known, sections, today),
        epidemic=health,
        reviews=reviews_under(proof) if Section.REVIEWS in sections else (),
        sections=sections,
        viewer=f"{request.called} {request.tail}",
        at=now,
        ends_at=until,
        fact_ids=(*(fact.id for fact in known), *(health.ids if health else ())),
    )


# What speaks for her beyond the sections that every look has is shown only where it is ticked.
_PLUSES = {Reason.EXAM_IN_DATE: Section.EXAM, Reason.INSURED: Section.INSURANCE}


def _light(light: Light, sections: frozenset[Section]) -> Light:
    """The light as this viewer sees it: every reason against, and of those for her the ticked."""
    told = (one for one in light.reasons if _PLUSES.get(one.reason, Section.IDENTITY) in sections)
    return replace(light, reasons=tuple(told))


def _blocks(
    known: Iterable[Known], sections: frozenset[Section], today: date
) -> dict[Section, tuple[FactShown, ...]]:
    """The ticked lists of facts in the order of the sections, each fact cut down."""
    found: dict[Section | None, list[FactShown]] = defaultdict(list)
    for fact in known:
        kind = kinds.of(fact.kind)
        if kind.section in sections - _OWN_SHAPE:
            found[kind.section].append(fact_shown(fact, kind.viewer_sees, today))
    return {one: tuple(found[one]) for one in Section if one in sections - _OWN_SHAPE}


def fact_shown(fact: Known, sees: frozenset[str], today: date) -> FactShown:
    """The fact with these of its fields, whoever it is that may see them."""
    said = fact.said  # read from its store once, for all of its fields
    return FactShown(
        id=fact.id,
        kind=fact.kind,
        content={name: getattr(said, name) for name in sees},
        source=fact.source,
        came=fact.came,
        checked_at=fact.checked_at,
        stands=fact.stands.word,
        is_in_date=in_date(fact, today),
        disputed_at=fact.disputed_at,
    )


def _identity(worker: UUID, fact: Known | None, sections: frozenset[Section]) -> IdentityShown:
    person = identity.known_person(Actor.system("queries"), worker=worker)
    return IdentityShown(
        name=person.name if Section.FULL_NAME in sections else mask_name(person.name),
        masked_number=mask(person.number),
        sex=person.sex,
        age=age_on(person.birth, clock.today()) if person.birth else None,
        portrait=person.portrait,
        proven_by=person.proven_by,
        checked_at=fact.checked_at if fact else None,
        source=fact.source if fact else "",
    )


def background(fact: Known | None, now: datetime) -> BackgroundShown:
    if fact is None:
        return BackgroundShown(Background.NOT_CHECKED, None, None, None, records.POLICE)
    return BackgroundShown(
        word=records.background_shown(fact, now),
        checked_at=fact.checked_at,
        window_from=fact.window_from,
        window_to=fact.window_to,
        source=fact.source,
    )
