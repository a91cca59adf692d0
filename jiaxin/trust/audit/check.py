"""Recomputes the trail from its table, and names what does not fit, first things first.

Nothing that PostgreSQL computed is believed: lines are hashed here again, the tree is built again,
and each signed checkpoint must be one of its roots.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection, transaction

from jiaxin.ground import clock
from jiaxin.trust.audit import checkpoints, rules
from jiaxin.trust.audit.merkle import Frontier
from jiaxin.trust.audit.models import Checkpoint, Leaf, Line, Node
from jiaxin.trust.audit.notes import Head, Key
from jiaxin.trust.audit.reads import LATE, oldest_waiting, written
from jiaxin.trust.audit.trail import is_vouched
from jiaxin.trust.audit.tree import STEP

KEPT_YEARS = 5
PAGE = 2000
MOST_TOLD = 20

type Said = Callable[[str], None]


@dataclass
class Findings:
    """What the check found. Whole means: nothing was changed, taken away or put in."""

    lines: int = 0
    waiting: int = 0
    checkpoints: int = 0
    is_late: bool = False
    wrong: int = 0
    told: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return self.wrong == 0

    def add(self, what: str) -> None:
        self.wrong += 1
        if len(self.told) < MOST_TOLD:
            self.told.append(what)


def run(said: Said, *, keys: Sequence[Key] = (), against: Sequence[Head] = ()) -> Findings:
    """Check everything. `against`: checkpoints that were kept elsewhere, opened already."""
    with _one_moment():
        walk = _Walk(said, keys, against)
        walk.leaves()
        walk.ends()
        walk.lines_beside_the_tree()
    return walk.findings


@contextmanager
def _one_moment() -> Iterator[None]:
    """Inside, the tables stand still for this connection, while others go on writing."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


