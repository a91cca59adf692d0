"""Structured fields: what is read is written the same, and what is odd is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.gateways.exchange.structured import (
    InnerList,
    Item,
    Malformed,
    Token,
    read_dictionary,
    write_dictionary,
)

KEYS = st.from_regex(r"[a-z*][a-z0-9_.*-]{0,8}", fullmatch=True)
BARE = st.one_of(
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=20),
    st.binary(max_size=40),
    st.booleans(),
    st.from_regex(r"[A-Za-z*][A-Za-z0-9:/!#$%&'*+.^_`|~-]{0,8}", fullmatch=True).map(Token),
)
ITEMS = st.builds(Item, BARE, st.dictionaries(KEYS, BARE, max_size=3))
LISTS = st.builds(
    InnerList, st.lists(ITEMS, max_size=4).map(tuple), st.dictionaries(KEYS, BARE, max_size=3)
)


@given(members=st.dictionaries(KEYS, ITEMS | LISTS, max_size=4))
def test_what_is_written_is_read_the_same(members: dict[str, Item | InnerList]) -> None:
    assert read_dictionary(write_dictionary(members)) == members


@given(text=st.text(max_size=60))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        read_dictionary(text)
    except Malformed:
        return


@pytest.mark.parametrize(
    "text",
    [
        *("a=", "a=1,", ",a=1", "a=1 b=2", "A=1", "a=(1 2", "a=(1,2)", 'a="é"', 'a="x', "a=:***:"),
        *("a=1.5", "a=@1659578233", "a=1234567890123456", "a=1;=2", 'a=("x""y")', "a=:YQ:"),
        "a=" + "x" * 9000,
    ],
)
def test_a_malformed_field_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        read_dictionary(text)


def test_a_string_beyond_ascii_cannot_be_written() -> None:
    with pytest.raises(Malformed):
        write_dictionary({"a": Item("家")})


def test_a_repeated_member_counts_once_and_by_its_last_mention() -> None:
    assert read_dictionary("a=1, b=2, a=3") == {"b": Item(2), "a": Item(3)}
