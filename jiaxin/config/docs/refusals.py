"""docs/errors.md: every refusal, with its permanent code and its words."""

from collections.abc import Iterator

from jiaxin.config.docs.loading import load_everything
from jiaxin.config.docs.tables import code, first_line, page, table
from jiaxin.ground.errors import Refusal

INTRODUCTION = (
    'Every expected "no" (拒绝). A code is permanent and is never used again for something else. '
    "The status is the one over HTTP."
)


def every_refusal() -> list[type[Refusal]]:
    """Each refusal that can be raised, by code; a family that only others stand on has none."""
    load_everything()
    return sorted(
        (kind for kind in _below(Refusal) if kind.code), key=lambda kind: (kind.code, kind.__name__)
    )


def written() -> str:
    rows = [
        (
            code(kind.code),
            str(kind.status),
            kind.says.zh,
            kind.says.en,
            f"{kind.do.zh}<br>{kind.do.en}",
            first_line(kind.__doc__),
        )
        for kind in every_refusal()
    ]
    head = ["code", "status", "中文", "English", "what to do next", "raised when"]
    return page("Refusals", INTRODUCTION, table(head, rows))


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for child in kind.__subclasses__():
        if child.__module__.startswith("jiaxin."):
            yield child
            yield from _below(child)
