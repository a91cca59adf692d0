"""Other ways than a face: a PIN, and device keys (WebAuthn).

While she enrols, a sign-in is enough to make them. Once she is proven it is not: whoever reads her
text messages could make a way of their own. A flow that was shown it is she calls the steps.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, forgive, service, spend, step
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.identity.errors import (
    BadPin,
    EasyPin,
    PasskeyRefused,
    PinIsSet,
    ProveFirst,
    WrongPin,
)
from jiaxin.trust.identity.models import Passkey, Pin, Worker
from jiaxin.trust.identity.rules import pin_is_easy, pin_is_well_formed
from jiaxin.trust.identity.webauthn import State, descriptor, server

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
def begin_passkey(actor: Actor, /, *, host: str) -> tuple[dict[str, Any], State]:
    """What the browser needs to make a device key, and the state to hold until it answers."""
    about(actor.person)
    user = PublicKeyCredentialUserEntity(
        id=actor.person.bytes, name="家信", display_name="家信 Jiaxin"
    )
    options, state = server(host).register_begin(
        user,
        credentials=_descriptors(actor.person),
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return dict(options), state


@service(Action.PASSKEY_ADD)
def add_passkey(actor: Actor, /, *, host: str, state: State, answer: State) -> None:
    """Add a device key while she enrols."""
    about(actor.person)
    _while_enrolling(actor.person)
    keep_passkey(actor, host=host, state=state, answer=answer)


@step
def keep_passkey(actor: Actor, /, *, host: str, state: State, answer: State) -> None:
    """Keep the public half of a new device key."""
    try:
        made = server(host).register_complete(state, RegistrationResponse.from_dict(answer))
    except (ValueError, KeyError, TypeError) as wrong:
        raise PasskeyRefused from wrong
    if made.credential_data is None or _is_known(actor.person, made.credential_data):
        raise PasskeyRefused
    Passkey.objects.create(
        worker_id=actor.person,
        credential=bytes(made.credential_data),
        credential_id=made.credential_data.credential_id,
        sign_count=made.counter,
        made_at=clock.now(),
    )


@step
def passkey_options(actor: Actor, /, *, host: str) -> tuple[dict[str, Any], State]:
    """What the browser needs to sign with a device key she has."""
    descriptors = _descriptors(actor.person)
    if not descriptors:
        raise PasskeyRefused
    options, state = server(host).authenticate_begin(
        descriptors, user_verification=UserVerificationRequirement.REQUIRED
    )
    return dict(options), state


@step
def check_passkey(actor: Actor, /, *, host: str, state: State, answer: State) -> None:
    """PasskeyRefused unless one of her keys signed this challenge, with the user verified."""
    rows = {bytes(row.credential_id): row for row in Passkey.objects.filter(worker_id=actor.person)}
    credentials = [AttestedCredentialData(bytes(row.credential)) for row in rows.values()]
    try:
        response = AuthenticationResponse.from_dict(answer)
        used = server(host).authenticate_complete(state, credentials, response)
        counter = response.response.authenticator_data.counter
    except (ValueError, KeyError, TypeError) as wrong:
        raise PasskeyRefused from wrong
    row = rows[bytes(used.credential_id)]
    if (counter or row.sign_count) and counter <= row.sign_count:
        raise PasskeyRefused  # a copied key counts from where it was copied
    row.sign_count, row.used_at = counter, clock.now()
    row.save(update_fields=["sign_count", "used_at"])


def _while_enrolling(worker: UUID) -> None:
    # Locked: she may become proven at this moment, in another act.
    row = Worker.objects.select_for_update().only("id", "proven_at").get(id=worker)
    if row.proven_at is not None:
        raise ProveFirst


def _is_known(worker: UUID, made: AttestedCredentialData) -> bool:
    return Passkey.objects.filter(worker_id=worker, credential_id=made.credential_id).exists()


def _descriptors(worker: UUID) -> list[PublicKeyCredentialDescriptor]:
    return [
        descriptor(bytes(row.credential_id)) for row in Passkey.objects.filter(worker_id=worker)
    ]
