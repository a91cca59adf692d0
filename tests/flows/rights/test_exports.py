"""Her copy: everything held about her, for her hands only, which anybody can check."""

import json
from base64 import b64decode
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.errors import NotShown
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.queries import services as queries
from jiaxin.flows.rights import document, errands, reads, tables
from jiaxin.flows.rights import services as rights
from jiaxin.flows.rights.errors import NoExport, NoSuchSeal, NotReady
from jiaxin.flows.rights.models import Export, ExportSeal
from jiaxin.flows.rights.rules import FileKind
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit.models import Line
from tests import clockwork, makers
from tests.evidence import jobs, last_line, lines
from tests.house.source import ROOT
from tests.makers_rights import an_export, taken

pytestmark = pytest.mark.django_db

SCHEMA = json.loads((ROOT / "docs" / "record-export.schema.json").read_text(encoding="utf-8"))


def looked_at(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)


def copy_of(worker: Actor) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(taken(worker, FileKind.JSON))
    return content


def test_the_copy_says_what_the_record_holds(lin: Actor, hu: Actor) -> None:
    looked_at(lin, hu)

    copy = copy_of(lin)

    [person] = copy["tables"]["identity_worker"]
    assert (person["name"], person["number"]) == (makers.NAME, makers.a_number())
    assert b64decode(person["portrait"]) == makers.PORTRAIT
    assert {fact["kind"] for fact in copy["tables"]["records_fact"]} >= {"identity", "background"}
    assert [look["called"] for look in copy["tables"]["queries_query"]] == ["胡女士"]
    assert copy["light"]["colour"] == "green"
    assert copy["tables"]["audit_line"]


def test_the_copy_fits_its_published_schema(lin: Actor, hu: Actor) -> None:
    looked_at(lin, hu)
    validator_for(SCHEMA).check_schema(SCHEMA)

    wrong = list(Draft202012Validator(SCHEMA, format_checker=FORMATS).iter_errors(copy_of(lin)))

    assert not wrong, "\n".join(problem.message for problem in wrong[:5])


FORMATS = Draft202012Validator.FORMAT_CHECKER


def test_the_schema_refuses_what_is_no_copy(lin: Actor) -> None:
    copy = copy_of(lin)
    del copy["tables"]["records_fact"]
    copy["tables"]["identity_worker"][0]["nickname"] = "阿英"

    assert len(list(Draft202012Validator(SCHEMA).iter_errors(copy))) == 2


def rows_that_name(person: str) -> dict[str, int]:
    """Every table of the product, and how many of its rows hold this id, whatever the column."""
    found = {}
    for model in apps.get_models():
        table = model._meta.db_table
        if not model.__module__.startswith("jiaxin."):
            continue
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s",  # noqa: S608 — a model's own table
                [f"%{person}%"],
            )
            row = cursor.fetchone()
        if row and row[0]:
            found[table] = int(row[0])
    return found


# These name her in a column that is not hers: rows of somebody else, or of a part of the system.
ELSEWHERE = {"audit_line": "lines whose actor she is, about nobody: her sign-in codes"}


def test_no_table_that_names_her_is_left_out(lin: Actor, hu: Actor) -> None:
    looked_at(lin, hu)
    export = an_export(lin, made=False)
    held = rows_that_name(str(lin.person))
    herself = Actor(role=lin.role, id=lin.person)

    copy = json.loads(document.written(herself, export=export))

    for table, count in held.items():
        if table not in ELSEWHERE:
            assert len(copy["tables"][table]) == count, table
    assert len(copy["tables"]["audit_line"]) == Line.objects.filter(subject=lin.person).count()


def test_a_copy_holds_nothing_of_another_worker(lin: Actor) -> None:
    other = makers.a_worker(phone="13700137000", number=makers.a_number(order=4), name="赵桂香")

    told = taken(lin, FileKind.JSON).decode()

    assert str(other.person) not in told
    assert "赵桂香" not in told


def test_no_secret_is_in_a_copy(lin: Actor) -> None:
    copy = copy_of(lin)

    assert {"hash"}.isdisjoint(copy["tables"]["identity_pin"][0])
    assert all("wrapped" not in key for key in copy["tables"]["identity_data_key"])
    assert set(copy["withheld"]) == set(tables.WITHHELD)


