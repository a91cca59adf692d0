"""Second factors of staff: codes by the clock (TOTP, RFC 6238), device keys, recovery codes.

All of them are steps: who is signing in, and who is signed in, open a service first.
"""

import base64
import secrets
from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings

from jiaxin.ground import clock
from jiaxin.ground.crypto.held_keys import mac
from jiaxin.ground.errors import NotFound
from jiaxin.ground.ids import CROCKFORD, tidy_base32
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import forgive, spend, step
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.identity import webauthn
from jiaxin.trust.identity.errors import (
    LastFactor,
    WrongFactor,
    WrongRecoveryCode,
)
from jiaxin.trust.identity.models import RecoveryCode, StaffKey, StaffMember
from jiaxin.trust.identity.rules import RECOVERY_CODES, TOTP_SECONDS, totp_steps
from jiaxin.trust.identity.webauthn import Question, State

_TRIES = Limit("staff.factor", 5, timedelta(minutes=15))
_SECRET_BYTES = 20
# Known to everybody who reads the README: in the demo, and nowhere else.
DEMO_SECRET = "JIAXINDEMOJIAXINDEMOJIAXINDEMO22"  # noqa: S105 — meant to be known
_HALF = 5


@step
def begin_totp(actor: Actor, /, *, staff: UUID) -> str:
    """A new secret for her authenticator; it counts once a code of it was given."""
    member = StaffMember.objects.select_for_update().get(id=staff)
    if member.totp_next is None:
        member.totp_next = _new_secret()
        member.save(update_fields=["totp_next"])
    secret: str = member.totp_next
    return secret


@step
def confirm_totp(actor: Actor, /, *, staff: UUID, code: str) -> None:
    """The new secret takes the place of the one before: she has shown that she holds it."""
    spend(_TRIES, str(staff))
    member = StaffMember.objects.select_for_update().get(id=staff)
    if member.totp_next is None:
        raise WrongFactor
    member.totp_step = _fitting(member.totp_next, code, after=0)
    member.totp, member.totp_next = member.totp_next, None
    member.save(update_fields=["totp", "totp_next", "totp_step"])
    forgive(_TRIES, str(staff))


@step
def check_totp(actor: Actor, /, *, staff: UUID, code: str) -> None:
    """WrongFactor unless it is the code of now, for the first time."""
    spend(_TRIES, str(staff))
    member = StaffMember.objects.select_for_update().get(id=staff)
    if member.totp is None:
        raise WrongFactor
    member.totp_step = _fitting(member.totp, code, after=member.totp_step)
    member.save(update_fields=["totp_step"])
    forgive(_TRIES, str(staff))


@step
def check_recovery(actor: Actor, /, *, staff: UUID, code: str) -> None:
    """Use one recovery code up."""
    spend(_TRIES, str(staff))
    found = RecoveryCode.objects.select_for_update().filter(
        staff_id=staff, used_at=None, digest=_digest(staff, tidy_base32(code, _HALF * 2))
    )
    row = found.first()
    if row is None:
        raise WrongRecoveryCode
    row.used_at = clock.now()
    row.save(update_fields=["used_at"])
    forgive(_TRIES, str(staff))


@step
def renew_recovery(actor: Actor, /, *, staff: UUID) -> list[str]:
    """Ten new codes in place of those of before. They are shown once and kept as digests."""
    RecoveryCode.objects.filter(staff_id=staff).delete()
    codes = [_new_code() for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(staff_id=staff, digest=_digest(staff, code), made_at=clock.now())
        for code in codes
    )
    return [f"{code[:_HALF]}-{code[_HALF:]}" for code in codes]


@step
def begin_key(actor: Actor, /, *, staff: UUID, host: str) -> Question:
    """What the browser needs to make a device key, and the state to hold until it answers."""
    return webauthn.ask_to_make(host, person=staff, known=_keys(staff))


@step
def keep_key(actor: Actor, /, *, staff: UUID, host: str, state: State, answer: State) -> None:
    """Keep the public half of a new device key."""
    made = webauthn.made(host, state=state, answer=answer, known=_keys(staff))
    StaffKey.objects.create(staff_id=staff, made_at=clock.now(), **asdict(made))


@step
def ask_key(actor: Actor, /, *, staff: UUID, host: str) -> Question:
    """What the browser needs to sign with a device key of hers."""
    return webauthn.ask_to_sign(host, known=_keys(staff))


@step
def check_key(actor: Actor, /, *, staff: UUID, host: str, state: State, answer: State) -> None:
    """PasskeyRefused unless one of her keys signed this challenge, with the user verified."""
    spend(_TRIES, str(staff))
    row = webauthn.signed_by(_keys(staff), host, state=state, answer=answer)
    row.used_at = clock.now()
    row.save(update_fields=["sign_count", "used_at"])
    forgive(_TRIES, str(staff))


@step
def drop_key(actor: Actor, /, *, staff: UUID, key_id: UUID) -> None:
    """Remove one device key, unless nothing else is left."""
    member = StaffMember.objects.select_for_update().get(id=staff)
    keys = {key.id for key in _keys(staff)}
    if key_id not in keys:
        raise NotFound
    if member.__dict__["totp"] is None and keys == {key_id}:
        raise LastFactor
    StaffKey.objects.filter(staff_id=staff, id=key_id).delete()


@step
def drop_totp(actor: Actor, /, *, staff: UUID) -> None:
    """Remove the authenticator, unless nothing else is left."""
    member = StaffMember.objects.select_for_update().get(id=staff)
    if not _keys(staff):
        raise LastFactor
    member.totp = member.totp_next = None
    member.save(update_fields=["totp", "totp_next"])


@step
def forget_factors(actor: Actor, /, *, staff: UUID) -> None:
    """She has lost them: the next sign-in sets up new ones."""
    member = StaffMember.objects.select_for_update().get(id=staff)
    member.totp = member.totp_next = None
    member.save(update_fields=["totp", "totp_next"])
    StaffKey.objects.filter(staff_id=staff).delete()
    RecoveryCode.objects.filter(staff_id=staff).delete()
    forgive(_TRIES, str(staff))


def _new_secret() -> str:
    if settings.MODE == "demo":
        return DEMO_SECRET
    return base64.b32encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def _new_code() -> str:
    return "".join(secrets.choice(CROCKFORD) for _ in range(_HALF * 2))


def _totp(secret: str) -> TOTP:
    # Authenticator apps know SHA-1 and six digits only; HMAC does not lean on what SHA-1 lost.
    return TOTP(base64.b32decode(secret), 6, SHA1(), TOTP_SECONDS)  # noqa: S303 — see above


def _fitting(secret: str, code: str, *, after: int) -> int:
    """The step of time whose code this is."""
    if secret == DEMO_SECRET and settings.MODE != "demo":
        raise WrongFactor
    totp = _totp(secret)
    for candidate in totp_steps(clock.now(), after=after):
        try:
            totp.verify(code.encode(), candidate * TOTP_SECONDS)
        except InvalidToken:
            continue
        return candidate
    raise WrongFactor


def _digest(staff: UUID, code: str) -> bytes:
    return mac("recovery", staff.bytes + code.encode())


def _keys(staff: UUID) -> list[StaffKey]:
    return list(StaffKey.objects.select_for_update().filter(staff_id=staff))
