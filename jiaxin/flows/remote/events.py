"""What answering from afar announces."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.flows.remote.rules import Outcome
from jiaxin.ground.events import Event


@dataclass(frozen=True, slots=True)
class LinkOffered(Event):
    """Her firm wants to send a share link, and asks her."""

    worker_id: UUID
    offer_id: UUID


@dataclass(frozen=True, slots=True)
class ReplyHeard(Event):
    """A reply of hers was taken in: she is told what came of it."""

    worker_id: UUID
    reply_id: UUID
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class CodeWanted(Event):
    """She wants the code of a request once more."""

    worker_id: UUID
    query_id: UUID
    reply_id: UUID
