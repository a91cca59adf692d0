"""What a firm files about itself is complete, or says what it lacks."""

from dataclasses import replace
from decimal import Decimal

import pytest

from jiaxin.facts.firms.rules.profile import (
    MOST_BRANCHES,
    Branch,
    Capital,
    FirmKind,
    Price,
    PriceUnit,
    Profile,
    Trade,
    gaps,
)

WHOLE = Profile(
    name="北京样例阳光家政服务有限公司",
    kind=FirmKind.EMPLOYS,
    capital=Capital.DOMESTIC,
    region="110105",
    address="朝阳区样例路 1 号",
    complaint_line="010-12345678",
    brand="样例阳光",
    trades=(Trade.HOUSEWORK,),
    prices=(Price(Trade.HOUSEWORK, PriceUnit.HOUR, Decimal(40), Decimal(60)),),
)
BRANCH = Branch(name="样例分店", region="110106", address="丰台区样例路 2 号")


def a_price(least: str, most: str) -> tuple[Price, ...]:
    return (Price(Trade.COOKING, PriceUnit.VISIT, Decimal(least), Decimal(most)),)


@pytest.mark.parametrize("capital", Capital)
def test_a_whole_profile_lacks_nothing_whoever_owns_the_firm(capital: Capital) -> None:
    assert gaps(replace(WHOLE, capital=capital)) == []


@pytest.mark.parametrize(
    ("lacking", "field"),
    [
        (replace(WHOLE, name=" "), "name"),
        (replace(WHOLE, name="长" * 101), "name"),
        (replace(WHOLE, brand="长" * 101), "brand"),
        (replace(WHOLE, address=""), "address"),
        (replace(WHOLE, address="长" * 201), "address"),
        (replace(WHOLE, region=""), "region"),
        (replace(WHOLE, complaint_line=""), "complaint_line"),
        (replace(WHOLE, complaint_line="打给我"), "complaint_line"),
        (replace(WHOLE, trades=()), "trades"),
        (replace(WHOLE, prices=a_price("0", "10")), "prices"),
        (replace(WHOLE, prices=a_price("20", "10")), "prices"),
        (replace(WHOLE, prices=a_price("1", "99999999")), "prices"),
        (replace(WHOLE, branches=(BRANCH,) * (MOST_BRANCHES + 1)), "branches"),
    ],
)
def test_what_is_missing_or_wrong_is_named(lacking: Profile, field: str) -> None:
    assert [gap.field for gap in gaps(lacking)] == [field]


@pytest.mark.parametrize("line", ["12345", "4008001234"[:10], "+852 2345 6789", "010-12345678"])
def test_numbers_that_can_be_dialled_are_taken(line: str) -> None:
    given = replace(WHOLE, complaint_line=line)

    assert (gaps(given) == []) is (len(line) >= 6)
