"""Records of sharing 对外提供记录 (PIPL 23, 55, 56): to whom her data were given, by what right.

Figures and ids of recipients, never of a person; kept for three years at least with the looks that
they are counted from.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Count, Max, Min, QuerySet, Sum

from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role

# Her data may be given to each of these under a consent of its own.
READERS = frozenset({Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


class To(StrEnum):
    """What kind of recipient it is."""

    FAMILIES = "families"
    FIRM = "firm"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Shared:
    """What was given to one recipient in a span: of how many workers, how often, when."""

    to: To
    name: str
    people: int
    times: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment on, up to another."""

    since: datetime
    until: datetime


def counted(
    viewer: Actor, looks: "QuerySet[Any, Any]", by: str, span: Span
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each recipient's figures. `looks` have `worker_id`, `at`, `last_at` and `loads`."""
    if viewer.role not in READERS:
        raise NotFound
    within = looks.filter(last_at__gte=span.since, at__lt=span.until)
    figures = within.values(by).annotate(
        people=Count("worker_id", distinct=True),
        times=Sum("loads"),
        first=Min("at"),
        last=Max("last_at"),
    )
    # All families are one recipient even where nobody looked: a count of none is no sharing.
    for row in figures.filter(people__gt=0).order_by("-last"):
        yield row.pop(by), row
