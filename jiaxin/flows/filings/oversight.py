"""Questions of oversight: who is away, what was drawn to be looked at again, how a week went."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from jiaxin.facts.firms.rules.filing import FilingState
from jiaxin.flows.filings import reads, rules
from jiaxin.flows.filings.models import FilingStep, Interview, OfficerLeave, SpotCheck
from jiaxin.flows.filings.reads import Line
from jiaxin.flows.filings.rules import Did, Finding, Topic, Urgency
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Leave:
    """Who is away, and who stands in."""

    officer: UUID
    cover: UUID
    first: date
    last: date


def my_leave(viewer: Actor, /) -> Leave | None:
    """The viewer's own leave, now or to come."""
    row = OfficerLeave.objects.filter(officer=viewer.person, ended_at=None).first()
    return _leave(row) if row and row.last >= clock.today() else None


def i_cover(viewer: Actor, /) -> list[UUID]:
    """The officers for whom the viewer stands in today."""
    return [officer for officer, cover in reads.away_today().items() if cover == viewer.id]


@dataclass(frozen=True, slots=True, repr=False)
class Talk:
    """An interview, and whether what was wrong was put right."""

    id: UUID
    firm: UUID
    filing: UUID
    held_on: date
    correct_by: date
    corrected_on: date | None
    words: str
    outcome: str

    @property
    def is_late(self) -> bool:
        return self.corrected_on is None and clock.today() > self.correct_by


def interviews(viewer: Actor, /) -> list[Talk]:
    """Those of this officer's region, open ones first."""
    rows = [_talk(row) for row in Interview.objects.order_by("-at") if viewer.reaches(row.region)]
    return sorted(rows, key=lambda talk: talk.corrected_on is not None)


def of_filing(viewer: Actor, /, *, filing_id: UUID) -> list[Talk]:
    """Those about one filing of this officer's region."""
    rows = Interview.objects.filter(filing_id=filing_id).order_by("at")
    return [_talk(row) for row in rows if viewer.reaches(row.region)]


def own_interviews(viewer: Actor, /) -> list[Talk]:
    """What the viewer's own firm is to put right, or has."""
    rows = Interview.objects.filter(firm_id=viewer.acts_for).order_by("-at")
    return [_talk(row) for row in rows]


def drawn(viewer: Actor, /) -> list[Line]:
    """What was accepted last week, drawn by lot, by others, and not looked at again yet."""
    first = last_monday()
    rows = [
        row
        for row in reads.decided(viewer)
        if row.state is FilingState.ACCEPTED
        and row.decided_at is not None
        and first <= clock.day_of(row.decided_at) < first + _WEEK
    ]
    # The lot is fixed by the week and the filing: nobody picks, and nobody draws again.
    rows.sort(key=lambda row: sha256(f"{first}/{row.id}".encode()).digest())
    chosen = rows[: rules.how_many_to_check(len(rows))]
    done = set(
        SpotCheck.objects.filter(filing_id__in=[row.id for row in chosen]).values_list(
            "filing_id", flat=True
        )
    )
    mine = reads.decided_by(viewer, ids=[row.id for row in chosen])
    return [row for row in chosen if row.id not in done and row.id not in mine]


def last_monday() -> date:
    """The first day of the week before this one."""
    today = clock.today()
    return today - timedelta(days=today.weekday()) - _WEEK


def first_monday(viewer: Actor, /) -> date:
    """The first day of the week in which filings began there; of last week, if none did before."""
    opened = reads.reached(viewer).order_by("opened_at").values_list("opened_at", flat=True).first()
    day = clock.day_of(opened) if opened else clock.today()
    return min(day - timedelta(days=day.weekday()), last_monday())


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One county, or the whole, in one week."""

    region: str
    came: int
    accepted: int
    returned: int
    late: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a region, for paper."""

    first: date
    last: date
    rows: tuple[WeekRow, ...]
    total: WeekRow
    by_topic: dict[Topic, int]
    checked: int
    found_wrong: int
    overdue: tuple[Line, ...]


def week(viewer: Actor, /, *, first: date) -> Week:
    """How the week that begins on this Monday went in the viewer's region."""
    last = first + _WEEK - timedelta(days=1)
    begin, end = clock.start_of(first), clock.start_of(first + _WEEK)
    known = {row.id: row for row in reads.reached(viewer)}
    steps = [
        step
        for step in FilingStep.objects.filter(at__gte=begin, at__lt=end)
        if step.filing_id in known
    ]
    waiting = reads.queue(viewer)
    counted: dict[str, Counter[str]] = {}
    topics: Counter[Topic] = Counter()
    for step in steps:
        filing = known[step.filing_id]
        counted.setdefault(filing.region, Counter())[step.did] += 1
        if step.did == Did.SUBMITTED:
            topics[Topic(filing.topic)] += 1
    for line in waiting:
        count = counted.setdefault(line.region, Counter())
        count["waiting"] += 1
        count["late"] += line.urgency is Urgency.LATE
    rows = tuple(_row(region, count) for region, count in sorted(counted.items()))
    checks = [one.finding for one in _checks(begin, end) if one.filing_id in known]
    return Week(
        first=first,
        last=last,
        rows=rows,
        total=_row(viewer.region, sum(counted.values(), Counter())),
        by_topic={topic: topics[topic] for topic in Topic},
        checked=len(checks),
        found_wrong=checks.count(Finding.WRONG),
        overdue=tuple(line for line in waiting if line.urgency is Urgency.LATE),
    )


def _checks(begin: datetime, end: datetime) -> Iterable[SpotCheck]:
    return SpotCheck.objects.filter(at__gte=begin, at__lt=end)


def _row(region: str, count: Counter[str]) -> WeekRow:
    return WeekRow(
        region=region,
        came=count[Did.SUBMITTED],
        accepted=count[Did.ACCEPTED],
        returned=count[Did.RETURNED],
        late=count["late"],
        waiting=count["waiting"],
    )


def _leave(row: OfficerLeave) -> Leave:
    return Leave(row.officer, row.cover, row.first, row.last)


def _talk(row: Interview) -> Talk:
    return Talk(
        id=row.id,
        firm=row.firm_id,
        filing=row.filing_id,
        held_on=row.held_on,
        correct_by=row.correct_by,
        corrected_on=row.corrected_on,
        words=row.words,
        outcome=row.outcome or "",
    )
