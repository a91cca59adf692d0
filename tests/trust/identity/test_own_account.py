"""One's own account: password, factors and sign-ins, each with a proof that is fresh."""

from datetime import UTC, datetime, timedelta

import pytest

from jiaxin.ground.errors import NotFound, TooManyTries
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import reads, sittings
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.errors import (
    LastFactor,
    ProveAgain,
    SamePassword,
    WrongFactor,
    WrongPassword,
)
from jiaxin.trust.identity.models import StaffMember
from jiaxin.trust.identity.rules import FRESH
from jiaxin.trust.identity.services import Opened, entries
from tests import clockwork, makers_staff
from tests.authenticator import Authenticator
from tests.clockwork import Hands
from tests.makers_staff import PASSWORD, VISITOR, a_code, entered

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
HOST = "localhost"
ANOTHER = "four unlikely teapots"


@pytest.fixture
def hands() -> object:
    with clockwork.at(NOON) as hands:
        yield hands


@pytest.fixture
def rev(hands: Hands) -> Actor:
    return makers_staff.a_reviewer()


def secret_of(staff: Actor) -> str:
    return str(StaffMember.objects.get(id=staff.person).totp)


def also_signed_in(staff: Actor, hands: Hands) -> Actor:
    """The same person at another desk."""
    hands.move(timedelta(minutes=1))
    name = reads.my_account(staff).staff_name
    entry = entered(Opened(staff.person, name, PASSWORD))
    entries.prove_totp(VISITOR, entry=entry, code=a_code(secret_of(staff)))
    done = entries.finish(VISITOR, entry=entry, device="another", browser="Edge")
    return Actor(role=Role.REVIEWER, id=staff.person, sign_in=done.sign_in)


def test_a_new_password_ends_the_sign_ins_elsewhere(rev: Actor, hands: Hands) -> None:
    there = also_signed_in(rev, hands)

    identity.change_password(rev, old=PASSWORD, new=ANOTHER)

    assert sittings.holds(rev.person, rev.came_in_by)
    assert not sittings.holds(there.person, there.came_in_by)


def test_the_old_password_is_asked_for_with_few_tries(rev: Actor) -> None:
    for _ in range(5):
        with pytest.raises(WrongPassword):
            identity.change_password(rev, old="wrong", new=ANOTHER)

    with pytest.raises(TooManyTries):
        identity.change_password(rev, old=PASSWORD, new=ANOTHER)


def test_the_new_password_is_another(rev: Actor) -> None:
    with pytest.raises(SamePassword):
        identity.change_password(rev, old=PASSWORD, new=PASSWORD)


def test_a_factor_is_changed_with_a_fresh_proof_only(rev: Actor, hands: Hands) -> None:
    identity.begin_own_totp(rev)
    hands.move(FRESH)

    for act in (
        lambda: identity.begin_own_totp(rev),
        lambda: identity.confirm_own_totp(rev, code="000000"),
        lambda: identity.begin_own_key(rev, host=HOST),
        lambda: identity.renew_own_recovery(rev),
        lambda: identity.drop_own_totp(rev),
    ):
        with pytest.raises(ProveAgain):
            act()

    identity.prove_again(rev, code=a_code(secret_of(rev)))
    assert len(identity.renew_own_recovery(rev)) == 10


def test_a_fresh_proof_is_of_this_sign_in_only(rev: Actor, hands: Hands) -> None:
    there = also_signed_in(rev, hands)
    hands.move(FRESH)
    identity.prove_again(rev, code=a_code(secret_of(rev)))

    with pytest.raises(ProveAgain):
        identity.begin_own_totp(there)


def test_a_new_authenticator_counts_once_it_was_shown(rev: Actor, hands: Hands) -> None:
    old, new = secret_of(rev), identity.begin_own_totp(rev)
    with pytest.raises(WrongFactor):
        identity.confirm_own_totp(rev, code="000000")
    assert secret_of(rev) == old

    identity.confirm_own_totp(rev, code=a_code(new))

    assert secret_of(rev) == new != old


def test_a_device_key_proves_again_and_the_last_factor_stays(rev: Actor, hands: Hands) -> None:
    key = Authenticator()
    with pytest.raises(LastFactor):
        identity.drop_own_totp(rev)
    options, state = identity.begin_own_key(rev, host=HOST)
    identity.keep_own_key(rev, host=HOST, state=state, answer=key.make(options))
    identity.drop_own_totp(rev)
    hands.move(FRESH)
    options, state = identity.ask_key_again(rev, host=HOST)
    identity.prove_key_again(rev, host=HOST, state=state, answer=key.sign(options))
    (row,) = reads.my_account(rev).keys

    with pytest.raises(LastFactor):
        identity.drop_own_key(rev, key_id=row.id)


def test_one_of_two_keys_can_go(rev: Actor) -> None:
    options, state = identity.begin_own_key(rev, host=HOST)
    identity.keep_own_key(rev, host=HOST, state=state, answer=Authenticator().make(options))
    (row,) = reads.my_account(rev).keys

    identity.drop_own_key(rev, key_id=row.id)

    assert reads.my_account(rev).keys == []


def test_a_sign_in_is_ended_from_another_at_once(rev: Actor, hands: Hands) -> None:
    there = also_signed_in(rev, hands)
    assert [row.is_this for row in reads.my_sign_ins(rev)] == [True, False]

    identity.end_own_sign_in(rev, sign_in=there.came_in_by)

    assert not sittings.holds(there.person, there.came_in_by)
    assert [row.id for row in reads.my_sign_ins(rev)] == [rev.came_in_by]


def test_all_others_are_ended_together(rev: Actor, hands: Hands) -> None:
    there = also_signed_in(rev, hands)

    identity.end_my_other_sign_ins(rev)

    assert not sittings.holds(there.person, there.came_in_by)
    assert sittings.holds(rev.person, rev.came_in_by)


def test_anothers_sign_in_is_not_hers_to_end(rev: Actor) -> None:
    other = makers_staff.a_reviewer()

    with pytest.raises(NotFound):
        identity.end_own_sign_in(rev, sign_in=other.came_in_by)
    assert sittings.holds(other.person, other.came_in_by)
