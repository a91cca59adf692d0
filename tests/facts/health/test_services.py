"""Tables are loaded through the door, and stay."""

import pytest

from jiaxin.facts.health import reads, services
from jiaxin.facts.health.errors import TablesRefused
from jiaxin.facts.health.models import Edition
from jiaxin.ground.errors import NotAllowed
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from tests.evidence import last_line
from tests.facts.health.test_formats import SAMPLE

pytestmark = pytest.mark.django_db

OPERATOR = Actor.system("operator")


def test_an_edition_is_a_row_and_a_line_that_names_the_file() -> None:
    tables = services.load_tables(OPERATOR, written=SAMPLE.encode())

    row = Edition.objects.get()
    assert row.in_force_from == tables.in_force_from
    assert row.written == SAMPLE
    assert last_line(Action.EXAM_TABLES_LOAD).proof == f"sha-256:{row.digest}"


def test_the_same_file_twice_is_one_edition() -> None:
    for _ in range(2):
        services.load_tables(OPERATOR, written=SAMPLE.encode())

    assert Edition.objects.count() == 1


def test_a_file_with_faults_loads_nothing_and_its_refusal_says_where() -> None:
    with pytest.raises(TablesRefused) as refused:
        services.load_tables(OPERATOR, written=SAMPLE.replace("12", "99", 1).encode())

    assert "months" in refused.value.context["faults"][0]
    assert reads.editions() == []
    assert last_line(Action.EXAM_TABLES_LOAD).outcome == "health.bad_tables"


def test_nobody_but_the_operator_loads_tables() -> None:
    with pytest.raises(NotAllowed):
        services.load_tables(Actor.visitor(), written=SAMPLE.encode())
