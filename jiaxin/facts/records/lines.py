"""Which line of a worker's facts a fact is a version of."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from jiaxin.facts.records.contents import FactKind
from jiaxin.facts.records.models import Fact
from jiaxin.facts.records.rules import Came, Side, side_of
from jiaxin.ground.ids import new_id


def among(
    rows: Sequence[Fact],
    worker: UUID,
    named: UUID | None,
    said: tuple[str, Came],
    kind: FactKind,
    content: Any,
) -> tuple[UUID, list[Fact]]:
    """The line, with its versions, the newest first; `rows` are all of this kind that she has.

    What tells lines apart is sealed with the content, so it is compared here, in the open rows of
    one worker, and no digest of it is kept. Two bodies that speak of one thing keep a line each:
    where they disagree, both are shown with their dates.
    """
    wanted = kind.about(content, said[1])
    line = named or (uuid5(worker, f"{kind.code}/") if wanted == "" else None)
    if line is not None:
        return line, [row for row in rows if row.line == line]
    lines: dict[UUID, list[Fact]] = {}
    for row in rows:
        lines.setdefault(row.line, []).append(row)
    for known, versions in lines.items():
        newest = versions[0]
        if _of_another_body(newest, said):
            continue
        if kind.about(kind.stored(newest.content), Came(newest.came)) == wanted:
            return known, versions
    return new_id(), []


def _of_another_body(newest: Fact, said: tuple[str, Came]) -> bool:
    source, came = said
    both = side_of(Came(newest.came)) is Side.BODY and side_of(came) is Side.BODY
    return both and newest.source != source
