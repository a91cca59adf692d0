"""The yearly check of whoever works with minors (《未成年人保护法》第六十二条): done, and kept."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.rules import Background, Section
from jiaxin.flows.engagements import reads
from jiaxin.flows.engagements.errors import NotWithMinors
from jiaxin.flows.engagements.events import ChecksDue
from jiaxin.flows.engagements.models import (
    Engagement,
    LedgerPaper,
    MinorsCheck,
)
from jiaxin.flows.engagements.services.noting import allowed, note
from jiaxin.flows.queries.reports import background
from jiaxin.ground import clock
from jiaxin.ground.events import announce_all
from jiaxin.ground.ids import new_id
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, grounds, look_again, service, spend
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.consent.rules import Kind

# Drawing one is work.
_PAPERS = Limit("engagements.ledger_paper", 20, timedelta(hours=1))


@service(Action.MINORS_CHECK)
def check(actor: Actor, /, *, engagement_id: UUID, by: str) -> Background:
    """Note what the background answer is now, for this year's entry. It is a look like any other.

    Without her authorisation to the firm, and to the check itself, there is nothing to note.
    """
    place = reads.place_of(actor, engagement_id)
    about(place.worker_id, engagement=engagement_id)
    rows = Engagement.objects.filter(worker_id=place.worker_id, id=engagement_id)
    if not rows.filter(with_minors=True, ended_at=None).exists():
        raise NotWithMinors
    proof = allowed(actor, worker=place.worker_id, kinds=frozenset({Kind.BACKGROUND}))
    known = records.shown(proof, frozenset({Section.BACKGROUND}), clock.today())
    facts = {fact.kind: fact for fact in known}
    now, look_id = clock.now(), new_id()
    shown = background(facts.get(kinds.BACKGROUND), now)
    checked = shown.checked_at.isoformat() if shown.checked_at else None
    MinorsCheck.objects.create(
        worker_id=place.worker_id,
        engagement_id=engagement_id,
        firm_id=actor.acts_for,
        at=now,
        said={"word": shown.word.value, "checked_at": checked, "by": by},
    )
    # It is over as soon as it is done; her page shows it like any other.
    seen = {"by": by, "light": "", "facts": sorted(str(fact.id) for fact in known)}
    note(actor, place=place, look_id=look_id, until=now, shown=seen)
    about(
        place.worker_id,
        proof=f"staff-look:{look_id}",
        engagement=engagement_id,
        consents=proof.consents,
        facts=[fact.id for fact in known],
    )
    look_again(*topics_of("worker", place.worker_id))
    return shown.word


@service(Action.MINORS_PAPER)
def admit_paper(actor: Actor, /) -> None:
    """One more ledger to be drawn."""
    about(actor.acts_for)
    spend(_PAPERS, str(actor.acts_for))


@service(Action.MINORS_PAPER)
def note_paper(actor: Actor, /, *, digest: str) -> None:
    """What was drawn, by its digest: the trail and the check of files know it from now on."""
    LedgerPaper.objects.create(
        firm_id=actor.acts_for, digest=digest, by=actor.person, at=clock.now()
    )
    about(actor.acts_for, digest=digest)


@service(Action.MINORS_REMIND)
def announce_due(actor: Actor, /, *, firms: Collection[UUID]) -> None:
    """Let each of these firms be told that a check is due."""
    grounds("checks", count=len(firms))
    day = clock.today()
    announce_all([ChecksDue(firm_id=firm, day=day) for firm in sorted(firms)])
