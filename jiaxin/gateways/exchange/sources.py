"""How every source does, those that send by themselves and those that we ask: one list for the
console and for `jiaxin exchange status`. Names nobody whom a row or a question was about.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Sum

from jiaxin.gateways.exchange import adapters, ours, reads, words
from jiaxin.gateways.exchange.models import AskedCount, AskedSource, Inbound, Party
from jiaxin.gateways.exchange.reads import SourceHealth
from jiaxin.gateways.exchange.rules import (
    Arrival,
    AskOutcome,
    SourceState,
    State,
    Way,
    state_of_asked,
    state_of_sender,
)
from jiaxin.ground import clock
from jiaxin.ground.words import Words

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AskedFor:
    """One thing that a department is asked for, and how that goes."""

    service: str
    title: Words
    state: SourceState
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source. Counts are of the last day; `since` is when what is wrong began."""

    name: str
    title: Words
    sort: Words
    way: Way
    state: SourceState
    says: Words
    do: Words
    last_message_at: datetime | None
    lag_seconds: int | None
    since: datetime | None = None
    messages: int
    rows: int = 0
    quarantined: int = 0
    error_rate: float
    coverage: float
    refused: dict[str, int]
    waiting: int = 0
    set_aside: int = 0
    stopped: tuple[str, ...] = ()
    under_way: int = 0
    missing_numbers: dict[str, list[int]] = field(default_factory=dict)
    asked_for: tuple[AskedFor, ...] = ()

    @property
    def is_in_trouble(self) -> bool:
        return self.state not in {SourceState.ALIVE, SourceState.NOTHING_YET}


def every() -> list[Source]:
    """Those that we ask, then those that send."""
    now = clock.now()
    senders = reads.health()
    # Whoever sends by itself and was never asked is no second source.
    never = set(ours.departments()) - {one.name for one in senders}
    asked = sorted({*never, *_ever_asked()})
    titles = {one.name: Words(zh=one.title, en=one.title) for one in senders} | words.DEPARTMENTS
    return [
        *(_asked(name, titles.get(name, Words(zh=name, en=name)), now) for name in asked),
        *(_sender(one) for one in senders),
    ]


def named(name: str) -> list[Source]:
    """The source of that name; two where it is asked and sends by itself as well."""
    return [source for source in every() if source.name == name]


def _ever_asked() -> set[str]:
    return set(AskedSource.objects.values_list("source", flat=True))


def _asked(name: str, title: Words, now: datetime) -> Source:
    rows = list(AskedSource.objects.filter(source=name).order_by("service"))
    failing = [row for row in rows if row.failing]
    # What was asked last says how the department is now; a service that fails still is said first.
    worst = max(failing, key=lambda row: row.asked_at, default=None)
    answers = [row.answered_at for row in rows if row.answered_at is not None]
    last = max(answers, default=None)
    state = _state_of(worst) if worst else state_of_asked(None, was_answered=bool(answers))
    counted = _counted(name, now)
    asks, answered = sum(counted.values()), counted.pop("", 0)
    return Source(
        name=name,
        title=title,
        sort=title,
        way=Way.ASKED,
        state=state,
        says=words.SAYS[state],
        do=words.DO[state],
        last_message_at=last,
        lag_seconds=None if last is None else int((now - last).total_seconds()),
        since=worst.failing_since if worst else None,
        messages=asks,
        error_rate=round(1 - answered / asks, 4) if asks else 0.0,
        coverage=round(answered / asks, 4) if asks else 1.0,
        refused=counted,
        asked_for=tuple(_asked_for(row) for row in rows),
    )


def _asked_for(row: AskedSource) -> AskedFor:
    return AskedFor(
        service=row.service,
        title=words.ASKED.get(row.service, Words(zh=row.service, en=row.service)),
        state=_state_of(row),
        answered_at=row.answered_at,
    )


def _state_of(row: AskedSource) -> SourceState:
    failing = AskOutcome(row.failing) if row.failing else None
    return state_of_asked(failing, was_answered=row.answered_at is not None)


def _counted(name: str, now: datetime) -> dict[str, int]:
    """Questions since yesterday by what came of them; those that were answered under ""."""
    rows = AskedCount.objects.filter(source=name, day__gte=clock.day_of(now - _DAY))
    found: dict[str, int] = {}
    for outcome, code, count in rows.values_list("outcome", "code").annotate(n=Sum("count")):
        what = "" if outcome == AskOutcome.ANSWERED else code or outcome
        found[what] = found.get(what, 0) + count
    return found


def _sender(one: SourceHealth) -> Source:
    state = state_of_sender(
        is_late=one.is_late,
        has_sent=one.last_message_at is not None,
        stopped=bool(one.stopped),
        refused=bool(one.refused),
        numbers_missing=bool(one.missing_numbers),
        rows_wait=bool(one.waiting),
    )
    return Source(
        name=one.name,
        title=Words(zh=one.title, en=one.title),
        sort=words.SORTS[one.sort],
        way=Way.SENDS,
        state=state,
        says=words.SAYS[state],
        do=words.DO[state],
        last_message_at=one.last_message_at,
        lag_seconds=one.lag_seconds,
        messages=one.messages,
        rows=one.rows,
        quarantined=one.quarantined,
        error_rate=one.error_rate,
        coverage=one.coverage,
        # As the protocol names them, so that both sides speak of the same.
        refused={code.partition(".")[2] or code: n for code, n in one.refused.items()},
        waiting=one.waiting,
        set_aside=one.set_aside,
        stopped=one.stopped,
        under_way=one.under_way,
        missing_numbers=one.missing_numbers,
    )


@dataclass(frozen=True, slots=True)
class Message:
    """One message or batch, as an operator may know it."""

    id: UUID
    party: str
    title: Words
    kind: Words
    arrival: Arrival
    sequence: int | None
    is_dry_run: bool
    received_at: datetime
    state: State
    stopped_for: str
    rows: int
    taken: int
    quarantined: int


def messages(party: str | None = None, *, most: int) -> list[Message]:
    """The newest messages, those under way first."""
    parties = {row.id: row for row in Party.objects.all() if party in (None, row.name)}
    rows = Inbound.objects.filter(party_id__in=parties).order_by("-received_at")
    under_way = list(rows.filter(state__in=[State.RECEIVING, State.TAKEN])[:most])
    rest = rows.filter(state__in=[State.DONE, State.STOPPED])[: most - len(under_way)]
    return [_message(row, parties[row.party_id]) for row in [*under_way, *rest]]


def kind_of(service: str) -> Words:
    """What a kind of message is called."""
    adapter = adapters.every().get(service)
    return adapter.words if adapter else Words(zh=service, en=service)


def _message(row: Inbound, party: Party) -> Message:
    return Message(
        id=row.id,
        party=party.name,
        title=Words(zh=party.title, en=party.title),
        kind=kind_of(row.kind),
        arrival=Arrival(row.arrival),
        sequence=row.sequence,
        is_dry_run=row.is_dry_run,
        received_at=row.received_at,
        state=State(row.state),
        stopped_for=row.stopped_for,
        rows=row.rows,
        taken=row.taken,
        quarantined=row.quarantined,
    )
