"""The verbs of answering from afar: by message, at a counter; and her firm's links."""

from jiaxin.flows.remote.services.counter import (
    approve,
    begin,
    cancel_card,
    decline,
    let_reply,
    print_card,
    send_code,
)
from jiaxin.flows.remote.services.messages import Put, choose, forget, put, take
from jiaxin.flows.remote.services.offers import confirm, offer, refuse, take_back

__all__ = [
    "Put",
    "approve",
    "begin",
    "cancel_card",
    "choose",
    "confirm",
    "decline",
    "forget",
    "let_reply",
    "offer",
    "print_card",
    "put",
    "refuse",
    "send_code",
    "take",
    "take_back",
]
