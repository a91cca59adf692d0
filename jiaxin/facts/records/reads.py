"""Questions about a record. Facts come under a proof; the light comes as a light."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from jiaxin.facts.records import kinds, rules, sightings
from jiaxin.facts.records.models import Fact, Source, Verdict
from jiaxin.facts.records.proofs import (
    Endings,
    LightOnly,
    OwnRecord,
    Proof,
    Showing,
    opens,
)
from jiaxin.facts.records.rules import (
    Background,
    Came,
    Conclusion,
    Confirmation,
    ExamClass,
    ExamHeld,
    Said,
    Section,
    Side,
    VerdictWord,
)
from jiaxin.facts.records.sightings import Seen
from jiaxin.facts.records.trades import codes_of
from jiaxin.ground import clock
from jiaxin.ground.compiled import compiled
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.proofs import ConsentProof

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


@dataclass(frozen=True, slots=True, repr=False)
class _Newest:
    """The newest version of each line of one worker, with what was said of it since."""

    rows: Sequence[Fact]
    seen: dict[UUID, Seen]
    stands: dict[UUID, Stands]

    @classmethod
    def under(cls, proof: Proof, *beside: Proof) -> "_Newest":
        rows = Fact.sealed.newest_under(proof, *beside)
        return cls(rows, sightings.of(proof.worker, rows), standing_of(rows))

    def facts(self, proof: Showing) -> list[Known]:
        """Those that this proof opens."""
        opened = opens(proof, clock.now())
        return [
            _known(row, self.seen.get(row.line), self.stands[row.id])
            for row in self.rows
            if row.kind in opened
        ]

    def enlightening(self, proof: LightOnly, today: date) -> "Enlightening":
        """What the light is decided from; what was taken back or rejected is not."""
        opened = opens(proof, clock.now())
        found: dict[str, list[Fact]] = defaultdict(list)
        for row in self.rows:
            if row.kind in opened and self.stands[row.id].word not in NOT_SHOWN:
                found[row.kind].append(row)
        return Enlightening(
            background=self._background_now(found[kinds.BACKGROUND]),
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

    def _background_now(self, rows: Sequence[Fact]) -> "BackgroundNow":
        if not rows:
            return NOTHING_SAID
        last = sightings.later(rows[0], self.seen.get(rows[0].line))
        return _background_now(rows[0], last.checked_at)


def facts(proof: Showing) -> list[Known]:
    """The facts that the proof opens: the newest version of each line."""
    return _Newest.under(proof).facts(proof)


NOT_SHOWN = frozenset({Confirmation.WITHDRAWN, Confirmation.REJECTED})


def shown(proof: Showing, sections: frozenset[Section], today: date) -> list[Known]:
    """What a viewer is shown under these ticks: nothing taken back, rejected or outdated."""
    return _telling(facts(proof), _codes_of(sections), today)


def shown_and_lit(
    proof: ConsentProof, sections: frozenset[Section], today: date
) -> "tuple[list[Known], Enlightening]":
    """The same, and what her light is decided from: read once for both."""
    light = light_only(proof.worker)
    newest = _Newest.under(proof, light)
    known = _telling(newest.facts(proof), _codes_of(sections), today)
    return known, newest.enlightening(light, today)


def _codes_of(sections: frozenset[Section]) -> frozenset[str]:
    return frozenset(code for code, kind in kinds.every().items() if kind.section in sections)


def shown_of(proof: Showing, codes: frozenset[str], today: date) -> list[Known]:
    """What a viewer is shown of these kinds: nothing taken back, rejected or outdated."""
    return _telling(facts(proof), codes, today)


def _telling(known: Iterable[Known], codes: frozenset[str], today: date) -> list[Known]:
    found: dict[str, list[Known]] = defaultdict(list)
    for fact in known:
        if fact.kind in codes and fact.stands.word not in NOT_SHOWN:
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
    newest = {row.id: row for row in Fact.sealed.newest_under(light_only(worker))}
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
    for verdict in _verdicts(sorted({row.worker_id for row in rows}), list(said)):
        said[verdict.fact_id].append(verdict)
    return {row.id: _stands(row, said[row.id]) for row in rows}


@compiled
def _verdicts(workers: list[UUID], facts: list[UUID]) -> QuerySet[Verdict]:
    found = Verdict.objects.filter(worker_id__in=workers, fact_id__in=facts)
    return found.order_by("at", "id")


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
    return _Newest.under(proof).enlightening(proof, today)


def background_now(proof: LightOnly) -> BackgroundNow:
    """The newest background answer, for the light only."""
    rows = Fact.sealed.under(proof).filter(kind=kinds.BACKGROUND)
    row = rows.order_by("-version").first()
    if row is None:
        return NOTHING_SAID
    return _background_now(row, last_checked(row))


def _background_now(row: Fact, checked_at: datetime) -> BackgroundNow:
    return BackgroundNow(_standing_word(row.content, row.valid_to), checked_at)


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


def exam_class_of(facts: Iterable[Known], today: date) -> ExamClass | None:
    """The strictest class among these that she passed, in date; a disputed one is not told."""
    passed = [
        fact.said.exam_class
        for fact in facts
        if fact.kind == kinds.EXAM
        and fact.said.conclusion is Conclusion.FIT
        and rules.in_date(fact, today)
        and fact.disputed_at is None
    ]
    return max(passed, key=list(ExamClass).index, default=None)


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
    row = _source.first(source)
    return row.unreachable_since if row else None


@compiled
def _source(code: str) -> QuerySet[Source]:
    return Source.objects.filter(code=code)


def _known(row: Fact, seen: Seen | None, stands: Stands) -> Known:
    last = sightings.later(row, seen)
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


def one(proof: Showing, line: UUID) -> Known:
    """One fact as it stands; NotFound where the proof opens none of that line."""
    for fact in facts(proof):
        if fact.line == line:
            return fact
    raise NotFound
