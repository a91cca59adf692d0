"""The query's verbs: ask, notice, approve, decline, look, end."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import models

from jiaxin.facts.records.rules import Section, Standing
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.rules import Status
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use, Way
from jiaxin.flows.queries import reads, reports, rules
from jiaxin.flows.queries.errors import Blocked, LookOver, NotAskable, NotOpen, NotYours, OutOfUse
from jiaxin.flows.queries.events import ApprovedFromAfar, QueryAsked, QueryWaits
from jiaxin.flows.queries.models import Asked, Block, Look, Query
from jiaxin.flows.queries.rules import Ending, Looker, Reason, State
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.events import announce
from jiaxin.ground.topics import topics_of
from jiaxin.ground.written import insert, update
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, service, spend, spend_each, step
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.access.roles import Role
from jiaxin.trust.audit import services as audit
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind, Purpose
from jiaxin.trust.identity import reads as identity_reads
from jiaxin.trust.identity import services as identity

_AN_HOUR = timedelta(hours=1)
_PER_CONSUMER = Limit("ask.consumer", 20, _AN_HOUR)
_PER_PAIR = Limit("ask.pair", 12, _AN_HOUR)
# Each request may reach her by message: nobody may do that to her all day.
_PER_PAIR_A_DAY = Limit("ask.pair.day", 24, timedelta(days=1))
_REPORTS = Limit("asker.reports", 10, timedelta(days=1))


@service(Action.QUERY_ASK)
def ask(
    actor: Actor,
    /,
    *,
    ticket: str,
    called: str,
    reason: Reason,
    sections: frozenset[Section] = rules.ALL_SECTIONS,
) -> UUID:
    """Ask to see the record whose certificate was scanned."""
    named = certificates.named_by_ticket(ticket)
    about(named.worker)
    asker = identity.call_myself(actor, name=called)
    return _ask(actor, asker, named=named, reason=reason, sections=sections)


@step
def ask_of(
    actor: Actor,
    /,
    *,
    named: certificates.Named,
    called: str,
    reason: Reason,
    sections: frozenset[Section],
) -> UUID:
    """The same where a flow above knows whose certificate it is."""
    about(named.worker)
    asker = identity.call_myself(actor, name=called)
    return _ask(actor, asker, named=named, reason=reason, sections=sections)


@service(Action.QUERY_ASK)
def ask_again(actor: Actor, /, *, query_id: UUID) -> UUID:
    """The same request once more, after it lapsed, was declined, or the look ended."""
    row = reads.own_row(actor, query_id)
    about(row.worker_id)
    if rules.state_at(reads.clocked(row), clock.now()) not in rules.FINAL:
        return row.id
    return _ask(
        actor,
        identity_reads.asker(actor.person),
        named=_named_again(row),
        reason=Reason(row.reason),
        sections=frozenset(Section(section) for section in row.sections_asked),
    )


def _named_again(row: Query) -> certificates.Named:
    """What was asked by a link is asked again by that link, for as long as it leads to her."""
    if row.by is not None:
        return certificates.named_again(row.by)
    from_afar = rules.was_from_afar(row.asked_at, row.lapses_at)
    return replace(certificates.named_of(row.worker_id), from_afar=from_afar)


@service(Action.QUERY_NOTICE)
def notice(actor: Actor, /) -> None:
    """A page of hers has fetched what waits for her: no reminder is needed."""
    about(actor.person)
    Query.objects.filter(worker_id=actor.person, state=State.ASKED, noticed_at=None).update(
        noticed_at=clock.now()
    )


@service(Action.QUERY_APPROVE)
def approve(
    actor: Actor, /, *, query_id: UUID, presence_id: UUID, sections: Iterable[Section]
) -> None:
    """Approve, once, with the check that it is she; only the sections she left ticked."""
    row = _put_to(actor, query_id)
    about(actor.person, query=query_id)
    _refuse_unless_open(row)
    way = presence.spend_presence(
        actor, presence_id=presence_id, use=Use.APPROVE, about_id=query_id
    )
    _approve(actor, row, way=way, sections=sections)


@step
def approve_for(actor: Actor, /, *, query_id: UUID, way: Way, sections: Iterable[Section]) -> None:
    """The same where a flow above has found that it is she: by her reply, or at a counter.

    The actor is the worker herself, as that flow found her.
    """
    row = _put_to(actor, query_id)
    _refuse_unless_open(row)
    _approve(actor, row, way=way, sections=sections)


@step
def decline_for(actor: Actor, /, *, query_id: UUID) -> None:
    """Say no by such a flow."""
    _decline(_put_to(actor, query_id))


def _refuse_unless_open(row: Query) -> None:
    if rules.state_at(reads.clocked(row), clock.now()) is not State.ASKED:
        raise NotOpen
    if certificates.standing_of(row.worker_id) is not Standing.VALID:
        raise OutOfUse


def _approve(actor: Actor, row: Query, *, way: Way, sections: Iterable[Section]) -> None:
    proof = consent.prove(
        actor, worker=actor.person, kinds=frozenset({Kind.PLATFORM}), purpose=Purpose.QUERY
    )
    asked = frozenset(Section(section) for section in row.sections_asked)
    ticked = rules.allowed(asked, frozenset(sections))
    row.sections_allowed = sorted(ticked)
    row.way = way
    row.open_until = clock.now() + rules.open_within(row.asked_at, row.lapses_at)
    _answer(row, State.APPROVED)
    if rules.was_from_afar(row.asked_at, row.lapses_at):
        announce(ApprovedFromAfar(worker_id=actor.person, query_id=row.id))
    about(actor.person, proof=proof.reference, way=way, sections=sorted(ticked))


@service(Action.QUERY_DECLINE)
def decline(actor: Actor, /, *, query_id: UUID) -> None:
    """Say no. No reason is asked, none is passed on."""
    row = _put_to(actor, query_id)
    about(actor.person, query=query_id)
    _decline(row)


def _decline(row: Query) -> None:
    if rules.state_at(reads.clocked(row), clock.now()) is not State.ASKED:
        raise NotOpen
    _answer(row, State.DECLINED)


@service(Action.QUERY_BLOCK)
def block(actor: Actor, /, *, query_id: UUID) -> None:
    """Not be asked by this consumer any more: what waits is declined, what is open is closed."""
    _block(actor, _put_to(actor, query_id))


@service(Action.QUERY_REPORT)
def report(actor: Actor, /, *, query_id: UUID) -> None:
    """The same, and let the security administrator look at what else this consumer asks.

    Nothing tells the consumer: being asked no more looks as it does for anybody who is blocked.
    """
    row = _put_to(actor, query_id)
    about(actor.person, query=query_id)
    spend(_REPORTS, str(actor.person))
    _block(actor, row)
    audit.flag_reported(actor, whom=row.consumer_id, role=Role.CONSUMER, since=row.asked_at)


def _block(actor: Actor, row: Query) -> None:
    Block.objects.get_or_create(
        worker_id=actor.person, consumer_id=row.consumer_id, defaults={"at": clock.now()}
    )
    for other in Query.objects.select_for_update().filter(
        worker_id=actor.person,
        consumer_id=row.consumer_id,
        state__in=[State.ASKED, State.APPROVED, State.OPENED],
    ):
        state, _ = reads.stands(other)
        if state is State.ASKED:
            _answer(other, State.DECLINED)
        elif state not in rules.FINAL:
            _end(actor, other, Ending.WORKER)
    about(actor.person, query=row.id)


@service(Action.QUERY_OPEN)
def open_report(actor: Actor, /, *, query_id: UUID) -> reports.Report:
    """Look: the first time opens it, for ten minutes; the same sign-in may reload within them."""
    row = _own_for_update(actor, query_id)
    about(row.worker_id, query=query_id)
    now = clock.now()
    state = rules.state_at(reads.clocked(row), now)
    asked_by = Looker(row.consumer_id, row.sign_in)
    if not rules.may_look(state, asked_by, Looker(actor.person, actor.sign_in)):
        raise LookOver if asked_by.sign_in == actor.sign_in else NotYours
    held, kept = reads.held_since_approved(row), certificates.kept_of(row.worker_id)
    if Kind.PLATFORM not in held.ever_since or kept.standing is not Standing.VALID:
        raise LookOver
    proof = consent.prove(actor, worker=row.worker_id, kinds=held.ever_since, purpose=Purpose.QUERY)
    if state is State.APPROVED:
        row.state, row.opened_at, row.ends_at = State.OPENED, now, now + rules.LOOK_LASTS
        update(row, "state", "opened_at", "ends_at")
        look_again(*topics_of("worker", row.worker_id))
    report = reports.assemble(
        proof,
        kept,
        held.now,
        request=reads.opened_now(row, held.ever_since),
        until=min(row.ends_at or now, proof.until),
    )
    _note_look(actor, row, report)
    about(
        row.worker_id,
        proof=f"query:{row.id}",
        consents=proof.consents,
        facts=report.fact_ids,
        sections=sorted(report.sections),
    )
    return report


@service(Action.QUERY_END)
def end(actor: Actor, /, *, query_id: UUID) -> None:
    """Close the look: the consumer has seen enough."""
    _end(actor, _own_for_update(actor, query_id), Ending.CONSUMER)


@service(Action.QUERY_END)
def stop(actor: Actor, /, *, query_id: UUID) -> None:
    """Close the look: she takes her approval back, at once."""
    _end(actor, _put_to(actor, query_id), Ending.WORKER)


@step
def close_all(actor: Actor, /, *, worker: UUID) -> None:
    """She stops everything: what waits for her is declined, what is open is closed."""
    _close(actor, Query.objects.filter(worker_id=worker), Ending.WORKER)


@step
def close_asker(actor: Actor, /, *, consumer: UUID) -> None:
    """A consumer's account ends: what is open is closed, and nothing finds her requests."""
    asked = Asked.objects.filter(consumer_id=consumer)
    pairs = list(asked.values_list("worker_id", "query_id"))
    for worker, query in pairs:
        rows = Query.objects.filter(worker_id=worker, id=query)
        _close(actor, rows, Ending.CONSUMER)
    asked.delete()


