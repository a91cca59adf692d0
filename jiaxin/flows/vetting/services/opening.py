"""How a case begins and how it ends without persons: what a source's answer does."""

from datetime import timedelta
from uuid import UUID

from jiaxin.facts.records import reads as records
from jiaxin.facts.records.rules import Background, Standing
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.vetting import reads, rules
from jiaxin.flows.vetting.events import HearingEnding, VettingEnded, VettingOpened
from jiaxin.flows.vetting.models import Case
from jiaxin.flows.vetting.rules import CLOSABLE, Cause, State
from jiaxin.flows.vetting.services.keeping import keep
from jiaxin.ground import clock
from jiaxin.ground.events import announce
from jiaxin.ground.ids import new_id
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import look_again, step
from jiaxin.trust.identity import services as identity

_MORNING = timedelta(hours=9)


@step
def note_answer(actor: Actor, /, *, worker: UUID) -> None:
    """What follows from the newest answer about her, in the transaction that admits it.

    An answer that is to be verified opens a case, unless one waits already or persons have settled
    this very answer. An answer that nothing was found closes a case that nobody has decided; if
    her certificate was revoked, it opens one instead: what persons decided, persons take back.
    """
    said = records.background_now(records.light_only(worker)).said
    if said is Background.BEING_VERIFIED:
        open_case(actor, worker=worker, cause=Cause.ANSWER)
    elif said is Background.NONE_FOUND:
        if certificates.standing_of(worker) is Standing.REVOKED:
            open_case(actor, worker=worker, cause=Cause.CHANGED)
        elif _is_about_the_answer(worker):
            close_case(actor, worker=worker)


@step
def open_case(actor: Actor, /, *, worker: UUID, cause: Cause) -> UUID:
    """Open a case and tell her; the one that waits already is the one."""
    identity.hold(actor, worker=worker)
    waiting = reads.waiting_for_update(worker)
    if waiting is not None:
        return waiting.id
    now, today = clock.now(), clock.today()
    case = Case(
        worker_id=worker,
        cause=cause,
        state=State.OPENED,
        opened_at=now,
        begun_on=today,
        hearing_on=rules.hearing_ends_on(today),
        due_on=rules.due_on(today),
    )
    keep(actor, case=case)
    invite(actor, case=case)
    return case.id


@step
def invite(actor: Actor, /, *, case: Case) -> None:
    """Tell her now, and once more in the morning of the last day that is hers."""
    round_id = new_id()
    told = {"worker_id": case.worker_id, "case_id": case.id, "round_id": round_id}
    announce(VettingOpened(**told))
    morning = clock.start_of(case.hearing_on) + _MORNING
    announce(HearingEnding(**told), after=morning - clock.now())
    look_again(*topics_of("worker", case.worker_id))


@step
def close_case(actor: Actor, /, *, worker: UUID) -> None:
    """Close what waits and was not decided: there is nothing left to look at."""
    identity.hold(actor, worker=worker)
    case = reads.waiting_for_update(worker)
    if case is None or State(case.state) not in CLOSABLE:
        return
    case.state, case.ended_at = State.CLOSED, clock.now()
    case.taken_by = case.taken_at = None
    keep(actor, case=case)
    announce(VettingEnded(worker_id=worker, case_id=case.id, ending_id=case.id))
    look_again(*topics_of("worker", worker))


def _is_about_the_answer(worker: UUID) -> bool:
    """Whether what waits is about the source's answer, not about what persons said a year ago."""
    return Case.objects.filter(worker_id=worker, state__in=CLOSABLE, cause=Cause.ANSWER).exists()
