"""What waits for the outside: reading a card, comparing with the police, comparing a face."""

from collections.abc import Sequence
from uuid import UUID

from jiaxin.flows.enrolment import reads
from jiaxin.flows.enrolment import services as enrolment
from jiaxin.flows.enrolment.rules import Outcome
from jiaxin.flows.presence import errands as presence
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.ground.errors import SourceNotTrusted, SourceUnreachable
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.ports import (
    CardReader,
    CardUnreadable,
    ProviderDown,
    RealNameCheck,
    RealNameWord,
)

_SYSTEM = Actor.system("enrolment")
_OUTCOME = {
    RealNameWord.MATCH: Outcome.MATCH,
    RealNameWord.MISMATCH: Outcome.MISMATCH,
    RealNameWord.UNKNOWN: Outcome.UNKNOWN,
}


class _Joined:
    cards: CardReader | None = None
    names: RealNameCheck | None = None


def join(*, cards: CardReader, names: RealNameCheck | None) -> None:
    """Which reader and which source this deployment uses."""
    _Joined.cards, _Joined.names = cards, names


def read_card(actor: Actor, /, *, front: bytes, back: bytes) -> None:
    """Read both sides; the pictures are dropped, what they said waits for her to confirm."""
    enrolment.show_card(actor)
    if _Joined.cards is None:
        enrolment.settle_no_reader(actor)
        return
    try:
        card = _Joined.cards.read(front=front, back=back)
    except CardUnreadable as unreadable:
        enrolment.settle_no_card(actor, side=unreadable.side, fault=unreadable.fault)
    except ProviderDown:
        enrolment.settle_no_reader(actor)
    else:
        enrolment.settle_card(actor, card=card)


def compare(worker: UUID, attempt: int) -> None:
    """Ask the police source the question of this attempt, and take in its word."""
    question = enrolment.put_question(_SYSTEM, worker=worker, attempt=attempt)
    if question is None:
        return
    answer = None
    try:
        if _Joined.names is None:
            raise SourceUnreachable
        answer = _Joined.names.compare(
            name=question.name, number=question.number, message_id=question.message_id
        )
        outcome = _OUTCOME[answer.word]
    except SourceUnreachable:
        outcome = Outcome.UNANSWERED
    except SourceNotTrusted:
        outcome = Outcome.UNTRUSTED
    enrolment.settle_compare(
        _SYSTEM, worker=worker, attempt=attempt, outcome=outcome, answer=answer
    )


def prove_by_face(actor: Actor, /, *, presence_id: UUID, frames: Sequence[bytes]) -> None:
    """Compare her face with the portrait that the source or the card gave, then finish."""
    with keys_at_hand():
        portrait = reads.portrait(actor)
    presence.show_face(actor, presence_id=presence_id, portrait=portrait, frames=frames)
    enrolment.finish(actor, presence_id=presence_id)
