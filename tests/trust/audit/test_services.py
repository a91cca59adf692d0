"""Acts on the trail itself, and that no act happens whose evidence cannot be written."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from jiaxin.trust.access import brake
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.models import Tally
from jiaxin.trust.audit import services
from jiaxin.trust.audit.models import Line
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.models import OneTimeCode
from jiaxin.trust.identity.rules import App

pytestmark = pytest.mark.django_db
OPERATOR = Actor.system("operator")


def lines() -> list[tuple[str, str, str]]:
    return list(Line.objects.order_by("at", "id").values_list("action", "outcome", "proof"))


def months() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_inherits WHERE inhparent = 'audit_line'::regclass")
        return int(cursor.fetchone()[0])


def test_an_export_is_itself_on_the_trail() -> None:
    services.note_export(OPERATOR, lines=7)

    assert lines() == [("audit.export", "done", "lines:7")]


def test_dropping_old_months_leaves_a_line_and_the_younger_months() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_make_months('2019-01-01', 6)")
    before = months()

    dropped = services.drop_months(OPERATOR, before=date(2019, 4, 1))

    assert dropped == 3
    assert months() == before - 3
    assert lines() == [("audit.drop_months", "done", "before:2019-04-01")]


def test_no_month_goes_before_its_five_years_are_over() -> None:
    before = months()

    with pytest.raises(ProgrammingError, match="kept 5 years"):
        services.drop_months(OPERATOR, before=date(2026, 11, 1))

    assert months() == before


@contextmanager
def evidence_broken_by(*statements: str) -> Iterator[None]:
    """Inside, the trail cannot be written; afterwards all is as before."""
    before = transaction.savepoint_create()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    yield
    transaction.savepoint_rollback(before)


BROKEN = {
    "the table is gone": ["ALTER TABLE audit_line RENAME TO elsewhere"],
    "the queue is gone": ["ALTER TABLE audit_unsealed RENAME TO elsewhere"],
    "the right is gone": [
        "REVOKE INSERT ON audit_line FROM jiaxin_web",
        "SET LOCAL ROLE jiaxin_web",
    ],
    "a constraint refuses": [
        "ALTER TABLE audit_line ADD CONSTRAINT none CHECK (false) NOT VALID",
    ],
}


@pytest.mark.parametrize("how", BROKEN)
def test_an_act_whose_evidence_cannot_be_written_does_not_happen(how: str) -> None:
    visitor = Actor.visitor(origin="a test")

    with evidence_broken_by(*BROKEN[how]):
        with pytest.raises(DatabaseError):
            identity.request_code(visitor, app=App.CONSUMER, phone="13900139000")

        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        assert not OneTimeCode.objects.exists()
        # The brake counts a try before the act begins; the act itself has counted nothing.
        assert Tally.objects.count() == len(brake.counts_of(visitor, Action.CODE_REQUEST))

    identity.request_code(visitor, app=App.CONSUMER, phone="13900139000")
    assert OneTimeCode.objects.exists()
