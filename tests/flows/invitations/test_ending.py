"""The end of an import: nothing opens, nothing is there."""

import re

import pytest

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.records import reads as records
from jiaxin.flows.invitations import errands, reads
from jiaxin.flows.invitations import services as invitations
from jiaxin.flows.invitations.errors import (
    InvitationOver,
    NotNow,
)
from jiaxin.flows.invitations.models import Roster, SealedInvitation, UnfitRow
from jiaxin.flows.invitations.rules.states import State
from jiaxin.ground.crypto.suites import DoesNotOpen
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity
from tests import clockwork, makers, makers_rosters, rosters

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


def test_a_dropped_import_is_erased_with_its_key(qiao: Actor) -> None:
    roster = makers_rosters.checked(qiao, rosters.as_csv(rosters.people(3)))
    sealed = SealedInvitation.objects.first()

    errands.drop(qiao, roster=roster)

    assert not SealedInvitation.objects.exists()
    assert reads.roster(qiao, roster).state is State.DROPPED
    assert sealed is not None
    with pytest.raises(DoesNotOpen):
        assert sealed.content
    with pytest.raises(NotNow):
        invitations.open_roster(qiao, roster_id=roster)


def test_after_thirty_days_nothing_opens_and_then_nothing_is_there(qiao: Actor, lin: Actor) -> None:
    roster = makers_rosters.inviting(qiao, hers(lin), ["", "1"])
    until = Roster.objects.get().until
    [waiting] = reads.mine(lin)
    sealed = SealedInvitation.objects.get()

    with clockwork.at(until):
        assert reads.mine(lin) == []
        with pytest.raises(InvitationOver):
            invitations.accept(lin, invitation_id=waiting.id)
        assert list(reads.unfit_rows(qiao, roster)) == []
        errands.end_past()

    assert not SealedInvitation.objects.exists()
    assert not UnfitRow.objects.exists()
    assert Roster.objects.get().file_name is None
    with pytest.raises(DoesNotOpen):
        assert sealed.content


def test_a_second_before_that_all_of_it_is_there(qiao: Actor, lin: Actor) -> None:
    makers_rosters.inviting(qiao, hers(lin))

    with clockwork.at(Roster.objects.get().until - makers.minutes(1 / 60)):
        errands.end_past()
        assert len(reads.mine(lin)) == 1
