"""Signing in at a desk: name and password first, then a second factor; the first time, set-up.

Between the two is an entry: good for ten minutes, once, and for nothing but the steps left.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password

from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, forgive, give_back, service, spend_each
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.identity import reads
from jiaxin.trust.identity.errors import EntryGone, WrongPassword
from jiaxin.trust.identity.models import Account, SignIn, StaffEntry, StaffMember
from jiaxin.trust.identity.ports import Vouched
from jiaxin.trust.identity.rules import (
    AT_MOST,
    ENTRY_LASTS,
    LONGEST_PASSWORD,
    App,
    EntryStep,
    first_password_holds,
)
from jiaxin.trust.identity.services import factors, passwords
from jiaxin.trust.identity.services.sign_in import SignedIn
from jiaxin.trust.identity.webauthn import State

_PER_ACCOUNT = Limit("staff.account", 5, timedelta(minutes=15))
_PER_ADDRESS = Limit("staff.address", 5, timedelta(minutes=15))
# A browser that this account has signed in from counts apart: strangers cannot lock it out.
_PER_DEVICE = Limit("staff.device", 5, timedelta(minutes=15))


@dataclass(frozen=True, slots=True)
class Entry:
    """Whose entry it is, and which."""

    staff: UUID
    id: UUID


@service(Action.STAFF_ENTER)
def enter(actor: Actor, /, *, app: App, staff_name: str, password: str, device: str) -> Entry:
    """Begin with name and password. An unknown name is answered as a wrong password is."""
    name = staff_name.strip().casefold()[:64]
    account = Account.objects.filter(app=app, staff_name=name).first()
    if account is not None:
        about(account.id, app=app)
    tries = _tries(actor, app, name, account, device)
    spend_each(*tries)
    if not _fits(account, password) or account is None:
        raise WrongPassword
    for limit, key in tries:
        (give_back if limit is _PER_ADDRESS else forgive)(limit, key)
    now = clock.now()
    entry = StaffEntry.objects.create(
        staff_id=account.id, origin=actor.origin, began_at=now, until=now + ENTRY_LASTS
    )
    return Entry(account.id, entry.id)


@service(Action.STAFF_ENTER)
def enter_vouched(actor: Actor, /, *, app: App, vouched: Vouched) -> Entry:
    """Begin with the word of a key token or a single sign-on, in place of name and password.

    Its subject is the sign-in name here; without an open account of that name it is nobody's.
    """
    account = Account.objects.filter(app=app, staff_name=vouched.subject, is_active=True).first()
    if account is None or not vouched.subject:
        raise WrongPassword
    about(account.id, app=app, by="voucher")
    now = clock.now()
    row = StaffEntry.objects.create(
        staff_id=account.id, origin=actor.origin, began_at=now, until=now + ENTRY_LASTS
    )
    if vouched.two_factors:
        _prove(row)
    return Entry(account.id, row.id)


@service(Action.STAFF_PROVE)
def prove_totp(actor: Actor, /, *, entry: Entry, code: str) -> None:
    """The second factor: the code of her authenticator."""
    row = _open(entry)
    factors.check_totp(actor, staff=entry.staff, code=code)
    _prove(row)


@service(Action.STAFF_PROVE)
def prove_recovery(actor: Actor, /, *, entry: Entry, code: str) -> None:
    """The second factor is lost: one of her recovery codes."""
    row = _open(entry)
    factors.check_recovery(actor, staff=entry.staff, code=code)
    about(entry.staff, by="recovery code")
    _prove(row)


@service(Action.STAFF_PROVE)
def ask_key(actor: Actor, /, *, entry: Entry, host: str) -> tuple[dict[str, Any], State]:
    """What the browser needs to sign with her device key."""
    _open(entry)
    return factors.ask_key(actor, staff=entry.staff, host=host)


@service(Action.STAFF_PROVE)
def prove_key(actor: Actor, /, *, entry: Entry, host: str, state: State, answer: State) -> None:
    """The second factor: a device key."""
    row = _open(entry)
    factors.check_key(actor, staff=entry.staff, host=host, state=state, answer=answer)
    _prove(row)


@service(Action.STAFF_SET_UP)
def choose_password(actor: Actor, /, *, entry: Entry, password: str) -> None:
    """A password of her own in place of the one that was handed to her."""
    _open(entry, EntryStep.CHANGE)
    passwords.keep_password(actor, staff=entry.staff, password=password)


@service(Action.STAFF_SET_UP)
def begin_totp(actor: Actor, /, *, entry: Entry) -> str:
    """The secret for her authenticator."""
    _open(entry, EntryStep.ENROL)
    return factors.begin_totp(actor, staff=entry.staff)


@service(Action.STAFF_SET_UP)
def confirm_totp(actor: Actor, /, *, entry: Entry, code: str) -> list[str]:
    """She holds the secret. Her recovery codes, to be shown once."""
    row = _open(entry, EntryStep.ENROL)
    factors.confirm_totp(actor, staff=entry.staff, code=code)
    _prove(row)
    return factors.renew_recovery(actor, staff=entry.staff)


@service(Action.STAFF_SET_UP)
def begin_key(actor: Actor, /, *, entry: Entry, host: str) -> tuple[dict[str, Any], State]:
    """What the browser needs to make her device key."""
    _open(entry, EntryStep.ENROL)
    return factors.begin_key(actor, staff=entry.staff, host=host)


@service(Action.STAFF_SET_UP)
def keep_key(actor: Actor, /, *, entry: Entry, host: str, state: State, answer: State) -> list[str]:
    """Her device key is her second factor. Her recovery codes, to be shown once."""
    row = _open(entry, EntryStep.ENROL)
    factors.keep_key(actor, staff=entry.staff, host=host, state=state, answer=answer)
    _prove(row)
    return factors.renew_recovery(actor, staff=entry.staff)


@service(Action.SIGN_IN)
def finish(actor: Actor, /, *, entry: Entry, device: str, browser: str) -> SignedIn:
    """Open the sign-in: everything that was to be done is done."""
    row = _open(entry, EntryStep.DONE)
    now = clock.now()
    row.used_at = now
    row.save(update_fields=["used_at"])
    earlier = SignIn.objects.filter(person_id=entry.staff)
    opened = SignIn.objects.create(
        person_id=entry.staff,
        channel=actor.channel,
        origin=actor.origin,
        device=device,
        browser=browser,
        is_new_device=earlier.exists() and not earlier.filter(device=device).exists(),
        began_at=now,
        seen_at=now,
        proven_at=now,
        until=now + AT_MOST,
    )
    about(entry.staff, sign_in=opened.id)
    return SignedIn(entry.staff, opened.id, is_new=False)


def _tries(
    actor: Actor, app: App, name: str, account: Account | None, device: str
) -> list[tuple[Limit, str]]:
    if account is not None and _is_known(account.id, device):
        return [(_PER_DEVICE, f"{account.id} {device}")]
    # A name that is nobody's is counted as one that is: the sixth answer is the same, too.
    tries = [(_PER_ACCOUNT, f"{app} {name}")]
    return [*tries, (_PER_ADDRESS, actor.origin)] if actor.origin else tries


def _is_known(staff: UUID, device: str) -> bool:
    return bool(device) and SignIn.objects.filter(person_id=staff, device=device).exists()


def _fits(account: Account | None, password: str) -> bool:
    """Whether it is the password of an account that is open."""
    tried = password[: LONGEST_PASSWORD + 1]
    if account is None:
        make_password(tried)  # takes as long as a comparison
        return False
    fits = check_password(tried, account.password)
    member = StaffMember.objects.filter(id=account.id, closed_at=None).first()
    if not fits or member is None or not account.is_active:
        return False
    return not member.must_change or first_password_holds(member.password_at, clock.now())


def _open(entry: Entry, step: EntryStep = EntryStep.PROVE) -> StaffEntry:
    """The entry, locked, where this step is what is left to do; EntryGone otherwise."""
    row = (
        StaffEntry.objects.select_for_update()
        .filter(staff_id=entry.staff, id=entry.id, used_at=None, until__gt=clock.now())
        .first()
    )
    if row is None or not Account.objects.filter(id=entry.staff, is_active=True).exists():
        raise EntryGone
    about(entry.staff)
    if reads.step_left(entry.staff, entry.id) is not step:
        raise EntryGone
    return row


def _prove(row: StaffEntry) -> None:
    row.proven_at = clock.now()
    row.save(update_fields=["proven_at"])
