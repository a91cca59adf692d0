import contextlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jiaxin.ground import credit_codes
from jiaxin.ground.credit_codes import (
    ALPHABET,
    Slip,
    WrongCreditCodeCheck,
    WrongCreditCodeForm,
    check_character,
    organisation_check,
)

KNOWN = "91110000600037341L"
in_alphabet = st.sampled_from(ALPHABET)
bodies = st.builds(
    lambda kind, region, own: kind + f"{region:06}" + own + organisation_check(own),
    st.text(in_alphabet, min_size=2, max_size=2),
    st.integers(0, 999_999),
    st.text(in_alphabet, min_size=8, max_size=8),
)
codes = bodies.map(lambda body: body + check_character(body))


@pytest.mark.parametrize(
    "typed",
    ["91110000600037341L", " 9111 0000 6000 3734 1l", "９１１１００００６０００３７３４１Ｌ"],
)
def test_a_code_is_read_from_any_keyboard(typed: str) -> None:
    assert credit_codes.parse(typed) == KNOWN


@given(code=codes)
def test_letters_may_stand_in_the_first_two_places(code: str) -> None:
    assert credit_codes.parse(code) == code


def test_a_published_code_passes_both_checks() -> None:
    assert organisation_check(KNOWN[8:16]) == KNOWN[16]
    assert check_character(KNOWN[:17]) == KNOWN[17]


@pytest.mark.parametrize(
    ("own", "check"), [("60003734", "1"), ("D2143569", "X"), ("00000000", "0"), ("00000001", "9")]
)
def test_the_organisations_own_check_is_that_of_the_standard(own: str, check: str) -> None:
    # D2143569-X is the standard's own example.
    assert organisation_check(own) == check


def test_a_code_whose_organisation_does_not_add_up_is_refused_though_the_whole_does() -> None:
    body = "91110000" + "60003734" + "2"

    with pytest.raises(WrongCreditCodeCheck):
        credit_codes.parse(body + check_character(body))


@pytest.mark.parametrize(
    ("typed", "zh", "en"),
    [
        ("9111000O600037341L", "第 8 位是字母 O", "Character 8 is the letter O"),
        ("9111000060003734IL", "第 17 位是字母 I", "perhaps 1"),
        ("91A10000600037341L", "第 3 至 8 位只能是数字", "characters 3 to 8 are digits"),
        ("91110000600037341", "这里是 17 位", "this has 17"),
        ("91110000600037341LL", "这里是 19 位", "this has 19"),
        ("9111000060003734家L", "第 17 位不是数字", "Character 17 is neither"),
        ("", "应当是 18 位", "has 18 digits"),
    ],
)
def test_what_is_no_code_is_refused_with_the_character_that_is_wrong(
    typed: str, zh: str, en: str
) -> None:
    with pytest.raises(WrongCreditCodeForm) as refused:
        credit_codes.parse(typed)

    assert zh in refused.value.says.zh
    assert en in refused.value.says.en


@given(code=codes, place=st.integers(0, 17), letter=in_alphabet)
def test_any_one_changed_character_is_caught(code: str, place: int, letter: str) -> None:
    wrong = code[:place] + letter + code[place + 1 :]
    assume(wrong != code)

    with pytest.raises((WrongCreditCodeCheck, WrongCreditCodeForm)):
        credit_codes.parse(wrong)


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("91110000600087341L", (13,)),  # 3 read as 8
        ("91110000600073341L", ()),  # more than one slip
        ("91110000600037431L", (15, 16)),  # two neighbours changed places
        ("91110000600037347L", (17,)),  # 1 read as 7
    ],
)
def test_a_code_that_is_nearly_right_says_where_to_look(
    typed: str, places: tuple[int, ...]
) -> None:
    with pytest.raises(WrongCreditCodeCheck) as refused:
        credit_codes.parse(typed)

    found = credit_codes.slips(typed)
    assert (Slip(places, credit_codes.parse(KNOWN)) in found) is bool(places)
    assert all(str(place) in refused.value.do.en for place in places)


@given(code=codes, place=st.integers(0, 17), letter=in_alphabet)
def test_whatever_is_proposed_is_a_code_and_near(code: str, place: int, letter: str) -> None:
    wrong = code[:place] + letter + code[place + 1 :]

    for slip in credit_codes.slips(wrong):
        assert credit_codes.parse(slip.meant) == slip.meant
        assert 1 <= sum(a != b for a, b in zip(wrong, slip.meant, strict=True)) <= 2


@given(typed=st.text(max_size=400))
def test_anything_typed_is_read_or_refused(typed: str) -> None:
    with contextlib.suppress(credit_codes.BadCreditCode):
        assert len(credit_codes.parse(typed)) == credit_codes.LENGTH
