"""The phones whose lock signs the viewer in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.models import SignIn, SignInKey
from jiaxin.trust.identity.rules import may_make_key


@dataclass(frozen=True, slots=True)
class SignInKeyRow:
    """One of them."""

    id: UUID
    browser: str
    made_at: datetime
    used_at: datetime | None


def mine(viewer: Actor, /) -> list[SignInKeyRow]:
    """The newest first."""
    rows = SignInKey.objects.filter(person_id=viewer.person).order_by("-made_at")
    return [SignInKeyRow(row.id, row.browser, row.made_at, row.used_at) for row in rows]


def may_add(viewer: Actor, /) -> bool:
    """Whether she signed in so lately that she may add this phone."""
    row = SignIn.objects.filter(person_id=viewer.person, id=viewer.came_in_by).first()
    return row is not None and may_make_key(row.began_at, clock.now())