@step
def end_restored(actor: Actor, /) -> int:
    """After a restore no request waits, no approval holds and no look is open; how many were."""
    now, ended = clock.now(), 0
    waiting = [State.ASKED, State.APPROVED, State.OPENED]
    for row in Query.objects.select_for_update().filter(state__in=waiting):
        state = rules.state_at(reads.clocked(row), now)
        if state in rules.FINAL:
            continue
        ended += 1
        if state is State.ASKED:
            # She has not answered, so nobody says that she did: its time is over.
            _settle(row, lapses_at=now)
        else:
            _settle(row, state=State.ENDED, ending=Ending.TIME, ended_at=now)
    return ended


def _close(actor: Actor, rows: "models.QuerySet[Query]", ending: Ending) -> None:
    waiting = [State.ASKED, State.APPROVED, State.OPENED]
    for row in rows.select_for_update().filter(state__in=waiting):
        state = rules.state_at(reads.clocked(row), clock.now())
        if state is State.ASKED:
            _settle(row, state=State.DECLINED, answered_at=clock.now())
        elif state not in rules.FINAL:
            _settle(row, state=State.ENDED, ending=ending, ended_at=clock.now())


def _settle(row: Query, **said: Any) -> None:
    for name, value in said.items():
        setattr(row, name, value)
    update(row, *said)
    look_again(*topics_of("query", row.id), *topics_of("worker", row.worker_id))


