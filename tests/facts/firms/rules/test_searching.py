"""What people type, and what of a firm's names it finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.facts.firms.rules.searching import (
    NEAR,
    STRETCH_BITS,
    STRETCHES,
    Way,
    code_in,
    names_of,
    number_of,
    pieces_of,
    place,
    readings_of,
    sounding_like,
    spelled,
    stretches_first,
    stretches_next,
    syllables,
    tidied,
)
from tests.firms import a_code

SUN = names_of(["北京样例阳光家政服务有限公司", "阳光到家"])
SPRING = names_of(["重庆长春母婴护理有限公司"])
HAPPY = names_of(["上海乐家（Happy Home）家政服务有限公司", "58 到家"])


def finds(typed: str, names: object = SUN) -> set[Way]:
    return {
        reading.way
        for reading in readings_of(typed)
        if reading.tokens <= names.tokens  # type: ignore[attr-defined]  # the Names above
    }


@pytest.mark.parametrize(
    ("typed", "way"),
    [
        ("阳光", Way.NAME),
        ("家政", Way.NAME),
        ("样例阳光家政", Way.NAME),
        ("北京样例阳光家政服务有限公司", Way.NAME),
        (" 阳 光 ", Way.NAME),
        ("ygjz", Way.INITIALS),
        ("YG", Way.INITIALS),
        ("bjylygjzfwyxgs", Way.INITIALS),
        ("yangguang", Way.SOUND),
        ("yang", Way.SOUND),
        ("yangg", Way.SOUND),
        ("yang guang jia zheng", Way.SOUND),
        ("yangguangjiaz", Way.SOUND),  # still typing the last syllable
    ],
)
def test_a_piece_of_a_name_finds_it_however_it_is_typed(typed: str, way: Way) -> None:
    assert way in finds(typed)


@pytest.mark.parametrize("typed", ["cqcc", "chongqing", "changchun", "重庆", "长春母婴"])
def test_characters_with_two_readings_sound_as_in_their_word(typed: str) -> None:
    assert finds(typed, SPRING)


@pytest.mark.parametrize("typed", ["happy", "Happy Home", "58到家", "58", "5 8", "ＨＡＰＰＹ"])
def test_letters_and_figures_of_a_name_find_it(typed: str) -> None:
    assert Way.NAME in finds(typed, HAPPY)


@pytest.mark.parametrize("typed", ["", " ", "阳", "y", "·", "🙂", "（）"])
def test_one_character_is_too_little(typed: str) -> None:
    assert readings_of(typed) == []


@pytest.mark.parametrize("typed", ["阳广家政", "洋光", "杨光佳正"])
def test_other_characters_of_the_same_sound_find_it(typed: str) -> None:
    heard = sounding_like(typed)

    assert heard is not None
    assert heard.tokens <= SUN.tokens
    assert heard.text in SUN.sounds


def test_one_wrong_character_is_a_near_miss_and_another_firm_is_not() -> None:
    pieces = pieces_of("样例阳先家政服务")

    assert sum(piece in SUN.plain for piece in pieces) >= NEAR * len(pieces)
    assert sum(piece in SPRING.plain for piece in pieces) < NEAR * len(pieces)


@given(each=st.floats(0, 20_000), wanted=st.integers(1, 201))
def test_few_stretches_are_asked_first_for_what_many_have(each: float, wanted: int) -> None:
    first = stretches_first(each, wanted)

    assert 1 <= first <= STRETCHES
    # What many have is asked of few stretches at first.
    assert (first == 1) == (each >= 1.5 * wanted)


@given(asked=st.integers(1, STRETCHES), found=st.integers(0, 200), wanted=st.integers(1, 201))
def test_then_as_many_more_as_it_should_take(asked: int, found: int, wanted: int) -> None:
    then = stretches_next(asked, found, wanted)

    assert then >= 1
    if found == 0:
        assert then == STRETCHES
    else:
        assert then <= 4 * asked
        assert then == 4 * asked or then * found >= wanted * asked


@given(filed=st.booleans(), open_=st.booleans(), code=st.text())
def test_every_place_lies_in_a_stretch(filed: bool, open_: bool, code: str) -> None:
    assert 0 <= place(filed=filed, open_=open_, code=code) >> STRETCH_BITS < STRETCHES


@pytest.mark.parametrize(
    ("letters", "readings"),
    [
        ("xian", [("xian",), ("xi", "an")]),
        ("yangguang", [("yang", "guang")]),
        ("jzfw", []),
        ("lv", [("lv",)]),
    ],
)
def test_letters_are_read_as_syllables(letters: str, readings: list[tuple[str, ...]]) -> None:
    assert [one for one in spelled(letters) if one in readings] == readings


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("91110105MX0000019N", "91110105MX0000019N"),
        (" 9111 0105 mx00 ", "91110105MX00"),
        ("９１１１０１０５", "91110105"),
        ("911101", None),
        ("阳光家政", None),
        ("yangguang", None),
        ("58到家58585858", None),
    ],
)
def test_a_code_is_told_from_a_name(typed: str, code: str | None) -> None:
    assert code_in(typed) == code


def test_the_order_of_firms_is_no_judgement() -> None:
    codes = [a_code(number) for number in range(50)]

    def worst(*, filed: bool, open_: bool) -> tuple[int, int]:
        places = [place(filed=filed, open_=open_, code=code) for code in codes]
        return min(places), max(places)

    assert worst(filed=True, open_=True)[1] < worst(filed=False, open_=True)[0]
    assert worst(filed=False, open_=True)[1] < worst(filed=True, open_=False)[0]


def test_endless_names_are_cut_before_they_are_indexed() -> None:
    names = names_of([f"样例{number}" + "很长" * 500 for number in range(100)])

    assert len(names.plain) < 500
    assert len(names.sounds.encode()) < 2000


def test_letters_that_lead_nowhere_take_no_time() -> None:
    # Each "xian" may be read in two ways: two to the power of fourteen ways, all in vain.
    assert spelled("xian" * 14 + "ii") == []
    assert len(spelled("xian" * 14)) == 3


@given(text=st.text(max_size=300))
def test_whatever_is_typed_is_read(text: str) -> None:
    for reading in readings_of(text):
        assert reading.tokens
        assert all(-(2**31) <= token < 2**31 for token in reading.tokens)
    sounding_like(text)
    assert len(pieces_of(text)) <= 3 * 60


@given(
    name=st.text(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=20
    ),
    cut=st.tuples(st.integers(0, 19), st.integers(2, 20)),
)
def test_every_piece_of_two_or_more_characters_finds_its_name(
    name: str, cut: tuple[int, int]
) -> None:
    start, size = cut
    piece = name[start : start + size]
    names = names_of([name])
    if len(piece) >= 2:
        assert Way.NAME in finds(piece, names)
        heard = syllables(tidied(name))[start : start + size]
        assert Way.INITIALS in finds("".join(part[0] for part in heard), names)


def test_a_token_is_the_same_number_in_every_process() -> None:
    assert number_of("n:家政") == 2118869101
