"""What a message is about. Pure."""

from enum import StrEnum


class Occasion(StrEnum):
    """Why a message is sent."""

    CODE = "code"
    ASKED = "asked"
    DELETION = "deletion"
    VETTING_OPENED = "vetting_opened"
    VETTING_ENDING = "vetting_ending"
    VETTING_ENDED = "vetting_ended"
    CHANGED = "changed"
    APPROVED = "approved"
    ENDING = "ending"


class Delivery(StrEnum):
    """How far it got."""

    WRITTEN = "written"
    SENT = "sent"
