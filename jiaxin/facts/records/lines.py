"""Which line of a worker's facts a fact is a version of."""

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID, uuid5

from django.db.models import QuerySet

from jiaxin.facts.records import kinds
from jiaxin.facts.records.contents import FactKind
from jiaxin.facts.records.models import Fact
from jiaxin.facts.records.proofs import Admission
from jiaxin.facts.records.rules import Came, Side, side_of
from jiaxin.ground.errors import NotFound
from jiaxin.ground.ids import new_id

# What a decided correction leaves as evidence on the version that it makes.
CORRECTED_BY = "correction:"


def versions(worker: UUID, opened: frozenset[str]) -> QuerySet[Fact]:
    """What is known of these kinds about her, the newest first: to lay something beside it."""
    return Fact.sealed.under(Admission(worker, opened)).order_by("-version")


def of_line(worker: UUID, line: UUID) -> list[Fact]:
    """Every version of one line, the newest first; NotFound where she has none there."""
    rows = list(versions(worker, kinds.codes()).filter(line=line))
    if not rows:
        raise NotFound
    return rows


class Versioned(Protocol):
    """A version of a fact, whether a row of the model or what was fetched in bulk."""

    @property
    def line(self) -> UUID: ...

    @property
    def source(self) -> str: ...

    @property
    def came(self) -> str: ...

    @property
    def content(self) -> Any: ...

    @property
    def evidence(self) -> str: ...


def among[V: Versioned](
    rows: Sequence[V],
    worker: UUID,
    named: UUID | None,
    said: tuple[str, Came],
    kind: FactKind,
    content: Any,
) -> tuple[UUID, list[V]]:
    """The line, with its versions, the newest first; `rows` are all of this kind that she has.

    What tells lines apart is sealed with the content, so it is compared here, in the open rows of
    one worker, and no digest of it is kept. Two bodies that speak of one thing keep a line each:
    where they disagree, both are shown with their dates.
    """
    wanted = kind.about(content, said[1])
    line = named or (uuid5(worker, f"{kind.code}/") if wanted == "" else None)
    if line is not None:
        return line, [row for row in rows if row.line == line]
    lines: dict[UUID, list[V]] = {}
    for row in rows:
        lines.setdefault(row.line, []).append(row)
    for known, kept in lines.items():
        # A corrected line is found by what was wrong with it, too.
        spoken = kept[: 2 if was_corrected(kept) else 1]
        if _of_another_body(spoken[-1], said):
            continue
        if any(kind.about(kind.stored(one.content), Came(one.came)) == wanted for one in spoken):
            return known, kept
    return new_id(), []


def was_corrected(versions: Sequence[Versioned]) -> bool:
    """Whether the newest version is one that a correction made of the one before."""
    return len(versions) > 1 and versions[0].evidence.startswith(CORRECTED_BY)


def was_judged(versions: Sequence[Versioned], content: Any) -> bool:
    """Whether this content was found wrong: that its source repeats it tomorrow is no news."""
    return was_corrected(versions) and versions[1].content == content


def _of_another_body(newest: Versioned, said: tuple[str, Came]) -> bool:
    source, came = said
    both = side_of(Came(newest.came)) is Side.BODY and side_of(came) is Side.BODY
    return both and newest.source != source
