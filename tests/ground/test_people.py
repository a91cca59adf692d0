import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.ground import people
from jiaxin.ground.people import (
    BadName,
    BadPhone,
    NameTooLong,
    NoName,
    Phone,
    WrongForeignPhone,
    WrongMobile,
    WrongNameCharacters,
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("林秀英", "林秀英"),
        ("王", "王"),
        (" 李  明 ", "李明"),
        ("李\u3000明", "李明"),
        ("王㛃", "王㛃"),
        ("𠮷田", "𠮷田"),
        ("王\U00031350", "王\U00031350"),
        ("〇一", "〇一"),
        ("\ufa16豈", "\ufa16豈"),
        ("张葛\U000e0100", "张葛"),
        ("阿卜杜拉·买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉・买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉.买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉 · 买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉．买买提", "阿卜杜拉·买买提"),
        ("MARIA  SANTOS", "MARIA SANTOS"),
        ("Anne-Marie O’Neill", "Anne-Marie O'Neill"),
        ("ＭＡＲＩＡ　ＳＡＮＴＯＳ", "MARIA SANTOS"),
        ("Nguye\u0302\u0303n Thi", "Nguyễn Thi"),
        ("Mary St. John", "Mary St. John"),
    ],
)
def test_a_name_is_read_as_the_card_prints_it(typed: str, name: str) -> None:
    assert people.read_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", NoName),
        (" \u200b\u3000", NoName),
        ("王" * 51, NameTooLong),
        ("王" * 10_000, NameTooLong),
        ("王1", WrongNameCharacters),
        ("·王", WrongNameCharacters),
        ("王··兰", WrongNameCharacters),
        ("王兰!", WrongNameCharacters),
        ("<b>王</b>", WrongNameCharacters),
        ("王\n兰\x00", WrongNameCharacters),
        ("Анна", WrongNameCharacters),
        ("王😀", WrongNameCharacters),
        ("a'" * 24 + "a!", WrongNameCharacters),
    ],
)
def test_each_fault_of_a_name_has_a_name(typed: str, fault: type[BadName]) -> None:
    with pytest.raises(BadName) as caught:
        people.read_name(typed)

    assert type(caught.value) is fault


def test_fifty_characters_of_any_plane_are_a_name() -> None:
    assert len(people.read_name("𠮷" * 50)) == 50


@given(text=st.text(max_size=60))
def test_a_name_that_was_read_is_read_the_same_again(text: str) -> None:
    with contextlib.suppress(BadName):
        name = people.read_name(text)
        assert people.read_name(name) == name


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("王秀兰", "王*兰"),
        ("李明", "李*"),
        ("王", "*"),
        ("欧阳秀兰", "欧**兰"),
        ("𠮷秀兰", "𠮷*兰"),
        ("阿卜杜拉·买买提", "阿***·**提"),
        ("MARIA SANTOS", "M*** S***"),
        ("Anne-Marie O'Neill", "A*** O***"),
    ],
)
def test_a_masked_name_is_enough_to_recognise_her(name: str, masked: str) -> None:
    assert people.mask_name(name) == masked


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("13800138000", "+8613800138000"),
        (" 138 0013-8000", "+8613800138000"),
        ("＋８６ １３８００１３８０００", "+8613800138000"),
        ("8613800138000", "+8613800138000"),
        ("0086 13800138000", "+8613800138000"),
        ("+852 6123 4567", "+85261234567"),
        ("+853 6612 3456", "+85366123456"),
        ("+886 0912-345-678", "+886912345678"),
        ("00886912345678", "+886912345678"),
        ("+1 (415) 555-0100", "+14155550100"),
        ("+63 917 123 4567", "+639171234567"),
    ],
)
def test_a_phone_is_read_from_any_keyboard(typed: str, phone: str) -> None:
    assert people.read_phone(typed) == phone


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", WrongMobile),
        ("12800138000", WrongMobile),
        ("1380013800", WrongMobile),
        ("138001380000", WrongMobile),
        ("+86 10 6512 3456", WrongMobile),
        ("61234567", WrongMobile),
        ("1380013800a", WrongMobile),
        ("+852 1234 5678", WrongForeignPhone),
        ("+886 12345678", WrongForeignPhone),
        ("+0123456789", WrongForeignPhone),
        ("+1234567890123456", WrongForeignPhone),
        ("+852 61234567; DROP", WrongForeignPhone),
        ("١٣٨٠٠١٣٨٠٠٠", WrongMobile),
    ],
)
def test_each_fault_of_a_phone_has_a_name(typed: str, fault: type[BadPhone]) -> None:
    with pytest.raises(BadPhone) as caught:
        people.read_phone(typed)

    assert type(caught.value) is fault


@given(text=st.text(st.sampled_from("+0123456789 -()①１"), max_size=20))
def test_a_phone_that_was_read_is_read_the_same_again(text: str) -> None:
    with contextlib.suppress(BadPhone):
        phone = people.read_phone(text)
        assert people.read_phone(phone) == phone


@pytest.mark.parametrize(
    ("phone", "masked"),
    [("+8613800138000", "138****8000"), ("+85261234567", "+852****4567")],
)
def test_a_masked_phone_shows_its_tail(phone: str, masked: str) -> None:
    assert people.mask_phone(Phone(phone)) == masked
    assert people.tail(phone) == masked[-4:]
