"""Restriction (限制处理, PIPL art. 44): she freezes her record, and lifts it when she likes."""

from uuid import UUID

from jiaxin.flows.certificates import services as certificates
from jiaxin.flows.queries import services as queries
from jiaxin.flows.rights import reads
from jiaxin.flows.rights.errors import DeletionOpen, NotPaused, Paused
from jiaxin.flows.rights.models import Pause
from jiaxin.ground import clock
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, service, step
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind


@service(Action.PAUSE)
def pause(actor: Actor, /) -> None:
    """Freeze: nothing of hers is asked, compared or shown until she lifts it."""
    about(actor.person)
    stop(actor, worker=actor.person)


@service(Action.RESUME)
def resume(actor: Actor, /, *, language: str) -> list[Kind]:
    """Lift it: the consents that it suspended hold again, until the day they had."""
    about(actor.person)
    if reads.open_deletion(actor.person) is not None:
        raise DeletionOpen
    return start(actor, language=language)


@step
def stop(actor: Actor, /, *, worker: UUID) -> None:
    """Everything rests on her consents, so suspending them stops everything, wherever it is."""
    suspended = consent.suspend_all(actor, worker=worker)
    queries.close_all(actor, worker=worker)
    certificates.pause(actor, worker=worker)
    row = Pause.objects.select_for_update().filter(worker_id=worker, ended_at=None).first()
    if row is None:
        row = Pause(worker_id=worker, suspended=[], began_at=clock.now())
    row.suspended = [*row.suspended, *(str(one) for one in suspended)]
    row.save()
    about(worker, suspended=suspended)
    look_again(*topics_of("worker", worker))


@step
def start(actor: Actor, /, *, language: str) -> list[Kind]:
    """The frozen record is hers to use again."""
    worker = actor.person
    row = Pause.objects.select_for_update().filter(worker_id=worker, ended_at=None).first()
    if row is None:
        raise NotPaused
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    certificates.resume(actor, worker=worker)
    again = consent.give_back(
        actor, suspended=[UUID(one) for one in row.suspended], language=language
    )
    about(worker, again=again)
    look_again(*topics_of("worker", worker))
    return again


@step
def refuse_while_paused(actor: Actor, /, *, worker: UUID) -> None:
    """A sheet agreed to in another tab must not thaw half of it."""
    if Pause.objects.filter(worker_id=worker, ended_at=None).exists():
        raise Paused
