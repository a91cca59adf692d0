import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jiaxin.ground import credit_codes
from jiaxin.ground.credit_codes import ALPHABET, WrongCreditCodeCheck, WrongCreditCodeForm

in_alphabet = st.sampled_from(ALPHABET)
bodies = st.builds(
    lambda kind, region, body: kind + f"{region:06}" + body,
    st.text(in_alphabet, min_size=2, max_size=2),
    st.integers(0, 999_999),
    st.text(in_alphabet, min_size=9, max_size=9),
)


@pytest.mark.parametrize(
    "typed",
    ["91110000600037341L", " 9111 0000 6000 3734 1l", "９１１１００００６０００３７３４１Ｌ"],
)
def test_a_code_is_read_from_any_keyboard(typed: str) -> None:
    assert credit_codes.parse(typed) == "91110000600037341L"


@given(body=bodies)
def test_letters_may_stand_in_the_first_two_places(body: str) -> None:
    code = body + credit_codes.check_character(body)

    assert credit_codes.parse(code) == code


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "91110000600037341",
        "91110000600037341LL",
        "9111000O600037341L",
        "91A10000600037341L",
        "9111000060003734IL",
    ],
)
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(WrongCreditCodeForm):
        credit_codes.parse(typed)


@given(body=bodies, place=st.integers(0, 17), letter=in_alphabet)
def test_any_one_changed_character_is_caught(body: str, place: int, letter: str) -> None:
    code = body + credit_codes.check_character(body)
    wrong = code[:place] + letter + code[place + 1 :]
    assume(wrong != code)

    with pytest.raises((WrongCreditCodeCheck, WrongCreditCodeForm)):
        credit_codes.parse(wrong)
