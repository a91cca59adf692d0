"""Rows of market regulation and Credit China become facts of the firm's record.

A firm that nobody spoke of before is known from now on by its credit code. Two sources that
disagree both stand, each with its day: the record keeps a line a source.
"""

from collections.abc import Sequence

from jiaxin.facts.firms import services as firms
from jiaxin.facts.firms.errors import Contradicts, UnknownFirm, UnknownPenalty
from jiaxin.facts.firms.intake import Sent
from jiaxin.facts.firms.rules.facts import CREDIT_CHINA, MARKET, FirmCame
from jiaxin.facts.firms.rules.penalties import Ended
from jiaxin.gateways.exchange import firm_rows
from jiaxin.gateways.exchange.adapters import Adapter
from jiaxin.gateways.exchange.rows import Row, RowFault
from jiaxin.gateways.exchange.rules import Arrival, PartySort
from jiaxin.gateways.exchange.takers import From, Numbered, Taken
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.trust.access.actor import Actor

ENDING = "penalty-end"
SOURCES = {PartySort.MARKET: MARKET, PartySort.CREDIT: CREDIT_CHINA}


def take(actor: Actor, /, *, sender: From, adapter: Adapter, rows: Sequence[Numbered]) -> Taken:
    """Take these rows in, as one act."""
    set_aside: list[tuple[int, RowFault]] = []
    # In one order whoever sends, so that two messages at once never wait for each other.
    for one in sorted(rows, key=lambda one: code_of(one.row)):
        fault = _one(actor, sender, adapter, one.row)
        if fault is not None:
            set_aside.append((one.number, fault))
    return Taken(applied=len(rows) - len(set_aside), set_aside=tuple(sorted(set_aside)))


def code_of(row: Row) -> str:
    """Which firm a row is about."""
    return str(row.get("code") or row.get("CF_XDR_SHXYM") or row.get("XK_XDR_SHXYM"))


def _one(actor: Actor, sender: From, adapter: Adapter, row: Row) -> RowFault | None:
    try:
        if adapter.fact == ENDING:
            _end(actor, sender, row)
        else:
            firms.admit(actor, fact=firm_rows.fact(adapter.fact, row, _sent(sender, row)))
    except Contradicts:
        return RowFault.CONTRADICTS
    except (UnknownFirm, UnknownPenalty):
        return RowFault.NOT_YET  # messages come in any order: its penalty may be on the way
    return None


def _end(actor: Actor, sender: From, row: Row) -> None:
    firms.settle_end(
        actor,
        code=CreditCode(row["code"]),
        document=row["document"],
        how=Ended(row["how"]),
        on=row["on"],
        evidence=str(sender.message),
    )


def _sent(sender: From, row: Row) -> Sent:
    came = FirmCame.LIVE if sender.arrival is Arrival.LIVE else FirmCame.BATCH
    return Sent(SOURCES[sender.sort], came, row["checked_at"], str(sender.message))
