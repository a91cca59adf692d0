"""The part of the others: the side that answers, the firm that mediates, and both who agree."""

from uuid import UUID

from jiaxin.flows.complaints import reads, rules
from jiaxin.flows.complaints.errors import ComplaintMoved, SaidAlready
from jiaxin.flows.complaints.models import Complaint
from jiaxin.flows.complaints.rules import WAITING, Part, Sort, State
from jiaxin.flows.complaints.services.keeping import move, own, say, tell
from jiaxin.flows.placements.rules import Side
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import service


@service(Action.COMPLAINT_ANSWER)
def answer(actor: Actor, /, *, complaint_id: UUID, words: str) -> None:
    """The other side is heard, once; then it goes to the firm, or to the department."""
    row, side = _own_part(actor, complaint_id, Part.ANSWERS)
    if row.state not in WAITING:
        raise ComplaintMoved
    if reads.has_answered(row):
        raise SaidAlready
    say(actor, row=row, sort=Sort.ANSWER, words=words, side=side)
    if row.state == State.FILED:
        move(actor, row=row, then=rules.after_answer(mediated=reads.is_mediated(row)))
    tell(actor, row=row, besides=side)


@service(Action.COMPLAINT_MEDIATE)
def propose(actor: Actor, /, *, complaint_id: UUID, words: str) -> None:
    """The firm says how it could be settled, once; both are asked whether they agree."""
    row, side = _own_part(actor, complaint_id, Part.MEDIATES)
    if not reads.view(row, side).may_propose:
        raise ComplaintMoved
    say(actor, row=row, sort=Sort.PROPOSAL, words=words, side=side)
    tell(actor, row=row, besides=side)


@service(Action.COMPLAINT_ANSWER)
def agree(actor: Actor, /, *, complaint_id: UUID) -> None:
    """Yes to what the firm proposes: settled once both said so."""
    row, side = _to_answer(actor, complaint_id)
    if reads.part_of(row, side) is Part.COMPLAINS:
        row.subject_agreed_at = clock.now()
    else:
        row.other_agreed_at = clock.now()
    if row.subject_agreed_at is not None and row.other_agreed_at is not None:
        move(actor, row=row, then=State.SETTLED)
    else:
        row.save(update_fields=["subject_agreed_at", "other_agreed_at"])
    tell(actor, row=row, besides=side)


@service(Action.COMPLAINT_ANSWER)
def disagree(actor: Actor, /, *, complaint_id: UUID) -> None:
    """No to it: the department decides."""
    row, side = _to_answer(actor, complaint_id)
    move(actor, row=row, then=State.AT_DESK)
    tell(actor, row=row, besides=side)


def _own_part(actor: Actor, complaint_id: UUID, part: Part) -> tuple[Complaint, Side]:
    row, side = own(actor, complaint_id=complaint_id)
    if reads.part_of(row, side) is not part:
        raise NotFound
    return row, side


def _to_answer(actor: Actor, complaint_id: UUID) -> tuple[Complaint, Side]:
    row, side = own(actor, complaint_id=complaint_id)
    if not reads.view(row, side).may_agree:
        raise ComplaintMoved
    return row, side
