"""A content is read strictly: what does not fit is refused, and the field is named."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.facts.records import kinds
from jiaxin.facts.records.contents import Fault, Unfit, to_json
from tests import makers_facts

TODAY = date(2026, 11, 25)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def fault_of(kind: str, change: dict[str, Any]) -> tuple[str, Fault]:
    with pytest.raises(Unfit) as refused:
        kinds.of(kind).read(makers_facts.SAMPLES[kind] | change, TODAY)
    return refused.value.field, refused.value.fault


@pytest.mark.parametrize("code", sorted(kinds.codes()))
def test_what_is_read_is_written_as_it_came(code: str) -> None:
    kind, said = kinds.of(code), makers_facts.SAMPLES[code]

    assert to_json(kind.read(said, TODAY)) == said
    assert to_json(kind.stored(said)) == said


@pytest.mark.parametrize("code", sorted(kinds.codes()))
def test_a_member_that_the_kind_does_not_know_is_refused(code: str) -> None:
    assert fault_of(code, {"blood_pressure": "120/80"}) == ("blood_pressure", Fault.UNKNOWN)


@pytest.mark.parametrize(
    ("kind", "change", "field", "fault"),
    [
        ("employment", {"firm": ""}, "firm", Fault.MISSING),
        ("employment", {"firm": None}, "firm", Fault.MISSING),
        ("employment", {"firm": 7}, "firm", Fault.TYPE),
        ("employment", {"firm": "安" * 101}, "firm", Fault.LENGTH),
        ("employment", {"firm": "安" * 1_000_000}, "firm", Fault.LENGTH),
        ("employment", {"firm": "安心\u202e家政"}, "firm", Fault.VALUE),
        ("employment", {"firm": "安心\n家政"}, "firm", Fault.VALUE),
        ("employment", {"firm": "\ud800"}, "firm", Fault.VALUE),
        ("employment", {"trade": "nanny"}, "trade", Fault.VALUE),
        ("employment", {"trade": ["housework"]}, "trade", Fault.TYPE),
        ("employment", {"since": "2022-02-30"}, "since", Fault.VALUE),
        ("employment", {"since": "2026-11-26"}, "since", Fault.ORDER),
        ("employment", {"since": "1066-10-14"}, "since", Fault.VALUE),
        ("employment", {"until": "2022-02-28"}, "until", Fault.ORDER),
        ("employment", {"until": "2026-11-26"}, "until", Fault.ORDER),
        ("employment", {"lives_in": "yes"}, "lives_in", Fault.TYPE),
        ("training", {"hours": 0}, "hours", Fault.VALUE),
        ("training", {"hours": True}, "hours", Fault.TYPE),
        ("training", {"hours": "80"}, "hours", Fault.TYPE),
        ("training", {"on": "2026-11-26"}, "on", Fault.ORDER),
        ("skill", {"level": "six"}, "level", Fault.VALUE),
        ("exam", {"conclusion": "positive"}, "conclusion", Fault.VALUE),
        ("exam", {"exam_class": "seafarer"}, "exam_class", Fault.VALUE),
        ("exam", {"until": "2026-05-31"}, "until", Fault.ORDER),
        ("insurance", {"until": "2025-12-31"}, "until", Fault.ORDER),
        ("background", {"word": "stale"}, "word", Fault.VALUE),
        ("background", {"word": "theft"}, "word", Fault.VALUE),
    ],
)
def test_what_does_not_fit_names_its_field(
    kind: str, change: dict[str, Any], field: str, fault: Fault
) -> None:
    assert fault_of(kind, change) == (field, fault)


def test_text_is_kept_in_one_form_and_without_edges() -> None:
    said = makers_facts.TRAINING | {"course": "  Pfle\u0301ge 㛃𠮷 "}

    assert kinds.of("training").read(said, TODAY).course == "Pfl\u00e9ge 㛃𠮷"


@pytest.mark.parametrize("code", sorted(kinds.codes()))
@given(said=JSON)
def test_whatever_comes_is_read_or_refused(code: str, said: Any) -> None:
    try:
        kinds.of(code).read(said, TODAY)
    except Unfit as unfit:
        assert len(unfit.field) <= 40  # noqa: PT017 — a content that fits by chance is fine


@pytest.mark.parametrize("code", sorted(kinds.codes()))
@given(data=st.data())
def test_one_field_of_anything_is_read_or_refused(code: str, data: st.DataObject) -> None:
    said = makers_facts.SAMPLES[code]
    field = data.draw(st.sampled_from(sorted(said)))
    changed = said | {field: data.draw(JSON)}

    try:
        content = kinds.of(code).read(changed, TODAY)
    except Unfit:
        return
    assert kinds.of(code).stored(to_json(content)) == content
