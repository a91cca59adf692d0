"""Whom one account got to see: asked of the trail, when that account was in wrong hands."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from jiaxin.trust.access.trail import DONE
from jiaxin.trust.audit.models import Line


def by_account(
    account: str, *, since: datetime | None, until: datetime | None, after: UUID, at_most: int
) -> list[UUID]:
    """The next so many subjects of its acts in that time, by their ids, each once."""
    found = _lines(account, since, until).filter(subject__gt=after).order_by("subject")
    return [one for one in found.values_list("subject", flat=True).distinct()[:at_most] if one]


def count(account: str, *, since: datetime | None, until: datetime | None) -> int:
    """How many subjects its acts in that time had."""
    return _lines(account, since, until).values("subject").distinct().count()


def is_among(account: str, person: UUID, *, since: datetime | None, until: datetime | None) -> bool:
    """Whether it did anything about this person in that time."""
    return _lines(account, since, until).filter(subject=person).exists()


def _lines(account: str, since: datetime | None, until: datetime | None) -> QuerySet[Line]:
    if since is None or until is None:
        raise ValueError("a time has two ends")
    # Of its own sign-in it is the subject itself: that concerns nobody else.
    return Line.objects.filter(
        actor=account, at__gte=since, at__lt=until, outcome=DONE, subject__isnull=False
    ).exclude(subject=account)
