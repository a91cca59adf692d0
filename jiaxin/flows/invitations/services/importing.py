"""What a firm does with its roster: upload it, say what its columns hold, import it, or drop it."""

from datetime import timedelta
from uuid import UUID

from jiaxin.flows.invitations import reads
from jiaxin.flows.invitations.errors import ColumnsMissing, NotNow
from jiaxin.flows.invitations.events import RosterWaits
from jiaxin.flows.invitations.files import Caught
from jiaxin.flows.invitations.models import Roster
from jiaxin.flows.invitations.rules import states
from jiaxin.flows.invitations.rules.headings import REQUIRED, Mapped
from jiaxin.flows.invitations.rules.states import Inviter, State
from jiaxin.flows.invitations.services.ending import erase
from jiaxin.ground import clock
from jiaxin.ground.events import announce
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service, spend
from jiaxin.trust.access.limits import Limit

_UPLOADS = Limit("roster.upload", 60, timedelta(hours=1))


@service(Action.ROSTER_UPLOAD)
def upload(actor: Actor, /, *, caught: Caught, name: str, roster_id: UUID) -> UUID:
    """Take note of a file that lies on the disk under this id. The same file again is the same."""
    about(actor.acts_for, roster=roster_id, size=caught.size)
    spend(_UPLOADS, str(actor.acts_for))
    now, digest = clock.now(), reads.digest_of(caught.digest)
    known = (
        Roster.objects.filter(inviter_id=actor.acts_for, digest=digest, until__gt=now)
        .exclude(state__in=[State.DROPPED, State.STOPPED])
        .first()
    )
    if known is not None:
        return known.id
    row = Roster(
        id=roster_id,
        inviter=Inviter.FIRM,
        inviter_id=actor.acts_for,
        state=State.CAUGHT,
        file_name=name[:120],
        file_key=caught.key,
        digest=digest,
        size=caught.size,
        uploaded_by=actor.person,
        came_at=now,
        until=states.ends_at(now),
    )
    row.save(force_insert=True)
    announce(RosterWaits(roster_id=row.id))
    return row.id


@service(Action.ROSTER_MAP)
def map_columns(actor: Actor, /, *, roster_id: UUID, columns: Mapped) -> None:
    """The firm says which column holds what; then its rows are checked."""
    row = reads.own_for_update(actor, roster_id)
    about(actor.acts_for, roster=roster_id)
    if State(row.state) is not State.MAPPING:
        raise NotNow
    there = {int(column) for column in row.headings}
    if any(field not in columns for field in REQUIRED) or not set(columns.values()) <= there:
        raise ColumnsMissing
    if len(set(columns.values())) < len(columns):
        raise ColumnsMissing
    row.columns = {field.value: column for field, column in columns.items()}
    row.state = State.CHECKING
    row.save(update_fields=["columns", "state"])
    announce(RosterWaits(roster_id=row.id))


@service(Action.ROSTER_OPEN)
def open_roster(actor: Actor, /, *, roster_id: UUID, tells: bool = False) -> None:
    """Import the good rows; with `tells`, write to the phones in them. Done twice, it is once."""
    row = reads.own_for_update(actor, roster_id)
    about(actor.acts_for, roster=roster_id, good=row.good)
    if State(row.state) in {State.OPENING, State.OPEN}:
        return
    if not states.may_move(State(row.state), State.OPENING) or not row.good:
        raise NotNow
    row.state, row.tells = State.OPENING, tells
    row.save(update_fields=["state", "tells"])
    announce(RosterWaits(roster_id=row.id))


@service(Action.ROSTER_DROP)
def drop(actor: Actor, /, *, roster_id: UUID) -> None:
    """The firm does not want it any more: all of it is erased, and its key destroyed."""
    row = reads.own_for_update(actor, roster_id)
    about(actor.acts_for, roster=roster_id)
    if not states.may_move(State(row.state), State.DROPPED):
        raise NotNow
    row.state = State.DROPPED
    erase(actor, row=row)
