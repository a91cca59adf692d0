"""Questions about filings: a firm's own, by being hers; an officer's, by her region."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models

from jiaxin.facts.firms.rules.filing import FilingState
from jiaxin.flows.filings import contents, rules
from jiaxin.flows.filings.models import Filing, FilingPage, FilingPaper, FilingStep, OfficerLeave
from jiaxin.flows.filings.rules import Did, Paper, Part, Reason, Topic, Urgency, Why
from jiaxin.ground import clock, regions
from jiaxin.ground.calendar import working_days_left
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.ground.errors import NotFound
from jiaxin.ground.ids import short_of
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import OFFICERS

_PAGE = 200
_LOOK_BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Attached:
    """One file: how many pages, never what is on them."""

    id: UUID
    paper: Paper
    pages: int
    at: datetime

    @property
    def numbers(self) -> range:
        """Its pages, counted from one."""
        return range(1, self.pages + 1)


@dataclass(frozen=True, slots=True, repr=False)
class Step:
    """One act of the history."""

    did: Did
    edition: int
    by: UUID
    region: str
    words: str
    reasons: tuple[Reason, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One filing as a list shows it."""

    id: UUID
    firm: UUID
    code: CreditCode
    topic: Topic
    state: FilingState
    region: str
    title: str
    opened_at: datetime
    submitted_at: datetime | None
    due_on: date | None
    urgency: Urgency | None
    days_left: int
    taken_by: UUID | None
    is_mine: bool
    is_held: bool
    is_covered: bool
    edition: int
    decided_at: datetime | None

    @property
    def short(self) -> str:
        """What people call it: the end of its id. Its start is only the time."""
        return short_of(self.id)

    @property
    def days_late(self) -> int:
        return -self.days_left

    @property
    def waits(self) -> bool:
        return self.state is FilingState.SUBMITTED

    @property
    def is_withdrawn(self) -> bool:
        return self.state is FilingState.WITHDRAWN

    @property
    def may_be_withdrawn(self) -> bool:
        """An award on the record, which its firm may take off it."""
        return self.topic is Topic.AWARD and self.state is FilingState.ACCEPTED

    @property
    def is_open(self) -> bool:
        """In the firm's hands."""
        return self.state in rules.OPEN_TO_FIRM

    @property
    def is_anothers(self) -> bool:
        """Another officer has it, and has not left it lying."""
        return self.is_held and not self.is_mine


@dataclass(frozen=True, slots=True, repr=False)
class Whole:
    """One filing with everything that belongs to it."""

    line: Line
    said: Any
    changed_on: date | None
    attached: tuple[Attached, ...]
    history: tuple[Step, ...]

    @property
    def returned(self) -> Step | None:
        """Why it is in the firm's hands again."""
        if self.line.state is not FilingState.RETURNED:
            return None
        return next(step for step in reversed(self.history) if step.did is Did.RETURNED)


def own(viewer: Actor, /) -> list[Line]:
    """What the viewer's firm files, newest first."""
    rows = Filing.objects.filter(firm_id=viewer.acts_for).order_by("-opened_at")
    return _lines(viewer, rows[:_PAGE])


def own_one(viewer: Actor, /, *, filing_id: UUID) -> Whole:
    """One filing of the viewer's firm; another firm's is not there."""
    row = Filing.objects.filter(id=filing_id, firm_id=viewer.acts_for).first()
    if row is None:
        raise NotFound
    return _whole(viewer, row)


def own_open_profile(viewer: Actor, /) -> UUID | None:
    """The profile that is being filed, if one is."""
    row = Filing.objects.filter(firm_id=viewer.acts_for, topic=Topic.PROFILE)
    over = (FilingState.ACCEPTED, FilingState.WITHDRAWN)
    found = row.exclude(state__in=over).first()
    return found.id if found else None


def own_page(viewer: Actor, /, *, filing_id: UUID, paper_id: UUID, number: int) -> bytes:
    """A page that the viewer's firm attached."""
    if not Filing.objects.filter(id=filing_id, firm_id=viewer.acts_for).exists():
        raise NotFound
    return page_of(filing_id, paper_id, number)


def reached(viewer: Actor) -> "models.QuerySet[Filing]":
    """What lies in this officer's region: submitted once at least. Others reach nothing."""
    if viewer.role not in OFFICERS or not viewer.region:
        return Filing.objects.none()
    prefix = regions.prefix_of(viewer.region)
    return Filing.objects.filter(region__startswith=prefix).exclude(submitted_at=None)


@dataclass(frozen=True, slots=True)
class Sought:
    """What an officer narrows her list to."""

    topic: Topic | None = None
    region: str = ""
    words: str = ""


def queue(viewer: Actor, /, *, sought: Sought | None = None) -> list[Line]:
    """What waits in this officer's region, what is due first on top."""
    rows = _narrowed(reached(viewer).filter(state=FilingState.SUBMITTED), sought)
    return _lines(viewer, rows.order_by("due_on", "id")[:_PAGE])


def decided(viewer: Actor, /, *, sought: Sought | None = None) -> list[Line]:
    """What was decided in this officer's region, newest first."""
    rows = _narrowed(reached(viewer).exclude(state=FilingState.SUBMITTED), sought)
    return _lines(viewer, rows.order_by("-decided_at", "id")[:_PAGE])


def one(viewer: Actor, /, *, filing_id: UUID) -> Whole:
    """One filing of this officer's region; NotFound otherwise."""
    row = reached(viewer).filter(id=filing_id).first()
    if row is None:
        raise NotFound
    if FilingState(row.state) in {FilingState.RETURNED, FilingState.WITHDRAWN}:
        # What the firm writes meanwhile is not the department's to read yet.
        sent = FilingStep.objects.filter(filing_id=row.id, did=Did.SUBMITTED).order_by("-at")
        row.content = sent[0].content
    return _whole(viewer, row)