class _Walk:
    """One pass over the leaves in order, with the tree growing beside it."""

    def __init__(self, said: Said, keys: Sequence[Key], against: Sequence[Head]) -> None:
        self.findings = Findings()
        self._said = said
        self._keys = keys
        self._kept = sorted(against, key=lambda head: head.size)
        self._grown = Frontier()
        self._lines_met = 0
        self._macs_began = False
        self._good_until = 0
        self._roots: dict[int, bytes] = {}
        self._cutoff = month_of_five_years_ago(clock.now())
        self._has_month: dict[str, bool] = {}

    def leaves(self) -> None:
        """Each leaf against its line, the stored nodes, and the checkpoints on the way."""
        total = Leaf.objects.count()
        signed = self._checkpoints()
        upcoming = next(signed, None)
        while page := list(
            Leaf.objects.filter(index__gte=self._grown.size).order_by("index")[:PAGE]
        ):
            lines = self._lines_of(page)
            nodes = self._nodes_over(page)
            for leaf in page:
                if leaf.index != self._grown.size:
                    self._gap(leaf)
                    return
                self._leaf(leaf, lines.get(leaf.line))
                self._grow(bytes(leaf.hash), nodes)
                while upcoming and upcoming.size <= self._grown.size:
                    self._checkpoint(upcoming)
                    upcoming = next(signed, None)
            self._said(f"{self._grown.size} of {total} lines")
        while upcoming:
            self.findings.add(
                f"checkpoint {upcoming.id} speaks of {upcoming.size} lines, "
                f"and only {self._grown.size} are there: the last ones were taken away"
            )
            upcoming = next(signed, None)

    def ends(self) -> None:
        """The checkpoints that somebody kept elsewhere, against the tree as it is."""
        for head in self._kept:
            if head.size > self._grown.size:
                self.findings.add(
                    f"the checkpoint kept elsewhere speaks of {head.size} lines, "
                    f"and only {self._grown.size} are there: the last ones were taken away"
                )
            elif head.size and self._roots.get(head.size) != head.root:
                self.findings.add(
                    f"the first {head.size} lines are not those of the checkpoint kept elsewhere: "
                    "the trail and its checkpoints were written anew"
                )

    def lines_beside_the_tree(self) -> None:
        """Lines in the table that never came by the door, and lines that went before sealing."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM audit_unsealed")
            self.findings.waiting = int(cursor.fetchone()[0])
            cursor.execute(
                "SELECT u.id, u.at FROM audit_unsealed u"
                " LEFT JOIN audit_line l ON l.at = u.at AND l.id = u.id"
                " WHERE l.id IS NULL ORDER BY u.at, u.id"
            )
            gone = cursor.fetchall()
            cursor.execute("SELECT count(*) FROM audit_line")
            there = int(cursor.fetchone()[0])
            waiting_and_there = self.findings.waiting - len(gone)
            extra: list[tuple[UUID, datetime]] = []
            if there != self._lines_met + waiting_and_there:
                cursor.execute(
                    "SELECT l.id, l.at FROM audit_line l"
                    " WHERE NOT EXISTS"
                    " (SELECT FROM audit_leaf f WHERE f.line = l.id AND f.at = l.at)"
                    " AND NOT EXISTS"
                    " (SELECT FROM audit_unsealed u WHERE u.at = l.at AND u.id = l.id)"
                    " ORDER BY l.at, l.id"
                )
                extra = cursor.fetchall()
        for id_, at in gone:
            self.findings.add(f"line {id_} of {_told(at)} was taken away before it was sealed")
        for id_, at in extra:
            self.findings.add(f"line {id_} of {_told(at)} was put in past the triggers")
        waiting = oldest_waiting()
        self.findings.is_late = waiting is not None and clock.now() - waiting >= LATE
        self._waiting_lines()

    # Inside

    def _checkpoints(self) -> Iterator[Checkpoint]:
        return Checkpoint.objects.order_by("size", "id").iterator(PAGE)

    def _lines_of(self, page: Sequence[Leaf]) -> dict[UUID, Line]:
        # Both columns, so that PostgreSQL looks into the right months only.
        moments = [leaf.at for leaf in page]
        found = Line.objects.filter(
            at__gte=min(moments),
            at__lte=max(moments),
            at__in=moments,
            id__in=[leaf.line for leaf in page],
        )
        return {line.id: line for line in found}

    def _nodes_over(self, page: Sequence[Leaf]) -> dict[tuple[int, int], bytes]:
        """The stored nodes that end within this page."""
        first, past = page[0].index, page[-1].index + 1
        found: dict[tuple[int, int], bytes] = {}
        level = 1
        while past >> STEP * level:
            for node in Node.objects.filter(
                level=level, index__gte=first >> STEP * level, index__lt=past >> STEP * level
            ):
                found[level, node.index] = bytes(node.hash)
            level += 1
        return found

    def _leaf(self, leaf: Leaf, line: Line | None) -> None:
        self.findings.lines += 1
        if line is None:
            if not self._may_be_gone(leaf.at):
                self._bad(leaf, "was taken away, or its time or id was changed")
            return
        self._lines_met += 1
        as_written = written(line)
        if leaf.at != line.at or rules.leaf_hash(as_written) != bytes(leaf.hash):
            self._bad(leaf, "was changed")
        elif not self._vouched(as_written):
            self._bad(leaf, "was not written by the door")

    def _vouched(self, line: rules.Written) -> bool:
        # Lines from before there was a keyed hash stand together at the start of the tree.
        if not line.mac:
            return not self._macs_began
        self._macs_began = True
        return is_vouched(line)

    def _bad(self, leaf: Leaf, what: str) -> None:
        self.findings.add(f"line {leaf.line} of {_told(leaf.at)}, place {leaf.index}, {what}")

    def _gap(self, leaf: Leaf) -> None:
        self.findings.add(
            f"place {self._grown.size} is empty, and {leaf.index} is not: leaves were taken away"
        )

    def _grow(self, hash_: bytes, nodes: Mapping[tuple[int, int], bytes]) -> None:
        complete = self._grown.append(hash_)
        for level, made in complete[STEP::STEP]:
            place = level // STEP, (self._grown.size >> level) - 1
            if nodes.get(place) != made:
                first = place[1] << level
                self.findings.add(
                    f"the node over places {first} to {self._grown.size - 1} does not fit them"
                )
        if any(head.size == self._grown.size for head in self._kept):
            self._roots[self._grown.size] = self._grown.root()

    def _checkpoint(self, row: Checkpoint) -> None:
        self.findings.checkpoints += 1
        stored = checkpoints.genuine(row, self._keys)
        if stored is None:
            self.findings.add(f"checkpoint {row.id} of {row.size} lines is not signed by this log")
        elif row.size != self._grown.size or stored.root != self._grown.root():
            self.findings.add(
                f"places {self._good_until} to {row.size - 1}: at least one line is not the one "
                f"that checkpoint {row.id} was signed over"
            )
        else:
            self._good_until = row.size

    def _may_be_gone(self, at: datetime) -> bool:
        """Whether a line of that time went with its whole month, after its five years."""
        if at >= self._cutoff:
            return False
        month = f"audit_line_{at.astimezone(UTC):%Y_%m}"
        if month not in self._has_month:
            with connection.cursor() as cursor:
                cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [month])
                self._has_month[month] = bool(cursor.fetchone()[0])
        return not self._has_month[month]

    def _waiting_lines(self) -> None:
        """Lines that wait must have come by the door too."""
        rows = Line.objects.raw(
            "SELECT l.* FROM audit_unsealed u JOIN audit_line l ON l.at = u.at AND l.id = u.id"
            " ORDER BY u.at, u.id"
        )
        for line in rows.iterator():
            if not self._vouched(written(line)):
                self.findings.add(
                    f"line {line.id} of {_told(line.at)}, not sealed yet, "
                    "was not written by the door"
                )


def month_of_five_years_ago(now: datetime) -> datetime:
    """Months before this one may be dropped."""
    first = now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return first.replace(year=first.year - KEPT_YEARS)


def _told(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
