"""Places and temperatures as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.facts.epidemic import places
from jiaxin.facts.epidemic.errors import (
    ImpossibleTemperature,
    SeveralPlaces,
    UnknownCountry,
    UnknownPlace,
)
from jiaxin.facts.epidemic.rules import COLDEST, HOTTEST
from jiaxin.ground.errors import Refusal


def test_the_countries_are_those_of_iso_3166_without_home() -> None:
    known = places.countries()

    # 249 codes of ISO 3166-1, less China, Hong Kong, Macao and Taiwan: places at home.
    assert len(known) == 245
    assert not {"CN", "HK", "MO", "TW", "EU", "XK", "UN"} & set(known)
    assert (known["JP"].name.zh, known["JP"].name.en) == ("日本", "Japan")


@pytest.mark.parametrize(
    ("text", "code"),
    [("日本", "JP"), ("japan", "JP"), ("JP", "JP"), (" 大 韩民国 ", None), ("South Korea", "KR")],
)
def test_a_country_is_known_by_either_name_or_its_code(text: str, code: str | None) -> None:
    if code is None:
        with pytest.raises(UnknownCountry):
            places.read_country(text)
    else:
        assert places.read_country(text) == code


@pytest.mark.parametrize("text", ["台湾", "香港", "Taiwan", "中国", "HK", ""])
def test_what_is_at_home_is_no_country_abroad(text: str) -> None:
    with pytest.raises(UnknownCountry):
        places.read_country(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [("杭州", "330100"), ("北京市朝阳区", "110105"), ("台湾", "710000"), ("香港", "810000")],
)
def test_a_place_is_known_by_its_name(text: str, code: str) -> None:
    assert places.read_place(text) == code
    assert places.is_place(code)


def test_a_name_that_several_have_is_asked_for_in_full() -> None:
    with pytest.raises(SeveralPlaces) as refused:
        places.read_place("朝阳区")

    assert "北京市朝阳区" in refused.value.do.zh
    with pytest.raises(UnknownPlace):
        places.read_place("亚特兰蒂斯")


def test_every_place_that_is_offered_is_taken() -> None:
    offered = places.cities()

    assert len(offered) > 330
    assert all(places.is_place(places.read_place(name)) for name in offered)
    assert "浙江省杭州市" in offered
    assert "北京市" in offered


@pytest.mark.parametrize(
    ("text", "tenths"),
    [
        ("36.5", 365),
        ("36.5℃", 365),
        ("３６．５", 365),
        ("36,5", 365),
        ("36。5", 365),
        ("365", 365),
        ("36", 360),
        ("36.5 °C", 365),
        ("36.5度", 365),
        ("36.59", 365),
        ("34.0", 340),
        ("43.0", 430),
    ],
)
def test_a_temperature_is_read_as_people_write_it(text: str, tenths: int) -> None:
    assert places.read_temperature(text) == tenths


@pytest.mark.parametrize(
    "text",
    ["33.9", "43.1", "3", "98.6", "abc", "", "36.5.1", "-36", "3６.5a", "٣٦", "1e2", "36.555"],
)
def test_what_no_thermometer_says_is_refused(text: str) -> None:
    with pytest.raises(ImpossibleTemperature):
        places.read_temperature(text)


@given(st.integers(COLDEST, HOTTEST))
def test_every_possible_temperature_is_read_back(tenths: int) -> None:
    assert places.read_temperature(f"{tenths / 10:.1f}") == tenths


@given(st.text())
def test_nothing_typed_makes_a_reader_fall(text: str) -> None:
    for read in (places.read_place, places.read_country, places.read_temperature):
        try:
            read(text)
        except Refusal as refused:
            assert refused.status == 422  # noqa: PT017 — either is right, a crash is not
