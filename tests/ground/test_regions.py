import pytest

from jiaxin.ground import regions
from jiaxin.ground.regions import Level


def test_there_are_thirty_four_provinces_each_with_a_six_digit_code() -> None:
    codes = [region.code for region in regions.provinces()]

    assert len(codes) == 34
    assert all(len(code) == 6 and code.endswith("0000") for code in codes)
    assert "710000" in codes


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("110000", "北京市"),
        ("110105", "北京市朝阳区"),
        ("330113", "浙江省杭州市临平区"),
        ("441900", "广东省东莞市"),
        ("429005", "湖北省潜江市"),
        ("810000", "香港特别行政区"),
    ],
)
def test_a_division_of_today_is_named_in_full(code: str, name: str) -> None:
    assert regions.full_name_of(code) == name


def test_a_code_is_named_as_it_was_called_in_that_year() -> None:
    assert regions.name_of("120110", 1985) == "东郊区"
    assert regions.name_of("120110", 2001) == "东丽区"
    assert regions.name_of("120110") == "东丽区"


def test_a_code_that_was_given_up_still_counts() -> None:
    assert regions.find("110103") is None
    assert regions.valid_ever("110103")
    assert regions.full_name_of("110103", 1990) == "北京市崇文区"


def test_a_code_newer_than_the_history_counts() -> None:
    assert regions.valid_ever("330114")


@pytest.mark.parametrize(
    "code",
    ["", "000000", "110199", "990000", "1101", "1101050", "１１０１０５", "11010a", "110105\n"],
)
def test_a_code_that_never_was_does_not_count(code: str) -> None:
    assert not regions.valid_ever(code)
    assert regions.full_name_of(code) is None


def test_every_division_of_today_lies_below_a_known_one() -> None:
    walked = set()
    ahead = regions.provinces()
    while ahead:
        region = ahead.pop()
        walked.add(region.code)
        ahead += regions.below(region.code)

    assert {code for code in walked if regions.find(code) is None} == set()
    assert len(walked) > 3000
    assert {region.level for region in map(regions.find, walked) if region} == set(Level)


def test_a_municipality_has_its_districts_directly_below() -> None:
    assert "110105" in {region.code for region in regions.below("110000")}
    assert [region.name for region in regions.parents("110105")] == ["北京市"]
    assert [region.name for region in regions.parents("130102")] == ["河北省", "石家庄市"]


@pytest.mark.parametrize(
    ("inner", "outer", "lies"),
    [
        ("130102", "130000", True),
        ("130102", "130100", True),
        ("130102", "130102", True),
        ("130102", "", True),
        ("130000", "130100", False),
        ("130202", "130100", False),
        ("460100", "461000", False),
    ],
)
def test_a_division_lies_within_a_wider_one(inner: str, outer: str, lies: bool) -> None:
    assert regions.within(inner, outer) is lies


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("杭州市", "330100"),
        ("杭州", "330100"),
        (" 浙江省 杭州市 ", "330100"),
        ("浙江杭州", "330100"),
        ("北京", "110000"),
        ("内蒙古", "150000"),
        ("广西", "450000"),
        ("新疆", "650000"),
        ("香港", "810000"),
        ("台湾省", "710000"),
        ("北京市朝阳区", "110105"),
        ("潜江", "429005"),
        ("杭州市西湖区", "330106"),
        ("杭州西湖", "330106"),
    ],
)
def test_a_division_is_found_by_what_people_call_it(text: str, code: str) -> None:
    assert [region.code for region in regions.called(text)] == [code]


def test_a_name_that_several_have_finds_them_all() -> None:
    assert {"110105", "220104"} <= {region.code for region in regions.called("朝阳区")}
    assert {"110105", "211300"} <= {region.code for region in regions.called("朝阳")}
    assert regions.called("亚特兰蒂斯") == regions.called("") == []


def test_every_division_is_found_by_its_full_name() -> None:
    for province in regions.provinces():
        for region in [province, *regions.below(province.code)]:
            name = regions.full_name_of(region.code)
            assert name is not None
            assert region in regions.called(name)


def test_codes_below_a_region_begin_with_its_prefix() -> None:
    prefixes = [regions.prefix_of(code) for code in ("000000", "330000", "330100", "330106")]

    assert prefixes == ["", "33", "3301", "330106"]
