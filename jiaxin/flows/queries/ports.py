"""What a look needs from above: what families said of her, which stands above queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from jiaxin.facts.records.trades import Trade
from jiaxin.trust.consent.proofs import ConsentProof


@dataclass(frozen=True, slots=True, repr=False)
class ReviewShown:
    """One family's words on one service, with the answers to them; of the family nothing."""

    id: UUID
    trade: Trade
    since: date
    answers: tuple[tuple[StrEnum, StrEnum], ...]
    words: str
    her_answer: str
    firm_answer: str
    firm_name: str
    at: datetime


class Reviews(Protocol):
    """What may be shown of them under this proof, the newest first."""

    def __call__(self, proof: ConsentProof, /) -> Sequence[ReviewShown]: ...


class _Joined:
    reviews: Reviews | None = None


def join_reviews(reviews: Reviews) -> None:
    """Who knows what families said."""
    _Joined.reviews = reviews


def reviews_under(proof: ConsentProof) -> tuple[ReviewShown, ...]:
    return tuple(_Joined.reviews(proof)) if _Joined.reviews else ()
