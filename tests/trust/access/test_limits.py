"""Limits: so many tries within a time, counted from the first."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from jiaxin.ground.errors import TooManyTries
from jiaxin.trust.access import limits
from jiaxin.trust.access.limits import Limit, Spent
from jiaxin.trust.access.models import Tally
from tests import clockwork

FIVE = Spent(Limit("test", 5, timedelta(minutes=15)), "+8613800138000")

pytestmark = pytest.mark.django_db


@pytest.fixture
def hands() -> Iterator[clockwork.Hands]:
    # Two minutes before a quarter begins: a window by the clock would roll over soon.
    with clockwork.at(datetime(2026, 11, 23, 4, 13, tzinfo=UTC)) as hands:
        yield hands


def count(spent: Spent) -> None:
    """One try, and a refusal where it is one too many."""
    limits.refuse_over(spent.limit, limits.add(spent))


def use_up() -> None:
    for _ in range(FIVE.limit.tries):
        count(FIVE)


def test_the_sixth_try_is_one_too_many(hands: clockwork.Hands) -> None:
    use_up()

    with pytest.raises(TooManyTries) as refusal:
        count(FIVE)

    assert refusal.value.context["retry_after"] == 15 * 60


@pytest.mark.parametrize("minutes", [1, 3, 14.99])
def test_the_limit_holds_until_its_time_from_the_first_try(
    hands: clockwork.Hands, minutes: float
) -> None:
    use_up()
    hands.move(timedelta(minutes=minutes))

    with pytest.raises(TooManyTries):
        count(FIVE)


def test_a_try_given_back_does_not_count_and_the_others_do(hands: clockwork.Hands) -> None:
    use_up()
    limits.give_back(FIVE)

    count(FIVE)

    with pytest.raises(TooManyTries):
        count(FIVE)


def test_afterwards_it_begins_anew(hands: clockwork.Hands) -> None:
    use_up()
    hands.move(timedelta(minutes=15))

    use_up()

    with pytest.raises(TooManyTries):
        count(FIVE)


def test_trying_on_does_not_lengthen_the_wait(hands: clockwork.Hands) -> None:
    use_up()
    for _ in range(10):
        hands.move(timedelta(minutes=1))
        with pytest.raises(TooManyTries):
            count(FIVE)
    hands.move(timedelta(minutes=5))

    count(FIVE)


def test_the_table_holds_a_keyed_digest_and_no_phone(hands: clockwork.Hands) -> None:
    use_up()

    [tally] = Tally.objects.all()
    assert len(bytes(tally.key)) == 32
    assert b"138" not in bytes(tally.key)


def test_limits_of_different_names_do_not_share_a_count(hands: clockwork.Hands) -> None:
    use_up()

    count(Spent(Limit("other", 1, timedelta(minutes=1)), FIVE.key))


def test_several_counts_are_told_in_the_order_in_which_they_were_asked() -> None:
    counted = [Spent(Limit(f"limit {number}", 9, timedelta(days=1)), "x") for number in range(4)]
    for number, spent in enumerate(counted):
        for _ in range(number):
            limits.add(spent)

    tallied = limits.add_alone(counted)
    limits.release(counted)

    assert [each.tries for each in tallied] == [1, 2, 3, 4]


def test_an_address_is_told_apart_and_not_kept() -> None:
    one, two = limits.digest_of_address("192.0.2.1"), limits.digest_of_address("192.0.2.2")

    assert one != two
    assert one == limits.digest_of_address("192.0.2.1")
    assert "192" not in one
