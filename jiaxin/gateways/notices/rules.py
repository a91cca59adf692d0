"""What a message is about. Pure."""

from enum import StrEnum


class Occasion(StrEnum):
    """Why a message is sent."""

    CODE = "code"
    ASKED = "asked"


class Delivery(StrEnum):
    """How far it got."""

    WRITTEN = "written"
    SENT = "sent"
