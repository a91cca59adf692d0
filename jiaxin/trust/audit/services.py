"""What people do to the trail itself, each with its own line. Sealing is no act: see sealer.py."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q

from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import grounds, service, step
from jiaxin.trust.access.roles import Role
from jiaxin.trust.access.trail import DONE
from jiaxin.trust.audit import flags, reads
from jiaxin.trust.audit.errors import NoReason, NoReceipt, TooLongAgo
from jiaxin.trust.audit.flag_rules import FlagKind
from jiaxin.trust.audit.flags import FlagRow
from jiaxin.trust.audit.models import Flag, Leaf, Line, Unsealed
from jiaxin.trust.audit.reads import Receipt
from jiaxin.trust.audit.rules import Written

PAGE = 50
WIDEST = timedelta(days=31)
REFUSED = "refused"
FLAGGED_LINES = 200
SHORTEST_REASON, LONGEST_REASON = 4, 500


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


@service(Action.FLAGS_RAISE)
def raise_flags(actor: Actor, /) -> int:
    """Flag what is unusual in the last hour, once a kind, person and day; how many are new."""
    now, raised = clock.now(), 0
    for found in flags.find(now):
        _, is_new = Flag.objects.update_or_create(
            kind=found.kind.value,
            actor=found.actor,
            day=clock.day_of(now),
            defaults={"count": found.count, "last_at": found.last_at},
            create_defaults={
                "role": found.role,
                "sign_in": found.sign_in,
                "count": found.count,
                "began_at": found.began_at,
                "last_at": found.last_at,
                "raised_at": now,
            },
        )
        raised += is_new
    grounds("flags", raised=raised)
    return raised


@step
def flag_reported(actor: Actor, /, *, whom: UUID, role: Role, since: datetime) -> None:
    """Somebody was reported by whom she, or he, asked: a flag, with the acts since then."""
    now = clock.now()
    flag, is_new = Flag.objects.select_for_update().get_or_create(
        kind=FlagKind.REPORTED.value,
        actor=str(whom),
        day=clock.day_of(now),
        defaults={
            "role": role.value,
            "count": 1,
            "began_at": since,
            "last_at": now,
            "raised_at": now,
        },
    )
    if not is_new:
        flag.count, flag.last_at = flag.count + 1, now
        flag.began_at = min(flag.began_at, since)
        # What came of the reports before says nothing of this one.
        flag.closed_at = flag.closed_by = flag.reason = flag.seen_at = None
        flag.save()


@service(Action.FLAG_SEE)
def see_flag(actor: Actor, /, *, flag_id: UUID) -> tuple[FlagRow, list[Written]]:
    """A flag and the lines that it is about, newest first. That somebody looked is a line, too."""
    grounds(f"flag:{flag_id}")
    flag = Flag.objects.select_for_update().filter(id=flag_id).first()
    if flag is None:
        raise NotFound
    if flag.seen_at is None:
        flag.seen_at = clock.now()
        flag.save(update_fields=["seen_at"])
    about = Line.objects.filter(at__gte=flag.began_at, at__lte=flag.last_at, actor=flag.actor)
    if flag.kind == FlagKind.TWO_PLACES:
        about = about.filter(sign_in=flag.sign_in)
    lines = about.order_by("-at", "-id")[:FLAGGED_LINES]
    return flags.row_of(flag), [reads.written(line) for line in lines]


@service(Action.FLAG_CLOSE)
def close_flag(actor: Actor, /, *, flag_id: UUID, reason: str) -> None:
    """She has looked into it, and says what came of it."""
    grounds(f"flag:{flag_id}")
    said = " ".join(reason.split())
    flag = Flag.objects.select_for_update().filter(id=flag_id, closed_at=None).first()
    if flag is None:
        raise NotFound
    if not SHORTEST_REASON <= len(said) <= LONGEST_REASON:
        raise NoReason
    flag.closed_at, flag.closed_by, flag.reason = clock.now(), actor.person, said
    flag.save(update_fields=["closed_at", "closed_by", "reason"])
