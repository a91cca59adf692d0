"""On a list from a day to a day."""

from datetime import date

import pytest

from jiaxin.facts.firms.rules.lists import Span, is_possible, on_list

FIRST, LAST = date(2026, 2, 28), date(2028, 2, 29)


@pytest.mark.parametrize(
    ("span", "today", "on"),
    [
        (Span(FIRST, LAST), date(2026, 2, 27), False),
        (Span(FIRST, LAST), FIRST, True),
        (Span(FIRST, LAST), LAST, True),
        (Span(FIRST, LAST), date(2028, 3, 1), False),
        (Span(FIRST), date(2040, 1, 1), True),
        (Span(FIRST, LAST, removed_on=date(2027, 1, 4)), date(2027, 1, 3), True),
        (Span(FIRST, LAST, removed_on=date(2027, 1, 4)), date(2027, 1, 4), False),
        (Span(FIRST, FIRST), FIRST, True),
    ],
)
def test_a_firm_stands_on_a_list_within_its_days(span: Span, today: date, on: bool) -> None:
    assert on_list(span, today) is on


def test_days_in_the_wrong_order_are_no_span() -> None:
    assert not is_possible(Span(LAST, FIRST))
    assert is_possible(Span(FIRST, FIRST))
    assert is_possible(Span(FIRST))
