"""A predecessor's rows within the act that takes them: sealed under a key of their message."""

import pytest

from jiaxin.flows.invitations import services as invitations
from jiaxin.flows.invitations.models import Roster, SealedInvitation
from jiaxin.flows.invitations.roster import Draft
from jiaxin.flows.invitations.services.inheriting import Inherited
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from tests import rosters

pytestmark = pytest.mark.django_db
_SYSTEM = Actor.system("exchange")


@service(Action.MESSAGE_APPLY)
def within_an_act(actor: Actor, /, *, message: object, rows: list[Inherited]) -> int:
    about(PARTY)
    return invitations.inherit(actor, party=PARTY, message=message, rows=rows)  # type: ignore[arg-type]  # an id


PARTY = new_id()


def a_row(at: int) -> Inherited:
    return Inherited(at, Draft(rosters.name(at), rosters.number(at), "", (), source="province"))


def test_rows_of_one_message_share_its_key_and_its_end() -> None:
    message = new_id()

    assert within_an_act(_SYSTEM, message=message, rows=[a_row(1), a_row(2)]) == 2
    assert within_an_act(_SYSTEM, message=message, rows=[a_row(3)]) == 1

    assert Roster.objects.get().id == message
    assert {row.until for row in SealedInvitation.objects.all()} == {Roster.objects.get().until}


def test_the_same_person_from_the_same_party_is_invited_once() -> None:
    within_an_act(_SYSTEM, message=new_id(), rows=[a_row(1)])

    assert within_an_act(_SYSTEM, message=new_id(), rows=[a_row(1)]) == 0
    assert SealedInvitation.objects.count() == 1


def test_without_an_open_act_nothing_is_taken_in() -> None:
    with pytest.raises(RuntimeError):
        invitations.inherit(_SYSTEM, party=PARTY, message=new_id(), rows=[a_row(1)])