def _ask(
    actor: Actor,
    asker: identity_reads.Asker,
    *,
    named: certificates.Named,
    reason: Reason,
    sections: frozenset[Section],
) -> UUID:
    pair = f"{actor.person}{named.worker}"
    spend_each((_PER_CONSUMER, str(actor.person)), (_PER_PAIR, pair), (_PER_PAIR_A_DAY, pair))
    if named.status is not Status.VALID:
        raise NotAskable
    if reads.is_blocked(named.worker, actor.person):
        raise Blocked
    if (open_one := _still_open(actor, named.worker)) is not None:
        return open_one
    now = clock.now()
    sections = (sections | rules.LEAST) & reads.askable()
    row = insert(
        Query(
            worker_id=named.worker,
            consumer_id=actor.person,
            sign_in=actor.came_in_by,
            channel=actor.channel,
            called=asker.called,
            tail=asker.tail,
            reason=reason,
            state=State.ASKED,
            sections_asked=sorted(sections),
            by=named.by,
            asked_at=now,
            lapses_at=now + rules.answer_within(from_afar=named.from_afar),
        )
    )
    insert(Asked(consumer_id=actor.person, query_id=row.id, worker_id=named.worker, asked_at=now))
    _announce(row)
    about(named.worker, query=row.id, reason=reason, sections=sorted(sections))
    look_again(*topics_of("worker", named.worker))
    return row.id


