"""What everyone at a desk does with her own account: password, factors, sign-ins, fresh proofs."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import check_password

from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, forgive, service, spend, step
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.identity.errors import ProveAgain, WrongPassword
from jiaxin.trust.identity.models import Account, SignIn
from jiaxin.trust.identity.rules import is_fresh
from jiaxin.trust.identity.services import factors, passwords
from jiaxin.trust.identity.webauthn import State

_TRIES = Limit("staff.own_password", 5, timedelta(minutes=15))


@step
def must_be_fresh(actor: Actor, /) -> None:
    """ProveAgain unless she showed in the last ten minutes that it is she. For dangerous acts."""
    row = SignIn.objects.filter(person_id=actor.person, id=actor.came_in_by).first()
    if row is None or not is_fresh(row.proven_at, clock.now()):
        raise ProveAgain


@service(Action.STAFF_FRESH)
def prove_again(actor: Actor, /, *, code: str) -> None:
    """Show by the authenticator's code that it is still she."""
    about(actor.person)
    factors.check_totp(actor, staff=actor.person, code=code)
    _is_proven(actor)


@service(Action.STAFF_FRESH)
def ask_key_again(actor: Actor, /, *, host: str) -> tuple[dict[str, Any], State]:
    """What the browser needs to sign with her device key."""
    about(actor.person)
    return factors.ask_key(actor, staff=actor.person, host=host)


@service(Action.STAFF_FRESH)
def prove_key_again(actor: Actor, /, *, host: str, state: State, answer: State) -> None:
    """Show by her device key that it is still she."""
    about(actor.person)
    factors.check_key(actor, staff=actor.person, host=host, state=state, answer=answer)
    _is_proven(actor)


@service(Action.STAFF_PASSWORD)
def change_password(actor: Actor, /, *, old: str, new: str) -> None:
    """A new password; every other sign-in of hers ends."""
    about(actor.person)
    spend(_TRIES, str(actor.person))
    if not check_password(old, Account.objects.get(id=actor.person).password):
        raise WrongPassword
    forgive(_TRIES, str(actor.person))
    passwords.keep_password(actor, staff=actor.person, password=new)
    _others(actor).update(ended_at=clock.now())


@service(Action.STAFF_FACTORS)
def begin_own_totp(actor: Actor, /) -> str:
    """The secret for a new authenticator."""
    about(actor.person)
    must_be_fresh(actor)
    return factors.begin_totp(actor, staff=actor.person)


@service(Action.STAFF_FACTORS)
def confirm_own_totp(actor: Actor, /, *, code: str) -> None:
    """The new authenticator takes the place of the one before."""
    about(actor.person)
    must_be_fresh(actor)
    factors.confirm_totp(actor, staff=actor.person, code=code)


@service(Action.STAFF_FACTORS)
def drop_own_totp(actor: Actor, /) -> None:
    """Remove the authenticator; a device key must be left."""
    about(actor.person)
    must_be_fresh(actor)
    factors.drop_totp(actor, staff=actor.person)


@service(Action.STAFF_FACTORS)
def begin_own_key(actor: Actor, /, *, host: str) -> tuple[dict[str, Any], State]:
    """What the browser needs to make another device key."""
    about(actor.person)
    must_be_fresh(actor)
    return factors.begin_key(actor, staff=actor.person, host=host)


@service(Action.STAFF_FACTORS)
def keep_own_key(actor: Actor, /, *, host: str, state: State, answer: State) -> None:
    """Add a device key."""
    about(actor.person)
    must_be_fresh(actor)
    factors.keep_key(actor, staff=actor.person, host=host, state=state, answer=answer)


@service(Action.STAFF_FACTORS)
def drop_own_key(actor: Actor, /, *, key_id: UUID) -> None:
    """Remove a device key; another factor must be left."""
    about(actor.person)
    must_be_fresh(actor)
    factors.drop_key(actor, staff=actor.person, key_id=key_id)


@service(Action.STAFF_FACTORS)
def renew_own_recovery(actor: Actor, /) -> list[str]:
    """Ten new recovery codes; those of before are good for nothing."""
    about(actor.person)
    must_be_fresh(actor)
    return factors.renew_recovery(actor, staff=actor.person)


@service(Action.SIGN_IN_END)
def end_own_sign_in(actor: Actor, /, *, sign_in: UUID) -> None:
    """End one of her own sign-ins, wherever it is."""
    about(actor.person, sign_in=sign_in)
    open_ones = SignIn.objects.filter(person_id=actor.person, id=sign_in, ended_at=None)
    if not open_ones.update(ended_at=clock.now()):
        raise NotFound


@service(Action.SIGN_IN_END)
def end_my_other_sign_ins(actor: Actor, /) -> None:
    """End all of them but this one."""
    about(actor.person)
    _others(actor).update(ended_at=clock.now())


def _is_proven(actor: Actor) -> None:
    SignIn.objects.filter(person_id=actor.person, id=actor.came_in_by).update(proven_at=clock.now())


def _others(actor: Actor) -> Any:
    mine = SignIn.objects.filter(person_id=actor.person, ended_at=None)
    return mine.exclude(id=actor.came_in_by)
