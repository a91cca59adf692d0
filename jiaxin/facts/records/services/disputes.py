"""A disputed fact: its mark, and the version that a decided correction makes of it."""

from typing import Any
from uuid import UUID

from jiaxin.facts.records import kinds, lines, reads
from jiaxin.facts.records.contents import Unfit, to_json
from jiaxin.facts.records.errors import NotToAnswer, UnfitFact
from jiaxin.facts.records.events import FactArrived
from jiaxin.facts.records.models import Fact, Verdict
from jiaxin.facts.records.rules import Came, Side, VerdictWord
from jiaxin.ground import clock
from jiaxin.ground.events import announce
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import look_again, step
from jiaxin.trust.identity import services as identity


@step
def mark_disputed(actor: Actor, /, *, worker: UUID, line: UUID) -> None:
    """Somebody says that it is wrong: every page that shows it says so until it is decided."""
    lines.versions(worker, kinds.codes()).filter(line=line).update(disputed_at=clock.now())
    look_again(*topics_of("worker", worker))


@step
def mark_settled(actor: Actor, /, *, worker: UUID, line: UUID) -> None:
    """The dispute is over."""
    lines.versions(worker, kinds.codes()).filter(line=line).update(disputed_at=None)
    look_again(*topics_of("worker", worker))


@step
def correct(
    actor: Actor,
    /,
    *,
    worker: UUID,
    line: UUID,
    version: int,
    content: dict[str, Any] | None,
    source: str,
    correction: UUID,
) -> UUID:
    """The version that a correction makes: with another content, or shown to nobody any more.

    She asked for it, so it needs no yes of hers; what was found wrong does not come back by being
    sent again.
    """
    identity.hold(actor, worker=worker)
    last = lines.of_line(worker, line)[0]
    if last.version != version:
        raise NotToAnswer(line=line)
    row = _next(last, content, source, f"{lines.CORRECTED_BY}{correction}")
    if content is None:
        _say(row, Side.BODY, source, VerdictWord.WITHDRAWN)
    elif kinds.of(row.kind).confirmed:
        _say(row, Side.WORKER, reads.HERSELF, VerdictWord.CONFIRMED)
    announce(FactArrived(worker_id=worker, fact_id=row.id))
    return row.id


def _next(last: Fact, content: dict[str, Any] | None, source: str, evidence: str) -> Fact:
    kind, now = kinds.of(last.kind), clock.now()
    try:
        typed = kind.stored(last.content) if content is None else kind.read(content, clock.today())
    except Unfit as unfit:
        raise UnfitFact(kind=kind.code, field=unfit.field, fault=unfit.fault) from unfit
    row = Fact(
        worker_id=last.worker_id,
        line=last.line,
        version=last.version + 1,
        kind=last.kind,
        content=to_json(typed),
        source=source,
        came=Came.DECIDED,
        evidence=evidence,
        basis=kind.basis,
        window_from=last.window_from,
        window_to=last.window_to,
        valid_from=kind.valid_from(typed),
        valid_to=kind.valid_to(typed),
        checked_at=now,
        admitted_at=now,
    )
    row.save(force_insert=True)
    return row


def _say(row: Fact, side: Side, source: str, word: VerdictWord) -> None:
    Verdict.objects.create(
        worker_id=row.worker_id,
        fact_id=row.id,
        side=side,
        source=source,
        word=word,
        evidence=row.evidence,
        at=clock.now(),
    )
