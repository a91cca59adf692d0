"""What a firm may ask about its imports, and what she may ask about herself."""

import pytest

from jiaxin.flows.invitations import reads
from jiaxin.flows.invitations.rules.faults import CellFault, CellNote
from jiaxin.ground.crypto.held_keys import mac
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import keys
from tests import makers_rosters, rosters

pytestmark = pytest.mark.django_db


def test_a_firm_sees_its_own_imports_the_newest_first(qiao: Actor) -> None:
    first = makers_rosters.checked(qiao, rosters.as_csv(rosters.people(1)))
    second = makers_rosters.checked(qiao, rosters.as_csv(rosters.people(2)))
    other = makers_rosters.an_operator(makers_rosters.a_firm(2))

    assert [row.id for row in reads.rosters(qiao)] == [second, first]
    assert reads.rosters(other) == []


def test_a_worker_and_a_visitor_see_no_imports(lin: Actor) -> None:
    with pytest.raises(NotFound):
        reads.rosters(lin)


def test_what_was_read_otherwise_is_counted_with_its_first_place(qiao: Actor) -> None:
    rows = rosters.people(3)
    rows[1][2] = "１３８００１３８０００"
    rows[2][2] = "１３８００１３８００１"

    roster = makers_rosters.checked(qiao, rosters.as_csv(rows))

    assert reads.roster(qiao, roster).notes == {CellNote.NARROWED: (2, "C3")}


def test_faults_are_counted_the_most_frequent_first(qiao: Actor) -> None:
    rows = rosters.people(4)
    rows[0][3] = rows[1][3] = "宇航员"
    rows[2][0] = ""

    roster = makers_rosters.checked(qiao, rosters.as_csv(rows))

    assert reads.faults_by_code(qiao, roster) == [(CellFault.WORD, 2), (CellFault.MISSING, 1)]


def test_the_digest_of_an_invitation_is_no_digest_of_any_other_table() -> None:
    number = rosters.number(1)

    known = {keys.digest_of(version, "identity_worker.number", number) for version in range(1, 4)}
    assert reads.match_of(number) not in known
    assert reads.match_of(number) != mac("phone.sent", number.encode())
