"""Firms with somebody at their desk, and the rosters that they import."""

from uuid import UUID

from jiaxin.facts.firms import reads as firms
from jiaxin.flows.invitations import errands, files, reads
from jiaxin.flows.invitations import services as invitations
from jiaxin.flows.invitations.files import Caught
from jiaxin.flows.invitations.rules.states import State
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from tests import makers_firms, rosters


def a_firm(number: int = 1) -> UUID:
    return firms.id_of(makers_firms.a_registered_firm(number))


def an_operator(firm: UUID | None = None) -> Actor:
    """Somebody at a firm's desk."""
    return Actor(
        role=Role.FIRM_OPERATOR, id=new_id(), sign_in=new_id(), organisation=firm or a_firm()
    )


def caught(data: bytes) -> Caught:
    """A file as it lies on the disk once it came."""
    catching = files.Catching()
    catching.write(data)
    return catching.end()


def uploaded(actor: Actor, data: bytes, *, name: str = "花名册.csv") -> UUID:
    return errands.upload(actor, caught=caught(data), name=name)


def checked(actor: Actor, data: bytes) -> UUID:
    """Uploaded and worked through by the job."""
    roster = uploaded(actor, data)
    errands.work(roster)
    return roster


def imported(actor: Actor, data: bytes) -> UUID:
    """Checked, and what was good was imported."""
    roster = checked(actor, data)
    assert reads.roster(actor, roster).state is State.CHECKED
    invitations.open_roster(actor, roster_id=roster)
    errands.work(roster)
    return roster


def inviting(actor: Actor, *rows: list[str]) -> UUID:
    return imported(actor, rosters.as_csv(rows))


def row_of(worker: Actor, name: str, number: str) -> list[str]:
    """A row that names somebody who has proven herself."""
    return [name, number, "13800138000", "月嫂", "2024-03-01"]
