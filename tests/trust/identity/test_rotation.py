"""Keys are made anew while everything runs: nobody waits, and any stop is made good."""

import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from jiaxin.config import key_acts, wiring
from jiaxin.config.key_acts import OPERATOR
from jiaxin.ground.crypto import held_keys
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.ground.crypto.keyring import FileKeyRing, NoSuchChange
from jiaxin.ground.errors import ValueTaken
from jiaxin.ground.fields import find
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.identity import reads
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.keys import TableDataKeys, TableLookups
from jiaxin.trust.identity.models import BlindIndex, DataKey, Worker
from jiaxin.trust.identity.rules import App
from jiaxin.trust.identity.services import rotation
from tests import makers
from tests.evidence import lines
from tests.flows.rights.test_deletions import delete_now

PLACE = "identity_worker.phone"


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FileKeyRing]:
    """A ring of this test's own, which learns of changes at once."""
    monkeypatch.setattr("jiaxin.ground.crypto.keyring.LEARNT_WITHIN", 0.0)
    monkeypatch.setattr("jiaxin.config.key_acts.LEARNT_WITHIN", 0.0)
    ring = FileKeyRing.create(tmp_path / "root.json", origin="demo")
    held_keys.join(ring=ring, data_keys=TableDataKeys())
    yield ring
    wiring.join()


def quiet(line: str) -> None:
    """Nobody watches the progress."""


def rotate(*, indexes: bool = False) -> None:
    assert (key_acts._indexes(quiet) if indexes else key_acts._keks(quiet)) == 0


@pytest.mark.django_db
def test_every_data_key_is_wrapped_anew_and_opens_as_before(
    ring: FileKeyRing, outside: makers.Outside
) -> None:
    lin = makers.a_worker()
    with keys_at_hand():
        before = held_keys.data_key(lin.person).key

    rotate()

    assert ring.keks() == (1, 2)
    assert set(reads.keys_now().wrapped) == {2}
    with keys_at_hand():
        assert held_keys.data_key(lin.person).key == before
        assert reads.myself(lin).name == makers.NAME
    assert lines(Action.KEYS_REWRAP)[0].proof == "kek:2"


@pytest.mark.django_db
def test_a_destroyed_key_stays_destroyed(ring: FileKeyRing, outside: makers.Outside) -> None:
    lin = makers.a_worker()
    delete_now(lin)

    rotate()

    row = DataKey.objects.get(owner_id=lin.person)
    assert (bytes(row.wrapped), row.kek_id) == (b"", 1)
    assert reads.keys_now().destroyed == 1


@pytest.mark.django_db
def test_stopped_half_way_it_goes_on_with_the_same_key(
    ring: FileKeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    for _ in range(5):
        TableDataKeys().of(new_id(), None)
    ring.add_kek()
    identity.rewrap(OPERATOR, after=None)
    assert reads.keys_now().wrapped == {1: 3, 2: 2}

    rotate()

    assert reads.keys_now().wrapped == {2: 5}
    assert ring.keks() == (1, 2)


@pytest.mark.django_db
def test_the_old_key_may_go_once_it_wraps_nothing(ring: FileKeyRing) -> None:
    TableDataKeys().of(new_id(), None)
    with pytest.raises(NoSuchChange, match="wraps now"):
        ring.drop_kek(1)

    rotate()
    ring.drop_kek(1)

    assert ring.keks() == (2,)
    rotate()
    assert ring.keks() == (2, 3)


@pytest.mark.django_db
def test_another_process_learns_of_a_new_key_where_it_needs_it(ring: FileKeyRing) -> None:
    elsewhere = FileKeyRing.load(ring._path)
    kek_id, wrapped = ring.wrap(b"k" * 32, b"whose") if ring.add_kek() else (0, b"")

    assert kek_id == 2
    assert elsewhere.unwrap(kek_id, wrapped, b"whose") == b"k" * 32


@pytest.mark.django_db
def test_indexes_are_made_anew_and_find_as_before(
    ring: FileKeyRing, outside: makers.Outside
) -> None:
    lin = makers.a_worker()
    makers.a_consumer()

    rotate(indexes=True)

    assert ring.indexes() == (2,)
    assert set(reads.keys_now().indexed) == {2}
    assert find(Worker, "number", makers.a_number()) == lin.person
    assert makers.signed_in(App.WORKER, "13800138000").person == lin.person
    with pytest.raises(ValueTaken):
        TableLookups().put("identity_worker.number", makers.a_number(), new_id())


@pytest.mark.django_db
def test_meanwhile_both_versions_find_and_both_keep_a_value_unique(
    ring: FileKeyRing, outside: makers.Outside
) -> None:
    lin = makers.a_worker()
    ring.set_indexes([1, 2])

    assert find(Worker, "phone", "+8613800138000") == lin.person
    with pytest.raises(ValueTaken):
        TableLookups().put(PLACE, "+8613800138000", new_id())
    mei = makers.signed_in(App.WORKER, "13700137000")
    assert BlindIndex.objects.filter(row_id=mei.person).count() == 2
    # Begun, and left: the next run ends it.
    rotate(indexes=True)
    assert set(reads.keys_now().indexed) == {2}
    assert find(Worker, "phone", "+8613700137000") == mei.person


@pytest.mark.django_db
def test_a_deleted_person_is_not_indexed_again(ring: FileKeyRing, outside: makers.Outside) -> None:
    lin = makers.a_worker()
    delete_now(lin)

    rotate(indexes=True)

    assert not BlindIndex.objects.filter(row_id=lin.person).exists()


@pytest.mark.django_db(transaction=True)
def test_under_load_no_read_and_no_write_fails(
    ring: FileKeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 5)
    outside = makers.Outside()
    outside.join()
    people = [makers.signed_in(App.WORKER, f"1370013{n:04}") for n in range(30)]
    stop, failed = threading.Event(), list[BaseException]()

    def use(number: int) -> None:
        try:
            while not stop.is_set():
                for person in people:
                    with keys_at_hand():
                        assert reads.phone_of(person.person).startswith("+861370013")
                    assert find(Worker, "phone", reads.phone_of(person.person)) == person.person
                _write(people[number].person)
        except BaseException as problem:  # noqa: BLE001 — raised again below, by the test's own thread
            failed.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=use, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(2):
            rotate()
            rotate(indexes=True)
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=60)
    wiring.join()

    assert failed == []
    assert set(reads.keys_now().wrapped) == {3}
    assert set(reads.keys_now().indexed) == {3}


def _write(worker: UUID) -> None:
    """A new person, and a value of somebody's sealed anew."""
    row = Worker.objects.get(id=worker)
    row.name = "林秀英"
    row.save(update_fields=["name"])
    TableDataKeys().of(new_id(), None)
