"""Who else of the commerce department is there: officers whom work can be handed to."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity.models import Account


@dataclass(frozen=True, slots=True)
class Colleague:
    """An officer by her sign-in name; her own name is not for every desk."""

    id: UUID
    staff_name: str
    region: str

    def reaches(self, region: str) -> bool:
        """Whether a region is in her charge."""
        return Actor(role=Role.COMMERCE_OFFICER, id=self.id, region=self.region).reaches(region)


def officers(viewer: Actor, /) -> list[Colleague]:
    """The open accounts of officers whose region is the viewer's, lies in it, or holds it."""
    if viewer.role is not Role.COMMERCE_OFFICER:
        return []
    rows = Account.objects.filter(role=Role.COMMERCE_OFFICER.value, is_active=True)
    found = [_colleague(row) for row in rows.order_by("staff_name")]
    return [one for one in found if viewer.reaches(one.region) or one.reaches(viewer.region)]


def officer(viewer: Actor, /, *, staff: UUID) -> Colleague | None:
    """One of them."""
    return next((one for one in officers(viewer) if one.id == staff), None)


def has_owner(organisation: UUID) -> bool:
    """Whether somebody owns this firm's desk. Says not who."""
    rows = Account.objects.filter(organisation_id=organisation, role=Role.FIRM_OWNER.value)
    return rows.filter(is_active=True).exists()


def names(viewer: Actor, /, *, ids: set[UUID]) -> dict[UUID, str]:
    """The sign-in names of officers who did something that the viewer may see."""
    if viewer.role is not Role.COMMERCE_OFFICER:
        return {}
    rows = Account.objects.filter(id__in=ids, role=Role.COMMERCE_OFFICER.value)
    return {row.id: row.staff_name or "" for row in rows}


def _colleague(row: Account) -> Colleague:
    return Colleague(row.id, row.staff_name or "", row.region)
