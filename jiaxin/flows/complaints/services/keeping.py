"""Writing a complaint: how it moves, who is told, when its three years begin; time and ends."""

from uuid import UUID

from jiaxin.flows.complaints import reads, rules
from jiaxin.flows.complaints.errors import ComplaintMoved
from jiaxin.flows.complaints.events import ComplaintMoved as Moved
from jiaxin.flows.complaints.models import FILES, Complaint, Evidence, EvidencePage, Statement
from jiaxin.flows.complaints.rules import DECIDED, WAITING, Matter, Sort, State
from jiaxin.flows.placements.rules import Side
from jiaxin.flows.vetting import plain
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.events import announce
from jiaxin.ground.ids import new_id
from jiaxin.ground.masking import mask_numbers
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, service, step


@step
def move(actor: Actor, /, *, row: Complaint, then: State) -> None:
    """Move it on, along the table only; its end begins the three years of what is not held."""
    if not rules.may_move(State(row.state), then):
        raise ComplaintMoved
    row.state = then
    row.taken_by = row.taken_at = None
    row.ended_at = None if then in WAITING else clock.now()
    row.save()
    if row.ended_at is not None and not row.is_held:
        begin_to_end(actor, row=row)


@step
def begin_to_end(actor: Actor, /, *, row: Complaint) -> None:
    """From now on the three years run, for it and for all that belongs to it."""
    row.kept_from = clock.now()
    row.save(update_fields=["is_held", "kept_from"])
    for model in FILES:
        model.objects.filter(complaint_id=row.id).update(kept_from=row.kept_from)


@step
def say(
    actor: Actor,
    /,
    *,
    row: Complaint,
    sort: Sort,
    words: str,
    side: Side | None,
    author: UUID | None = None,
) -> None:
    """Keep somebody's words, with the numbers to call put out of sight."""
    Statement.objects.create(
        complaint_id=row.id,
        author_id=author or (actor.acts_for if side is Side.FIRM else actor.person),
        side=side or "",
        sort=sort,
        words=mask_numbers(plain.words(words)),
        at=clock.now(),
    )


@step
def tell(actor: Actor, /, *, row: Complaint, besides: Side | None = None) -> None:
    """All of its sides have something to read, but for the one that has just spoken."""
    sides = {Side(row.by), Side(row.against)}
    if reads.is_mediated(row):
        sides.add(Side.FIRM)
    for side in sorted(sides - {besides}):
        party = reads.party_of(row, side)
        if party is None:
            continue
        look_again(*topics_of(side, party))
        if side is not Side.FIRM:
            told = Moved(side=side, party_id=party, complaint_id=row.id, move_id=new_id())
            announce(told)
    look_again(*topics_of("complaint", row.id))


@service(Action.COMPLAINT_AGE)
def move_on(actor: Actor, /, *, complaint_id: UUID) -> None:
    """Whoever had it has had the time for it; what nobody has decided in time is late."""
    row = reads.locked(complaint_id)
    about(row.subject_id, complaint=row.id)
    today = clock.today()
    clocks = {"answer_by": row.answer_by, "mediate_by": row.mediate_by, "today": today}
    if rules.moves_on(State(row.state), **clocks):
        mediated = row.state == State.FILED and reads.is_mediated(row)
        move(actor, row=row, then=rules.after_answer(mediated=mediated))
        tell(actor, row=row)
    if row.state in WAITING and today > row.due_on and row.late_at is None:
        row.late_at = clock.now()
        row.save(update_fields=["late_at"])


@step
def forget_person(actor: Actor, /, *, person: UUID) -> None:
    """Whoever complained is erased: what waits is closed and emptied, unless it may be a crime.

    What was decided, and what another said of her, is kept for its three years.
    """
    for row in Complaint.objects.select_for_update().filter(subject_id=person):
        if rules.is_criminal(Matter(row.matter)) or row.state in DECIDED:
            continue
        if row.state in WAITING:
            move(actor, row=row, then=State.CLOSED)
            tell(actor, row=row, besides=Side(row.by))
        for model in (Statement, Evidence, EvidencePage):
            model.objects.filter(complaint_id=row.id, author_id=person).delete()


@step
def own(actor: Actor, /, *, complaint_id: UUID) -> tuple[Complaint, Side]:
    """One that the actor has a part in, held; NotFound otherwise."""
    row, side = reads.locked(complaint_id), reads.side_of(actor)
    if not reads.is_among(actor, row) or reads.part_of(row, side) is None:
        raise NotFound
    about(row.subject_id, complaint=row.id, side=side)
    return row, side
