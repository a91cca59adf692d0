"""Questions about a record. Facts come under a proof; the light comes as a light."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jiaxin.facts.records import kinds, rules, sightings
from jiaxin.facts.records.models import Fact, Source, Verdict
from jiaxin.facts.records.proofs import Endings, LightOnly, OwnRecord, Showing
from jiaxin.facts.records.rules import (
    Background,
    Came,
    Confirmation,
    ExamHeld,
    Said,
    Section,
    Side,
    VerdictWord,
)
from jiaxin.facts.records.sightings import Seen
from jiaxin.facts.records.trades import codes_of
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor

POLICE = "police"
HERSELF = "self"
REVIEWERS = "reviewers"


@dataclass(frozen=True, slots=True)
class Stands:
    """How far a version is agreed: the word, and whose it is since when."""

    word: Confirmation
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """One fact as it stands, opened under a proof."""

    id: UUID
    line: UUID
    version: int
    kind: str
    content: dict[str, Any]
    source: str
    came: Came
    basis: str
    evidence: str
    window_from: date | None
    window_to: date | None
    valid_from: date | None
    valid_to: date | None
    checked_at: datetime
    admitted_at: datetime
    disputed_at: datetime | None
    stands: Stands

    @property
    def said(self) -> Any:
        """The content, typed by its kind."""
        return kinds.of(self.kind).stored(self.content)


def own_record(viewer: Actor, /) -> OwnRecord:
    """The proof that somebody reads her own record: she is the one who asks."""
    return OwnRecord(worker=viewer.person)


def light_only(worker: UUID) -> LightOnly:
    """The proof for a light: what it yields is a colour with reasons, never a row."""
    return LightOnly(worker=worker)


def facts(proof: Showing) -> list[Known]:
    """The facts that the proof opens: the newest version of each line."""
    newest = list(
        Fact.sealed.under(proof)
        .order_by("worker_id", "line", "-version")
        .distinct("worker_id", "line")
    )
    seen = sightings.of(proof.worker, newest)
    stands = standing_of(newest)
    return [_known(row, seen.get(row.line), stands[row.id]) for row in newest]


NOT_SHOWN = frozenset({Confirmation.WITHDRAWN, Confirmation.REJECTED})


def shown(proof: Showing, sections: frozenset[Section], today: date) -> list[Known]:
    """What a viewer is shown under these ticks: nothing taken back, rejected or outdated."""
    found: dict[str, list[Known]] = defaultdict(list)
    for fact in facts(proof):
        if kinds.of(fact.kind).section in sections and fact.stands.word not in NOT_SHOWN:
            found[fact.kind].append(fact)
    return [
        fact
        for code, known in found.items()
        for fact in (
            rules.still_telling(known, today)
            if kinds.of(code).lapses
            else rules.newest_first(known)
        )
    ]


def versions(proof: OwnRecord) -> list[Known]:
    """Every version of every fact she has, newest first: her own history."""
    rows = list(Fact.sealed.under(proof).order_by("-admitted_at", "-version"))
    stands = standing_of(rows)
    return [_known(row, None, stands[row.id]) for row in rows]


def how_many_versions(proof: OwnRecord) -> int:
    """How often anything in her record was written."""
    return Fact.sealed.under(proof).count()


def history(proof: OwnRecord, line: UUID) -> list[Known]:
    """Every version of one of her facts, newest first; NotFound if she has none there."""
    rows = list(Fact.sealed.under(proof).filter(line=line).order_by("-version"))
    if not rows:
        raise NotFound
    seen, stands = sightings.of(proof.worker, rows[:1]), standing_of(rows)
    newest = _known(rows[0], seen.get(line), stands[rows[0].id])
    return [newest, *(_known(row, None, stands[row.id]) for row in rows[1:])]


@dataclass(frozen=True, slots=True)
class EndsIn:
    """One fact that ends soon: whose, which, and how many days are left."""

    worker: UUID
    fact: UUID
    days: int


def ending(today: date, after: UUID, most: int) -> list[EndsIn]:
    """What has a month, a week or a day left, worker by worker from the one after `after` on."""
    days = {today + left: left.days for left in rules.REMIND_BEFORE}
    lapsing = {code for code, kind in kinds.every().items() if kind.lapses}
    found = Fact.sealed.ids_under(Endings(frozenset(days), after)).filter(kind__in=lapsing)
    slice_ = [EndsIn(row["worker_id"], row["id"], days[row["valid_to"]]) for row in found[:most]]
    # Of whom the slice may hold only a part, all come in the next one.
    return (
        slice_ if len(slice_) < most else [one for one in slice_ if one.worker != slice_[-1].worker]
    )


def still_ends(worker: UUID, fact: UUID) -> bool:
    """Whether this fact is still the last of its kind to end: nothing newer outlasts it."""
    rows = Fact.sealed.under(light_only(worker)).order_by("line", "-version").distinct("line")
    newest = {row.id: row for row in rows}
    if fact not in newest:
        return False
    stands = standing_of(list(newest.values()))
    this = newest[fact]
    return stands[fact].word not in NOT_SHOWN and not any(
        row.kind == this.kind
        and stands[row.id].word not in NOT_SHOWN
        and (row.valid_to or date.max) > (this.valid_to or date.max)
        for row in newest.values()
    )


def awaits_her(fact: Known) -> bool:
    """Whether somebody else said it and she has not answered."""
    return fact.stands.word is Confirmation.WAITING and fact.source != HERSELF


def standing_of(rows: Sequence[Fact]) -> dict[UUID, Stands]:
    """How far each of these versions is agreed between the two sides."""
    said: dict[UUID, list[Verdict]] = {row.id: [] for row in rows}
    if not rows:
        return {}
    workers = {row.worker_id for row in rows}
    found = Verdict.objects.filter(worker_id__in=workers, fact_id__in=list(said))
    for verdict in found.order_by("at", "id"):
        said[verdict.fact_id].append(verdict)
    return {row.id: _stands(row, said[row.id]) for row in rows}


def _stands(row: Fact, verdicts: Sequence[Verdict]) -> Stands:
    word = rules.confirmation(
        needed=kinds.of(row.kind).confirmed,
        said_by=rules.side_of(Came(row.came)),
        verdicts=[Said(Side(one.side), VerdictWord(one.word)) for one in verdicts],
    )
    last = next((one for one in reversed(verdicts) if one.word == word), None)
    return Stands(word, last.source, last.at) if last else Stands(word)


@dataclass(frozen=True, slots=True)
class BackgroundNow:
    """What the light needs of the background: the source's word and when it said so."""

    said: Background | None
    checked_at: datetime | None


