"""Which tables are in force is decided by the day."""

from datetime import date, timedelta

import pytest

from jiaxin.facts.health import reads, services
from jiaxin.trust.access.actor import Actor
from tests.facts.health.test_formats import SAMPLE

pytestmark = pytest.mark.django_db

OPERATOR = Actor.system("operator")
FIRST = date(2026, 1, 1)


def load(title: str, day: date) -> None:
    written = SAMPLE.replace('zh = "表"', f'zh = "{title}"').replace("2026-01-01", str(day))
    services.load_tables(OPERATOR, written=written.encode())


def test_with_nothing_loaded_the_sample_holds_and_says_so() -> None:
    assert reads.tables_now().is_sample
    assert reads.tables_on(date(1990, 1, 1)).is_sample


def test_an_edition_holds_from_its_day_on_and_not_the_day_before() -> None:
    load("甲", FIRST)

    assert reads.tables_on(FIRST).title.zh == "甲"
    assert reads.tables_on(FIRST - timedelta(days=1)).is_sample


def test_a_later_edition_holds_once_its_day_has_come_in_whatever_order_they_came() -> None:
    load("乙", FIRST + timedelta(days=100))
    load("甲", FIRST)

    assert reads.tables_on(FIRST + timedelta(days=99)).title.zh == "甲"
    assert reads.tables_on(FIRST + timedelta(days=100)).title.zh == "乙"
    assert [tables.title.zh for tables in reads.editions()] == ["乙", "甲"]


def test_of_two_for_the_same_day_the_one_that_was_loaded_last_holds() -> None:
    load("甲", FIRST)
    load("丙", FIRST)

    assert reads.tables_on(FIRST).title.zh == "丙"
