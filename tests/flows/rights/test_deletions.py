"""Deletion: before and after, over every table there is, known or not; and through every door."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client

from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.rules import Status
from jiaxin.flows.enrolment import errands as enrolment
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.errors import NotShown
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.queries import reads as query_reads
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.errors import LookOver, NotAskable, ReceiptGone
from jiaxin.flows.queries.rules import Reason
from jiaxin.flows.rights import errands, rules, tables
from jiaxin.flows.rights import services as rights
from jiaxin.flows.rights.errors import NoDeletion
from jiaxin.flows.rights.models import Deletion
from jiaxin.flows.rights.rules import DeletionState
from jiaxin.gateways.notices import errands as notices
from jiaxin.ground import clock
from jiaxin.ground.crypto import held_keys
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.ground.crypto.suites import DoesNotOpen
from jiaxin.ground.fields import NOBODY, SealedField
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit.models import Line
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.identity import reads as identity_reads
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.models import BlindIndex, DataKey, OneTimeCode, SignIn, Worker
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers
from tests.evidence import jobs, last_line, lines
from tests.makers_rights import a_deletion, an_export, rest
from tests.web_role import as_web_role

pytestmark = pytest.mark.django_db

PHONE = "13800138000"
TOLD = (makers.NAME, makers.a_number(), PHONE, f"+86{PHONE}")


class Sms:
    def send(self, *, to: str, text: str, message_id: str) -> None:
        """Nothing leaves a test."""


@pytest.fixture
def lived(lin: Actor, hu: Actor) -> Actor:
    """She has had everything: a look, a copy, a pause, codes and messages waiting."""
    notices.join(sms=Sms(), home="https://jiaxin.example")
    query = makers.a_query(lin, hu)
    notices.remind_of_request(lin.person, query)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)
    an_export(lin)
    rights.pause(lin)
    rights.resume(lin, language="zh-hans")
    waiting = identity.request_code(Actor.visitor(), app=App.WORKER, phone=PHONE)
    notices.send_code(waiting)
    certificates.own(lin)
    return lin


def delete_now(worker: Actor) -> None:
    a_deletion(worker)
    rest()
    again = makers.show_presence(worker, use=Use.DELETE, about_id=worker.person)
    rights.delete_now(worker, presence_id=again)


type Cell = tuple[str, UUID, bytes, bytes]


def sealed_cells(person: UUID) -> Iterator[Cell]:
    """Every sealed value of hers, in whatever table: where, whose key, the ciphertext, its place.

    Read off the database itself, so that a table made tomorrow is searched too.
    """
    for model in apps.get_models():
        columns = [one for one in model._meta.local_fields if isinstance(one, SealedField)]
        for column in columns:
            if column.owner == NOBODY:
                continue
            name = column.column or ""
            table = model._meta.db_table
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT id, {name} FROM {table}"  # noqa: S608 — a model's own names
                    f" WHERE {column.owner} = %s AND {name} IS NOT NULL",
                    [person],
                )
                for row_id, raw in cursor.fetchall():
                    yield column.place, person, bytes(raw), f"{column.place}.{row_id}".encode()


def opens(cell: Cell) -> bool:
    _, owner, raw, place = cell
    try:
        held_keys.unseal(owner, raw, place)
    except DoesNotOpen:
        return False
    return True


def said_by_the_system() -> set[str]:
    """Everything that the system's own key opens: codes, messages, whatever belongs to nobody."""
    told = set()
    for model in apps.get_models():
        for column in model._meta.local_fields:
            if isinstance(column, SealedField) and column.owner == NOBODY:
                rows: models.QuerySet[Any] = models.QuerySet(model)
                told |= {str(getattr(row, column.attname)) for row in rows}
    return told


def tables_naming(person: UUID) -> set[str]:
    found = set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT 1 FROM "{table}" t WHERE t::text LIKE %s LIMIT 1',  # noqa: S608 — from the catalogue
                [f"%{person}%"],
            )
            if cursor.fetchone():
                found.add(table)
    return found


def test_nothing_of_hers_opens_afterwards_in_any_table(lived: Actor) -> None:
    before = list(sealed_cells(lived.person))
    assert len({place for place, *_ in before}) > 8
    assert all(opens(cell) for cell in before)
    assert any(PHONE in told for told in said_by_the_system())

    delete_now(lived)

    assert not any(opens(cell) for cell in sealed_cells(lived.person))
    # Nor does what somebody copied before: it is the key that is gone.
    assert not any(opens(cell) for cell in before)
    assert not any(secret in told for told in said_by_the_system() for secret in TOLD)


