import contextlib
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jiaxin.ground import id_numbers
from jiaxin.ground.id_numbers import (
    BadIdNumber,
    BornInFuture,
    IdKind,
    IdNumber,
    NoSuchBirthday,
    NoSuchRegion,
    OldIdNumber,
    Sex,
    WrongIdCharacters,
    WrongIdCheck,
    WrongIdLength,
)

TODAY = date(2026, 11, 23)


def closed(body: str) -> str:
    """Seventeen digits with the check character that fits."""
    return body + id_numbers.check_character(body)


def test_a_citizens_number_says_where_when_and_which_sex() -> None:
    # The example of the standard itself.
    read = IdNumber.parse("11010519491231002X", TODAY)

    assert read.number == "11010519491231002X"
    assert read.region == "110105"
    assert read.birth == date(1949, 12, 31)
    assert (read.sex, read.kind) == (Sex.FEMALE, IdKind.CITIZEN)


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        " 110105 19491231 002X ",
        "110105-19491231-002X",
        "１１０１０５１９４９１２３１００２Ｘ",
        "１１０１０５　１９４９１２３１　００２ｘ",
    ],
)
def test_any_keyboards_digits_are_read(typed: str) -> None:
    assert IdNumber.parse(typed, TODAY).number == "11010519491231002X"


@pytest.mark.parametrize(
    ("number", "kind", "region"),
    [
        ("810000199408230021", IdKind.HONG_KONG_PERMIT, "810000"),
        (closed("82000019900101001"), IdKind.MACAO_PERMIT, "820000"),
        ("830000199201300022", IdKind.TAIWAN_PERMIT, "830000"),
        ("911124198108030024", IdKind.FOREIGN_RESIDENT, "110000"),
    ],
)
def test_permits_and_the_foreigners_card_are_known(number: str, kind: IdKind, region: str) -> None:
    read = IdNumber.parse(number, TODAY)

    assert (read.kind, read.region) == (kind, region)


def test_a_region_given_up_long_ago_is_still_a_region() -> None:
    assert IdNumber.parse(closed("11010319700101002"), TODAY).region == "110103"


def test_a_person_may_be_older_than_the_code_she_was_given() -> None:
    # Numbers were first given in 1984, to people of every age.
    assert IdNumber.parse(closed("11011419500101002"), TODAY).birth == date(1950, 1, 1)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", WrongIdLength),
        ("110105194912310021X", WrongIdLength),
        ("110105491231002", OldIdNumber),
        ("USA110194912310", OldIdNumber),
        ("1101051949123100XX", WrongIdCharacters),
        ("11010519491231002Y", WrongIdCharacters),
        ("१10105194912310020", WrongIdCharacters),
        ("11010519491231002" + "0", WrongIdCheck),
        (closed("11010519990230001"), NoSuchBirthday),
        (closed("11010519000229001"), NoSuchBirthday),
        (closed("11010519991301001"), NoSuchBirthday),
        (closed("11010500000101001"), NoSuchBirthday),
        (closed("11010518490101001"), NoSuchBirthday),
        (closed("11010520261124001"), BornInFuture),
        (closed("11019919900101001"), NoSuchRegion),
        (closed("00000019900101001"), NoSuchRegion),
        (closed("99912419900101001"), NoSuchRegion),
    ],
)
def test_each_fault_has_a_name(typed: str, fault: type[BadIdNumber]) -> None:
    with pytest.raises(BadIdNumber) as caught:
        IdNumber.parse(typed, TODAY)

    assert type(caught.value) is fault


def test_leap_days_are_days() -> None:
    assert IdNumber.parse(closed("11010520000229001"), TODAY).birth == date(2000, 2, 29)


def test_someone_born_today_has_a_number() -> None:
    assert IdNumber.parse(closed("11010520261123001"), TODAY).birth == TODAY


births = st.dates(date(1900, 1, 1), TODAY)
orders = st.integers(0, 999)
numbers = st.builds(
    lambda region, birth, order: closed(f"{region}{birth:%Y%m%d}{order:03}"),
    st.sampled_from(["110105", "330113", "429005", "110103", "650102"]),
    births,
    orders,
)


@given(birth=births, order=orders)
def test_every_well_made_number_is_read(birth: date, order: int) -> None:
    read = IdNumber.parse(closed(f"110105{birth:%Y%m%d}{order:03}"), TODAY)

    assert read.birth == birth
    assert read.sex is (Sex.MALE if order % 2 else Sex.FEMALE)


@given(number=numbers, place=st.integers(0, 17), digit=st.sampled_from("0123456789X"))
def test_any_one_changed_digit_is_caught(number: str, place: int, digit: str) -> None:
    wrong = number[:place] + digit + number[place + 1 :]
    assume(wrong != number)

    with pytest.raises(BadIdNumber):
        IdNumber.parse(wrong, TODAY)


@given(number=numbers, place=st.integers(0, 16))
def test_two_neighbours_that_changed_places_are_caught(number: str, place: int) -> None:
    wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assume(wrong != number)

    with pytest.raises(BadIdNumber):
        IdNumber.parse(wrong, TODAY)


@given(text=st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(BadIdNumber):
        assert len(IdNumber.parse(text, TODAY).number) == 18


def test_a_refusal_does_not_repeat_the_number() -> None:
    with pytest.raises(WrongIdLength) as caught:
        IdNumber.parse("1101051949123100", TODAY)

    assert caught.value.context == {"length": 16}


@given(number=numbers)
def test_a_masked_number_hides_the_birthday(number: str) -> None:
    masked = id_numbers.mask(number)

    assert len(masked) == 18
    assert masked == f"{number[:6]}********{number[-4:]}"


def test_something_else_is_masked_whole() -> None:
    assert id_numbers.mask("110105") == "******"


def test_a_number_is_not_printed_with_its_object() -> None:
    assert "1949" not in repr(IdNumber.parse("11010519491231002X", TODAY))


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2000, 11, 23), date(2026, 11, 22), 25),
        (date(2000, 11, 23), date(2026, 11, 23), 26),
        (date(2004, 2, 29), date(2026, 2, 28), 21),
        (date(2004, 2, 29), date(2026, 3, 1), 22),
    ],
)
def test_age_is_in_full_years(birth: date, day: date, age: int) -> None:
    assert id_numbers.age_on(birth, day) == age


def test_nobody_under_sixteen_may_work() -> None:
    assert id_numbers.of_working_age(date(2010, 11, 23), TODAY)
    assert not id_numbers.of_working_age(date(2010, 11, 24), TODAY)
