"""Writing a correction, its line in the desks' list and its fact's mark; the proof to read it."""

from datetime import timedelta
from uuid import UUID

from jiaxin.facts.firms import reads as firm_reads
from jiaxin.facts.firms import services as firms
from jiaxin.facts.records.proofs import OpenCorrection
from jiaxin.facts.records.services import disputes
from jiaxin.flows.corrections import items
from jiaxin.flows.corrections.errors import CorrectionMoved
from jiaxin.flows.corrections.events import CorrectionMoved as Moved
from jiaxin.flows.corrections.items import Item
from jiaxin.flows.corrections.models import Correction, Docket, OfficerLook
from jiaxin.flows.corrections.rules import WAITING, About, State, may_move
from jiaxin.ground import clock
from jiaxin.ground.events import announce
from jiaxin.ground.ids import new_id
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import look_again, step
from jiaxin.trust.identity import reads as identity
from jiaxin.trust.identity import services as identity_services

_ONE_LOOK = timedelta(minutes=10)
_COPIED = (
    *("subject_id", "about", "kind", "source", "desk", "state", "filed_at", "forward_by"),
    *("due_on", "late_at", "taken_by", "taken_at", "ended_at"),
)


@step
def keep(actor: Actor, /, *, row: Correction) -> None:
    """Write it, and where it stands to the desks' list, which tells nothing of what it says."""
    row.save()
    values = {name: getattr(row, name) for name in _COPIED}
    if not Docket.objects.filter(correction_id=row.id).update(**values):
        Docket.objects.create(correction_id=row.id, region=_region(row), **values)


@step
def move(actor: Actor, /, *, row: Correction, then: State) -> None:
    """Move it on: the mark of its fact follows, in the same transaction."""
    if not may_move(State(row.state), then):
        raise CorrectionMoved
    row.state = then
    row.taken_by = row.taken_at = None
    row.ended_at = None if then in WAITING else clock.now()
    keep(actor, row=row)
    mark(actor, row=row)


@step
def mark(actor: Actor, /, *, row: Correction) -> None:
    """The fact is disputed while a correction of it waits, and not a moment longer."""
    waits = State(row.state) in WAITING
    if About(row.about) is About.FIRM:
        put = firms.mark_disputed if waits else firms.mark_settled
        put(actor, firm=row.subject_id, line=row.line)
    else:
        set_ = disputes.mark_disputed if waits else disputes.mark_settled
        set_(actor, worker=row.subject_id, line=row.line)


@step
def hold(actor: Actor, /, *, about: About, subject: UUID) -> None:
    """What is decided about one subject is decided one after the other."""
    if about is About.WORKER:
        identity_services.hold(actor, worker=subject)
    else:
        firms.hold(actor, firm=subject)


@step
def tell(actor: Actor, /, *, row: Correction) -> None:
    """Whoever filed it has something to read."""
    announce(
        Moved(
            about=About(row.about),
            subject_id=row.subject_id,
            correction_id=row.id,
            move_id=new_id(),
        )
    )
    look_again(*topics_of(row.about, row.subject_id))


@step
def note_look(actor: Actor, /, *, subject: UUID, correction: UUID | None) -> None:
    """On the subject's page an officer's reading of one sitting is one look."""
    now = clock.now()
    mine = OfficerLook.objects.filter(
        subject_id=subject, correction_id=correction, officer=actor.person
    )
    last = mine.filter(last_at__gt=now - _ONE_LOOK).order_by("-at").first()
    if last is not None:
        last.last_at, last.loads = now, last.loads + 1
        last.save(update_fields=["last_at", "loads"])
        return
    OfficerLook.objects.create(
        subject_id=subject, correction_id=correction, officer=actor.person, at=now, last_at=now
    )


def _prove(row: Correction, reader: UUID | None) -> OpenCorrection:
    """The proof for the one fact that a waiting correction is about."""
    if State(row.state) not in WAITING:
        raise CorrectionMoved
    return OpenCorrection(
        worker=row.subject_id,
        line=row.line,
        kind=row.kind,
        correction=row.id,
        reader=reader,
        at=clock.now(),
    )


@step
def item_of(actor: Actor, /, *, row: Correction, reader: UUID | None) -> Item:
    """The disputed fact as it stands now."""
    if About(row.about) is About.FIRM:
        return items.of_firm(row.subject_id, row.line)
    return items.of_worker(_prove(row, reader), row.line)


def _region(row: Correction) -> str:
    if About(row.about) is About.FIRM:
        return firm_reads.whose(row.subject_id).region
    return identity.home_region_of(row.subject_id)
