"""What consent needs from above: which sheets may be agreed to now, and whom they may name."""

from typing import Protocol
from uuid import UUID

from jiaxin.trust.consent.rules import NAMED, Kind


class Offers(Protocol):
    """Whether a sheet is offered now: some are there only under an order in force."""

    def __call__(self, kind: Kind, /) -> bool: ...


class Grantees(Protocol):
    """Who may be named on the sheets of one kind: the name that she reads there, or None."""

    def __call__(self, grantee: UUID, /) -> str | None: ...


class _Joined:
    offers: Offers | None = None
    grantees: dict[Kind, Grantees]


_Joined.grantees = {}


def join_offers(offers: Offers) -> None:
    """Who says which sheets are offered."""
    _Joined.offers = offers


def join_grantees(kind: Kind, grantees: Grantees) -> None:
    """Who says whom the sheets of this kind may name."""
    _Joined.grantees[kind] = grantees


def named(kind: Kind, grantee: UUID) -> str | None:
    """What a sheet of this kind calls this recipient; None for one that it may not name now."""
    grantees = _Joined.grantees.get(kind)
    return None if grantees is None else grantees(grantee)


def is_offered(kind: Kind) -> bool:
    """Whether this sheet may be agreed to now; where nobody says, only those without conditions."""
    if kind in NAMED:
        return False  # it names one recipient: never from the list of sheets
    if _Joined.offers is None:
        return kind is not Kind.EPIDEMIC
    return _Joined.offers(kind)
