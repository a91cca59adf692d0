"""The benchmark of the search for firms: a wrong answer fails it, however fast."""

from collections.abc import Iterator

import psycopg
import pytest

from bench import firm_answers
from bench.figures import WrongAnswer
from jiaxin.facts.firms.finding import Wanted
from tests import database, makers_firms

WANTED = Wanted(text=makers_firms.NAME[:2])
ASKED = {kind: [WANTED] for kind in firm_answers.COMPARED}

type Connection = "psycopg.Connection[tuple[object, ...]]"


@pytest.fixture
def beside(transactional_db: None) -> Iterator[Connection]:
    """What reads every firm, beside the product."""
    from django.db import connection  # noqa: PLC0415 — this process's own database

    url = database.address(str(connection.settings_dict["NAME"]))
    with psycopg.connect(url, autocommit=True) as made:
        yield made


def test_right_answers_are_compared_and_counted(beside: Connection) -> None:
    makers_firms.a_registered_firm(1)

    assert firm_answers.compare(beside, ASKED, 1) == len(firm_answers.COMPARED)


def test_a_firm_that_the_search_overlooks_fails_the_bench(beside: Connection) -> None:
    makers_firms.a_registered_firm(1)
    beside.execute("UPDATE firms_search SET tokens = '{}'")

    with pytest.raises(WrongAnswer):
        firm_answers.compare(beside, ASKED, 1)
