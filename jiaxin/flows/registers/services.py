"""The verbs of registers: enter an assessment; enter a breach, report it, tell of it, close it."""

from dataclasses import asdict
from uuid import UUID

from jiaxin.flows.registers import reads, rules
from jiaxin.flows.registers.errors import (
    AlreadyReplaced,
    AlreadyReported,
    AlreadyTelling,
    BadEntry,
    IsClosed,
    NotToBeClosed,
)
from jiaxin.flows.registers.events import BreachConcerns, BreachTelling
from jiaxin.flows.registers.models import Assessment, Breach
from jiaxin.flows.registers.rules import NewAssessment, NewBreach, RegisterFault
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.events import announce
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import grounds, service

AT_ONCE = 500


@service(Action.ASSESSMENT_ENTER)
def enter_assessment(actor: Actor, /, *, new: NewAssessment) -> UUID:
    """Enter an assessment; it may take the place of an older one, which stays to be read."""
    if faults := rules.faults_of_assessment(new, clock.today()):
        raise BadEntry(faults=faults)
    if new.replaces is not None:
        if not Assessment.objects.select_for_update().filter(id=new.replaces).exists():
            raise NotFound
        if Assessment.objects.filter(replaces=new.replaces).exists():
            raise AlreadyReplaced
    values = asdict(new) | {"kinds": list(new.kinds)}
    row = Assessment.objects.create(**values, made_by=actor.person, made_at=clock.now())
    grounds(f"assessment:{row.id}", title=row.title, conclusion=row.conclusion)
    return row.id


@service(Action.BREACH_ENTER)
def enter_breach(actor: Actor, /, *, new: NewBreach) -> UUID:
    """Enter a breach: its clock runs from the moment it was found."""
    if faults := rules.faults_of_breach(new, clock.now()):
        raise BadEntry(faults=faults)
    values = asdict(new) | {"kinds": list(new.kinds)}
    row = Breach.objects.create(**values, opened_by=actor.person, opened_at=clock.now())
    grounds(f"breach:{row.id}", kinds=row.kinds, concerned=row.concerned)
    return row.id


@service(Action.BREACH_REPORT)
def note_report(actor: Actor, /, *, breach_id: UUID, to: str, reference: str) -> None:
    """Note that the authority was told: to whom, and its number there."""
    row = _open(breach_id)
    if row.reported_at is not None:
        raise AlreadyReported
    if not 1 <= len(to.strip()) <= rules.SHORT or len(reference.strip()) > rules.SHORT:
        raise BadEntry(faults=[RegisterFault.TITLE])
    row.reported_to, row.reference = to.strip(), reference.strip()
    row.reported_at = clock.now()
    row.save(update_fields=["reported_to", "reference", "reported_at"])


@service(Action.BREACH_TELL)
def begin_telling(actor: Actor, /, *, breach_id: UUID) -> None:
    """Have everyone whom it concerns told, page by page."""
    row = _open(breach_id)
    if row.telling_at is not None:
        raise AlreadyTelling
    row.telling_at = clock.now()
    row.save(update_fields=["telling_at"])
    announce(BreachTelling(breach_id=row.id))


@service(Action.BREACH_TELL_NEXT)
def tell_next(actor: Actor, /, *, breach_id: UUID) -> int:
    """Announce the next page of them; how many. The cursor moves with it, so each comes once."""
    row = Breach.objects.select_for_update().filter(id=breach_id).first()
    grounds(f"breach:{breach_id}")
    if row is None or row.telling_at is None or row.told_at is not None:
        return 0
    page = reads.next_concerned(row.id, after=row.told_up_to, at_most=AT_ONCE)
    for worker in page:
        announce(BreachConcerns(worker_id=worker, breach_id=row.id))
    row.told += len(page)
    if page:
        row.told_up_to = page[-1]
    if len(page) == AT_ONCE:
        announce(BreachTelling(breach_id=row.id))
    else:
        row.told_at = clock.now()
    row.save(update_fields=["told", "told_up_to", "told_at"])
    return len(page)


@service(Action.BREACH_CLOSE)
def close_breach(actor: Actor, /, *, breach_id: UUID, closing: str, untold_reason: str) -> None:
    """Close it with what came of it; those concerned were told, or it says why not."""
    row = _open(breach_id)
    state = rules.state_of(row.reported_at, row.closed_at)
    if not rules.may_close(state, told=row.told_at is not None, untold_reason=untold_reason):
        raise NotToBeClosed
    said = "\n\n".join(part for part in (closing.strip(), untold_reason.strip()) if part)
    if not 1 <= len(said) <= rules.LONG:
        raise BadEntry(faults=[RegisterFault.WHAT])
    row.closing, row.closed_at = said, clock.now()
    row.save(update_fields=["closing", "closed_at"])


def _open(breach_id: UUID) -> Breach:
    row = Breach.objects.select_for_update().filter(id=breach_id).first()
    grounds(f"breach:{breach_id}")
    if row is None:
        raise NotFound
    if row.closed_at is not None:
        raise IsClosed
    return row
