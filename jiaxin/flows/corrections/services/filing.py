"""The part of whoever says that a fact is wrong: file it, add to it, take it back, appeal."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from jiaxin.facts.records import reads as records
from jiaxin.flows.corrections import items, reads, rules
from jiaxin.flows.corrections.errors import (
    AlreadyDisputed,
    CorrectionMoved,
    FactMoved,
    NoAppeal,
    TooManyOpen,
    TooManyPapers,
)
from jiaxin.flows.corrections.events import CorrectionFiled
from jiaxin.flows.corrections.items import Item
from jiaxin.flows.corrections.models import Correction, Enclosure, EnclosurePage
from jiaxin.flows.corrections.rules import About, Claim, Means, State
from jiaxin.flows.corrections.services.keeping import hold, keep, mark, move, tell
from jiaxin.flows.vetting import plain
from jiaxin.flows.vetting.rules import Paper
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.events import announce
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, service, spend, step
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.access.roles import FIRM, OFFICERS

_FILED_A_DAY = Limit("corrections.file", 20, timedelta(days=1))
_PAPERS_A_DAY = Limit("corrections.attach", 40, timedelta(days=1))


@service(Action.CORRECTION_FILE)
def file(actor: Actor, /, *, line: UUID, version: int, claim: Claim, words: str) -> UUID:
    """Say that one's own fact is wrong, in the version that one has seen."""
    subject = reads.subject_of(actor)
    about(subject, line=line, version=version, claim=claim)
    whose = About.FIRM if actor.role in FIRM else About.WORKER
    row = Correction(subject_id=subject, about=whose, means=Means.ONLINE)
    hold(actor, about=whose, subject=subject)
    item = (
        items.of_firm(subject, line)
        if whose is About.FIRM
        else items.of_worker(records.own_record(actor), line)
    )
    return open_correction(actor, row=row, item=item, version=version, claim=claim, words=words)


@step
def open_correction(
    actor: Actor, /, *, row: Correction, item: Item, version: int, claim: Claim, words: str
) -> UUID:
    """Open it: the fact is marked as disputed in the same act, to whoever sees it."""
    spend(_FILED_A_DAY, str(row.subject_id))
    items.refuse_if_not_disputable(item)
    if item.version != version:
        raise FactMoved
    if reads.is_waiting_on(row.subject_id, item.line):
        raise AlreadyDisputed
    if reads.how_many_wait(row.subject_id) >= rules.MOST_OPEN:
        raise TooManyOpen
    today = clock.today()
    row.kind, row.line, row.source = item.kind, item.line, item.source
    row.version, row.fact_version = item.version, item.version_id
    row.claim, row.words = claim, plain.words(words)
    row.state, row.desk = State.FILED, rules.desk_for(item.kind)
    row.filed_at, row.begun_on = clock.now(), today
    row.forward_by, row.due_on = rules.forward_by(today), rules.due_on(today)
    keep(actor, row=row)
    mark(actor, row=row)
    announce(CorrectionFiled(subject_id=row.subject_id, correction_id=row.id))
    about(row.subject_id, correction=row.id, line=row.line, version=row.version, claim=claim)
    look_again(*topics_of(row.about, row.subject_id))
    return row.id


@service(Action.CORRECTION_ADD)
def admit_file(actor: Actor, /, *, correction_id: UUID) -> None:
    """One more file to be read: reading it is work, so a day has so many."""
    row = _own(actor, correction_id)
    spend(_PAPERS_A_DAY, str(row.subject_id))
    _room(row)


@service(Action.CORRECTION_ADD)
def attach(actor: Actor, /, *, correction_id: UUID, paper: Paper, pages: Sequence[bytes]) -> UUID:
    """Keep what was brought, as the pictures that were made of it."""
    row = _own(actor, correction_id)
    _room(row)
    enclosure = Enclosure.objects.create(
        subject_id=row.subject_id,
        correction_id=row.id,
        paper=paper,
        pages=len(pages),
        at=clock.now(),
    )
    for number, picture in enumerate(pages, start=1):
        EnclosurePage.objects.create(
            subject_id=row.subject_id, enclosure_id=enclosure.id, number=number, picture=picture
        )
    about(row.subject_id, correction=row.id, enclosure=enclosure.id, pages=len(pages))
    return enclosure.id


@service(Action.CORRECTION_ADD)
def withdraw(actor: Actor, /, *, correction_id: UUID) -> None:
    """Take it back before it is decided: the mark goes, the history stays."""
    row = _own(actor, correction_id)
    if not rules.may_withdraw(State(row.state)):
        raise CorrectionMoved
    move(actor, row=row, then=State.WITHDRAWN)
    look_again(*topics_of(row.about, row.subject_id))


@service(Action.CORRECTION_APPEAL)
def appeal(actor: Actor, /, *, correction_id: UUID, words: str) -> None:
    """Once: another person decides, and the fact is disputed again until then."""
    row = _own(actor, correction_id)
    if not rules.may_appeal(State(row.state), row.ended_at, clock.now()):
        raise NoAppeal
    if reads.is_waiting_on(row.subject_id, row.line):
        raise AlreadyDisputed
    today = clock.today()
    row.appealed_at, row.appeal_words = clock.now(), plain.words(words)
    row.begun_on, row.due_on, row.forward_by = today, rules.due_on(today), today
    row.more_why, row.late_at = None, None
    move(actor, row=row, then=State.APPEALED)
    tell(actor, row=row)


def _own(actor: Actor, correction_id: UUID) -> Correction:
    """One's own, or the one that an officer filed for its subject; locked."""
    if actor.role in OFFICERS:
        subject = reads.subject_on(actor, correction_id=correction_id)
    else:
        subject = reads.subject_of(actor)
    about(subject, correction=correction_id)
    whose = reads.about_of(subject, correction_id)
    hold(actor, about=whose, subject=subject)
    row = reads.for_update(subject, correction_id)
    if actor.role in OFFICERS and row.helper != actor.person:
        raise NotFound
    return row


def _room(row: Correction) -> None:
    if State(row.state) not in rules.WAITING:
        raise CorrectionMoved
    if len(reads.enclosed_in(row)) >= rules.MOST_PAPERS:
        raise TooManyPapers
