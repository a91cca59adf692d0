"""Rows about workers become facts of hers: if she is enrolled, is who the row says, and agreed.

Who is not enrolled, goes by another name, or has not agreed is passed over without a word: neither
the receipt nor anything kept says which of the three it was, or that it was.
"""

from collections.abc import Sequence

from jiaxin.facts.records.rules import Came
from jiaxin.facts.records.services import Outcome
from jiaxin.facts.records.services import many as records
from jiaxin.facts.records.services.many import Incoming, Origin
from jiaxin.gateways.exchange.adapters import Adapter
from jiaxin.gateways.exchange.reading import CONTENT
from jiaxin.gateways.exchange.rows import RowFault
from jiaxin.gateways.exchange.rules import Arrival, PartySort
from jiaxin.gateways.exchange.takers import From, Numbered, Taken
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import look_again
from jiaxin.trust.identity import reads as identity

# A page that waits is told at once of a push; a batch of thousands wakes nobody.
_TOLD_AT_ONCE = 50


def take(actor: Actor, /, *, sender: From, adapter: Adapter, rows: Sequence[Numbered]) -> Taken:
    """Take these rows in, as one act."""
    known = identity.proven_by_number(actor, numbers=list({str(one.row["number"]) for one in rows}))
    hers: list[tuple[int, Incoming]] = []
    for one in rows:
        found = known.get(one.row["number"])
        if found is None or found[1] != one.row["name"]:
            continue
        hers.append((one.number, Incoming(found[0], one.row[CONTENT], one.row["checked_at"])))
    if not hers:
        return Taken(0)
    outcomes = records.receive_many(
        actor, origin=_origin(sender, adapter), facts=[fact for _, fact in hers]
    )
    changed = [
        fact.worker
        for (_, fact), outcome in zip(hers, outcomes, strict=True)
        if outcome in {Outcome.NEW, Outcome.CHANGED, Outcome.AGREED}
    ]
    if len(changed) <= _TOLD_AT_ONCE:
        look_again(*(topic for worker in set(changed) for topic in topics_of("worker", worker)))
    return Taken(
        applied=sum(outcome is not None for outcome in outcomes),
        set_aside=tuple(
            (number, RowFault.CONTRADICTS)
            for (number, _), outcome in zip(hers, outcomes, strict=True)
            if outcome is Outcome.CONTRADICTS
        ),
    )


def _origin(sender: From, adapter: Adapter) -> Origin:
    return Origin(
        kind=adapter.fact,
        source=sender.source,
        came=_came(sender),
        evidence=str(sender.message),
        signed_by=_signed_by(sender, adapter),
    )


def _signed_by(sender: From, adapter: Adapter) -> str:
    """The hospital's own message is its signature; of what is passed on, each row was checked."""
    passed_on = sender.sort is PartySort.PLATFORM and adapter.vouched is not None
    return sender.party if sender.sort is PartySort.HOSPITAL or passed_on else ""


def _came(sender: From) -> Came:
    if sender.sort is PartySort.PLATFORM:
        return Came.LOCAL
    return Came.LIVE if sender.arrival is Arrival.LIVE else Came.BATCH
