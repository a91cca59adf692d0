"""Her answer to an invitation: hers alone, once, and told to nobody but as a yes."""

import re

import pytest

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.rules import Confirmation
from jiaxin.flows.engagements import reads as engagements
from jiaxin.flows.engagements import services as engagement_services
from jiaxin.flows.invitations import reads
from jiaxin.flows.invitations import services as invitations
from jiaxin.flows.invitations.errors import (
    InvitationOver,
    NotYours,
)
from jiaxin.flows.invitations.models import SealedInvitation
from jiaxin.flows.invitations.rules.states import Answer
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.rights import services as rights
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import reads as identity
from jiaxin.trust.identity.rules import App
from tests import makers, makers_rights, makers_rosters, rosters
from tests.evidence import last_line

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


def test_she_sees_who_invites_her_and_what_is_said_of_her(qiao: Actor, lin: Actor) -> None:
    makers_rosters.inviting(qiao, hers(lin), rosters.person(1))

    [waiting] = reads.mine(lin)

    assert waiting.inviter_id == qiao.acts_for
    assert [kind for kind, _ in waiting.facts] == ["employment"]


def test_her_yes_to_the_engagement_is_one_line_of_her_record(qiao: Actor, lin: Actor) -> None:
    makers_rosters.inviting(qiao, hers(lin))
    [waiting] = reads.mine(lin)

    invitations.accept(lin, invitation_id=waiting.id)

    [work] = employments(lin)
    # Since the day that the firm's list said and she was shown, and confirmed by both.
    assert work.said.since.isoformat() == "2024-03-01"
    assert work.stands.word is Confirmation.CONFIRMED
    mine = engagements.my_firm(lin)
    assert mine is not None
    engagement_services.leave(lin, engagement_id=mine.id)
    [left] = employments(lin)
    assert (left.said.since, left.said.until) == (work.said.since, clock.today())


def test_what_waited_comes_into_her_record_once(qiao: Actor, lin: Actor) -> None:
    makers_rosters.inviting(qiao, hers(lin))
    [waiting] = reads.mine(lin)

    invitations.accept(lin, invitation_id=waiting.id)

    assert {fact.source for fact in employments(lin)} == {f"firm:{code_of(qiao)}"}
    assert engagements.my_firm(lin) is not None
    assert last_line(Action.INVITATION_ACCEPT).subject == lin.person
    assert reads.mine(lin) == []
    assert SealedInvitation.objects.get().content is None
    invitations.accept(lin, invitation_id=waiting.id)


def test_what_she_declines_is_erased_and_the_firm_is_not_told(qiao: Actor, lin: Actor) -> None:
    roster = makers_rosters.inviting(qiao, hers(lin), rosters.person(1))
    before = reads.roster(qiao, roster)
    [waiting] = reads.mine(lin)

    invitations.decline(lin, invitation_id=waiting.id)

    assert reads.mine(lin) == []
    assert reads.roster(qiao, roster) == before
    assert employments(lin) == []


def test_inviting_her_again_tells_no_no_from_no_answer(qiao: Actor, lin: Actor) -> None:
    makers_rosters.inviting(qiao, hers(lin), rosters.person(1))
    [waiting] = reads.mine(lin)
    invitations.decline(lin, invitation_id=waiting.id)

    again = makers_rosters.inviting(qiao, hers(lin), rosters.person(1), rosters.person(2))

    assert reads.roster(qiao, again).already == 2
    assert reads.mine(lin) == []


def test_without_the_platforms_authorisation_nothing_comes_in(qiao: Actor, lin: Actor) -> None:
    makers_rosters.inviting(qiao, hers(lin))
    [waiting] = reads.mine(lin)
    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.PLATFORM].id)

    with pytest.raises(NoConsentInForce):
        invitations.accept(lin, invitation_id=waiting.id)
    assert reads.mine(lin) != []


def test_another_name_or_another_number_is_another_person(qiao: Actor, lin: Actor) -> None:
    name, number, *rest = hers(lin)
    makers_rosters.inviting(qiao, ["王小丫", number, *rest], [name, rosters.number(3), *rest])

    assert reads.mine(lin) == []
    for row in SealedInvitation.objects.all():
        with pytest.raises(InvitationOver):
            invitations.accept(lin, invitation_id=row.id)


def test_whoever_is_not_proven_sees_no_invitation(qiao: Actor) -> None:
    new = makers.signed_in(App.WORKER, "13700137000")
    makers_rosters.inviting(qiao, rosters.person(1))

    assert reads.mine(new) == []
    with pytest.raises(NotYours):
        invitations.accept(new, invitation_id=SealedInvitation.objects.get().id)


def test_what_waits_for_a_deleted_person_is_emptied_with_her_record(
    qiao: Actor, lin: Actor
) -> None:
    makers_rosters.inviting(qiao, hers(lin))
    makers_rights.a_deletion(lin)
    check = makers.show_presence(lin, use=Use.DELETE, about_id=lin.person)

    rights.delete_now(lin, presence_id=check)

    row = SealedInvitation.objects.get()
    assert (row.content, row.answer) == (None, Answer.DECLINED)


def test_answers_are_kept_empty_until_their_time_ends(qiao: Actor, lin: Actor) -> None:
    makers_rosters.inviting(qiao, hers(lin))
    invitations.decline(lin, invitation_id=reads.mine(lin)[0].id)

    row = SealedInvitation.objects.get()

    assert (row.answer, row.content) == (Answer.DECLINED, None)
    assert row.until > clock.now()
