"""A reviewer's account takes two: one proposes, another releases, and neither can sign in by it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound, Refusal
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import CONSOLE, Role
from jiaxin.trust.identity import proposals, sittings
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.errors import (
    NotYoursToRelease,
    PersonHasAccount,
    ProposalWaits,
    ProveAgain,
    SecondPersonNeeded,
    WrongPassword,
)
from jiaxin.trust.identity.models import Account, StaffMember, StaffProposal
from jiaxin.trust.identity.proposals import VIEWERS, ProposalRow
from jiaxin.trust.identity.rules import FRESH, PROPOSAL_LASTS
from jiaxin.trust.identity.services import HalfPassword, NewStaff, Opened
from tests import clockwork, makers_staff
from tests.evidence import lines
from tests.makers_staff import a_person, entered, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def security() -> Actor:
    return makers_staff.a_security_admin()


@pytest.fixture
def system() -> Actor:
    return makers_staff.a_system_admin()


def draft(number: str = "") -> NewStaff:
    return NewStaff(Role.REVIEWER, "rev-9", "陈立新", number or a_person())


def only(viewer: Actor) -> ProposalRow:
    [row] = proposals.waiting(viewer)
    return row


def release(actor: Actor) -> HalfPassword:
    row = only(actor)
    return identity.release(actor, staff=row.staff, proposal=row.id)


def test_alone_nobody_of_the_console_opens_or_resets_a_reviewer(security: Actor) -> None:
    reviewer = makers_staff.a_reviewer()

    with pytest.raises(SecondPersonNeeded):
        identity.open_account(security, staff=draft())
    with pytest.raises(SecondPersonNeeded):
        identity.reset_account(security, staff=reviewer.person)

    assert sittings.holds(reviewer.person, reviewer.came_in_by)
    assert not Account.objects.filter(staff_name="rev-9").exists()


def test_a_released_account_is_signed_in_to_with_both_halves(
    security: Actor, system: Actor
) -> None:
    first = identity.propose_account(security, staff=draft())
    second = release(system)

    set_up(Opened(first.id, "rev-9", f"{first.half}-{second.half}"))

    assert Account.objects.get(id=first.id).role == "reviewer"
    assert proposals.waiting(security) == []
    assert {line.outcome for line in lines(Action.STAFF_RELEASE)} == {"done"}
    assert lines(Action.STAFF_PROPOSE)[0].subject == first.id


def test_before_it_is_released_nothing_opens_it(security: Actor) -> None:
    first = identity.propose_account(security, staff=draft())

    for tried in (first.half, f"{first.half}-{first.half}", "", "!"):
        with pytest.raises(WrongPassword):
            entered(Opened(first.id, "rev-9", tried or " "))
    assert not Account.objects.get(id=first.id).is_active


@pytest.mark.parametrize("whose", ["first", "second"])
def test_one_half_opens_nothing(security: Actor, system: Actor, whose: str) -> None:
    first = identity.propose_account(security, staff=draft())
    second = release(system)
    half = first.half if whose == "first" else second.half

    for tried in (half, f"{half}-{half}", f"{second.half}-{first.half}"):
        with pytest.raises(WrongPassword):
            entered(Opened(first.id, "rev-9", tried))


@pytest.mark.parametrize("another", [False, True])
def test_no_security_administrator_releases_it_not_even_another(
    security: Actor, another: bool
) -> None:
    identity.propose_account(security, staff=draft())

    with pytest.raises(NotAllowed):
        release(makers_staff.a_security_admin() if another else security)

    assert not only(security).may_release
    assert only(security).is_mine


@pytest.mark.parametrize("role", sorted(CONSOLE - VIEWERS))
def test_nobody_else_sees_or_releases_one(security: Actor, role: Role) -> None:
    other = makers_staff.a_staff_member(role, region=makers_staff.ZHEJIANG)
    identity.propose_account(security, staff=draft())
    row = only(security)

    with pytest.raises(NotFound):
        proposals.waiting(other)
    for act in (identity.release, identity.turn_down, identity.take_back):
        with pytest.raises(NotAllowed):
            act(other, staff=row.staff, proposal=row.id)
    with pytest.raises(NotAllowed):
        identity.propose_reset(other, staff=row.staff)


def test_a_reset_changes_nothing_until_it_is_released(security: Actor, system: Actor) -> None:
    reviewer = makers_staff.a_reviewer()
    first = identity.propose_reset(security, staff=reviewer.person)
    assert sittings.holds(reviewer.person, reviewer.came_in_by)
    assert StaffMember.objects.get(id=reviewer.person).totp is not None

    second = release(system)

    assert not sittings.holds(reviewer.person, reviewer.came_in_by)
    assert StaffMember.objects.get(id=reviewer.person).totp is None
    set_up(Opened(reviewer.person, first.staff_name, f"{first.half}-{second.half}"))


@pytest.mark.parametrize("who", ["the proposer", "the other"])
def test_turned_down_a_reset_leaves_everything_and_an_account_is_closed(
    security: Actor, system: Actor, who: str
) -> None:
    actor = security if who == "the proposer" else system
    end = identity.take_back if who == "the proposer" else identity.turn_down
    reviewer, person = makers_staff.a_reviewer(), a_person()
    identity.propose_reset(security, staff=reviewer.person)
    row = only(actor)
    end(actor, staff=row.staff, proposal=row.id)
    identity.propose_account(security, staff=draft(person))
    row = only(actor)

    end(actor, staff=row.staff, proposal=row.id)

    assert sittings.holds(reviewer.person, reviewer.came_in_by)
    assert not Account.objects.get(id=row.staff).is_active
    assert proposals.waiting(actor) == []
    # The person is free for an account that is proposed anew.
    identity.propose_account(security, staff=NewStaff(Role.REVIEWER, "rev-10", "陈立新", person))


def test_what_was_settled_is_not_settled_again(security: Actor, system: Actor) -> None:
    identity.propose_account(security, staff=draft())
    row = only(system)
    release(system)

    for act in (identity.release, identity.turn_down):
        with pytest.raises(NotFound):
            act(system, staff=row.staff, proposal=row.id)


def test_there_is_one_proposal_about_one_account(security: Actor) -> None:
    reviewer, person = makers_staff.a_reviewer(), a_person()
    identity.propose_reset(security, staff=reviewer.person)
    identity.propose_account(security, staff=draft(person))

    with pytest.raises(ProposalWaits):
        identity.propose_reset(security, staff=reviewer.person)
    with pytest.raises(PersonHasAccount):
        identity.propose_account(
            security, staff=NewStaff(Role.REVIEWER, "rev-10", "陈立新", person)
        )


def test_after_its_time_it_is_taken_back_and_not_released(security: Actor, system: Actor) -> None:
    identity.propose_account(security, staff=draft())
    row = only(system)
    late = clock.now() + PROPOSAL_LASTS

    with clockwork.at(late):
        another = makers_staff.a_system_admin()
        assert only(another).is_past
        with pytest.raises(NotYoursToRelease):
            release(another)
        identity.turn_down(another, staff=row.staff, proposal=row.id)


def test_closing_an_account_ends_what_waited_about_it(security: Actor, system: Actor) -> None:
    reviewer = makers_staff.a_reviewer()
    identity.propose_reset(security, staff=reviewer.person)
    row = only(system)

    identity.close_account(security, staff=reviewer.person)

    with pytest.raises(NotFound):
        identity.release(system, staff=row.staff, proposal=row.id)
    assert not Account.objects.get(id=reviewer.person).is_active


def test_proposing_and_releasing_want_a_fresh_proof(security: Actor, system: Actor) -> None:
    identity.propose_account(security, staff=draft())
    row = only(system)

    with clockwork.at(clock.now() + FRESH + timedelta(seconds=1)):
        with pytest.raises(ProveAgain):
            identity.release(system, staff=row.staff, proposal=row.id)
        with pytest.raises(ProveAgain):
            identity.propose_account(
                security, staff=NewStaff(Role.REVIEWER, "rev-10", "陈立新", a_person())
            )


def test_other_accounts_need_no_second_person_and_take_none(security: Actor) -> None:
    officer = NewStaff(Role.COMMERCE_OFFICER, "off-1", "周敏", a_person(), makers_staff.ZHEJIANG)

    with pytest.raises(NotAllowed):
        identity.propose_account(security, staff=officer)

    assert identity.open_account(security, staff=officer).password


def test_a_settled_proposal_keeps_no_half_and_the_database_holds_it_too(
    security: Actor, system: Actor
) -> None:
    identity.propose_account(security, staff=draft())
    row = only(system)
    assert StaffProposal.objects.get(id=row.id).half
    release(system)

    assert StaffProposal.objects.get(id=row.id).half is None
    for bent in ({"settled_by": security.person}, {"settled_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            StaffProposal.objects.filter(id=row.id).update(**bent)


def test_the_operators_command_needs_nobody_else(security: Actor) -> None:
    reviewer = makers_staff.a_reviewer()

    assert identity.reset_account(makers_staff.FIRST_START, staff=reviewer.person).password
    with pytest.raises(Refusal):
        identity.reset_account(security, staff=reviewer.person)
