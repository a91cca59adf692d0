"""What is kept for a time ends when the time is over, table by table, by the clock alone."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from procrastinate.contrib.django import app as jobs

from jiaxin.flows.queries import services as queries
from jiaxin.flows.rights import ends, errands, reads
from jiaxin.flows.rights import services as rights
from jiaxin.flows.rights.ends import End
from jiaxin.gateways.notices import errands as notices
from jiaxin.ground import clock
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers
from tests.evidence import lines
from tests.makers_rights import a_deletion, an_export
from tests.web_role import as_web_role

pytestmark = pytest.mark.django_db

A_MOMENT = timedelta(seconds=1)
SYSTEM = Actor.system("rights")
# What the cast's life leaves rows in, so that their end can be seen.
SEEN = {
    "access_tally",
    "consent_consent",
    "enrolment_enrolment",
    "identity_one_time_code",
    "identity_sign_in",
    "notices_message",
    "presence_presence",
    "queries_asked",
    "queries_look",
    "queries_query",
    "rights_deletion",
    "rights_export",
    "rights_export_seal",
}


class Sms:
    def send(self, *, to: str, text: str, message_id: str) -> None:
        """Nothing leaves a test."""


@pytest.fixture
def lived(lin: Actor, hu: Actor, outside: makers.Outside) -> Actor:
    notices.join(sms=Sms(), home="https://jiaxin.example")
    query = makers.a_query(lin, hu)
    notices.remind_of_request(lin.person, query)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)
    makers.matched(phone="13700137000", number=makers.a_number(order=4))
    an_export(lin)
    a_deletion(lin)
    rights.undo_deletion(lin, language="en")
    return lin


def lifetimes(end: End) -> tuple[int, datetime, datetime] | None:
    """How many rows wait for their end in this table, and when the first and the last began."""
    began = f"LEAST({', '.join(end.since)})"
    emptied = [column for column, then in end.clears if then is None]
    only = f"num_nonnulls({', '.join(emptied)}) > 0" if emptied else "true"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), min({began}), max({began}) FROM {end.table}"  # noqa: S608 — our own names
            f" WHERE {began} IS NOT NULL AND {only}"
        )
        row = cursor.fetchone()
    return row if row and row[0] else None


def end_of(began: datetime, end: End) -> datetime:
    return began.replace(year=began.year + end.term.years) + timedelta(days=end.term.days)


def all_ends() -> list[End]:
    return sorted(ends.every(), key=lambda end: (end.term.years, end.term.days))


def test_each_tables_rows_end_at_their_time_and_not_before(lived: Actor) -> None:
    seen = set()
    for end in all_ends():
        lives = lifetimes(end)
        if lives is None:
            continue
        count, first, last = lives
        with clockwork.at(end_of(first, end) - A_MOMENT):
            rights.erase_past(SYSTEM, table=end.table)
            still = lifetimes(end)
        assert still is not None, f"{end.table} ended too early"
        assert still[0] == count, f"{end.table} ended too early"
        with clockwork.at(end_of(last, end) + A_MOMENT):
            assert end.table in reads.past_their_time(clock.now())
            rights.erase_past(SYSTEM, table=end.table)
            assert lifetimes(end) is None, f"{end.table} did not end"
        seen.add(end.table)

    assert SEEN - seen == set()


def test_the_role_that_runs_the_jobs_may_erase_all_of_it(lived: Actor) -> None:
    with as_web_role(), clockwork.at(clock.now() + timedelta(days=4000)):
        for end in all_ends():
            rights.erase_past(SYSTEM, table=end.table)

    assert [end.table for end in all_ends() if end.table in SEEN and lifetimes(end)] == []


def test_each_batch_leaves_a_line_with_its_count(lived: Actor) -> None:
    with clockwork.at(clock.now() + timedelta(days=2)):
        errands.erase_what_ended()

    proofs = [line.proof for line in lines(Action.RETENTION_ERASE)]
    assert any(proof.startswith("retention:identity_one_time_code:") for proof in proofs)
    assert not any(proof.endswith(":0") for proof in proofs)


def test_with_nothing_due_nothing_is_done(lin: Actor) -> None:
    assert reads.past_their_time(clock.now()) == []
    assert errands.erase_what_ended() == 0
    assert lines(Action.RETENTION_ERASE) == []


def test_a_draft_that_was_left_lying_is_emptied_and_she_starts_anew(
    outside: makers.Outside,
) -> None:
    from jiaxin.flows.enrolment import reads as enrolments  # noqa: PLC0415 — one use
    from jiaxin.flows.enrolment.rules import State  # noqa: PLC0415 — one use

    mei = makers.matched(phone="13700137000")
    with clockwork.at(clock.now() + timedelta(days=29)) as hands:
        errands.erase_what_ended()
        with keys_at_hand():
            assert enrolments.own(mei).draft.name == makers.NAME
        hands.move(timedelta(days=2))
        errands.erase_what_ended()

    mine = enrolments.own(mei)
    assert (mine.state, mine.draft.name, mine.has_portrait) == (State.OPEN, "", False)


def test_a_deletion_whose_job_was_lost_is_done_by_the_clock(lin: Actor) -> None:
    a_deletion(lin)
    with clockwork.at(clock.now() + timedelta(days=3)):
        errands.finish_deletions()

        assert reads.open_deletion(lin.person) is None


def test_the_worker_runs_both_at_their_time() -> None:
    planned = {task.task.name: task.cron for task in jobs.periodic_registry.periodic_tasks.values()}

    assert planned["jiaxin.flows.rights.tasks.erase_what_ended"] == "17 * * * *"
    assert planned["jiaxin.flows.rights.tasks.finish_deletions"] == "*/10 * * * *"


def test_an_open_code_is_not_taken_away_from_who_waits_for_it(outside: makers.Outside) -> None:
    makers.signed_in(App.WORKER, "13700137009")

    with clockwork.at(clock.now() + timedelta(minutes=4)):
        assert "identity_one_time_code" not in reads.past_their_time(clock.now())
