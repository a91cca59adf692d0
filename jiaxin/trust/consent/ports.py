"""What consent needs from above: which sheets may be agreed to at this moment."""

from typing import Protocol

from jiaxin.trust.consent.rules import Kind


class Offers(Protocol):
    """Whether a sheet is offered now: some are there only under an order in force."""

    def __call__(self, kind: Kind, /) -> bool: ...


class _Joined:
    offers: Offers | None = None


def join_offers(offers: Offers) -> None:
    """Who says which sheets are offered."""
    _Joined.offers = offers


def is_offered(kind: Kind) -> bool:
    """Whether this sheet may be agreed to now; where nobody says, only those without conditions."""
    if _Joined.offers is None:
        return kind is not Kind.EPIDEMIC
    return _Joined.offers(kind)
