"""What a decision does, in one transaction: the fact, all that follows it, the mark, who is told.

The light and the certificate are decided in the read, from the fact; the search row of a firm is
written with its fact.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from jiaxin.facts.firms import contents
from jiaxin.facts.firms import services as firms
from jiaxin.facts.firms.rules.facts import FirmFactKind
from jiaxin.facts.records.services import disputes
from jiaxin.flows.corrections import rules
from jiaxin.flows.corrections.errors import NoRemedy, SameAsBefore
from jiaxin.flows.corrections.events import WrongFactSeen
from jiaxin.flows.corrections.items import Item
from jiaxin.flows.corrections.models import Correction, Ruling, Told
from jiaxin.flows.corrections.rules import About, Finding, Remedy, State
from jiaxin.flows.corrections.services.keeping import item_of, move, tell
from jiaxin.flows.engagements import reads as engagements
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.vetting import plain
from jiaxin.ground import clock
from jiaxin.ground.events import announce
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, step


@dataclass(frozen=True, slots=True, repr=False)
class Decision:
    """What was decided, by whom: an officer, or a source in its message."""

    finding: Finding
    words: str
    source: str
    remedy: Remedy | None = None
    content: dict[str, Any] | None = None
    officer: UUID | None = None
    evidence: str = ""


@step
def settle(actor: Actor, /, *, row: Correction, decision: Decision) -> State:
    """Decide it, once an instance; the database holds that too."""
    then = rules.after(State(row.state), decision.finding)
    item = item_of(actor, row=row, reader=decision.officer)
    remedy = _remedy(item, decision)
    ruling = Ruling.objects.create(
        subject_id=row.subject_id,
        correction_id=row.id,
        instance=rules.instance_of(State(row.state)),
        finding=decision.finding,
        remedy=remedy or "",
        source=decision.source,
        officer=decision.officer,
        evidence=decision.evidence,
        words=plain.words(decision.words),
        content=decision.content if remedy is Remedy.CHANGED else None,
        at=clock.now(),
    )
    move(actor, row=row, then=then)
    if remedy is not None:
        _put_right(actor, row, item, decision, remedy)
        _tell_viewers(row)
    tell(actor, row=row)
    about(row.subject_id, correction=row.id, ruling=ruling.id, finding=decision.finding, then=then)
    return then


def _remedy(item: Item, decision: Decision) -> Remedy | None:
    if decision.finding is Finding.DISMISSED:
        return None
    if decision.remedy is None or (decision.remedy is Remedy.CHANGED and not decision.content):
        raise NoRemedy
    if decision.remedy is Remedy.CHANGED and decision.content == item.content:
        raise SameAsBefore
    return decision.remedy


def _put_right(
    actor: Actor, row: Correction, item: Item, decision: Decision, remedy: Remedy
) -> None:
    content = decision.content if remedy is Remedy.CHANGED else None
    if item.about is About.WORKER:
        disputes.correct(
            actor,
            worker=row.subject_id,
            line=row.line,
            version=item.version,
            content=content,
            source=decision.source,
            correction=row.id,
        )
        look_again(*_open_looks(row.subject_id))
        return
    firms.correct(
        actor,
        firm=row.subject_id,
        line=row.line,
        version=item.version,
        said=None if content is None else _said(item, content),
        correction=row.id,
    )


def _said(item: Item, content: dict[str, Any]) -> Any:
    try:
        return contents.said(FirmFactKind(item.kind), content)
    except (TypeError, ValueError, ArithmeticError, AttributeError, KeyError) as unfit:
        raise NoRemedy from unfit


def _tell_viewers(row: Correction) -> None:
    """Everybody who was shown the disputed version within 30 days; nobody learns what it was."""
    if About(row.about) is not About.WORKER:
        return  # a firm's page is read by anybody, and nobody is known
    now = clock.now()
    seen = queries.who_saw(row.subject_id, row.fact_version, since=now - rules.TOLD_BACK)
    for viewer, query in seen:
        Told.objects.get_or_create(
            viewer_id=viewer, correction_id=row.id, query_id=query, defaults={"at": now}
        )
    for viewer in sorted({viewer for viewer, _ in seen}):
        announce(WrongFactSeen(viewer_id=viewer, correction_id=row.id))
        look_again(*topics_of("consumer", viewer))
    # A firm reads it at its desk, where its looks began.
    since = now - rules.TOLD_BACK
    for firm, engagement in engagements.firms_that_saw(
        row.subject_id, row.fact_version, since=since
    ):
        Told.objects.get_or_create(
            viewer_id=firm, correction_id=row.id, query_id=engagement, defaults={"at": now}
        )
        look_again(*topics_of("firm", firm))


def _open_looks(worker: UUID) -> list[str]:
    return [topic for query in queries.open_looks_of(worker) for topic in topics_of("query", query)]
