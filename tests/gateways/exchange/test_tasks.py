"""The exchange's timers: folders, what a crash left half done, rows that wait for nobody."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from procrastinate.contrib.django import app as jobs

from jiaxin.gateways.exchange import batches, errands, keys, ours, reads, spool, takers, tasks
from jiaxin.gateways.exchange.adapters import Taker
from jiaxin.gateways.exchange.keys import Party
from jiaxin.gateways.exchange.models import Inbound, Quarantined
from jiaxin.gateways.exchange.rules import PartySort, State
from jiaxin.gateways.exchange.services import applying, parties
from jiaxin.ground import clock
from jiaxin.ground.events import QUEUES
from jiaxin.ground.ids import new_id
from tests import makers
from tests.gateways.exchange import sending
from tests.gateways.exchange.sending import OPERATOR, SYSTEM, an_exam, sorted_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Our keys and folders, for this test only."""
    keys.make(tmp_path / "exchange.json")
    monkeypatch.setattr(ours._Joined, "file", tmp_path / "exchange.json")
    monkeypatch.setattr(ours._Joined, "party", None)
    monkeypatch.setattr(spool, "home", lambda: tmp_path / "exchange")
    return tmp_path / "exchange"


def a_hospital() -> Party:
    """A registered one, with its private keys at hand."""
    held = tuple(keys.generate("hospital", use) for use in ("sig", "enc"))
    card = {"party": "hospital", "keys": [keys.write_public(key) for key in held]}
    parties.add(OPERATOR, card=card, title="市第一医院", sort=PartySort.HOSPITAL, services=["exam"])
    return Party("hospital", held)


def lay(home: Path, sender: Party, *rows: bytes) -> None:
    """A whole batch in the sender's drop folder."""
    made = batches.write(
        sender,
        ours.party(),
        message_id=new_id(),
        kind="exam",
        sequence=1,
        rows=rows,
        now=clock.now(),
    )
    folder = home / "in" / sender.name
    folder.mkdir(parents=True)
    for number, part in enumerate(made.parts, 1):
        (folder / f"{made.message_id}.{number}.part").write_bytes(part)
    (folder / f"{made.message_id}.manifest").write_bytes(made.manifest)


def test_a_batch_in_a_folder_is_taken_worked_through_and_answered(
    outside: makers.Outside, home: Path
) -> None:
    lay(home, a_hospital(), *sending.lines([an_exam(), an_exam(report_no="TJ-2")]))

    tasks.watch(0)
    assert Inbound.objects.get().state == State.TAKEN
    tasks.resume(0)
    tasks.watch(0)

    done = Inbound.objects.get()
    assert (done.state, done.taken) == (State.DONE, 2)
    assert [path.suffix for path in (home / "out" / "hospital").iterdir()] == [".receipt"]


def test_without_keys_the_timer_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ours._Joined, "file", tmp_path / "none.json")
    monkeypatch.setattr(ours._Joined, "party", None)

    tasks.watch(0)

    assert not Inbound.objects.exists()


def test_a_message_that_a_crash_left_half_done_goes_on(outside: makers.Outside, home: Path) -> None:
    lay(home, a_hospital(), *sending.lines([an_exam(), an_exam(report_no="TJ-2")]))
    tasks.watch(0)
    [message] = reads.under_way()
    applying.apply(SYSTEM, inbound=message, part=1, first=1, count=1, rows=sorted_rows([an_exam()]))

    tasks.resume(0)
    tasks.resume(0)

    done = Inbound.objects.get()
    assert (done.state, done.taken, done.quarantined) == (State.DONE, 2, 0)


def test_rows_that_wait_for_us_are_tried_again_and_a_senders_own_are_not(
    outside: makers.Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbound = sending.a_push(sending.a_sender(), 2)
    with monkeypatch.context() as nobody_takes:
        nobody_takes.delitem(takers._Joined.takers, Taker.WORKERS)
        rows = sorted_rows([an_exam(), an_exam(number="x")])
        applying.apply(SYSTEM, inbound=inbound, part=1, first=1, count=2, rows=rows)

    tasks.replay(0)

    lots = dict(Quarantined.objects.values_list("code", "lot"))
    assert lots == {"kind_not_taken": "replayed", "number_invalid": "waiting"}


@pytest.mark.parametrize("timer", [tasks.watch, tasks.resume, tasks.replay])
def test_each_timer_is_started_by_itself_and_never_twice_at_once(
    timer: Callable[[int], None],
) -> None:
    [started] = [
        one
        for one in jobs.periodic_registry.periodic_tasks.values()
        if one.task.name == f"{tasks.__name__}.{timer.__name__}"
    ]
    assert started.task.queue in QUEUES
    assert started.task.queueing_lock
    assert started.task.func.__name__ == timer.__name__


def test_what_waits_for_us_is_left_where_nothing_waits() -> None:
    assert errands.replay_ours().waiting == 0


def test_what_a_killed_process_was_writing_is_taken_away_and_what_is_under_way_is_not(
    home: Path,
) -> None:
    under_way = spool.catch([b"half a part"], 100, "intl")
    left = spool.catch([b"half a part"], 100, "intl")
    long_ago = clock.now().timestamp() - 2 * 3600
    os.utime(left.path, (long_ago, long_ago))

    tasks.resume(0)

    assert under_way.path.exists()
    assert not left.path.exists()
