"""Rows applied exactly once: the cursor moves with them or not at all."""

from typing import Any

import pytest
from django.db import IntegrityError

from jiaxin.facts.records import reads as records
from jiaxin.gateways.exchange import rules, takers
from jiaxin.gateways.exchange.adapters import Taker
from jiaxin.gateways.exchange.models import Inbound, Part, Quarantined
from jiaxin.gateways.exchange.rules import PartySort, State
from jiaxin.gateways.exchange.services import applying
from jiaxin.gateways.exchange.takers import RowTaker, Taken
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests.gateways.exchange import sending
from tests.gateways.exchange.sending import SYSTEM, an_exam, sorted_rows

pytestmark = pytest.mark.django_db


def exams(lin: Actor) -> list[records.Known]:
    return [fact for fact in records.facts(records.own_record(lin)) if fact.kind == "exam"]


def test_rows_are_applied_once_whoever_tries_again(lin: Actor) -> None:
    makers.agree(lin, Kind.HEALTH)
    inbound = sending.a_push(sending.a_sender())
    chunk: Any = {"inbound": inbound, "part": 1, "first": 1, "count": 1}

    first = applying.apply(SYSTEM, **chunk, rows=sorted_rows([an_exam()]))
    again = applying.apply(SYSTEM, **chunk, rows=sorted_rows([an_exam()]))

    assert (first, again) == (True, False)
    assert len(exams(lin)) == 1
    assert sending.message(inbound).applied == 1


def test_a_chunk_that_breaks_leaves_the_cursor_where_it_was(
    lin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    makers.agree(lin, Kind.HEALTH)
    inbound = sending.a_batch(sending.a_sender(), 2)
    real = takers.of(Taker.WORKERS)
    assert real is not None

    def breaks(*args: object, **kwargs: object) -> Taken:
        real(*args, **kwargs)  # type: ignore[arg-type]  # passed on as it came
        raise IntegrityError("the database went away")

    monkeypatch.setitem(takers._Joined.takers, Taker.WORKERS, breaks)
    chunk: Any = {"inbound": inbound, "part": 1, "first": 1, "count": 2}
    rows = sorted_rows([an_exam(), an_exam(report_no="TJ-2")])
    with pytest.raises(IntegrityError):
        applying.apply(SYSTEM, **chunk, rows=rows)
    assert exams(lin) == []
    assert Part.objects.get().next_row == 1

    monkeypatch.undo()
    applying.apply(SYSTEM, **chunk, rows=rows)

    assert len(exams(lin)) == 2
    assert sending.message(inbound).state == State.DONE


def test_a_dry_run_says_what_would_wait_and_changes_nothing(lin: Actor) -> None:
    makers.agree(lin, Kind.HEALTH)
    inbound = sending.a_batch(sending.a_sender(), 2, is_dry_run=True)
    rows = sorted_rows([an_exam(), an_exam(on="2026-02-30")])

    applying.apply(SYSTEM, inbound=inbound, part=1, first=1, count=2, rows=rows)

    done = sending.message(inbound)
    assert (done.taken, done.quarantined, done.applied, done.state) == (1, 1, 0, State.DONE)
    assert exams(lin) == []


def test_a_message_of_faults_stops_and_its_other_rows_wait(
    outside: makers.Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_QUARANTINED", 3)
    inbound = sending.a_batch(sending.a_sender(), 10)
    rows = sorted_rows([an_exam(on="2026-02-30")] * 5)

    applying.apply(SYSTEM, inbound=inbound, part=1, first=1, count=5, rows=rows)

    stopped = sending.message(inbound)
    assert (stopped.state, stopped.stopped_for) == (State.STOPPED, "too_many_faults")
    rest: Any = {"inbound": inbound, "part": 1, "first": 6, "count": 5}
    assert not applying.apply(SYSTEM, **rest, rows=sorted_rows([an_exam()] * 5, 6))


def test_rows_that_nobody_takes_yet_wait_without_a_word_to_their_sender(
    outside: makers.Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody: dict[Taker, RowTaker] = {}
    monkeypatch.setattr(takers._Joined, "takers", nobody)
    inbound = sending.a_push(sending.a_sender())

    applying.apply(SYSTEM, inbound=inbound, part=1, first=1, count=1, rows=sorted_rows([an_exam()]))

    row = Quarantined.objects.get()
    assert (row.code, row.tale) == ("kind_not_taken", "ours")
    assert row.content is not None
    assert "TJ-1" in row.content


def test_messages_may_come_in_any_order(outside: makers.Outside) -> None:
    makers.a_worker()
    sender = sending.a_sender("school", PartySort.TRAINING)

    later = sending.a_batch(sender, kind="training", sequence=9)
    earlier = sending.a_batch(sender, kind="training", sequence=8, digest="e" * 64)

    assert {later, earlier} == {row.id for row in Inbound.objects.filter(state=State.TAKEN)}


def test_what_stops_for_a_cause_of_ours_keeps_its_place(outside: makers.Outside) -> None:
    inbound = sending.a_batch(sending.a_sender(), 2)

    applying.stop(SYSTEM, inbound=inbound, code="cannot_open")

    stopped = sending.message(inbound)
    assert (stopped.state, stopped.stopped_for) == (State.STOPPED, "cannot_open")
    assert Part.objects.get().next_row == 1
