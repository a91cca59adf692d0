"""Closing the record of a worker who died, as her kin ask (PIPL art. 49): two officers, and time.

Her kin are shown nothing: neither what the record holds nor what it said.
"""

from datetime import timedelta
from uuid import UUID

from jiaxin.flows.rights import reads, rules
from jiaxin.flows.rights.errors import NobodyToClose, NothingToObject, NotToBeClosed
from jiaxin.flows.rights.events import ClosingAsked
from jiaxin.flows.rights.models import Closing
from jiaxin.flows.rights.rules import ClosingState
from jiaxin.flows.rights.services.deletions import end_worker
from jiaxin.flows.rights.services.pauses import stop
from jiaxin.flows.vetting import plain
from jiaxin.ground import clock
from jiaxin.ground.events import announce
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, grounds, look_again, service, spend
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.identity import reads as identity_reads
from jiaxin.trust.identity import services as identity

_A_DAY = Limit("rights.closings", 20, timedelta(days=1))


@service(Action.CLOSING_ASK)
def ask_closing(actor: Actor, /, *, name: str, number: str, kin: str, evidence: str) -> UUID:
    """Take in what her kin ask, with what shows it. Nothing changes yet; she is written to."""
    grounds("closing")
    spend(_A_DAY, str(actor.person))
    found = identity_reads.proven_by_number(Actor.system("rights"), numbers=[number]).get(number)
    worker = found[0] if found is not None and found[1] == name else None
    region = identity_reads.home_region_of(worker) if worker else ""
    if worker is None or not actor.reaches(region):
        about(actor.person, found="no")
        raise NobodyToClose
    about(worker)
    identity.hold(actor, worker=worker)
    if (waiting := reads.open_closing(worker)) is not None:
        return waiting.id
    now = clock.now()
    row = Closing.objects.create(
        worker_id=worker,
        region=region,
        state=ClosingState.ASKED,
        kin=plain.words(kin),
        evidence=plain.words(evidence),
        why="",
        filed_by=actor.person,
        asked_at=now,
        due_at=now + rules.OBJECT_WITHIN,
    )
    about(worker, proof=f"closing:{row.id}")
    announce(ClosingAsked(worker, row.id))
    look_again(*topics_of("worker", worker))
    return row.id


@service(Action.CLOSING_OBJECT)
def object_to_closing(actor: Actor, /) -> None:
    """She lives, and says so: nothing is closed."""
    about(actor.person)
    rows = Closing.objects.select_for_update().filter(
        worker_id=actor.person, state=ClosingState.ASKED
    )
    row = rows.first()
    if row is None:
        raise NothingToObject
    _end(row, ClosingState.OBJECTED)
    about(actor.person, proof=f"closing:{row.id}")


@service(Action.CLOSING_DO)
def close_record(actor: Actor, /, *, closing_id: UUID, words: str) -> None:
    """Close it: the certificate is void for good, the rows go, her key is destroyed."""
    row = _hers(actor, closing_id)
    bar = rules.bar_to_closing(
        ClosingState(row.state),
        filed_by=row.filed_by,
        officer=actor.person,
        due_at=row.due_at,
        now=clock.now(),
    )
    if bar is not None:
        raise NotToBeClosed(bar=bar)
    worker = row.worker_id
    identity.hold(actor, worker=worker)
    row.decided_by, row.why = actor.person, plain.words(words)
    _end(row, ClosingState.DONE)
    stop(actor, worker=worker)
    gone = end_worker(actor, worker=worker)
    about(worker, proof=f"closing:{row.id}", gone=gone)


@service(Action.CLOSING_REFUSE)
def refuse_closing(actor: Actor, /, *, closing_id: UUID, words: str) -> None:
    """The evidence does not show it: the record stays as it is."""
    row = _hers(actor, closing_id)
    if ClosingState(row.state) is not ClosingState.ASKED or row.filed_by == actor.person:
        raise NotToBeClosed
    row.decided_by, row.why = actor.person, plain.words(words)
    _end(row, ClosingState.REFUSED)
    look_again(*topics_of("worker", row.worker_id))


def _hers(actor: Actor, closing_id: UUID) -> Closing:
    worker = reads.worker_of_closing(actor, closing_id=closing_id)
    about(worker, proof=f"closing:{closing_id}")
    return Closing.objects.select_for_update().get(worker_id=worker, id=closing_id)


def _end(row: Closing, then: ClosingState) -> None:
    row.state, row.ended_at = then, clock.now()
    row.save()
