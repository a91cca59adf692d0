"""The drill: `jiaxin backup`, a life that goes on, a lost database, `jiaxin restore`."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql

from tests import database

type Jiaxin = Callable[..., "subprocess.CompletedProcess[str]"]

BEGIN = """
import django
django.setup()
from jiaxin.trust.audit import sealer
from tests import makers
makers.Outside().join()
lin = makers.a_worker()
he = makers.a_worker(phone="13700137000", number=makers.a_number(order=4), name="何秀兰")
stays = makers.a_worker(phone="13600136000", number=makers.a_number(order=6), name="周美玲")
sealer.seal(), sealer.sign()
print(lin.person, he.person, stays.person)
"""
OUT = """
import django
django.setup()
from jiaxin.flows.certificates import services as certificates
from jiaxin.trust.audit import sealer
from jiaxin.trust.identity.rules import App
from tests import makers
makers.Outside().join()
stays = makers.signed_in(App.WORKER, "13600136000")
hu = makers.a_consumer()
card, link = certificates.print_card(stays, shows_name=True), certificates.share(stays)
query = makers.a_query(stays, hu)
makers.approve(stays, query)
# What is not sealed yet would count as done after the backup.
sealer.seal(), sealer.sign()
print(card, link, stays.person, query)
"""
COMES_BACK = """
import django, sys
from uuid import UUID
django.setup()
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.models import PrintedCard, PrintedCardPlace, ShareLink
from jiaxin.flows.presence.models import Presence
from jiaxin.flows.queries import rules
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.queries.models import Query
from jiaxin.ground import clock
card, link, worker, query = map(UUID, sys.argv[1:])
row = Query.objects.get(worker_id=worker, id=query)
print(PrintedCard.objects.filter(revoked_at=None).exists())
print(PrintedCardPlace.objects.filter(revoked_at=None).exists())
print(ShareLink.objects.get(worker_id=worker, id=link).revoked_at is None)
print(rules.state_at(queries.clocked(row), clock.now()) not in rules.FINAL)
print(Presence.objects.filter(spent_at=None).exists())
"""
GOES_ON = """
import django, sys
django.setup()
from jiaxin.flows.rights import services as rights
from jiaxin.flows.presence.rules import Use
from jiaxin.trust.audit import sealer
from jiaxin.trust.identity.rules import App
from tests import makers, makers_rights
makers.Outside().join()
makers_rights.rest()
lin = makers.signed_in(App.WORKER, "13800138000")
rights.pause(lin)
he = makers.signed_in(App.WORKER, "13700137000")
makers_rights.a_deletion(he)
makers_rights.rest()
rights.delete_now(he, presence_id=makers.show_presence(he, use=Use.DELETE, about_id=he.person))
sealer.seal(), sealer.sign()
"""
STANDING = """
import django, sys
from uuid import UUID
django.setup()
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.identity import reads as identity
for person in map(UUID, sys.argv[1:]):
    print(len(consents.in_force(person)) > 0, identity.is_erased(person))
