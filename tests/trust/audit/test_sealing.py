"""Sealing: every committed line gets one place, whoever asks, and nobody can choose it."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaxin.ground import clock
from jiaxin.trust.audit import checkpoints, merkle, reads, rules, sealer, tree
from jiaxin.trust.audit.models import Leaf, Line, Node, Unsealed
from tests.clockwork import at
from tests.trust.audit.conftest import Write
from tests.trust.audit.lines import NOON, a_line, put

pytestmark = pytest.mark.django_db


@contextmanager
def the_web_role() -> Iterator[None]:
    """Inside, the database takes this connection for the web role's."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE jiaxin_web")
        yield
        cursor.execute("RESET ROLE")


def stored_hash(index: int) -> bytes:
    return bytes(Leaf.objects.get(index=index).hash)


def test_a_line_waits_from_the_moment_it_is_written(write: Write) -> None:
    [line] = write()

    assert Unsealed.objects.filter(at=line.at, id=line.id).exists()


def test_sealing_gives_each_waiting_line_the_next_place(write: Write) -> None:
    first = write(3)
    sealer.seal()
    # Dated before the others, but committed after them.
    late = write(2, at=NOON - timedelta(hours=1))

    assert sealer.seal() == 2

    assert list(Leaf.objects.order_by("index").values_list("index", flat=True)) == [0, 1, 2, 3, 4]
    assert [leaf.line for leaf in Leaf.objects.order_by("index")[:3]] == [i.id for i in first]
    assert {leaf.line for leaf in Leaf.objects.filter(index__gte=3)} == {i.id for i in late}
    assert not Unsealed.objects.exists()


def test_sealing_again_changes_nothing(write: Write) -> None:
    write(3)
    sealer.seal()

    assert sealer.seal() == 0


