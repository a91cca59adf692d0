"""Other ways than a face: a PIN, and device keys (WebAuthn).

While she enrols, a sign-in is enough to make them. Once she is proven it is not: whoever reads her
text messages could make a way of their own. A flow that was shown it is she calls the steps.
"""

from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from django.db.models import QuerySet

from jiaxin.ground import clock
from jiaxin.ground.compiled import compiled
from jiaxin.ground.written import update
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, forgive, service, spend, step
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.identity import webauthn
from jiaxin.trust.identity.errors import (
    BadPin,
    EasyPin,
    PinIsSet,
    ProveFirst,
    WrongPin,
)
from jiaxin.trust.identity.models import Passkey, Pin, Worker
from jiaxin.trust.identity.rules import pin_is_easy, pin_is_well_formed
from jiaxin.trust.identity.webauthn import Question, State

_PIN_TRIES = Limit("pin", 5, timedelta(minutes=15))
_hasher = PasswordHasher()


@service(Action.PIN_SET)
def set_pin(actor: Actor, /, *, pin: str) -> None:
    """Set, while she enrols, the PIN that she uses where others use their face."""
    about(actor.person)
    _while_enrolling(actor.person)
    if Pin.objects.filter(worker_id=actor.person).exists():
        raise PinIsSet
    keep_pin(actor, pin=pin)


@step
def keep_pin(actor: Actor, /, *, pin: str) -> None:
    """Keep her PIN in place of the one before; tries at that one are forgotten."""
    if not pin_is_well_formed(pin):
        raise BadPin
    if pin_is_easy(pin):
        raise EasyPin
    Pin.objects.update_or_create(
        worker_id=actor.person, defaults={"hash": _hasher.hash(pin), "set_at": clock.now()}
    )
    forgive(_PIN_TRIES, str(actor.person))


@step
def check_pin(actor: Actor, /, *, pin: str) -> None:
    """WrongPin unless it is hers; five tries in fifteen minutes."""
    spend(_PIN_TRIES, str(actor.person))
    row = Pin.objects.filter(worker_id=actor.person).first()
    try:
        if row is None or not _hasher.verify(row.hash, pin):
            raise WrongPin
    except (VerificationError, InvalidHashError) as wrong:
        raise WrongPin from wrong
    forgive(_PIN_TRIES, str(actor.person))


@service(Action.PASSKEY_BEGIN)
def begin_passkey(actor: Actor, /, *, host: str) -> Question:
    """What the browser needs to make a device key, and the state to hold until it answers."""
    about(actor.person)
    return webauthn.ask_to_make(host, person=actor.person, known=_keys(actor.person))


@service(Action.PASSKEY_ADD)
def add_passkey(actor: Actor, /, *, host: str, state: State, answer: State) -> None:
    """Add a device key while she enrols."""
    about(actor.person)
    _while_enrolling(actor.person)
    keep_passkey(actor, host=host, state=state, answer=answer)


@step
def keep_passkey(actor: Actor, /, *, host: str, state: State, answer: State) -> None:
    """Keep the public half of a new device key."""
    known = _keys(actor.person)
    made = webauthn.made(host, state=state, answer=answer, known=known)
    Passkey.objects.create(worker_id=actor.person, made_at=clock.now(), **asdict(made))


@step
def passkey_options(actor: Actor, /, *, host: str) -> Question:
    """What the browser needs to sign with a device key she has."""
    return webauthn.ask_to_sign(host, known=_keys(actor.person))


@step
def check_passkey(actor: Actor, /, *, host: str, state: State, answer: State) -> None:
    """PasskeyRefused unless one of her keys signed this challenge, with the user verified."""
    row = webauthn.signed_by(_keys(actor.person), host, state=state, answer=answer)
    row.used_at = clock.now()
    update(row, "sign_count", "used_at")


def _while_enrolling(worker: UUID) -> None:
    # Locked: she may become proven at this moment, in another act.
    row = Worker.objects.select_for_update().only("id", "proven_at").get(id=worker)
    if row.proven_at is not None:
        raise ProveFirst


@compiled
def _keys(worker: UUID) -> QuerySet[Passkey]:
    return Passkey.objects.select_for_update().filter(worker_id=worker)