def test_it_takes_a_fresh_check_that_it_is_she(lin: Actor) -> None:
    check = presence.begin(lin, use=Use.EXPORT, about_id=lin.person)
    with pytest.raises(NotShown):
        rights.ask_export(lin, presence_id=check, language="en")

    another = makers.show_presence(lin, use=Use.DEVICE, about_id=lin.person)
    with pytest.raises(NotShown):
        rights.ask_export(lin, presence_id=another, language="en")

    assert not Export.objects.exists()
    assert last_line(Action.EXPORT_ASK).outcome == NotShown.code


def test_one_check_serves_one_copy(lin: Actor) -> None:
    check = makers.show_presence(lin, use=Use.EXPORT, about_id=lin.person)
    rights.ask_export(lin, presence_id=check, language="en")

    with pytest.raises(NotShown):
        rights.ask_export(lin, presence_id=check, language="en")


def test_asking_leaves_a_job_and_a_line(lin: Actor) -> None:
    export = an_export(lin, made=False)

    assert len(jobs("make_the_copy", lin)) == 1
    assert last_line(Action.EXPORT_ASK).proof == f"export:{export}"
    with pytest.raises(NotReady):
        rights.take_file(lin, export_id=export, kind=FileKind.PDF)


def test_a_job_that_runs_twice_makes_one_copy(lin: Actor) -> None:
    export = an_export(lin)
    first = rights.take_file(lin, export_id=export, kind=FileKind.JSON)

    errands.make_export(lin.person, export)

    assert rights.take_file(lin, export_id=export, kind=FileKind.JSON) == first
    assert ExportSeal.objects.count() == 2
    assert len(lines(Action.EXPORT_SETTLE)) == 1


def test_a_file_is_for_the_one_who_asked_in_the_sign_in_that_asked(lin: Actor) -> None:
    export = an_export(lin)
    elsewhere = Actor(role=lin.role, id=lin.person, sign_in=new_id())
    other = makers.a_worker(phone="13700137000", number=makers.a_number(order=4), name="赵桂香")

    for actor in (elsewhere, other):
        with pytest.raises(NoExport):
            rights.take_file(actor, export_id=export, kind=FileKind.PDF)


def test_a_consumer_has_no_such_act(lin: Actor, hu: Actor) -> None:
    with pytest.raises(NotAllowed):
        rights.take_file(hu, export_id=an_export(lin), kind=FileKind.PDF)


def test_a_file_is_gone_after_a_day(lin: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        export = an_export(lin)
        hands.move(timedelta(days=1))

        with pytest.raises(NoExport):
            rights.take_file(lin, export_id=export, kind=FileKind.PDF)


def test_each_taking_is_on_the_trail(lin: Actor) -> None:
    export = an_export(lin)

    rights.take_file(lin, export_id=export, kind=FileKind.PDF)

    line = last_line(Action.EXPORT_TAKE)
    assert (line.subject, line.proof) == (lin.person, f"export:{export}")


def test_the_very_file_is_known_and_an_altered_one_is_not(lin: Actor) -> None:
    for kind in FileKind:
        content = taken(lin, kind)
        found = reads.seal_of(content)

        assert found is not None
        assert found.kind is kind
        assert reads.seal_of(content + b" ") is None
        assert reads.seal_of(content.replace(b"2026", b"2025")) is None


def test_a_seal_that_we_did_not_sign_is_none(lin: Actor) -> None:
    content = taken(lin, FileKind.PDF)
    ExportSeal.objects.filter(kind="pdf").update(made_at=clock.now() + timedelta(days=9))

    assert reads.seal_of(content) is None


def test_a_seal_tells_of_nobody(lin: Actor) -> None:
    export = an_export(lin)

    assert {one.kind for one in reads.sealed(export)} == set(FileKind)
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM rights_export_seal t")
        told = str(cursor.fetchall())
    assert str(lin.person) not in told
    with pytest.raises(NoSuchSeal):
        reads.sealed(new_id())
