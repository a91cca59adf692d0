"""Signing in on a phone by its own lock (a passkey), instead of a code by message.

Such a key signs in and does nothing else: it is none of the ways to show that it is she. It is made
soon after a sign-in, so that a phone left lying about for a day makes none.
"""

from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

from fido2.webauthn import ResidentKeyRequirement

from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service, spend
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.identity import webauthn
from jiaxin.trust.identity.errors import PasskeyRefused, SignInAnew
from jiaxin.trust.identity.models import Account, SignIn, SignInKey
from jiaxin.trust.identity.rules import MOST_SIGN_IN_KEYS, PHONE_APPS, App, may_make_key
from jiaxin.trust.identity.services.sign_in import SignedIn, open_sign_in
from jiaxin.trust.identity.webauthn import Question, State

_TRIES = Limit("sign_in.key", 60, timedelta(minutes=15))


@service(Action.SIGN_IN_KEY)
def begin_sign_in_key(actor: Actor, /, *, host: str) -> Question:
    """What the browser needs to make a key that it can offer without being told who she is."""
    about(actor.person)
    _soon_after_signing_in(actor)
    known, needed = _keys(actor.person), ResidentKeyRequirement.REQUIRED
    return webauthn.ask_to_make(host, person=actor.person, known=known, resident=needed)


@service(Action.SIGN_IN_KEY)
def add_sign_in_key(
    actor: Actor, /, *, host: str, state: State, answer: State, browser: str = ""
) -> None:
    """From now on this phone's lock signs her in."""
    about(actor.person)
    _soon_after_signing_in(actor)
    known = _keys(actor.person)
    made = webauthn.made(host, state=state, answer=answer, known=known)
    # The one that was unused for longest makes room: a phone that is gone says nothing.
    known.sort(key=lambda key: key.used_at or key.made_at)
    for key in known[: max(0, len(known) + 1 - MOST_SIGN_IN_KEYS)]:
        key.delete()
    SignInKey.objects.create(
        person_id=actor.person, browser=browser, made_at=clock.now(), **asdict(made)
    )


@service(Action.SIGN_IN_KEY)
def drop_sign_in_key(actor: Actor, /, *, key_id: UUID) -> None:
    """This phone's lock signs her in no more."""
    about(actor.person)
    gone, _ = SignInKey.objects.filter(person_id=actor.person, id=key_id).delete()
    if not gone:
        raise NotFound


@service(Action.SIGN_IN)
def sign_in_by_key(
    actor: Actor, /, *, app: App, host: str, state: State, answer: State, device: str, browser: str
) -> SignedIn:
    """Open a sign-in with a phone's own lock. Whatever does not fit gets the same answer."""
    spend(_TRIES, actor.origin)
    person = webauthn.named_in(answer)
    if app not in PHONE_APPS or person is None:
        raise PasskeyRefused
    account = Account.objects.filter(id=person, app=app, is_active=True).first()
    if account is None:
        raise PasskeyRefused
    key = webauthn.signed_by(_keys(account.id), host, state=state, answer=answer)
    key.used_at = clock.now()
    key.save(update_fields=["sign_count", "used_at"])
    opened = open_sign_in(actor, person=account.id, device=device, browser=browser)
    about(account.id, app=app, sign_in=opened.id)
    return SignedIn(account.id, opened.id, is_new=False)


def _soon_after_signing_in(actor: Actor) -> None:
    row = SignIn.objects.filter(person_id=actor.person, id=actor.came_in_by).first()
    if row is None or not may_make_key(row.began_at, clock.now()):
        raise SignInAnew


def _keys(person: UUID) -> list[SignInKey]:
    return list(SignInKey.objects.select_for_update().filter(person_id=person))
