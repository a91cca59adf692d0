from datetime import UTC, datetime, timedelta
from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.ground import ids
from jiaxin.ground.ids import CROCKFORD, CertificateNo, UnreadableCode, WrongCodeCheck
from tests.clockwork import at

NOON = datetime(2026, 11, 23, 4, 0, 0, 250_000, tzinfo=UTC)


def test_an_id_is_a_version_seven_uuid_of_its_millisecond() -> None:
    with at(NOON.replace(year=2099)):
        made = ids.new_id()

    assert made.version == 7
    assert made.variant == RFC_4122
    assert made.int >> 80 == int(NOON.replace(year=2099).timestamp() * 1000)


def test_ids_of_one_moment_count_up() -> None:
    with at(NOON):
        made = [ids.new_id() for _ in range(2000)]

    assert made == sorted(set(made))


def test_ids_count_up_when_the_clock_goes_back() -> None:
    with at(NOON) as hands:
        first = ids.new_id()
        hands.move(-timedelta(hours=1))
        second = ids.new_id()

    assert second > first


@given(value=st.integers(0, 32**8 - 1))
def test_what_is_written_in_base_32_is_read_back(value: int) -> None:
    assert ids.decode_base32(ids.encode_base32(value, 8), 8) == value


@pytest.mark.parametrize("typed", ["o1ab-cdil", " O1AB CD1L ", "０１ａｂ－ｃｄｉｌ", "01AB·CDI1"])
def test_what_looks_alike_is_read_alike(typed: str) -> None:
    assert ids.tidy_base32(typed, 8) == "01ABCD11"


@pytest.mark.parametrize(
    "typed", ["", "01ABCDU1", "01ABCD1", "01ABCD112", "家信家信家信家信", "0" * 10_000]
)
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableCode):
        ids.tidy_base32(typed, 8)


def test_a_number_that_does_not_fit_is_an_error() -> None:
    with pytest.raises(ValueError, match="fit"):
        ids.encode_base32(32, 1)


def test_a_certificate_number_is_read_back_as_it_is_shown() -> None:
    number = ids.new_certificate_no()

    assert len(number) == 12
    assert ids.parse_certificate_no(ids.show_certificate_no(number).lower()) == number


codes = st.integers(0, 2**55 - 1).map(lambda value: ids.encode_base32(value, 11))


@given(body=codes, place=st.integers(0, 11), other=st.sampled_from(CROCKFORD))
def test_any_one_wrong_character_is_found(body: str, place: int, other: str) -> None:
    number = body + ids.check_character(body)
    wrong = number[:place] + other + number[place + 1 :]

    if wrong == number:
        assert ids.parse_certificate_no(wrong) == CertificateNo(number)
    else:
        with pytest.raises(WrongCodeCheck):
            ids.parse_certificate_no(wrong)


@given(body=codes, one=st.integers(0, 11), two=st.integers(0, 11))
def test_any_two_characters_that_changed_places_are_found(body: str, one: int, two: int) -> None:
    number = body + ids.check_character(body)
    swapped = list(number)
    swapped[one], swapped[two] = swapped[two], swapped[one]
    wrong = "".join(swapped)

    if wrong != number:
        with pytest.raises(WrongCodeCheck):
            ids.parse_certificate_no(wrong)


def test_people_call_a_thing_by_the_end_of_its_id() -> None:
    assert ids.short_of(UUID("01a2158a-a3d4-7271-ad64-f10b1ba21bfc")) == "1BA21BFC"
