"""Words on a card: what they mean, and when a misread number may be put right."""

from datetime import date
from itertools import product

import pytest

from jiaxin.gateways.vision import card_words as words
from jiaxin.gateways.vision.card_words import Line

NUMBER = "510107198503080046"
BORN = date(1985, 3, 8)


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("有效期限2016.05.20-2036.05.20", date(2016, 5, 20), date(2036, 5, 20)),
        ("2016.05.20一2036.05.20", date(2016, 5, 20), date(2036, 5, 20)),
        ("有效期限2016.05.20-长期", date(2016, 5, 20), None),
        ("2O16.O5.2O-2036.05.20", date(2016, 5, 20), date(2036, 5, 20)),
        ("2016.05.20-2036.0", None, None),
        ("2016.02.30-2036.02.30", None, None),
        ("2036.05.20-2016.05.20", None, None),
        ("有效期限", None, None),
    ],
)
def test_how_long_a_card_holds(printed: str, start: date | None, end: date | None) -> None:
    assert words.validity_in(printed) == (start, end)


def test_a_number_is_found_among_spaces_and_letters_that_are_digits() -> None:
    assert words.number_in("公民身份号码 5101 O7198503 0800 46") == NUMBER


def test_seventeen_or_nineteen_digits_are_no_number() -> None:
    assert words.number_in(NUMBER[:-1]) == ""
    assert words.number_in(NUMBER + "1") == ""


def test_one_misread_digit_is_put_right_where_only_one_way_adds_up() -> None:
    misread = "57" + NUMBER[2:]

    assert not words.adds_up(misread)
    assert words.mended(misread, BORN) == NUMBER


def test_no_lookalike_misread_ever_becomes_another_number() -> None:
    for place, (one, other) in product(range(18), map(tuple, words.LOOKALIKES)):
        for seen, taken in ((one, other), (other, one)):
            if NUMBER[place] == seen:
                misread = NUMBER[:place] + taken + NUMBER[place + 1 :]
                assert words.mended(misread, BORN) in {NUMBER, misread}


def test_a_misread_birthday_is_put_right_by_the_printed_one() -> None:
    misread = NUMBER[:11] + "8" + NUMBER[12:]

    assert words.mended(misread, BORN) == NUMBER


def test_a_number_that_several_changes_would_mend_is_left_as_read() -> None:
    misread = NUMBER[:14] + "8" + NUMBER[15:]

    assert words.mended(misread, BORN) == misread


def test_a_number_that_adds_up_is_never_changed() -> None:
    assert words.mended(NUMBER, date(1999, 1, 1)) == NUMBER


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("姓名林秀英", "林秀英"),
        ("林秀英", "林秀英"),
        ("姓名阿依古丽•买买提", "阿依古丽·买买提"),
        ("姓名ANNA MARIA", "ANNA MARIA"),
    ],
)
def test_a_name_is_what_stands_beside_its_label(printed: str, name: str) -> None:
    assert words.name_in(printed) == name


@pytest.mark.parametrize(
    ("printed", "people"),
    [
        ("民族汉", "汉"),
        ("民族漢", "汉"),
        ("民族维吾尔", "维吾尔"),
        ("土家", "土家"),
        ("民族口", ""),
    ],
)
def test_one_of_the_peoples_or_nothing(printed: str, people: str) -> None:
    assert words.ethnicity_in(printed) == people


def test_an_address_of_three_lines_is_joined_without_its_label() -> None:
    lines = [
        Line("住址", 0.1, 0.55),
        Line("某省某市某区", 0.4, 0.50),
        Line("示例街道示例路", 0.4, 0.58),
        Line("8号", 0.25, 0.66),
        Line("公民身份号码", 0.17, 0.88),
    ]

    assert words.address_in(lines, 0.44) == "某省某市某区示例街道示例路8号"


def test_the_mark_on_a_sample_is_no_text() -> None:
    assert words.is_mark("样例 SAMPLE 样例")
    assert not words.is_mark("林秀英")
