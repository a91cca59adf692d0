"""The verbs: come to a firm and leave it, authorise it, look, supply what it knows."""

from jiaxin.flows.engagements.services.authorising import (
    announce_endings,
    ask,
    authorise,
    refuse,
    renew,
    take_back,
)
from jiaxin.flows.engagements.services.checking import admit_paper, announce_due, check, note_paper
from jiaxin.flows.engagements.services.choosing import Glance, glance
from jiaxin.flows.engagements.services.claiming import answer_claim, ask_to_confirm
from jiaxin.flows.engagements.services.engaging import (
    accept,
    begin,
    decline,
    invite,
    join,
    leave,
    mark_with_minors,
    release,
    take_invitation_back,
)
from jiaxin.flows.engagements.services.looking import look
from jiaxin.flows.engagements.services.supplying import supply

__all__ = [
    "Glance",
    "accept",
    "admit_paper",
    "announce_due",
    "announce_endings",
    "answer_claim",
    "ask",
    "ask_to_confirm",
    "authorise",
    "begin",
    "check",
    "decline",
    "glance",
    "invite",
    "join",
    "leave",
    "look",
    "mark_with_minors",
    "note_paper",
    "refuse",
    "release",
    "renew",
    "supply",
    "take_back",
    "take_invitation_back",
]
