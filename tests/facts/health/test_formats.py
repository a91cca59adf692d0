"""A file of tables is read whole, or every fault in it is named."""

import tomllib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.facts.health import formats
from jiaxin.facts.health.formats import BadTables
from jiaxin.facts.health.rules import ExamClass

SAMPLE = """\
format = 1
in_force_from = 2026-01-01
title = { zh = "表", en = "Table" }
basis = { zh = "依据", en = "Basis" }
""" + "".join(
    f"""
[[classes]]
code = "{one}"
months = 12
adds = [ {{ zh = "项目{one}", en = "Item {one}" }} ]
"""
    for one in ("mother_baby", "general", "live_in", "elder_care")
)
SAMPLE += """
[[trades]]
code = "cleaning"
name = { zh = "保洁", en = "Cleaning" }
needs = "general"
""" + "".join(
    f"""
[[duties]]
party = "{party}"
text = {{ zh = "职责", en = "Duty" }}
"""
    for party in ("firm", "worker", "consumer", "hospital", "commerce", "health")
)

type Change = Callable[[str], str]


def faults_of(written: str) -> list[str]:
    with pytest.raises(BadTables) as refused:
        formats.read(written.encode())
    return refused.value.faults


def test_a_file_is_read_with_its_classes_in_order() -> None:
    tables = formats.read(SAMPLE.encode())

    assert [one.exam_class for one in tables.classes] == list(ExamClass)
    assert not tables.is_sample


def test_the_shipped_file_is_whole_and_says_that_it_is_a_sample() -> None:
    tables = formats.sample()

    assert tables.is_sample
    assert "样例" in tables.title.zh
    assert "sample" in tables.title.en.lower()


def test_the_shipped_file_asks_for_nothing_that_the_law_forbids() -> None:
    every = " ".join(
        f"{item.zh} {item.en}" for item in formats.sample().items_of(ExamClass.MOTHER_BABY)
    )

    for forbidden in ("乙肝", "乙型", "妊娠", "HIV", "艾滋", "epatitis B", "regnan"):
        assert forbidden not in every


def replaced(old: str, new: str) -> Change:
    def change(written: str) -> str:
        assert old in written
        return written.replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (replaced("format = 1", "format = 2"), "format: "),
        (replaced("in_force_from = 2026-01-01", ""), "in_force_from: "),
        (replaced("2026-01-01", '"2026-01-01"'), "in_force_from: "),
        (replaced("2026-01-01", "2026-01-01T00:00:00"), "in_force_from: "),
        (replaced('en = "Table"', 'en = " "'), "title.en: "),
        (replaced('zh = "表", ', ""), "title.zh: "),
        (replaced('"表"', f'"{"长" * 301}"'), "title.zh: "),
        (replaced('code = "general"', 'code = "live_in"'), "the class general is missing"),
        (replaced('code = "general"', 'code = "gold"'), "classes[1].code: "),
        (replaced("months = 12", "months = 0"), "classes[0].months: "),
        (replaced("months = 12", "months = 37"), "classes[0].months: "),
        (replaced("months = 12", "months = true"), "classes[0].months: "),
        (replaced("months = 12", 'months = "12"'), "classes[0].months: "),
        (replaced("项目general", "项目live_in"), "the item 项目live_in stands twice"),
        (replaced('needs = "general"', 'needs = "all"'), "trades[0].needs: "),
        (replaced('code = "cleaning"', 'code = "a b"'), "trades[0].code: "),
        (replaced('party = "firm"', 'party = "police"'), "duties[0].party: "),
        (replaced('party = "firm"', 'party = "worker"'), "duties: no duty of firm"),
        (replaced("format = 1", "format = 1\nextra = 1"), "the file.extra: "),
        (replaced("format = 1", "format = 1\nsample = 1"), "sample: "),
        (replaced("adds = [ { zh", "adds = { zh"), "not readable"),
    ],
)
def test_each_fault_is_named_with_its_place(change: Change, place: str) -> None:
    faults = faults_of(change(SAMPLE))

    assert any(place in fault for fault in faults), faults


def test_all_faults_are_told_at_once() -> None:
    broken = SAMPLE.replace("months = 12", "months = -1").replace('en = "Duty"', 'en = ""')

    assert len(faults_of(broken)) == 4 + 6


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"a = ", "表 = 1".encode("gbk")])
def test_what_is_no_file_of_ours_is_refused(raw: bytes) -> None:
    with pytest.raises(BadTables):
        formats.read(raw)


def test_a_file_may_begin_with_a_byte_order_mark_and_may_not_be_huge() -> None:
    assert formats.read(b"\xef\xbb\xbf" + SAMPLE.encode()) == formats.read(SAMPLE.encode())
    with pytest.raises(BadTables, match="larger"):
        formats.read(SAMPLE.encode() + b"#" * formats.LARGEST)


scalars = st.none() | st.booleans() | st.integers() | st.text() | st.dates()
anything = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(key=st.sampled_from(sorted(tomllib.loads(SAMPLE))), value=anything)
def test_nothing_in_a_files_place_makes_the_reader_fall(key: str, value: Any) -> None:
    written = tomllib.loads(SAMPLE) | {key: value}
    reader = formats._Reader()

    with suppress(BadTables):
        reader.read(written)

    assert (written == tomllib.loads(SAMPLE)) <= (not reader.faults)
