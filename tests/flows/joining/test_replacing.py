"""Replacing an owner: she proves it again, and whoever is there hears of it first."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import UUID

import pytest

from jiaxin.config import wiring
from jiaxin.facts.firms import reads as firms
from jiaxin.flows.joining import errands, reads
from jiaxin.flows.joining import services as joining
from jiaxin.flows.joining.errors import (
    NothingToReplace,
    NotProven,
    NotTheClaim,
    ObjectedTo,
    TooEarly,
)
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import colleagues
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.models import Account, SignIn
from tests import clockwork, makers, makers_staff
from tests.clockwork import Hands
from tests.evidence import last_line
from tests.makers_joining import HER, Registers, asked
from tests.makers_staff import VISITOR

pytestmark = pytest.mark.django_db

AGAIN = asked(staff_name="sun-new")


@pytest.fixture
def registers(db: None) -> Iterator[Registers]:
    both = Registers()
    both.join()
    yield both
    wiring.join()


@pytest.fixture
def owner(registers: Registers) -> Actor:
    """Who owns the desk now, signed in."""
    opened = errands.sign_up(VISITOR, asked=HER)
    identity.close_account(Actor.system("a test"), staff=opened.id)
    return makers_staff.a_firm_owner(firm=firm())


def firm() -> UUID:
    return firms.id_of(HER.code)


def later(days: float) -> AbstractContextManager[Hands]:
    return clockwork.at(clock.now() + timedelta(days=days))


def test_after_three_days_the_desk_is_hers_and_the_old_account_ends(owner: Actor) -> None:
    claim = errands.ask_replacement(VISITOR, asked=AGAIN)

    with later(3):
        opened = errands.finish_replacement(VISITOR, asked=AGAIN, claim=claim.code.lower())

        assert last_line(Action.JOINING_TAKE_OVER).subject == opened.id
    assert not Account.objects.get(id=owner.person).is_active
    assert not SignIn.objects.filter(person_id=owner.person, ended_at=None).exists()
    account = Account.objects.get(id=opened.id)
    assert (account.role, account.organisation_id) == (Role.FIRM_OWNER, firm())


def test_within_three_days_nothing_changes_and_the_owner_hears_of_it(owner: Actor) -> None:
    claim = errands.ask_replacement(VISITOR, asked=AGAIN)

    waiting = reads.waiting(owner)
    assert waiting is not None
    assert waiting.ready_at == claim.ready_at
    with later(2.9), pytest.raises(TooEarly):
        errands.finish_replacement(VISITOR, asked=AGAIN, claim=claim.code)
    assert Account.objects.get(id=owner.person).is_active


def test_the_owner_objects_and_only_the_department_can_do_it_then(owner: Actor) -> None:
    claim = errands.ask_replacement(VISITOR, asked=AGAIN)
    waiting = reads.waiting(owner)
    assert waiting is not None

    joining.object_to(owner, replacement_id=waiting.id)

    assert reads.waiting(owner) is None
    with later(3), pytest.raises(NotTheClaim):
        errands.finish_replacement(VISITOR, asked=AGAIN, claim=claim.code)
    with pytest.raises(ObjectedTo):
        errands.ask_replacement(VISITOR, asked=AGAIN)
    with later(31):
        errands.ask_replacement(VISITOR, asked=AGAIN)


def test_whom_the_registers_do_not_know_asks_in_vain(owner: Actor) -> None:
    with pytest.raises(NotProven):
        errands.ask_replacement(VISITOR, asked=asked(name="贾无人"))

    assert reads.waiting(owner) is None


def test_the_code_alone_and_the_person_alone_are_not_enough(
    owner: Actor, registers: Registers
) -> None:
    claim = errands.ask_replacement(VISITOR, asked=AGAIN)

    with later(3):
        with pytest.raises(NotTheClaim):
            errands.finish_replacement(VISITOR, asked=AGAIN, claim="0000-0000-0000-0000")
        # The representative has changed meanwhile: the code was not hers.
        registers.firms.number = makers.a_number(order=77)
        another = asked(number=registers.firms.number, staff_name="sun-new")
        with pytest.raises(NotTheClaim):
            errands.finish_replacement(VISITOR, asked=another, claim=claim.code)


def test_asked_anew_the_first_code_is_of_no_use_and_the_wait_begins_again(owner: Actor) -> None:
    first = errands.ask_replacement(VISITOR, asked=AGAIN)
    with later(2):
        second = errands.ask_replacement(VISITOR, asked=AGAIN)

    with later(3.5):
        with pytest.raises(NotTheClaim):
            errands.finish_replacement(VISITOR, asked=AGAIN, claim=first.code)
        with pytest.raises(TooEarly):
            errands.finish_replacement(VISITOR, asked=AGAIN, claim=second.code)


def test_after_fourteen_days_it_is_over(owner: Actor) -> None:
    claim = errands.ask_replacement(VISITOR, asked=AGAIN)

    with later(14), pytest.raises(NotTheClaim):
        errands.finish_replacement(VISITOR, asked=AGAIN, claim=claim.code)


def test_where_there_is_no_owner_one_signs_up(registers: Registers) -> None:
    opened = errands.sign_up(VISITOR, asked=HER)
    Account.objects.filter(id=opened.id).update(is_active=False)

    with pytest.raises(NothingToReplace):
        errands.ask_replacement(VISITOR, asked=AGAIN)
    assert not colleagues.has_owner(firm())


def test_an_operator_and_another_firms_owner_do_not_object(owner: Actor) -> None:
    errands.ask_replacement(VISITOR, asked=AGAIN)
    waiting = reads.waiting(owner)
    assert waiting is not None

    with pytest.raises(NotAllowed):
        joining.object_to(makers_staff.a_firm_operator(firm=firm()), replacement_id=waiting.id)
    elsewhere = makers_staff.a_firm_owner(firm=UUID(int=7))
    assert reads.waiting(elsewhere) is None
    with pytest.raises(NotFound):
        joining.object_to(elsewhere, replacement_id=waiting.id)
