"""Addresses of cells, as spreadsheets have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.flows.invitations.rules.cells import Area, address, letters, place_of


@given(row=st.integers(1, 1_048_576), column=st.integers(0, 16_383))
def test_an_address_leads_back_to_its_cell(row: int, column: int) -> None:
    assert place_of(address(row, column)) == (row, column)


@pytest.mark.parametrize(
    ("column", "name"), [(0, "A"), (2, "C"), (25, "Z"), (26, "AA"), (702, "AAA")]
)
def test_columns_are_named_as_spreadsheets_name_them(column: int, name: str) -> None:
    assert letters(column) == name


@pytest.mark.parametrize("text", ["", "17", "C", "c17", "ABCD1", "A1B", "A12345678", "Ａ1", "A²"])
def test_what_is_no_address_is_no_cell(text: str) -> None:
    assert place_of(text) is None


def test_an_area_covers_both_its_ends() -> None:
    area = Area(2, 4, 1, 2)

    assert area.covers(2, 1)
    assert area.covers(4, 2)
    assert not area.covers(5, 2)
    assert not area.covers(3, 0)
