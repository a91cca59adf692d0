"""The check, after somebody with every right in the database has been at the trail."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection

from jiaxin.trust.audit import check, checkpoints, rules, sealer, tree
from jiaxin.trust.audit.check import Findings
from jiaxin.trust.audit.notes import Head
from tests.clockwork import at
from tests.trust.audit.conftest import Write
from tests.trust.audit.lines import NOON, a_line, put

pytestmark = pytest.mark.django_db
TABLES = ("audit_line", "audit_leaf", "audit_node", "audit_checkpoint", "audit_unsealed")


def behind_the_triggers(statement: str, *values: str | int | UUID | datetime) -> None:
    """Do it as whoever owns the tables can, with every trigger off."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def edit(line: UUID, change: str) -> None:
    statement = f"UPDATE audit_line SET {change} WHERE id = %s"  # noqa: S608 — words of this file
    behind_the_triggers(statement, line)


def found(**other: object) -> Findings:
    return check.run(lambda _: None, **other)  # type: ignore[arg-type]  # passed on as they are


def kept_elsewhere() -> Head:
    newest = checkpoints.newest()
    assert newest
    return checkpoints.head_of(newest.note)


def test_an_untouched_trail_is_whole(sealed: Write, write: Write) -> None:
    sealed(600)
    sealed(3, at=NOON - timedelta(days=1))
    write(2)

    findings = found(against=[kept_elsewhere()])

    assert findings.is_whole, findings.told
    assert (findings.lines, findings.checkpoints, findings.waiting) == (603, 2, 2)


def test_an_empty_trail_is_whole() -> None:
    assert found().is_whole


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'somebody'",
        "role = 'worker'",
        "action = 'queries.end'",
        "subject = NULL",
        "proof = ''",
        "outcome = 'queries.look_over'",
        "digest = ''",
        "channel = 'job'",
        "sign_in = NULL",
        "origin = ''",
        "request_id = ''",
        "mac = NULL",
        "mac = sha256(mac)",
    ],
)
def test_an_edited_line_is_named(sealed: Write, change: str) -> None:
    lines = sealed(300)

    edit(lines[270].id, change)

    findings = found()
    assert findings.wrong == 1
    assert f"line {lines[270].id} of 2026-11-23" in findings.told[0]
    assert "place 270, was changed" in findings.told[0]


def test_the_first_of_many_edited_lines_is_named_first(sealed: Write) -> None:
    lines = sealed(20)
    behind_the_triggers("UPDATE audit_line SET actor = 'x' WHERE at > %s", lines[7].at)

    findings = found()

    assert findings.wrong == 12
    assert str(lines[8].id) in findings.told[0]


@pytest.mark.parametrize("column", ["at = at + interval '1 hour'", "id = gen_random_uuid()"])
def test_a_line_given_another_time_or_id_is_named(sealed: Write, column: str) -> None:
    lines = sealed(5)
    edit(lines[2].id, column)

    first, second = found().told

    assert f"line {lines[2].id}" in first
    assert "was taken away, or its time or id was changed" in first
    assert "put in past the triggers" in second


def test_a_deleted_line_is_named(sealed: Write) -> None:
    lines = sealed(5)
    behind_the_triggers("DELETE FROM audit_line WHERE id = %s", lines[3].id)

    [told] = found().told

    assert f"line {lines[3].id}" in told
    assert "place 3, was taken away" in told


def test_a_line_deleted_before_it_was_sealed_is_named(write: Write) -> None:
    [line] = write()
    behind_the_triggers("DELETE FROM audit_line WHERE id = %s", line.id)
    sealer.seal()

    assert f"line {line.id}" in found().told[0]
    assert "before it was sealed" in found().told[0]


def test_a_line_put_in_past_the_triggers_is_named(sealed: Write) -> None:
    sealed(5)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_line DISABLE TRIGGER USER")
        extra = put(cursor, a_line(at=NOON + timedelta(seconds=2)))
        cursor.execute("ALTER TABLE audit_line ENABLE TRIGGER USER")

    assert found().told == [
        f"line {extra.id} of 2026-11-23 12:00:02 UTC was put in past the triggers"
    ]


@pytest.mark.parametrize("mac", [None, b"", bytes(32)])
def test_a_line_put_in_by_hand_is_named_though_it_was_sealed(
    sealed: Write, mac: bytes | None
) -> None:
    lines = sealed(5)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_line (id, at, actor, role, action, subject, proof, outcome, digest,"
            " channel, sign_in, origin, request_id, mac)"
            " SELECT gen_random_uuid(), at, 'mallory', role, action, subject, proof, outcome,"
            " digest, channel, sign_in, origin, request_id, %s FROM audit_line WHERE id = %s"
            " RETURNING id",
            [mac, lines[0].id],
        )
        forged = cursor.fetchone()[0]

    assert "not sealed yet, was not written by the door" in found().told[0]
    sealer.seal()
    sealer.sign()
    [told] = found().told
    assert f"line {forged}" in told
    assert "place 5, was not written by the door" in told


