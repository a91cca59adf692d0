"""Whatever the domain can say, pages have words for it."""

from enum import StrEnum

import pytest
from django.template import engines

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
from jiaxin.portals.parts import wording
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
