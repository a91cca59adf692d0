"""What rights do when a copy is asked for, a deletion is due, a sheet is agreed to."""

from jiaxin.flows.rights import errands
from jiaxin.flows.rights import services as rights
from jiaxin.flows.rights.events import DeletionDue, ExportAsked
from jiaxin.ground.events import on, within
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.events import ConsentGranted


@on(ExportAsked, queue="rights", attempts=5)
def make_the_copy(event: ExportAsked) -> None:
    """Made outside any transaction; once made, asking again makes nothing."""
    errands.make_export(event.worker_id, event.export_id)


@on(DeletionDue, queue="rights")
def delete_what_is_due(event: DeletionDue) -> None:
    """It waits for its time in the queue, and looks anew whether it is still wanted."""
    errands.finish_deletion(event.worker_id, event.deletion_id)


@within(ConsentGranted)
def keep_what_is_frozen(event: ConsentGranted) -> None:
    """While a record is frozen no sheet is agreed to: one act lifts it all."""
    rights.refuse_while_paused(Actor.system("rights"), worker=event.worker_id)
