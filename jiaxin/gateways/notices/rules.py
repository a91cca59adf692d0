"""What a message is about. Pure."""

from enum import StrEnum


class Occasion(StrEnum):
    """Why a message is sent."""

    CODE = "code"
    ASKED = "asked"
    DELETION = "deletion"
    CLOSING = "closing"
    BREACH = "breach"
    VETTING_OPENED = "vetting_opened"
    VETTING_ENDING = "vetting_ending"
    VETTING_ENDED = "vetting_ended"
    CHANGED = "changed"
    APPROVED = "approved"
    ENDING = "ending"
    CORRECTION = "correction"
    CORRECTED = "corrected"
    INVITED = "invited"
    FIRM_ASKS = "firm_asks"
    FIRM_ENDING = "firm_ending"
    ROSTER = "roster"
    SERVICE = "service"
    SERVICE_OFFERED = "service_offered"
    CERTIFICATE_OUT = "certificate_out"
    FIRM_PHONE = "firm_phone"
    FIRM_CHANGE = "firm_change"
    FIRM_CHECKS = "firm_checks"
    OWNER_ASKED = "owner_asked"
    OWNER_NEW = "owner_new"
    COMPLAINT = "complaint"
    REPLY = "reply"
    REPLIED = "replied"
    LINK_OFFERED = "link_offered"
    REVIEW = "review"
    REVIEW_DECIDED = "review_decided"
    REVIEW_ANSWERED = "review_answered"


class Delivery(StrEnum):
    """How far it got."""

    WRITTEN = "written"
    SENT = "sent"
