"""Signing in by a code sent to a phone."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from jiaxin.ground import clock
from jiaxin.ground.errors import ValueTaken
from jiaxin.ground.events import announce
from jiaxin.ground.fields import find
from jiaxin.ground.ids import new_id
from jiaxin.ground.people import read_phone
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service, spend, spend_each, step
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.identity import reads
from jiaxin.trust.identity.errors import CodeGone, WrongCode
from jiaxin.trust.identity.events import CodeIssued
from jiaxin.trust.identity.models import Account, Consumer, OneTimeCode, SignIn, Worker
from jiaxin.trust.identity.rules import (
    CODE_DIGITS,
    CODE_LASTS,
    PHONE_APPS,
    PHONE_SIGN_IN_LASTS,
    App,
    CodeState,
    CodeUse,
    code_holds,
)

_PER_PHONE_SOON = Limit("code.phone.soon", 4, timedelta(minutes=1))
_PER_PHONE = Limit("code.phone", 15, timedelta(hours=1))
# A carrier puts hundreds of phones behind one address, and a firm's hall a hundred.
_PER_ORIGIN = Limit("code.origin", 300, timedelta(hours=1))
# Counted apart: a stranger who asks for codes to her phone must not keep her from approving.
_OWN_SOON = Limit("code.own.soon", 4, timedelta(minutes=1))
_OWN = Limit("code.own", 15, timedelta(hours=1))
_TRIES = Limit("code.tries", 5, CODE_LASTS * 2)
_TRIES_PER_PHONE = Limit("code.tries.phone", 20, timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in now, by which sign-in, and whether the account is new."""

    person: UUID
    sign_in: UUID
    is_new: bool


@service(Action.CODE_REQUEST)
def request_code(actor: Actor, /, *, app: App, phone: str) -> UUID:
    """Send a code to a phone. The answer is the same for known and unknown phones."""
    if app not in PHONE_APPS:
        raise CodeGone
    number = read_phone(phone)
    spend_each((_PER_PHONE_SOON, number), (_PER_PHONE, number))
    if actor.origin:
        spend(_PER_ORIGIN, actor.origin)

    return _issue(app=app, use=CodeUse.SIGN_IN, phone=number, about_id=None)


@service(Action.SIGN_IN)
def sign_in(
    actor: Actor, /, *, app: App, code_id: UUID, code: str, device: str, browser: str = ""
) -> SignedIn:
    """Open a sign-in with the code that was sent; the first one makes the account."""
    row = OneTimeCode.objects.select_for_update().filter(id=code_id).first()
    if row is None or row.app != app or row.use != CodeUse.SIGN_IN:
        raise CodeGone
    spend(_TRIES_PER_PHONE, row.phone)
    _use(row, code)

    person, is_new = _account_of(app, row.phone)
    opened = open_sign_in(actor, person=person, device=device, browser=browser)
    about(person, app=app, sign_in=opened.id)
    return SignedIn(person, opened.id, is_new)


@step
def open_sign_in(actor: Actor, /, *, person: UUID, device: str, browser: str) -> SignIn:
    """Who she is was shown: her sign-in on this device, told apart from those she had before."""
    now = clock.now()
    earlier = SignIn.objects.filter(person_id=person)
    return SignIn.objects.create(
        person_id=person,
        channel=actor.channel,
        origin=actor.origin,
        device=device,
        browser=browser,
        is_new_device=earlier.exists() and not earlier.filter(device=device).exists(),
        began_at=now,
        until=now + PHONE_SIGN_IN_LASTS,
    )


@service(Action.SIGN_OUT)
def sign_out(actor: Actor, /) -> None:
    """End this sign-in, everywhere it is used."""
    about(actor.person)
    SignIn.objects.filter(person_id=actor.person, id=actor.came_in_by, ended_at=None).update(
        ended_at=clock.now()
    )


@step
def send_code(actor: Actor, /, *, about_id: UUID) -> UUID:
    """Send the worker a code that is good for one presence check only."""
    phone = Worker.objects.only("id", "phone").get(id=actor.person).phone
    spend_each((_OWN_SOON, str(actor.person)), (_OWN, str(actor.person)))
    OneTimeCode.objects.filter(about=about_id, used_at=None).update(used_at=clock.now())
    return _issue(app=App.WORKER, use=CodeUse.PRESENCE, phone=phone, about_id=about_id)


@step
def use_code(actor: Actor, /, *, about_id: UUID, code: str) -> None:
    """Spend the code that was sent for this presence check."""
    row = (
        OneTimeCode.objects.select_for_update()
        .filter(about=about_id, use=CodeUse.PRESENCE)
        .order_by("-sent_at")
        .first()
    )
    if row is None:
        raise WrongCode
    _use(row, code)


def _issue(*, app: App, use: CodeUse, phone: str, about_id: UUID | None) -> UUID:
    now = clock.now()
    row = OneTimeCode.objects.create(
        app=app,
        use=use,
        about=about_id,
        phone=phone,
        phone_digest=reads.phone_digest(phone),
        code=f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}",
        sent_at=now,
        until=now + CODE_LASTS,
    )
    announce(CodeIssued(code_id=row.id))
    return row.id


def _use(row: OneTimeCode, code: str) -> None:
    spend(_TRIES, str(row.id))
    if not code_holds(CodeState(row.until, row.used_at), clock.now()):
        raise WrongCode
    typed = code.strip().encode(errors="replace")
    if row.code is None or not hmac.compare_digest(row.code.encode(), typed):
        raise WrongCode
    row.code, row.used_at = None, clock.now()
    row.save(update_fields=["code", "used_at"])


def _account_of(app: App, phone: str) -> tuple[UUID, bool]:
    model: type[Worker | Consumer] = Worker if app is App.WORKER else Consumer
    known = find(model, "phone", phone)
    if known is not None:
        return known, False
    person = new_id()
    try:
        with transaction.atomic():
            _join(model, person, app, phone)
    except ValueTaken:
        # Another first sign-in of this phone came a moment earlier; both proved the phone.
        known = find(model, "phone", phone)
        if known is None:
            raise
        return known, False
    return person, True


def _join(model: type[Worker | Consumer], person: UUID, app: App, phone: str) -> None:
    now = clock.now()
    Account.objects.create(id=person, app=app, password="!", made_at=now)  # noqa: S106 — none fits
    model.objects.create(id=person, phone=phone, joined_at=now)
