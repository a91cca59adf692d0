"""Columns are known by what firms write above them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.flows.invitations.rules import headings
from jiaxin.flows.invitations.rules.headings import Field


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("姓名", Field.NAME),
        ("* 姓 名：", Field.NAME),
        ("身份证号（必填）", Field.NUMBER),
        ("公民身份号码", Field.NUMBER),
        ("ＩＤ　ｎｕｍｂｅｒ", Field.NUMBER),
        ("联系电话(手机)", Field.PHONE),
        ("2.工种", Field.TRADE),
        ("保险 到期日期", Field.INSURED_TO),
        ("备注", None),
        ("", None),
    ],
)
def test_a_heading_is_known_whatever_stands_beside_it(text: str, field: Field | None) -> None:
    assert headings.known(text) is field


def test_every_field_is_known_by_its_own_name_in_both_languages() -> None:
    for field, words in headings.WORDS.items():
        assert headings.known(words.zh) is field
        assert headings.known(words.en) is field


def test_a_title_above_the_head_is_passed_over() -> None:
    rows = [(1, {0: "花名册"}), (2, {0: "制表人", 1: "姓名"}), (4, {0: "姓名", 1: "身份证号"})]

    assert headings.head_among(rows) == 4


def test_without_a_known_heading_the_first_row_with_columns_is_asked_about() -> None:
    assert headings.head_among([(1, {0: "x"}), (3, {0: "甲", 1: "乙"})]) == 3
    assert headings.head_among([(1, {0: "x"})]) is None


def test_two_columns_of_one_meaning_are_asked_about() -> None:
    said = {0: "姓名", 1: "身份证号", 2: "手机号", 3: "联系电话"}

    assert headings.twice(said) == [Field.PHONE]
    assert not headings.is_clear(said)
    assert headings.is_clear({0: "姓名", 1: "身份证号", 2: "手机号"})
    assert not headings.is_clear({0: "姓名", 2: "手机号"})


@given(said=st.dictionaries(st.integers(0, 63), st.text(max_size=30), max_size=8))
def test_a_mapping_names_only_columns_that_are_there(said: dict[int, str]) -> None:
    assert set(headings.mapped(said).values()) <= set(said)
