"""The verbs: begin a service, answer, end it; what time and a certificate do to it."""

from jiaxin.flows.placements.services.answering import (
    confirm,
    decline,
    end,
    take_back,
)
from jiaxin.flows.placements.services.beginning import begin_for_staff, begin_from_look
from jiaxin.flows.placements.services.keeping import (
    close_family,
    close_worker,
    settle_past,
    tell_of_certificate,
)

__all__ = [
    "begin_for_staff",
    "begin_from_look",
    "close_family",
    "close_worker",
    "confirm",
    "decline",
    "end",
    "settle_past",
    "take_back",
    "tell_of_certificate",
]
