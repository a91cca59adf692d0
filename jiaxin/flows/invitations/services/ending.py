"""The end of an import: its rows go, its key is destroyed; its counts stay."""

from uuid import UUID

from jiaxin.flows.invitations.models import Roster, SealedInvitation, UnfitRow
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service, step
from jiaxin.trust.identity import services as identity


@service(Action.ROSTER_END)
def end(actor: Actor, /, *, roster_id: UUID) -> None:
    """Its thirty days are over."""
    row = Roster.objects.select_for_update().filter(id=roster_id, erased_at=None).first()
    if row is None or clock.now() < row.until:
        return
    about(row.inviter_id, roster=roster_id)
    erase(actor, row=row)


@step
def erase(actor: Actor, /, *, row: Roster) -> None:
    """Nothing of what it brought is left, and what may lie elsewhere opens no more."""
    gone = SealedInvitation.objects.filter(roster_id=row.id).delete()[0]
    UnfitRow.objects.filter(roster_id=row.id).delete()
    row.file_name = row.file_key = row.headings = None
    row.erased_at = clock.now()
    row.save(update_fields=["state", "file_name", "file_key", "headings", "erased_at"])
    identity.destroy_key(actor, owner=row.id)
    about(row.inviter_id, erased=gone)
