"""The verbs: come in as a firm, replace its owner, choose where it is written to."""

from jiaxin.flows.joining.services.opening import Asked, ask, open_owner
from jiaxin.flows.joining.services.phones import keep_phone, remove_phone
from jiaxin.flows.joining.services.replacing import (
    Claim,
    ask_replacement,
    finish_replacement,
    object_to,
)

__all__ = [
    "Asked",
    "Claim",
    "ask",
    "ask_replacement",
    "finish_replacement",
    "keep_phone",
    "object_to",
    "open_owner",
    "remove_phone",
]
