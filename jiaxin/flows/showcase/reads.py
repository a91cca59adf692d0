"""Questions about cards: my own, what one shows at this moment, who comes into question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import CharField, F, Func, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.proofs import OwnRecord
from jiaxin.facts.records.reads import Known
from jiaxin.facts.records.rules import Colour, ExamClass
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.rules import Status
from jiaxin.flows.queries.reports import FactShown, fact_shown
from jiaxin.flows.showcase import rules
from jiaxin.flows.showcase.errors import CardGone
from jiaxin.flows.showcase.models import Card, Listing
from jiaxin.flows.showcase.rules import Draft, NameShown, Telling, Ticks, Wanted
from jiaxin.ground import clock, regions
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.proofs import ConsentProof
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import reads as identity


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """A card as anybody sees it now. None or empty: not ticked, or over."""

    name: str
    has_photo: bool
    trades: tuple[Trade, ...]
    region: str
    skills: tuple[FactShown, ...]
    work: tuple[FactShown, ...]
    exam_class: ExamClass | None
    colour: Colour | None
    words: str
    changed_at: datetime

    @property
    def telling(self) -> Telling:
        """What of it may be looked for."""
        return Telling(self.exam_class, len(self.skills), self.colour)


@dataclass(frozen=True, slots=True, repr=False)
class OnShow:
    """A card in a list, under the number of the day."""

    id: UUID
    card: Shown


@dataclass(frozen=True, slots=True, repr=False)
class Mine:
    """Her card as its own page shows it: what she chose, and whether it is on show."""

    draft: Draft
    has_photo: bool
    listed: UUID | None
    until: datetime | None
    consent: UUID | None
    seen: int
    is_valid: bool


def mine(viewer: Actor, /) -> Mine | None:
    """Her own card; None while she has made none."""
    row = Card.objects.filter(worker_id=viewer.person).first()
    if row is None:
        return None
    agreed = consents.in_force(viewer.person).get(Kind.SHOWCASE)
    listing = Listing.objects.filter(worker_id=viewer.person).first() if agreed else None
    return Mine(
        draft=draft_of(row),
        has_photo=has_photo(row),
        listed=listing.id if listing else None,
        until=agreed.ends_at if agreed else None,
        consent=agreed.id if agreed else None,
        seen=row.seen,
        is_valid=certificates.status_of(viewer.person) is Status.VALID,
    )


def tickable(viewer: Actor, /) -> list[FactShown]:
    """The lines of her record that she may tick, as they would be shown."""
    return list(_lines(records.own_record(viewer), None))


def preview(viewer: Actor, /) -> Shown | None:
    """Her card as others would see it now, whether or not they may yet."""
    row = Card.objects.filter(worker_id=viewer.person).first()
    if row is None:
        return None
    agreed = Kind.HEALTH in consents.in_force(viewer.person)
    return assemble(records.own_record(viewer), row, exam_agreed=agreed)


def my_photo(viewer: Actor, /) -> bytes | None:
    """The photo on her card, for her own eyes."""
    row = Card.objects.filter(worker_id=viewer.person).first()
    return photo_of(row) if row else None


def draft_of(row: Card) -> Draft:
    ticks = rules.ticks_in(row.ticks)
    return Draft(
        name=ticks.name,
        called=row.called or "",
        words=row.words or "",
        trades=frozenset(ticks.trades),
        region=ticks.region,
        lines=ticks.lines,
        exam=ticks.exam,
        light=ticks.light,
    )


def photo_of(row: Card) -> bytes | None:
    photo: bytes | None = row.photo
    return photo


def has_photo(row: Card) -> bool:
    return row.__dict__.get("photo") is not None


def assemble(proof: ConsentProof | OwnRecord, row: Card, *, exam_agreed: bool = True) -> Shown:
    """What the card shows under this proof: each part read now, none of it kept."""
    worker = consents.whose(proof) if isinstance(proof, ConsentProof) else proof.worker
    ticks = rules.ticks_in(row.ticks)
    lines = _lines(proof, ticks.lines)
    return Shown(
        name=_name(worker, ticks, row),
        has_photo=has_photo(row),
        trades=ticks.trades,
        region=ticks.region,
        skills=tuple(one for one in lines if one.kind == kinds.SKILL),
        work=tuple(one for one in lines if one.kind != kinds.SKILL),
        exam_class=_exam_class(proof) if ticks.exam and exam_agreed else None,
        colour=certificates.light_of(worker).colour if ticks.light else None,
        words=row.words or "",
        changed_at=row.changed_at,
    )


def _name(worker: UUID, ticks: Ticks, row: Card) -> str:
    called = (row.called or "") if ticks.name is NameShown.OWN else ""
    return rules.name_on_card(ticks.name, identity.name_of(worker), called)


def _lines(
    proof: ConsentProof | OwnRecord, ticked: frozenset[UUID] | None
) -> tuple[FactShown, ...]:
    known = records.shown(proof, rules.TICKABLE, clock.today())
    return tuple(_shown(fact) for fact in known if ticked is None or fact.line in ticked)


def _shown(fact: Known) -> FactShown:
    sees = kinds.of(fact.kind).viewer_sees - rules.NOT_HERS
    # By its line: what is on the card stays the same, whatever version of it is newest.
    return replace(fact_shown(fact, sees, clock.today()), id=fact.line)


def _exam_class(proof: ConsentProof | OwnRecord) -> ExamClass | None:
    today = clock.today()
    return records.exam_class_of(records.shown_of(proof, frozenset({kinds.EXAM}), today), today)


def listing(card: UUID) -> Listing:
    """A card that may be on show; CardGone for one that is not, or never was."""
    found = Listing.objects.filter(id=card, until__gt=clock.now()).first()
    if found is None:
        raise CardGone
    return found


def candidates(wanted: Wanted) -> list[Listing]:
    """Who comes into question by what she chose herself, mixed anew each day."""
    rows = Listing.objects.filter(until__gt=clock.now())
    if wanted.trade is not None:
        rows = rows.filter(trades__contains=[wanted.trade.value])
    if wanted.region:
        around = Q(region__startswith=regions.prefix_of(wanted.region))
        rows = rows.filter(around | Q(region__in=rules.regions_around(wanted.region)))
    for column, asked in (
        ("shows_exam", wanted.exam_class is not None),
        ("shows_skills", wanted.skilled),
        ("shows_light", wanted.colour is not None),
    ):
        if asked:
            rows = rows.filter(**{column: True})
    return list(_mixed(rows)[wanted.after : wanted.after + rules.LOOKED_INTO + 1])


def _mixed(rows: QuerySet[Listing]) -> QuerySet[Listing]:
    day = Value(rules.mixed_on(clock.today()))
    text = Concat(Cast(F("id"), CharField()), day)
    return rows.order_by(Func(text, function="md5"), "id")


def of_workers(workers: Sequence[UUID]) -> list[Listing]:
    """The cards of these workers that may be on show."""
    return list(Listing.objects.filter(worker_id__in=workers, until__gt=clock.now()))


def cards_of(listings: Sequence[Listing]) -> Mapping[UUID, Card]:
    """Each one's card, by its worker."""
    rows = Card.objects.filter(worker_id__in=[one.worker_id for one in listings])
    return {row.worker_id: row for row in rows}
