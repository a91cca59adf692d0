"""The job's way through a roster: nobody is looked for, nothing is doubled."""

import re
from typing import Any

import pytest
from django.db import connection

from bench.firms import noted
from jiaxin.facts.firms import reads as firms
from jiaxin.facts.records import reads as records
from jiaxin.flows.invitations import files, reads
from jiaxin.flows.invitations.errors import (
    NoHead,
    NotASheet,
    NothingInside,
)
from jiaxin.flows.invitations.models import SealedInvitation
from jiaxin.flows.invitations.rules.states import State
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity
from tests import makers_rosters, rosters

pytestmark = pytest.mark.django_db


def hers(worker: Actor) -> list[str]:
    me = identity.myself(worker)
    return makers_rosters.row_of(worker, me.name, me.number)


def code_of(actor: Actor) -> str:
    return firms.named(actor.acts_for).code


def employments(worker: Actor) -> list[records.Known]:
    known = records.facts(records.own_record(worker))
    return [fact for fact in known if fact.kind == "employment"]


def _shape(statement: str) -> str:
    # A number below zero is written with a space before it.
    return re.sub(r"'[^']*'|\"s\d+_x\d+\"| ?-?\b\d+\b|\\x[0-9a-f]+", "?", statement)


def _kinds(values: Any) -> Any:
    """Of what kind each value beside a text is: nothing is another kind than something."""
    if isinstance(values, dict):
        return {name: _kinds(one) for name, one in values.items()}
    if isinstance(values, list | tuple):
        return [_kinds(one) for one in values]
    return type(values).__name__


def test_a_roster_is_checked_before_anything_is_imported(qiao: Actor) -> None:
    roster = makers_rosters.checked(qiao, rosters.as_csv(rosters.people(30)))

    seen = reads.roster(qiao, roster)
    assert (seen.state, seen.seen, seen.good, seen.unfit) == (State.CHECKED, 30, 30, 0)
    assert not SealedInvitation.objects.filter(opened_at__isnull=False).exists()
    assert not files._path(roster).exists()


def test_what_is_good_is_imported_and_what_is_amiss_waits_to_be_mended(qiao: Actor) -> None:
    rows = rosters.people(20)
    rows[3][1] = "110101199003071234"
    rows[7][0] = ""

    roster = makers_rosters.imported(qiao, rosters.as_csv(rows))

    done = reads.roster(qiao, roster)
    assert (done.state, done.opened, done.unfit) == (State.OPEN, 18, 2)
    told = [fault for row in reads.unfit_rows(qiao, roster) for fault in row.faults]
    assert [(one.address, one.heading, one.code.value) for one in told] == [
        ("B5", "身份证号码", "number_check"),
        ("A9", "姓名", "missing"),
    ]


def test_the_same_person_twice_in_a_file_is_told_with_the_later_row(qiao: Actor) -> None:
    twice = [*rosters.people(3), rosters.person(1)]

    roster = makers_rosters.checked(qiao, rosters.as_csv(twice))

    [row] = reads.unfit_rows(qiao, roster)
    assert (row.faults[0].address, row.faults[0].code.value) == ("B5", "repeated")


def test_the_same_person_in_two_files_of_a_firm_is_invited_once(qiao: Actor) -> None:
    makers_rosters.inviting(qiao, *rosters.people(4))

    again = makers_rosters.inviting(qiao, *rosters.people(5, first=2))

    seen = reads.roster(qiao, again)
    assert (seen.good, seen.opened, seen.already) == (5, 3, 2)


def test_two_firms_may_invite_the_same_person(qiao: Actor) -> None:
    other = makers_rosters.an_operator(makers_rosters.a_firm(2))

    makers_rosters.inviting(qiao, rosters.person(1))
    makers_rosters.inviting(other, rosters.person(1))

    assert SealedInvitation.objects.filter(opened_at__isnull=False).count() == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7", NotASheet.code),
        (b"one\n", NoHead.code),
        (rosters.as_csv([]), NothingInside.code),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_leaves_nothing(
    qiao: Actor, data: bytes, code: str
) -> None:
    roster = makers_rosters.checked(qiao, data)

    seen = reads.roster(qiao, roster)
    assert (seen.state, seen.stopped_for) == (State.STOPPED, code)
    assert not files._path(roster).exists()


def test_an_import_asks_about_nobody_and_leaves_the_same_for_known_and_unknown(
    qiao: Actor, lin: Actor
) -> None:
    known, unknown = [hers(lin)], [rosters.person(1)]
    other = makers_rosters.an_operator(makers_rosters.a_firm(2))
    observed = []
    for actor, rows in ((qiao, known), (other, unknown)):
        asked: list[tuple[str, Any]] = []
        with noted(asked):
            roster = makers_rosters.inviting(actor, *rows)
        shown = reads.roster(actor, roster)
        row = SealedInvitation.objects.get(roster_id=roster)
        observed.append(
            (
                [(_shape(text), _kinds(values)) for text, values in asked],
                (shown.state, shown.seen, shown.good, shown.opened, shown.already, shown.notes),
                (row.answer, row.at_row, len(bytes(row.match))),
            )
        )

    assert observed[0] == observed[1]
    statements = " ".join(text for text, _ in observed[0][0])
    for table in ("identity_worker", "identity_blind_index", "consent_", "records_", "access_log"):
        assert table not in statements


def test_nothing_of_a_roster_lies_clear_in_the_database(qiao: Actor) -> None:
    bad = ["王坏行", "110101199003071234", "13811112222", "月嫂", "2024-03-01"]
    makers_rosters.inviting(qiao, rosters.person(11), bad)

    with connection.cursor() as cursor:
        whole = ""
        for table in ("roster", "unfit_row", "invitation"):
            cursor.execute(f"SELECT string_agg(t::text, '') FROM invitations_{table} t")  # noqa: S608 — names above
            whole += cursor.fetchone()[0]
    person = rosters.person(11)
    for word in (person[0], person[1], person[2], *bad[:3], "花名册"):
        assert word not in whole
        assert word.encode().hex() not in whole
