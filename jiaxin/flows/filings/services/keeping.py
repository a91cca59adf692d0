"""Writing one act into a filing's history; having firms told what they have still to file."""

from collections.abc import Sequence
from typing import Any

from jiaxin.flows.filings.changes import Reminded
from jiaxin.flows.filings.events import ChangeWaits
from jiaxin.flows.filings.models import Filing, FilingStep
from jiaxin.flows.filings.rules import Did, Reason
from jiaxin.ground import clock
from jiaxin.ground.events import announce_all
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import grounds, service, step


@service(Action.FILING_REMIND)
def announce_changes(actor: Actor, /, *, found: Sequence[Reminded]) -> None:
    """Let each of these firms be told that its change is not filed yet."""
    grounds("changes", count=len(found))
    announce_all([ChangeWaits(one.firm, one.changed_on, one.days) for one in found])


@step
def note(
    actor: Actor,
    /,
    *,
    filing: Filing,
    did: Did,
    words: str = "",
    reasons: Sequence[Reason] = (),
    content: dict[str, Any] | None = None,
) -> None:
    """One line of the history: who did what, and why."""
    said = {
        "words": words,
        "reasons": [
            {"part": one.part.value, "why": one.why.value, "words": one.words} for one in reasons
        ],
    }
    FilingStep.objects.create(
        filing_id=filing.id,
        firm_id=filing.firm_id,
        edition=filing.edition,
        did=did,
        by=actor.person,
        region=actor.region,
        said=said if words or reasons else None,
        content=content,
        at=clock.now(),
    )