def test_lines_from_before_the_keyed_hash_stand_at_the_start_only(write: Write) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_line DISABLE TRIGGER audit_line_keeps")
        write(3)
        cursor.execute("UPDATE audit_line SET mac = NULL")
        cursor.execute("ALTER TABLE audit_line ENABLE TRIGGER audit_line_keeps")
    sealer.seal()
    write(2, at=NOON + timedelta(hours=1))
    sealer.seal()

    assert found().is_whole


def test_a_line_edited_with_its_leaf_is_found_by_the_checkpoint(sealed: Write) -> None:
    sealed(10)
    lines = sealed(4, at=NOON + timedelta(hours=1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT index FROM audit_leaf WHERE line = %s", [lines[0].id])
        place = cursor.fetchone()[0]
    behind_the_triggers("UPDATE audit_line SET actor = 'x' WHERE id = %s", lines[0].id)
    behind_the_triggers(
        "UPDATE audit_leaf f SET hash = audit_leaf_hash(l) FROM audit_line l"
        " WHERE l.id = f.line AND f.index = %s",
        place,
    )

    told = found().told

    # The keyed hash names the very line; without it the checkpoint says between which places.
    assert f"place {place}" in told[0]
    assert "places 10 to 13: at least one line is not the one" in told[1]


def test_a_bent_node_is_found(sealed: Write) -> None:
    sealed(512)
    behind_the_triggers("UPDATE audit_node SET hash = sha256(hash) WHERE index = 1")

    assert found().told == ["the node over places 256 to 511 does not fit them"]


def test_a_missing_node_is_found(sealed: Write) -> None:
    sealed(512)
    behind_the_triggers("DELETE FROM audit_node WHERE index = 0")

    assert "places 0 to 255" in found().told[0]


def test_leaves_taken_from_the_middle_are_found(sealed: Write) -> None:
    sealed(9)
    behind_the_triggers("DELETE FROM audit_leaf WHERE index = 4")

    assert "place 4 is empty, and 5 is not" in found().told[0]


def test_the_tail_taken_away_with_its_leaves_is_found_by_the_checkpoint(sealed: Write) -> None:
    sealed(9)
    behind_the_triggers("DELETE FROM audit_line WHERE at > %s", NOON + timedelta(seconds=6))
    behind_the_triggers("DELETE FROM audit_leaf WHERE index > 6")

    assert "speaks of 9 lines, and only 7 are there" in found().told[0]


def test_the_tail_taken_away_with_its_checkpoint_is_found_by_one_kept_elsewhere(
    sealed: Write,
) -> None:
    sealed(5)
    sealed(4, at=NOON + timedelta(hours=1))
    kept = kept_elsewhere()
    behind_the_triggers("DELETE FROM audit_line WHERE at > %s", NOON + timedelta(minutes=1))
    behind_the_triggers("DELETE FROM audit_leaf WHERE index > 4")
    behind_the_triggers("DELETE FROM audit_checkpoint WHERE size > 5")

    assert found().is_whole
    assert "kept elsewhere speaks of 9 lines" in found(against=[kept]).told[0]


def test_a_trail_written_anew_is_found_by_a_checkpoint_kept_elsewhere(sealed: Write) -> None:
    sealed(5)
    kept = kept_elsewhere()
    behind_the_triggers(
        "DELETE FROM audit_line; DELETE FROM audit_leaf; DELETE FROM audit_checkpoint"
    )
    sealed(7)

    assert found().is_whole
    [told] = found(against=[kept]).told
    assert "first 5 lines are not those" in told


def test_a_checkpoint_that_nobody_signed_is_named(sealed: Write) -> None:
    sealed(5)
    behind_the_triggers("UPDATE audit_checkpoint SET note = replace(note, '— ', '— x')")

    assert "is not signed by this log" in found().told[0]


def test_a_checkpoint_whose_columns_differ_from_its_note_is_named(sealed: Write) -> None:
    sealed(5)
    behind_the_triggers("UPDATE audit_checkpoint SET size = 4")

    assert "is not signed by this log" in found().told[0]


def test_lines_that_wait_for_long_are_told_but_break_nothing(write: Write) -> None:
    write()

    with at(NOON + timedelta(minutes=1)):
        findings = found()

    assert findings.is_late
    assert findings.is_whole


def test_a_month_dropped_after_its_time_leaves_the_trail_whole(sealed: Write) -> None:
    long_ago = NOON.replace(year=2020, month=3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_make_months('2020-03-01', 1)")
    lines = sealed(300, at=long_ago)
    new = sealed(300)
    before = tree.root(600)

    with at(NOON), connection.cursor() as cursor:
        cursor.execute("SELECT audit_drop_months('2021-10-01')")
        assert cursor.fetchone() == (1,)
        findings = found(against=[kept_elsewhere()])

    assert findings.is_whole, findings.told
    assert tree.root(600) == before
    assert tree.inclusion(500, 600)
    assert rules.leaf_hash(new[0])
    assert lines


def test_old_lines_deleted_one_by_one_are_named(sealed: Write) -> None:
    long_ago = NOON.replace(year=2020, month=3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_make_months('2020-03-01', 1)")
    lines = sealed(3, at=long_ago)
    behind_the_triggers("DELETE FROM audit_line WHERE id = %s", lines[1].id)

    with at(NOON):
        [told] = found().told

    assert f"line {lines[1].id}" in told
