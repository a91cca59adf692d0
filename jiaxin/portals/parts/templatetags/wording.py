"""What templates call the domain's codes: {% load wording %}.

{% words query.reason|worded %}, {% status word|looks word|worded %},
{% words fact.source|source %}.
What was stored as a plain string is read by its enum's name: {{ look.colour|meant:"colour" }}.
"""

from enum import StrEnum

from django import template

from jiaxin.facts.epidemic import places
from jiaxin.facts.records.rules import Colour
from jiaxin.flows.presence.rules import Way
from jiaxin.flows.queries.reads import Request
from jiaxin.ground.id_numbers import IdKind, Sex
from jiaxin.ground.words import Words
from jiaxin.portals.parts import wording
from jiaxin.portals.parts.templatetags.parts import clock, moment

register = template.Library()

_NAMED: dict[str, type[StrEnum]] = {
    "colour": Colour,
    "way": Way,
    "sex": Sex,
    "document": IdKind,
}


@register.filter
def meant(code: str, named: str) -> StrEnum:
    """The member that a stored code means: {{ look.colour|meant:"colour"|worded }}."""
    return _NAMED[named](code)


@register.filter
def worded(member: StrEnum) -> Words:
    """The short word for a member, for {% words %} and {% status %}."""
    return wording.worded(member)


@register.filter
def says(member: StrEnum) -> Words | str:
    """The longer text beside the word; empty where there is none."""
    return wording.says(member) or ""


@register.filter
def looks(member: StrEnum) -> str:
    """ok, warn, bad or none."""
    return wording.looks(member)


@register.filter
def answer_by(asked: Request) -> str:
    """Until when a request waits: the hour, or with its day where it waits for a day."""
    return moment(asked.lapses_at) if asked.from_afar else clock(asked.lapses_at)


@register.filter
def place(code: str) -> Words:
    """A division of the country by its full name, or another country, by its code."""
    return places.name_of(code)


@register.filter
def degrees(tenths: int) -> str:
    """36.5, from tenths of a degree."""
    return f"{tenths / 10:.1f}"


@register.filter
def source(code: str) -> Words:
    """Who says so."""
    return wording.source(code)


@register.filter
def kind_worded(code: str) -> Words:
    """What a kind of fact is called."""
    return wording.kind_worded(code)