NOTHING_SAID = BackgroundNow(None, None)


@dataclass(frozen=True, slots=True)
class Enlightening:
    """What the light needs of her facts, and nothing more: no name, no place, no number."""

    background: BackgroundNow
    work: frozenset[str]
    exams: tuple[ExamHeld, ...]
    insured_until: date | None


def enlightening(proof: LightOnly, today: date) -> Enlightening:
    """The newest of what the light is decided from; what was taken back or rejected is not."""
    rows = list(Fact.sealed.under(proof).order_by("line", "-version").distinct("line"))
    stands = standing_of(rows)
    found: dict[str, list[Fact]] = defaultdict(list)
    for row in rows:
        if stands[row.id].word not in NOT_SHOWN:
            found[row.kind].append(row)
    return Enlightening(
        background=_background_now(found[kinds.BACKGROUND]),
        work=_work(found[kinds.EMPLOYMENT], found[kinds.SKILL], today),
        exams=tuple(_exam_held(row) for row in found[kinds.EXAM]),
        insured_until=max(
            (
                row.valid_to
                for row in found[kinds.INSURANCE]
                if row.valid_to and rules.in_date(row, today)
            ),
            default=None,
        ),
    )


def background_now(proof: LightOnly) -> BackgroundNow:
    """The newest background answer, for the light only."""
    rows = Fact.sealed.under(proof).filter(kind=kinds.BACKGROUND)
    return _background_now(rows.order_by("-version")[:1])


def _background_now(rows: Iterable[Fact]) -> BackgroundNow:
    row = next(iter(rows), None)
    if row is None:
        return NOTHING_SAID
    return BackgroundNow(_standing_word(row.content, row.valid_to), last_checked(row))


def _work(employments: Sequence[Fact], skills: Sequence[Fact], today: date) -> frozenset[str]:
    """What she works as now; what she is certified for, where no work is on record."""
    said = [
        kinds.of(row.kind).stored(row.content) for row in employments if rules.in_date(row, today)
    ]
    at_work = [codes_of(one.trade, lives_in=bool(one.lives_in)) for one in said]
    if not at_work:
        rated = [kinds.of(row.kind).stored(row.content) for row in skills]
        at_work = [codes_of(one.trade, lives_in=False) for one in rated]
    return frozenset().union(*at_work)


def _exam_held(row: Fact) -> ExamHeld:
    said = kinds.of(row.kind).stored(row.content)
    return ExamHeld(said.exam_class, said.conclusion, said.on, said.until)


def last_checked(row: Fact) -> datetime:
    """When the source last said so: with this version, or again without change."""
    return sightings.last(row)


def background_shown(known: Known, now: datetime) -> Background:
    """What anybody is shown of a background fact at this moment."""
    said = _standing_word(known.content, known.valid_to)
    return rules.background_word(said, known.checked_at, now)


def _standing_word(content: dict[str, Any], until: date | None) -> Background:
    """The word as it stands today: what persons found stands for its time, then it is open again.

    What they judged is the source's word still, so that is what is said once their finding is old.
    """
    if until is not None and until < clock.today():
        return Background(content["judged"])
    return Background(content["word"])


def unreachable_since(source: str) -> datetime | None:
    """Since when a source has not answered; None while it does."""
    return Source.objects.filter(code=source).values_list("unreachable_since", flat=True).first()


def _known(row: Fact, seen: Seen | None, stands: Stands) -> Known:
    last = seen if seen and seen.checked_at >= row.checked_at else row
    return Known(
        id=row.id,
        line=row.line,
        version=row.version,
        kind=row.kind,
        content=row.content,
        source=row.source,
        came=Came(row.came),
        basis=row.basis,
        evidence=row.evidence,
        window_from=last.window_from,
        window_to=last.window_to,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        checked_at=last.checked_at,
        admitted_at=row.admitted_at,
        disputed_at=row.disputed_at,
        stands=stands,
    )
