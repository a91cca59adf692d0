"""Coming to a firm and leaving it."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

from jiaxin.facts.records import kinds
from jiaxin.facts.records.rules import Confirmation
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.engagements import reads
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.engagements.errors import (
    AlreadyEngaged,
    CodeOver,
    EngagementOver,
    InvitationOver,
    NotEnrolled,
)
from jiaxin.flows.engagements.models import Engagement, Invitation
from jiaxin.flows.engagements.rules import CodeUse, Invited, State
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers
from tests import makers_engagements as make
from tests.evidence import at_once, last_line, refused
from tests.makers_facts import the

pytestmark = pytest.mark.django_db

LINS = "13800138000"


def test_she_scans_the_firms_code_and_works_there(lin: Actor, qiao: Actor, firm: UUID) -> None:
    engagement = make.engaged(lin, qiao)

    mine = reads.my_firm(lin)
    assert mine is not None
    assert (mine.id, mine.firm, mine.state) == (engagement, firm, State.ENGAGED)
    assert [row.called for row in reads.staff(qiao)] == [makers.NAME]
    assert last_line(Action.ENGAGEMENT_ACCEPT).subject == lin.person


def test_her_record_says_so_confirmed_by_both(lin: Actor, qiao: Actor) -> None:
    make.engaged(lin, qiao)

    known = the(lin, kinds.EMPLOYMENT)
    assert known.content["trade"] == "housekeeping"
    assert known.content["since"] == clock.today().isoformat()
    assert known.source.startswith("firm:91")
    assert known.stands.word is Confirmation.CONFIRMED


def test_the_same_code_twice_is_once(lin: Actor, qiao: Actor) -> None:
    code = make.a_code(qiao)

    first, second = engagements.join(lin, code=code), engagements.join(lin, code=code)

    assert first == second
    assert Engagement.objects.count() == 1


def test_a_code_is_over_after_its_minutes_and_never_for_another_use(
    lin: Actor, qiao: Actor
) -> None:
    code = make.a_code(qiao)
    with clockwork.at(clock.now() + timedelta(minutes=10)), pytest.raises(CodeOver):
        engagements.join(lin, code=code)

    with pytest.raises(CodeOver):
        engagements.join(lin, code=make.a_code(qiao, CodeUse.RENEW))
    with pytest.raises(CodeOver):
        engagements.join(lin, code="0" * len(code))


def test_she_works_for_one_firm_at_a_time(lin: Actor, qiao: Actor, other: Actor) -> None:
    make.engaged(lin, qiao)

    with pytest.raises(AlreadyEngaged):
        make.engaged(lin, other)

    assert reads.staff(other) == []


def test_who_has_no_certificate_or_no_consent_enrols_first(
    lin: Actor, outside: makers.Outside, qiao: Actor
) -> None:
    new = makers.signed_in(App.WORKER, "13700137000")
    with pytest.raises(NotEnrolled):
        make.engaged(new, qiao)

    platform = consents.in_force(lin.person)[Kind.PLATFORM]
    consent.withdraw(lin, consent_id=platform.id)
    with pytest.raises(NoConsentInForce):
        make.engaged(lin, qiao)


def test_an_invitation_waits_for_whoever_has_the_phone(lin: Actor, qiao: Actor) -> None:
    invitation = engagements.invite(qiao, phone=LINS, trade=Trade.COOKING)

    assert [one.id for one in reads.my_invitations(lin)] == [invitation]
    engagements.accept(lin, invitation_id=invitation)

    assert reads.staff(qiao)[0].trade is Trade.COOKING
    assert reads.my_invitations(lin) == []
    assert reads.invitations(qiao)[0].state is Invited.ACCEPTED


def test_the_answer_is_the_same_for_a_number_that_nobody_knows(lin: Actor, qiao: Actor) -> None:
    known = engagements.invite(qiao, phone=LINS, trade=Trade.COOKING)
    unknown = engagements.invite(qiao, phone="13712345678", trade=Trade.COOKING)

    rows = {row.id: row for row in reads.invitations(qiao)}
    assert {rows[known].state, rows[unknown].state} == {Invited.SENT}
    assert known in rows
    assert unknown in rows


def test_a_second_invitation_while_one_waits_is_the_first(lin: Actor, qiao: Actor) -> None:
    first = engagements.invite(qiao, phone=LINS, trade=Trade.COOKING)

    assert engagements.invite(qiao, phone=f"+86 {LINS}", trade=Trade.TIDYING) == first
    assert Invitation.objects.count() == 1


def test_an_invitation_is_answered_once_and_lapses(lin: Actor, qiao: Actor) -> None:
    invitation = engagements.invite(qiao, phone=LINS, trade=Trade.COOKING)
    engagements.decline(lin, invitation_id=invitation)
    with pytest.raises(InvitationOver):
        engagements.accept(lin, invitation_id=invitation)

    again = engagements.invite(qiao, phone=LINS, trade=Trade.COOKING)
    engagements.take_invitation_back(qiao, invitation_id=again)
    with pytest.raises(InvitationOver):
        engagements.accept(lin, invitation_id=again)

    late = engagements.invite(qiao, phone=LINS, trade=Trade.COOKING)
    with clockwork.at(clock.now() + timedelta(days=29)):
        makers.agree(lin, Kind.PLATFORM)
    with clockwork.at(clock.now() + timedelta(days=30)), pytest.raises(InvitationOver):
        engagements.accept(lin, invitation_id=late)


def test_nobody_answers_what_was_sent_to_another_phone(
    lin: Actor, outside: makers.Outside, qiao: Actor
) -> None:
    invitation = engagements.invite(qiao, phone="13712345678", trade=Trade.COOKING)

    with pytest.raises(NotFound):
        engagements.accept(lin, invitation_id=invitation)


def test_she_leaves_and_her_record_says_until_when(lin: Actor, qiao: Actor) -> None:
    engagement = make.engaged(lin, qiao)

    engagements.leave(lin, engagement_id=engagement)

    assert reads.my_firm(lin) is None
    assert reads.my_past_firms(lin)[0].state is State.LEFT
    assert reads.staff(qiao) == []
    assert the(lin, kinds.EMPLOYMENT).content["until"] == clock.today().isoformat()
    with pytest.raises(EngagementOver):
        engagements.leave(lin, engagement_id=engagement)


def test_the_firm_releases_her_and_she_is_free_for_another(
    lin: Actor, qiao: Actor, other: Actor
) -> None:
    engagement = make.engaged(lin, qiao)

    engagements.release(qiao, engagement_id=engagement)
    make.engaged(lin, other)

    assert reads.my_past_firms(lin)[0].state is State.RELEASED
    assert len(reads.staff(other)) == 1


def test_she_may_leave_while_she_authorises_nothing(lin: Actor, qiao: Actor) -> None:
    engagement = make.engaged(lin, qiao)
    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.PLATFORM].id)

    engagements.leave(lin, engagement_id=engagement)

    assert reads.my_firm(lin) is None


def test_another_firms_worker_is_released_by_nobody_else(
    lin: Actor, qiao: Actor, other: Actor
) -> None:
    engagement = make.engaged(lin, qiao)

    with pytest.raises(NotFound):
        engagements.release(other, engagement_id=engagement)
    with pytest.raises(NotFound):
        engagements.mark_with_minors(other, engagement_id=engagement, with_minors=True)
    assert reads.my_firm(lin) is not None


def test_a_firm_cannot_engage_anybody_by_itself(lin: Actor, qiao: Actor) -> None:
    with pytest.raises(NotAllowed):
        engagements.join(qiao, code=make.a_code(qiao))
    invitation = engagements.invite(qiao, phone=LINS, trade=Trade.COOKING)
    with pytest.raises(NotAllowed):
        engagements.accept(qiao, invitation_id=invitation)


@pytest.mark.django_db(transaction=True)
def test_two_firms_at_once_and_one_has_her(lin: Actor, qiao: Actor, other: Actor) -> None:
    codes = [make.a_code(qiao), make.a_code(other)]

    results = at_once(*(partial(engagements.join, lin, code=code) for code in codes))

    assert refused(results) == [AlreadyEngaged]
    assert Engagement.objects.filter(worker_id=lin.person, ended_at=None).count() == 1


def test_the_side_that_ended_it_said_so(lin: Actor, qiao: Actor) -> None:
    engagement = make.engaged(lin, qiao)
    engagements.release(qiao, engagement_id=engagement)

    known = the(lin, kinds.EMPLOYMENT)
    assert known.source.startswith("firm:")
    assert known.stands.word is Confirmation.WAITING
