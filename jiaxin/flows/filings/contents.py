"""What is filed, as it is stored: a profile or an award, complete or not."""

from datetime import date
from typing import Any

from jiaxin.facts.firms import contents
from jiaxin.facts.firms.rules.facts import FirmFactKind
from jiaxin.facts.firms.rules.profile import Award, Profile
from jiaxin.flows.filings.rules import Topic

type Filed = Profile | Award

_KINDS = {Topic.PROFILE: FirmFactKind.PROFILE, Topic.AWARD: FirmFactKind.AWARD}
# What an unfinished filing may lack: storing leaves out what is empty.
_EMPTY: dict[Topic, dict[str, str]] = {
    Topic.PROFILE: {"name": "", "region": "", "address": "", "complaint_line": ""},
    Topic.AWARD: {"title": "", "awarded_by": ""},
}


def stored(said: Filed) -> dict[str, Any]:
    return contents.stored(said)


def said(topic: Topic, content: dict[str, Any]) -> Any:
    """The typed content; a branch that lacks something is whole again, too."""
    whole = _EMPTY[topic] | content
    if "branches" in whole:
        empty = {"name": "", "region": "", "address": ""}
        whole["branches"] = [empty | branch for branch in whole["branches"]]
    return contents.said(_KINDS[topic], whole)


def an_award(today: date) -> Award:
    """An award that nobody has written down yet."""
    return Award(title="", awarded_by="", awarded_on=today)
