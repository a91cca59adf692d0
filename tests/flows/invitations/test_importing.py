"""What a firm does with its roster, through the door."""

import re

import pytest

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.records import reads as records
from jiaxin.flows.invitations import errands, files, reads
from jiaxin.flows.invitations import services as invitations
from jiaxin.flows.invitations.errors import (
    ColumnsMissing,
)
from jiaxin.flows.invitations.models import Roster, SealedInvitation
from jiaxin.flows.invitations.rules.headings import Field
from jiaxin.flows.invitations.rules.states import State
from jiaxin.ground.errors import NotAllowed, NotFound
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
    return re.sub(r"'[^']*'|\"s\d+_x\d+\"|-?\b\d+\b|\\x[0-9a-f]+", "?", statement)


def test_the_mended_rows_alone_complete_the_import(qiao: Actor) -> None:
    rows = rosters.people(20)
    rows[3][1] = "110101199003071234"
    makers_rosters.imported(qiao, rosters.as_csv(rows))

    second = makers_rosters.imported(qiao, rosters.as_csv([rosters.person(3)]))

    assert reads.roster(qiao, second).opened == 1
    assert SealedInvitation.objects.filter(opened_at__isnull=False).count() == 20


def test_the_same_file_twice_is_one_import(qiao: Actor) -> None:
    data = rosters.as_csv(rosters.people(5))

    assert makers_rosters.imported(qiao, data) == makers_rosters.uploaded(qiao, data)
    assert Roster.objects.count() == 1
    assert not list(files._home().glob("*.coming"))


def test_columns_that_are_not_known_are_asked_about(qiao: Actor) -> None:
    data = rosters.as_csv(rosters.people(3), head=["甲", "乙", "丙", "丁", "戊"])
    roster = makers_rosters.checked(qiao, data)
    assert reads.roster(qiao, roster).state is State.MAPPING

    with pytest.raises(ColumnsMissing):
        invitations.map_columns(qiao, roster_id=roster, columns={Field.NAME: 0})
    invitations.map_columns(qiao, roster_id=roster, columns={Field.NAME: 0, Field.NUMBER: 1})
    errands.work(roster)

    assert reads.roster(qiao, roster).good == 3


@pytest.mark.parametrize(
    ("columns"), [{Field.NAME: 0, Field.NUMBER: 9}, {Field.NAME: 0, Field.NUMBER: 0}]
)
def test_a_column_that_is_not_there_or_serves_twice_is_refused(
    qiao: Actor, columns: dict[Field, int]
) -> None:
    roster = makers_rosters.checked(
        qiao, rosters.as_csv(rosters.people(1), head=list("甲乙丙丁戊"))
    )

    with pytest.raises(ColumnsMissing):
        invitations.map_columns(qiao, roster_id=roster, columns=columns)


def test_another_firms_import_is_not_there(qiao: Actor) -> None:
    roster = makers_rosters.checked(qiao, rosters.as_csv(rosters.people(1)))
    other = makers_rosters.an_operator(makers_rosters.a_firm(2))

    for act in (invitations.open_roster, invitations.drop):
        with pytest.raises(NotFound):
            act(other, roster_id=roster)
    with pytest.raises(NotFound):
        reads.roster(other, roster)


def test_a_worker_imports_nobody(lin: Actor) -> None:
    before = set(files._home().iterdir())

    with pytest.raises(NotAllowed):
        errands.upload(lin, caught=makers_rosters.caught(b"a,b\n"), name="x.csv")
    assert set(files._home().iterdir()) == before
