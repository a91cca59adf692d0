"""Numbers by which somebody could be reached, hidden in what people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.ground.masking import MASK, SHORTEST, mask_numbers

WRITTEN = (
    "0123456789",
    "０１２３４５６７８９",
    "〇一二三四五六七八九",
    "零壹贰叁肆伍陆柒捌玖",
    "洞幺两三四五六拐八勾",
    "⓪①②③④⑤⑥⑦⑧⑨",
    "٠١٢٣٤٥٦٧٨٩",
)
BETWEEN = ("", " ", "-", " - ", "　", ".", "，", "·", "(", ") ", "\u200b", "\n", "\ufe0f\u20e3")

digits = st.lists(st.integers(0, 9), min_size=SHORTEST, max_size=20)
plain = st.text(st.sampled_from("她会做饭，人很好。 good worker!\n年月号"), max_size=30)


@given(st.data(), digits, plain, plain)
def test_a_number_is_hidden_however_it_is_written(
    data: st.DataObject, number: list[int], before: str, after: str
) -> None:
    drawn = [
        data.draw(st.sampled_from(WRITTEN))[digit] + data.draw(st.sampled_from(BETWEEN))
        for digit in number
    ]

    shown = mask_numbers(before + "".join(drawn) + after)

    assert not set(shown) & set("".join(WRITTEN))
    assert shown.count(MASK) == len(number)


@given(st.text())
def test_nothing_but_digits_is_ever_changed(words: str) -> None:
    shown = mask_numbers(words)

    assert len(shown) == len(words)
    assert all(now in {was, MASK} for was, now in zip(words, shown, strict=True))


@given(st.text(st.sampled_from("0１二⑤ -，a年*")))
def test_what_is_masked_stays_as_it_is(words: str) -> None:
    assert mask_numbers(mask_numbers(words)) == mask_numbers(words)


@pytest.mark.parametrize(
    "words",
    [
        "照顾过 12 个宝宝，从业 8 年",
        "2026-11-23 到 2027-02-28 来我家",
        "每天 8:00 到 18:30，一周五天",
        "一心一意，三餐四季",
        "工资 6500 元，第 2 季度起 7000 元",
    ],
)
def test_what_is_no_number_to_call_stays(words: str) -> None:
    assert mask_numbers(words) == words


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("电话13800000001找我", "电话***********找我"),
        ("电话 138 0000-0001", "电话 *** ****-****"),
        ("幺三八零零零零零零零幺", "***********"),
        ("010-6612 3456", "***-**** ****"),
        ("加微信 ｗｘ１３８００００", "加微信 ｗｘ*******"),
        ("身份证 11010519491231002X", "身份证 *****************X"),
    ],
)
def test_numbers_as_people_write_them(words: str, shown: str) -> None:
    assert mask_numbers(words) == shown