@pytest.mark.parametrize("count", [1, 2, 255, 256, 257, 700])
def test_the_stored_tree_is_the_tree_of_the_lines(
    write: Write, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealer, "BATCH", 100)
    hashes = [rules.leaf_hash(line) for line in write(count)]

    sealer.seal()

    assert tree.size() == count
    assert tree.root(count) == merkle.fold(hashes)
    assert Node.objects.count() == count // 256
    for size in {1, count // 2 or 1, count}:
        assert tree.root(size) == merkle.fold(hashes[:size])


@given(
    st.fixed_dictionaries(
        {
            "actor": st.text(max_size=60),
            "proof": st.text(max_size=90),
            "origin": st.text(max_size=60),
            "subject": st.one_of(st.none(), st.uuids()),
            "sign_in": st.one_of(st.none(), st.uuids()),
            "digest": st.binary(max_size=40),
            "at": st.datetimes(min_value=NOON.replace(year=1900, tzinfo=None)).map(
                lambda moment: moment.replace(tzinfo=NOON.tzinfo)
            ),
        }
    )
)
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_database_and_the_rules_hash_a_line_alike(values: dict[str, Any]) -> None:
    texts = ("actor", "proof", "origin")
    # PostgreSQL stores no zero character.
    line = a_line(**values | {name: values[name].replace("\0", "") for name in texts})
    with transaction.atomic(), connection.cursor() as cursor:
        put(cursor, line)
        cursor.execute("SELECT audit_leaf_hash(l) FROM audit_line l WHERE id = %s", [line.id])
        found = bytes(cursor.fetchone()[0])
        transaction.set_rollback(True)

    assert found == rules.leaf_hash(line)


def test_a_checkpoint_is_signed_once_for_a_tree(write: Write) -> None:
    write(3)
    sealer.seal()

    assert sealer.sign()
    assert not sealer.sign()

    newest = checkpoints.newest()
    assert newest is not None
    assert (newest.size, newest.root) == (3, tree.root(3))


def test_an_empty_trail_has_no_checkpoint() -> None:
    assert not sealer.sign()
    assert checkpoints.newest() is None


def test_a_line_that_waits_too_long_is_told(write: Write) -> None:
    write(at=NOON)

    with at(NOON + timedelta(seconds=9)):
        assert reads.is_sealed_in_time()
    with at(NOON + timedelta(seconds=10)):
        assert not reads.is_sealed_in_time()
        sealer.seal()
        assert reads.is_sealed_in_time()


FORBIDDEN = [
    "DELETE FROM audit_unsealed",
    "INSERT INTO audit_unsealed VALUES ('2026-01-01', gen_random_uuid())",
    "INSERT INTO audit_leaf VALUES (9, '2026-01-01', gen_random_uuid(), '')",
    "UPDATE audit_leaf SET hash = ''",
    "INSERT INTO audit_node VALUES (1, 0, '')",
    "DELETE FROM audit_node",
    "INSERT INTO audit_checkpoint (size, root, note, at) VALUES (1, '', '', '2026-01-01')",
    "DELETE FROM audit_checkpoint",
    "TRUNCATE audit_leaf",
    "UPDATE audit_line SET outcome = 'done'",
    "DELETE FROM audit_line",
    "INSERT INTO audit_line_rest SELECT * FROM audit_line",
    "ALTER TABLE audit_line DISABLE TRIGGER ALL",
    "SELECT audit_drop_months('2000-01-01')",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_web_role_cannot_touch_what_is_sealed(write: Write, statement: str) -> None:
    write()
    sealer.seal()

    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        the_web_role(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_web_role_may_ask_for_sealing(write: Write) -> None:
    write(2)

    with the_web_role():
        assert sealer.seal() == 2
        assert sealer.sign()


OWNED = [
    "UPDATE audit_leaf SET hash = ''",
    "DELETE FROM audit_node",
    "TRUNCATE audit_checkpoint",
    "UPDATE audit_line SET outcome = 'done'",
]


@pytest.mark.parametrize("statement", OWNED)
def test_even_the_owner_must_first_take_the_triggers_away(statement: str) -> None:
    with connection.cursor() as cursor:
        # A statement trigger fires with no row to touch; a row's own trigger needs one.
        put(cursor, a_line())

        with pytest.raises(ProgrammingError, match="insert-only"), transaction.atomic():
            cursor.execute(statement)


def test_a_root_that_is_not_the_trees_is_not_taken_in(write: Write) -> None:
    write(2)
    sealer.seal()
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_sign(2, %s, %s, %s)", [bytes(32), "x\n2\nAAAA\n", clock.now()])
        assert cursor.fetchone() == (False,)


def test_a_checkpoint_with_a_false_signature_counts_for_nothing(
    write: Write,
) -> None:
    write(2)
    sealer.seal()
    head = f"elsewhere/trail\n2\n{b64encode(tree.root(2)).decode()}\n\n— elsewhere/trail AAAA\n"
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_sign(2, %s, %s, %s)", [tree.root(2), head, clock.now()])
        assert cursor.fetchone() == (True,)

    assert checkpoints.newest() is None
    assert sealer.sign()
    assert checkpoints.newest() is not None


def test_no_line_can_be_written_when_it_cannot_be_queued(write: Write) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_unsealed RENAME TO elsewhere")
        with pytest.raises(ProgrammingError), transaction.atomic():
            write()
        transaction.set_rollback(True)

    assert not Line.objects.exists()


def test_a_new_months_partition_queues_its_lines_too(write: Write) -> None:
    sealer.make_months(NOON.date().replace(year=2031))

    [line] = write(at=NOON.replace(year=2031))

    assert sealer.seal() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM audit_line_2031_11")
        assert cursor.fetchall() == [(line.id,)]


def test_one_sealer_at_a_time(own_database: str) -> None:
    with (
        psycopg.connect(own_database) as one,
        psycopg.connect(own_database) as other,
    ):
        put(one.cursor(), a_line())
        one.commit()
        one.execute("SELECT audit_seal(10)")

        assert other.execute("SELECT audit_seal(10)").fetchone() == (-1,)

        one.rollback()
        other.rollback()
        assert other.execute("SELECT audit_seal(10)").fetchone() == (1,)


def test_a_line_without_a_subject_or_a_sign_in_is_sealed(write: Write) -> None:
    [line] = write(subject=None, sign_in=None, actor="queries")

    sealer.seal()

    assert stored_hash(0) == rules.leaf_hash(line)
    assert isinstance(line.id, UUID)