"""


def environment(url: str) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "jiaxin.config.settings"}


def python(url: str, code: str, *words: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        env=environment(url),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def jiaxin(url: str, *words: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "jiaxin.config.cli", *map(str, words)],
        env=environment(url),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def empty(server: None) -> Iterator[str]:
    """A database with nothing in it."""
    name = f"{database.template()}_empty_{uuid4().hex[:6]}"
    with database.administrator() as connection:
        connection.execute(sql.SQL("create database {} template template0").format(_name(name)))
    yield database.address(name)
    database.drop(name)


def _name(name: str) -> sql.Identifier:
    return sql.Identifier(name)


def standing(url: str, people: list[UUID]) -> list[tuple[bool, bool]]:
    """Of each: has she an authorisation in force, is she deleted."""
    lines = python(url, STANDING, *people).split()
    words = [line == "True" for line in lines]
    return list(zip(words[::2], words[1::2], strict=True))


@pytest.fixture(scope="module")
def people(own_database: str) -> list[UUID]:
    """Three workers: one will pause, one will be deleted, one does nothing."""
    return [UUID(word) for word in python(own_database, BEGIN).split()]


@pytest.fixture(scope="module")
def saved(own_database: str, people: list[UUID], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup, and a trail's export of some time later."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "out").write_text(python(own_database, OUT))
    done = jiaxin(own_database, "backup", "--out", folder / "a.backup")
    assert done.returncode == 0, done.stderr
    python(own_database, GOES_ON)
    done = jiaxin(own_database, "trail", "export", "--out", folder / "trail.ndjson")
    assert done.returncode == 0, done.stderr
    return folder


def test_a_restored_database_lets_nothing_come_back_that_had_ended(
    saved: Path, people: list[UUID], empty: str
) -> None:
    done = jiaxin(empty, "restore", saved / "a.backup", "--trail", saved / "trail.ndjson")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "The trail is whole" in done.stdout
    assert "1 persons deleted again" in done.stdout
    assert standing(empty, people) == [(False, False), (False, True), (True, False)]
    assert jiaxin(empty, "trail", "check").returncode == 0


def test_without_the_trail_every_worker_authorises_anew(
    saved: Path, people: list[UUID], own_database: str, empty: str
) -> None:
    done = jiaxin(empty, "restore", saved / "a.backup", "--all-anew")

    assert done.returncode == 0, done.stdout + done.stderr
    assert [held for held, _ in standing(empty, people)] == [False, False, False]
    with psycopg.connect(own_database) as before, psycopg.connect(empty) as after:
        assert shape(before) == shape(after)
        assert rights_of(before) == rights_of(after)


def test_nothing_that_was_out_at_the_backup_leads_in_again(saved: Path, empty: str) -> None:
    done = jiaxin(empty, "restore", saved / "a.backup", "--trail", saved / "trail.ndjson")

    assert "1 printed cards and 1 share links void" in done.stdout
    # Whose worker did nothing since, and whose authorisation holds.
    out = (saved / "out").read_text().split()
    assert set(python(empty, COMES_BACK, *out).split()) == {"False"}


def test_a_restore_that_was_cut_off_is_not_served(saved: Path, empty: str) -> None:
    with psycopg.connect(empty) as connection:
        connection.execute("create table jiaxin_restore_unfinished ()")

    again = jiaxin(empty, "restore", saved / "a.backup", "--all-anew")
    served = subprocess.run(
        [sys.executable, "-c", "from jiaxin.config.wsgi import application; application({}, None)"],
        env=environment(empty) | {"JIAXIN_MODE": "test"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert again.returncode == 1
    assert "a restore was cut off" in again.stderr
    assert served.returncode != 0
    assert "a restore was cut off" in served.stderr


def shape(connection: "psycopg.Connection[tuple[object, ...]]") -> list[tuple[object, ...]]:
    """Tables, columns, triggers and indexes."""
    return connection.execute(
        "select table_name, column_name, data_type from information_schema.columns"
        " where table_schema = 'public'"
        " union all select tgrelid::regclass::text, tgname, '' from pg_trigger"
        " where not tgisinternal"
        " union all select indexname, indexdef, '' from pg_indexes where schemaname = 'public'"
        " order by 1, 2, 3"
    ).fetchall()


def rights_of(connection: "psycopg.Connection[tuple[object, ...]]") -> list[tuple[object, ...]]:
    """What the web role may do, on tables and functions."""
    return connection.execute(
        "select c.relname, has_table_privilege('jiaxin_web', c.oid, p)"
        " from pg_class c, unnest(array['SELECT','INSERT','UPDATE','DELETE','TRUNCATE']) p"
        " where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
        " union all select proname, has_function_privilege('jiaxin_web', oid, 'EXECUTE')"
        " from pg_proc where pronamespace = 'public'::regnamespace order by 1, 2"
    ).fetchall()


def test_a_backup_that_was_touched_restores_nothing(saved: Path, empty: str) -> None:
    touched = saved / "touched.backup"
    whole = bytearray((saved / "a.backup").read_bytes())
    whole[len(whole) // 2] ^= 1
    touched.write_bytes(whole)

    for words in (("backup", "--check", touched), ("restore", touched, "--all-anew")):
        done = jiaxin(empty, *words)
        assert done.returncode == 1
        assert "was changed at piece" in done.stderr
    with psycopg.connect(empty) as connection:
        assert shape(connection) == []


def test_a_trail_that_was_touched_restores_nothing(saved: Path, empty: str) -> None:
    touched = saved / "touched.ndjson"
    text = (saved / "trail.ndjson").read_text()
    touched.write_text(text.replace("rights.pause", "consent.grant"))

    done = jiaxin(empty, "restore", saved / "a.backup", "--trail", touched)

    assert done.returncode == 1
    assert "Nothing was restored" in done.stderr


def test_a_database_in_use_is_not_written_over(saved: Path, own_database: str) -> None:
    done = jiaxin(own_database, "restore", saved / "a.backup", "--all-anew")

    assert done.returncode == 1
    assert "not empty" in done.stderr


def test_a_whole_backup_says_so_and_is_not_overwritten(saved: Path, own_database: str) -> None:
    done = jiaxin(own_database, "backup", "--check", saved / "a.backup")
    assert (done.returncode, "whole" in done.stdout) == (0, True), done.stderr

    again = jiaxin(own_database, "backup", "--out", saved / "a.backup")

    assert again.returncode == 1
    assert "is there already" in again.stderr


def test_nobody_can_be_read_in_it(saved: Path) -> None:
    assert (saved / "a.backup").stat().st_mode & 0o777 == 0o600
    held = (saved / "a.backup").read_bytes()
    assert b"PGDMP" not in held
    assert b"identity_worker" not in held
