"""Whatever the domain can say, pages have words for it."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory

from jiaxin.facts.records.contents import Fault
from jiaxin.facts.records.reads import POLICE
from jiaxin.facts.records.rules import Background, Came, Colour, Confirmation, Section
from jiaxin.facts.records.rules import Reason as LightReason
from jiaxin.flows.certificates.rules import Status
from jiaxin.flows.presence.rules import Way
from jiaxin.flows.queries.rules import Ending, Reason
from jiaxin.flows.queries.rules import State as QueryState
from jiaxin.flows.vetting import rules as vetting
from jiaxin.ground.id_numbers import IdKind, Sex
from jiaxin.ground.words import Words
from jiaxin.portals.parts import wording
from jiaxin.portals.parts.fact_lines import FactLine, FactOnPage
from jiaxin.portals.parts.templatetags import wording as wording_tags
from jiaxin.trust.consent.rules import Kind

WORDED: list[type[StrEnum]] = [
    *(
        Section,
        Confirmation,
        Fault,
        Came,
        Background,
        Colour,
        LightReason,
        Status,
        Reason,
        QueryState,
    ),
    *(Ending, Way, Kind, Sex, IdKind),
]
WORDED += [
    *(vetting.State, vetting.Cause, vetting.Says, vetting.Ground, vetting.Instance),
    *(vetting.WhyBack, vetting.Urgency, vetting.Paper),
]
COLOURED: list[type[StrEnum]] = [Colour, Background, LightReason, Status, QueryState]


@pytest.mark.parametrize("enum", WORDED)
def test_every_member_has_a_word(enum: type[StrEnum]) -> None:
    for member in enum:
        assert wording.worded(member).en


@pytest.mark.parametrize("enum", COLOURED)
def test_every_state_that_is_shown_as_one_has_a_colour(enum: type[StrEnum]) -> None:
    assert {wording.looks(member) for member in enum} <= {"ok", "warn", "bad", "none"}


@pytest.mark.parametrize(
    "reason",
    sorted(
        set(LightReason)
        - {
            LightReason.IDENTITY_PROVEN,
            LightReason.BACKGROUND_NONE_FOUND,
            LightReason.EXAM_IN_DATE,
            LightReason.INSURED,
        }
    ),
)
def test_every_reason_against_her_says_what_to_do(reason: LightReason) -> None:
    assert wording.says(reason)


@pytest.mark.parametrize(
    "reason",
    [LightReason.BACKGROUND_STALE, LightReason.SOURCE_UNREACHABLE, LightReason.NOT_AUTHORISED],
)
def test_a_source_that_says_nothing_is_never_shown_in_green(reason: LightReason) -> None:
    assert wording.looks(reason) == "none"


@pytest.mark.django_db
def test_templates_read_members_and_stored_codes() -> None:
    source = (
        "{% load wording %}{% words reason|worded %} {% words kept|meant:'colour'|worded %}"
        " {% words word|says %} {% words police|source %} {% words 'x'|source %}"
    )

    said = (
        engines["django"]
        .from_string(source)
        .render(
            {
                "reason": Reason.ELDER,
                "kept": "green",
                "word": Background.STALE,
                "police": POLICE,
            }
        )
    )

    assert said == "照护老人 绿灯 上次核查已超过 36 小时，等待重新核查 公安数据源 其他来源"


def a_fact(**said: Any) -> FactOnPage:
    made: dict[str, Any] = {
        "kind": "training",
        "heading": [Words(zh="培训", en="Training"), Words(zh="<b>课", en="<b>course")],
        "lines": [FactLine("issuer", Words(zh="机构", en="Issuer"), Words(zh="A&B", en="A&B"))],
        "marks": [("ok", Words(zh="已确认", en="Confirmed"))],
        "source": "police",
        "came": Came.BATCH,
        "checked_at": datetime(2026, 11, 23, 4, 12, tzinfo=UTC),
    }
    return FactOnPage(**made | said)


def test_a_fact_is_drawn_with_what_it_says_escaped_and_where_it_comes_from() -> None:
    drawn = wording_tags.fact_card("en", a_fact())

    assert "<h3" in drawn
    assert "&lt;b&gt;course" in drawn
    assert "<b>" not in drawn
    assert "<dt>Issuer</dt><dd>A&amp;B</dd>" in drawn
    assert "Confirmed" in drawn
    assert str(wording.source("police").en) in drawn
    assert "2026-11-23 12:12" in drawn


def test_her_own_word_says_no_way_that_it_came_and_stands_under_the_page_s_heading() -> None:
    drawn = wording_tags.fact_card("en", a_fact(source="self", lines=[]), True)

    assert "<h2" in drawn
    assert "<dl" not in drawn
    assert wording.worded(Came.BATCH).en not in drawn
    assert wording.worded(Came.BATCH).en in wording_tags.fact_card("en", a_fact())


@pytest.mark.parametrize(("language", "mark"), [("zh-hans", "；"), ("en", "; ")])
def test_several_members_stand_in_one_line_with_the_readers_own_marks(
    language: str, mark: str
) -> None:
    source = "{% load wording %}{% listed sexes '；' %}|{% listed nobody %}"
    request = RequestFactory().get("/worker/")
    request.LANGUAGE_CODE = language

    drawn = engines["django"].from_string(source).render({"sexes": [*Sex], "nobody": []}, request)

    words = [wording.worded(one).in_(language) for one in Sex]
    assert drawn == mark.join(words) + "|"
