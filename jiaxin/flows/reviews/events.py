"""What reviews announce: ids only."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.flows.placements.rules import Side
from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class ReviewPublished(Event):
    """It is there to be read, and to be answered by her and by her firm."""

    worker_id: UUID
    review_id: UUID


@dataclass(frozen=True, slots=True)
class ReviewJudged(Event):
    """An officer has decided whether it may stay; whoever wrote it is to know."""

    worker_id: UUID
    review_id: UUID


@dataclass(frozen=True, slots=True)
class ReviewAnswered(Event):
    """She, or her firm, has answered it."""

    worker_id: UUID
    review_id: UUID
    by: Side