# Rows that may still name her id, beside those whose model says what duty keeps them.
ALSO = {
    "procrastinate_jobs": "jobs that wait; each looks anew and finds nothing to do",
    "procrastinate_events": "when such jobs were put in the queue",
}


def test_the_role_that_serves_pages_may_delete_her(lived: Actor) -> None:
    with as_web_role():
        delete_now(lived)

    assert not any(opens(cell) for cell in sealed_cells(lived.person))
    assert not {"records_fact", "records_verdict"} & tables_naming(lived.person)


def test_only_tables_that_say_why_still_hold_her_id(lived: Actor) -> None:
    delete_now(lived)

    allowed = {model._meta.db_table for model, policy in tables.of_persons() if policy.outlives}
    assert tables_naming(lived.person) - allowed - set(ALSO) == set()


def test_the_search_would_find_a_table_that_forgot_her(lived: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE made_tomorrow AS SELECT %s::uuid AS somebody", [lived.person])

    delete_now(lived)

    assert "made_tomorrow" in tables_naming(lived.person)


def test_no_door_knows_her(lived: Actor, hu: Actor) -> None:
    from tests.portals.conftest import browser_of  # noqa: PLC0415 — one use

    her, his = browser_of(lived), browser_of(hu)
    [asked] = query_reads.all_asked_by(hu)
    delete_now(lived)

    for path in ("/worker/", "/worker/record/", "/worker/rights/", "/worker/looks/"):
        assert her.get(path)["Location"].startswith("/worker/sign-in/")
    for path in ("", f"queries/{asked.id}/", f"queries/{asked.id}/record/"):
        page = his.get(f"/consumer/{path}", follow=True)
        assert page.status_code in {200, 410}
        assert not any(secret in page.text for secret in TOLD)
    assert his.get(f"/consumer/queries/{asked.id}/receipt/").status_code == ReceiptGone.status


def test_an_old_code_reads_void_and_nobody_can_ask(lived: Actor, hu: Actor) -> None:
    ticket = makers.a_ticket(lived)
    delete_now(lived)

    assert certificates.named_by_ticket(ticket).status is Status.VOID
    with pytest.raises(NotAskable):
        queries.ask(hu, ticket=ticket, called="胡女士", reason=Reason.CHILD)


def test_an_open_look_ends_at_once(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)

    a_deletion(lin)

    with pytest.raises(LookOver):
        queries.open_report(hu, query_id=query)


def test_jobs_that_come_late_do_nothing(lived: Actor, outside: makers.Outside) -> None:
    delete_now(lived)
    named = tables_naming(lived.person)
    outside.police.asked.clear()

    enrolment.compare(lived.person, 1)
    enrolment.compare(lived.person, 2)
    from jiaxin.facts.records import errands as records  # noqa: PLC0415 — one use

    records.check_background(lived.person)
    [done] = Deletion.objects.filter(worker_id=lived.person)
    errands.finish_deletion(lived.person, done.id)
    notices.tell_of_deletion(lived.person, done.id)

    assert outside.police.asked == []
    assert tables_naming(lived.person) == named


def test_the_same_number_begins_anew_as_another_person(lived: Actor) -> None:
    delete_now(lived)

    again = makers.a_worker()

    assert again.person != lived.person
    with keys_at_hand():
        assert identity_reads.myself(again).number == makers.a_number()
    assert query_reads.who_looked(again) == []


def test_the_trails_ids_stay_and_one_line_says_it(lived: Actor) -> None:
    before = Line.objects.filter(subject=lived.person).count()

    delete_now(lived)

    assert Line.objects.filter(subject=lived.person).count() > before
    line = last_line(Action.DELETION_NOW)
    assert (line.subject, line.outcome) == (lived.person, "done")


def test_it_waits_three_days_and_is_then_done_by_itself(lin: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        deletion = a_deletion(lin)
        [job] = jobs("delete_what_is_due", lin)
        assert job.scheduled_at is not None

        hands.move(rules.COOLING_OFF - timedelta(seconds=1))
        errands.finish_deletion(lin.person, deletion)
        assert not identity_reads.is_erased(lin.person)
        hands.move(timedelta(seconds=1))
        errands.finish_deletion(lin.person, deletion)

    assert identity_reads.is_erased(lin.person)
    assert len(lines(Action.DELETION_DUE)) == 2
    assert DataKey.objects.get(owner_id=lin.person).destroyed_at is not None
    assert not BlindIndex.objects.filter(row_id=lin.person).exists()


def test_meanwhile_nothing_is_used_and_she_may_undo_it(lin: Actor, hu: Actor) -> None:
    until = {kind: held.ends_at for kind, held in consents.in_force(lin.person).items()}
    a_deletion(lin)
    assert consents.in_force(lin.person) == {}
    assert certificates.status_of(lin.person) is Status.SUSPENDED

    rights.undo_deletion(lin, language="zh-hans")

    back = {kind: held.ends_at for kind, held in consents.in_force(lin.person).items()}
    assert back == until
    assert certificates.status_of(lin.person) is Status.VALID
    assert makers.a_query(lin, hu) is not None
    with pytest.raises(NoDeletion):
        rights.undo_deletion(lin, language="zh-hans")


def test_what_was_undone_is_not_done_when_its_time_comes(lin: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        deletion = a_deletion(lin)
        rights.undo_deletion(lin, language="zh-hans")
        hands.move(rules.COOLING_OFF)

        errands.finish_deletion(lin.person, deletion)

    assert not identity_reads.is_erased(lin.person)
    assert Deletion.objects.get(id=deletion).state == DeletionState.UNDONE


def test_past_its_time_it_is_not_undone(lin: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        a_deletion(lin)
        hands.move(rules.COOLING_OFF)

        with pytest.raises(NoDeletion):
            rights.undo_deletion(lin, language="zh-hans")


def test_it_takes_a_fresh_check_to_ask_and_another_not_to_wait(lin: Actor) -> None:
    check = presence.begin(lin, use=Use.DELETE, about_id=lin.person)
    with pytest.raises(NotShown):
        rights.ask_deletion(lin, presence_id=check)
    shown = makers.show_presence(lin, use=Use.DELETE, about_id=lin.person)
    rights.ask_deletion(lin, presence_id=shown)

    with pytest.raises(NotShown):
        rights.delete_now(lin, presence_id=shown)

    assert not identity_reads.is_erased(lin.person)


def test_she_is_told_by_message_should_it_not_have_been_she(lin: Actor) -> None:
    sent: list[str] = []

    class Told:
        def send(self, *, to: str, text: str, message_id: str) -> None:
            sent.append(text)

    notices.join(sms=Told(), home="https://jiaxin.example")
    deletion = a_deletion(lin)

    notices.tell_of_deletion(lin.person, deletion)

    assert "申请了删除" in sent[-1]
    assert "/worker/rights/delete/" in sent[-1]


def test_no_code_sent_before_opens_a_door_afterwards(lived: Actor) -> None:
    delete_now(lived)

    assert not OneTimeCode.objects.filter(used_at=None).exists()
    with pytest.raises(DoesNotOpen):
        _ = Worker.objects.get(id=lived.person).phone


def test_a_household_closes_its_account(lived: Actor, hu: Actor) -> None:
    open_one = makers.a_query(lived, hu)
    before = list(sealed_cells(hu.person))
    assert before

    rights.close_account(hu)

    assert not any(opens(cell) for cell in before)
    assert not any("13900139000" in told for told in said_by_the_system())
    assert not SignIn.objects.filter(person_id=hu.person, ended_at=None).exists()
    assert query_reads.put_to(lived, query_id=open_one).state.value == "declined"
    # Who looked is hers to know.
    assert [look.called for look in query_reads.who_looked(lived)] == ["胡女士"]
    assert makers.a_consumer().person != hu.person


def test_a_page_that_was_open_says_that_it_is_over(lived: Actor, hu: Actor) -> None:
    again = makers.a_query(lived, hu)
    makers.approve(lived, again)
    client = Client()
    from tests.portals.conftest import use_as  # noqa: PLC0415 — one use

    use_as(client, hu)
    assert makers.NAME in client.get(f"/consumer/queries/{again}/record/").text

    delete_now(lived)

    page = client.get(f"/consumer/queries/{again}/record/")
    assert page.status_code == 410
    assert makers.NAME not in page.text