def decided_by(viewer: Actor, /, *, ids: list[UUID]) -> set[UUID]:
    """Those of the filings that the viewer herself decided."""
    rows = reached(viewer).filter(id__in=ids, decided_by=viewer.person)
    return set(rows.values_list("id", flat=True))


def of_firm(viewer: Actor, /, *, firm: UUID) -> list[Line]:
    """What a firm filed in this officer's region."""
    rows = reached(viewer).filter(firm_id=firm).order_by("-opened_at")
    return _lines(viewer, rows[:_PAGE])


@dataclass(frozen=True, slots=True)
class Tally:
    """How the queue of a region stands."""

    waiting: int
    late: int
    oldest: datetime | None
    decided: int
    on_time: int
    mean_days: float | None

    @property
    def on_time_percent(self) -> float | None:
        return 100 * self.on_time / self.decided if self.decided else None


def tally(viewer: Actor, /, *, since: datetime | None = None) -> Tally:
    """How this officer's queue stands, and how its last 30 days went."""
    waiting = reached(viewer).filter(state=FilingState.SUBMITTED)
    since = since or clock.now() - _LOOK_BACK
    done = list(_decisions(viewer, since))
    took = [(at - submitted).total_seconds() / 86400 for submitted, at, _ in done]
    return Tally(
        waiting=waiting.count(),
        late=waiting.filter(due_on__lt=clock.today()).count(),
        oldest=waiting.aggregate(oldest=models.Min("submitted_at"))["oldest"],
        decided=len(done),
        on_time=sum(clock.day_of(at) <= due for _, at, due in done),
        mean_days=sum(took) / len(took) if took else None,
    )


def page_of(filing_id: UUID, paper_id: UUID, number: int) -> bytes:
    """One page of what was attached to this filing."""
    known = FilingPaper.objects.filter(id=paper_id, filing_id=filing_id).exists()
    row = FilingPage.objects.filter(paper_id=paper_id, number=number).first()
    if not known or row is None:
        raise NotFound
    picture: bytes = row.picture
    return picture


def attached_to(filing_id: UUID) -> tuple[Attached, ...]:
    rows = FilingPaper.objects.filter(filing_id=filing_id).order_by("at", "id")
    return tuple(Attached(row.id, Paper(row.paper), row.pages, row.at) for row in rows)


def history_of(filing_id: UUID) -> tuple[Step, ...]:
    rows = FilingStep.objects.filter(filing_id=filing_id).order_by("at", "id")
    return tuple(_step(row) for row in rows)


def _decisions(viewer: Actor, since: datetime) -> Iterator[tuple[datetime, datetime, date]]:
    """Submitted, decided and due, of what was decided since then."""
    rows = reached(viewer).filter(decided_at__gte=since).exclude(state=FilingState.SUBMITTED)
    for submitted, at, due in rows.values_list("submitted_at", "decided_at", "due_on"):
        if submitted and at and due:
            yield submitted, at, due


def _narrowed(rows: "models.QuerySet[Filing]", sought: Sought | None) -> "models.QuerySet[Filing]":
    if sought is None:
        return rows
    if sought.topic is not None:
        rows = rows.filter(topic=sought.topic)
    if sought.region:
        prefix = regions.prefix_of(sought.region)
        rows = rows.filter(region__startswith=prefix)
    if sought.words:
        named = models.Q(content__name__icontains=sought.words)
        titled = models.Q(content__title__icontains=sought.words)
        rows = rows.filter(named | titled | models.Q(code=sought.words.upper()))
    return rows


def away_today() -> dict[UUID, UUID]:
    """The officers who are away today, each with who stands in: what they hold is free."""
    today = clock.today()
    rows = OfficerLeave.objects.filter(ended_at=None, first__lte=today, last__gte=today)
    return dict(rows.values_list("officer", "cover"))


def _lines(viewer: Actor, rows: "models.QuerySet[Filing]") -> list[Line]:
    away = away_today()
    return [_line(viewer, row, away) for row in rows]


def _line(viewer: Actor, row: Filing, away: Mapping[UUID, UUID]) -> Line:
    today, due = clock.today(), row.due_on
    held = row.taken_at is not None and rules.is_held(clock.day_of(row.taken_at), today)
    covered = away.get(row.taken_by) if row.taken_by else None
    said = row.content
    return Line(
        id=row.id,
        firm=row.firm_id,
        code=CreditCode(row.code),
        topic=Topic(row.topic),
        state=FilingState(row.state),
        region=row.region,
        title=said.get("name") or said.get("title") or "",
        opened_at=row.opened_at,
        submitted_at=row.submitted_at,
        due_on=due,
        urgency=rules.urgency(due, today) if due else None,
        days_left=working_days_left(due, today) if due else 0,
        taken_by=row.taken_by,
        is_mine=row.taken_by is not None and row.taken_by == viewer.id,
        is_held=held and covered is None,
        is_covered=covered is not None and covered == viewer.id,
        edition=row.edition,
        decided_at=row.decided_at,
    )


def _whole(viewer: Actor, row: Filing) -> Whole:
    return Whole(
        line=_line(viewer, row, away_today()),
        said=contents.said(Topic(row.topic), row.content),
        changed_on=row.changed_on,
        attached=attached_to(row.id),
        history=history_of(row.id),
    )


def _step(row: FilingStep) -> Step:
    said = row.said or {}
    return Step(
        did=Did(row.did),
        edition=row.edition,
        by=row.by,
        region=row.region,
        words=said.get("words", ""),
        reasons=tuple(
            Reason(Part(one["part"]), Why(one["why"]), one["words"])
            for one in said.get("reasons", ())
        ),
        at=row.at,
    )
