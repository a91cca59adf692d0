"""A topic is known to those who were told it, for an hour or two."""

from datetime import UTC, datetime, timedelta

from jiaxin.ground.ids import new_id
from jiaxin.ground.topics import topic_of, topics_of
from tests import clockwork

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_page_opened_this_hour_or_the_one_before_is_woken() -> None:
    thing = new_id()
    with clockwork.at(NOON) as hands:
        opened_now = topic_of("query", thing)
        hands.move(timedelta(minutes=59))
        assert opened_now in topics_of("query", thing)
        hands.move(timedelta(minutes=60))
        assert opened_now in topics_of("query", thing)
        hands.move(timedelta(minutes=60))
        assert opened_now not in topics_of("query", thing)


def test_topics_differ_by_kind_and_by_thing() -> None:
    one, two = new_id(), new_id()

    assert len({topic_of("query", one), topic_of("worker", one), topic_of("query", two)}) == 3
