"""The sealed trail as records: each line in full with its place and hash, then the checkpoint."""

from collections.abc import Callable, Iterator
from typing import Any

from jiaxin.trust.audit import checkpoints, rules
from jiaxin.trust.audit.models import Leaf, Line
from jiaxin.trust.audit.reads import written

PAGE = 2000


def records(size: int, said: Callable[[str], None]) -> Iterator[dict[str, Any]]:
    """The first `size` lines in the tree's order. A line past its five years is its hash only."""
    done = 0
    while done < size:
        page = list(Leaf.objects.filter(index__gte=done, index__lt=size).order_by("index")[:PAGE])
        if not page:
            break
        moments = [leaf.at for leaf in page]
        lines = {
            line.id: line
            for line in Line.objects.filter(
                at__gte=min(moments),
                at__lte=max(moments),
                at__in=moments,
                id__in=[leaf.line for leaf in page],
            )
        }
        for leaf in page:
            yield _record(leaf, lines.get(leaf.line))
        done = page[-1].index + 1
        said(f"{done} of {size} lines")
    if newest := checkpoints.newest(up_to=size):
        yield {"checkpoint": newest.note}


def _record(leaf: Leaf, line: Line | None) -> dict[str, Any]:
    place = {"index": leaf.index, "hash": bytes(leaf.hash).hex()}
    if line is None:
        return place
    as_written = written(line)
    return {**place, "mac": as_written.mac.hex(), **rules.in_full(as_written)}
