"""What templates call the domain's codes: {% load wording %}.

{% words query.reason|worded %}, {% status word|looks word|worded %},
{% words fact.source|source %}.
What was stored as a plain string is read by its enum's name: {{ look.colour|meant:"colour" }}.
"""

from collections.abc import Iterable
from enum import StrEnum

from django import template
from django.utils.safestring import SafeString

from jiaxin.facts.epidemic import places
from jiaxin.facts.records.rules import Colour
from jiaxin.flows.corrections.reads import OnList
from jiaxin.flows.presence.rules import Way
from jiaxin.flows.queries.reads import Request
from jiaxin.flows.reviews.rules import Answer, Question
from jiaxin.ground.id_numbers import IdKind, Sex
from jiaxin.ground.words import Words
from jiaxin.portals.parts import review_words, wording
from jiaxin.portals.parts.correction_items import kind_named
from jiaxin.portals.parts.fact_lines import FactOnPage
from jiaxin.portals.parts.looks import ENGLISH
from jiaxin.portals.parts.templatetags.parts import (
    clock,
    dots,
    markup,
    moment,
    rows,
    statuses,
    text_tag,
    told,
)

register = template.Library()

# What stands between the words of a line, and in English.
MARKS = {"、": ",", "；": ";"}

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


@text_tag(register, 1, 2)
def listed(language: str, members: Iterable[StrEnum], mark: str = "、") -> SafeString:
    """The short words of several members in one line: {% listed look.sections %}."""
    between = f"{MARKS[mark]} " if language == ENGLISH else mark
    return markup(between.join([told(language, wording.worded(one)) for one in members]))


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


@register.filter
def disputed(row: OnList) -> Words:
    """What a correction on a list is about: the kind of the fact that is disputed."""
    return kind_named(row.about, row.kind)


@register.filter
def answered(question: Question, answer: Answer) -> Words:
    """A family's answer to this question: {% words question|answered:answer %}."""
    return review_words.answered(question, answer)


_SOURCE = Words(zh="来源：", en="Source: ")


@text_tag(register, 1, 2)
def fact_card(language: str, fact: FactOnPage, on_top: bool = False) -> SafeString:
    """One fact on a page; `on_top` where it stands under the page's own heading.

    A record has thirty of them, and a template for each is twice the work of a tag.
    """
    heading = "h2" if on_top else "h3"
    said = f'<dl class="jx-facts">{rows(language, fact.lines)}</dl>' if fact.lines else ""
    came = "" if fact.source == "self" else f"<span>{told(language, worded(fact.came))}</span>"
    return markup(
        f'<div class="jx-fact"><div class="jx-head">'
        f'<{heading} class="jx-dots">{dots(language, fact.heading)}</{heading}> '
        f"{statuses(language, fact.marks)}</div>{said}"
        f'<p class="jx-source jx-dots">'
        f"<span>{told(language, _SOURCE)}{told(language, source(fact.source))}</span>{came}"
        f'<span class="jx-nb">{moment(fact.checked_at)}</span></p></div>'
    )