def _announce(row: Query) -> None:
    """She is told in a moment, and reminded later of what waits a day."""
    announce(QueryAsked(row.worker_id, row.id), after=rules.NUDGE_AFTER)
    for turn, at in enumerate(rules.reminders(row.asked_at, row.lapses_at), start=1):
        announce(QueryWaits(row.worker_id, row.id, turn), after=at - row.asked_at)


def _still_open(actor: Actor, worker: UUID) -> UUID | None:
    """A double tap, or a second tab: the request that is waiting already."""
    found = reads.waiting_from.first(worker, actor.person, actor.came_in_by, clock.now())
    return found.id if found else None


def _put_to(actor: Actor, query_id: UUID) -> Query:
    row = reads.locked.first(actor.person, query_id)
    if row is None:
        raise NotFound
    return row


def _own_for_update(actor: Actor, query_id: UUID) -> Query:
    (row,) = reads.locked(reads.asked_of(actor, query_id), query_id)
    return row


def _answer(row: Query, then: State) -> None:
    row.state, row.answered_at = then, clock.now()
    update(row, "state", "answered_at", "sections_allowed", "way", "open_until")
    look_again(*topics_of("query", row.id), *topics_of("worker", row.worker_id))


def _end(actor: Actor, row: Query, ending: Ending) -> None:
    about(row.worker_id, query=row.id, ending=ending)
    now = clock.now()
    if not rules.may_move(reads.stands(row)[0], State.ENDED):
        raise NotOpen
    row.state, row.ending, row.ended_at = State.ENDED, ending, now
    update(row, "state", "ending", "ended_at")
    look_again(*topics_of("query", row.id), *topics_of("worker", row.worker_id))


def _note_look(actor: Actor, row: Query, report: reports.Report) -> None:
    now = clock.now()
    shown = {
        "sections": sorted(report.sections),
        "light": report.light.colour.value,
        "certificate": report.certificate,
        "facts": sorted({str(fact) for fact in report.fact_ids}),
    }
    look = reads.look_by.first(row.worker_id, row.id)
    if look is None:
        seen = {"viewer_id": actor.person, "at": now, "last_at": now, "loads": 1, "shown": shown}
        insert(Look(worker_id=row.worker_id, query_id=row.id, **seen))
        return
    # A reload after a change shows more versions: all that were seen are kept.
    look.shown = shown | {"facts": sorted({*look.shown["facts"], *shown["facts"]})}
    look.last_at, look.loads = now, look.loads + 1
    update(look, "shown", "last_at", "loads")
