"""Messages to whoever answers by message: a request with its code, and what came of her reply."""

from uuid import UUID

from jiaxin.flows.remote import reads as remote
from jiaxin.flows.remote import services
from jiaxin.flows.remote.rules import Outcome
from jiaxin.gateways.notices import errands, words
from jiaxin.gateways.notices.rules import Occasion
from jiaxin.trust.access.actor import Actor

_SYSTEM = Actor.system("notices")


def put(worker: UUID, query_id: UUID) -> bool:
    """Put a request to her by message, if that is how she answers; whether it was."""
    if not remote.answers_by_message(worker):
        return False
    asked = services.put(_SYSTEM, worker=worker, query_id=query_id)
    if asked is not None:
        text = words.reply_wanted(
            asked.called, asked.tail, asked.reason, asked.sections, asked.code
        )
        errands.write_to(worker, Occasion.REPLY, asked.id, text)
    return asked is not None


def tell_of_reply(worker: UUID, reply_id: UUID, outcome: Outcome) -> None:
    """What came of her reply, so that she need not wonder."""
    errands.write_to(worker, Occasion.REPLIED, reply_id, words.replied(outcome))


def tell_of_offer(worker: UUID, offer_id: UUID) -> None:
    """Her firm wants to send a link; there is none before she says yes."""
    firm = remote.still_offered(worker, offer_id)
    if firm is not None:
        text = words.link_offered(firm, errands.page("/worker/share/"))
        errands.write_to(worker, Occasion.LINK_OFFERED, offer_id, text)
