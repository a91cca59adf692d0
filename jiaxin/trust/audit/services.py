"""What people do to the trail itself, each with its own line. Sealing is no act: see sealer.py."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q

from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import grounds, service
from jiaxin.trust.access.trail import DONE
from jiaxin.trust.audit import reads
from jiaxin.trust.audit.errors import NoReceipt, TooLongAgo
from jiaxin.trust.audit.models import Leaf, Line, Unsealed
from jiaxin.trust.audit.reads import Receipt
from jiaxin.trust.audit.rules import Written

PAGE = 50
WIDEST = timedelta(days=31)
REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for. An empty criterion is none; `after` is where the page before ended."""

    since: datetime
    until: datetime
    actor: str = ""
    action: str = ""
    subject: UUID | None = None
    outcome: str = ""
    after: tuple[datetime, UUID] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of lines, the newest first, and whether there are more."""

    lines: list[Written]
    more: bool


@service(Action.TRAIL_READ)
def search(actor: Actor, /, *, sought: Search) -> Found:
    """Look for lines. That somebody looked, and for what, is itself a line."""
    grounds("search", **{name: str(value) for name, value in asdict(sought).items() if value})
    if sought.subject is None and sought.until - sought.since > WIDEST:
        raise TooLongAgo
    lines = list(Line.objects.filter(_fitting(sought)).order_by("-at", "-id")[: PAGE + 1])
    return Found([reads.written(line) for line in lines[:PAGE]], len(lines) > PAGE)


@service(Action.TRAIL_READ)
def read_line(actor: Actor, /, *, line_id: UUID) -> tuple[Written, int | None]:
    """One line, and its place in the tree; None while it waits for its seal."""
    grounds(f"line:{line_id}")
    leaf = Leaf.objects.filter(line=line_id).first()
    place = leaf or Unsealed.objects.filter(id=line_id).first()
    line = Line.objects.filter(at=place.at, id=line_id).first() if place else None
    if line is None:
        raise NoReceipt(line_id=line_id)
    return reads.written(line), leaf.index if leaf else None


@service(Action.TRAIL_READ)
def prove_line(actor: Actor, /, *, line_id: UUID) -> Receipt:
    """What proves one line to anyone, offline."""
    grounds(f"receipt:{line_id}")
    return reads.receipt(actor, line_id=line_id)


def _fitting(sought: Search) -> Q:
    fitting = Q(at__gte=sought.since, at__lt=sought.until)
    exact = {"actor": sought.actor, "action": sought.action, "subject": sought.subject}
    fitting &= Q(**{name: value for name, value in exact.items() if value})
    if sought.outcome == REFUSED:
        fitting &= ~Q(outcome=DONE)
    elif sought.outcome:
        fitting &= Q(outcome=sought.outcome)
    if sought.after is not None:
        at, line_id = sought.after
        fitting &= Q(at__lt=at) | Q(at=at, id__lt=line_id)
    return fitting


@service(Action.TRAIL_EXPORT)
def note_export(actor: Actor, /, *, lines: int) -> None:
    """Somebody reads the whole trail: that is on it before the first line leaves."""
    grounds(f"lines:{lines}")


@service(Action.TRAIL_DROP)
def drop_months(actor: Actor, /, *, before: date) -> int:
    """Drop whole months that ended before this day and are past their five years; how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_drop_months(%s)", [before])
        row = cursor.fetchone()
    dropped = int(row[0])
    grounds(f"before:{before}", months=dropped)
    return dropped
