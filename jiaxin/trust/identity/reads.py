"""Questions about people and sign-ins. Reads of a person name the viewer first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from jiaxin.ground import clock, fields
from jiaxin.ground.compiled import compiled
from jiaxin.ground.crypto.held_keys import mac
from jiaxin.ground.errors import NotFound
from jiaxin.ground.fields import opened
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import FIRM, STAFF, Role
from jiaxin.trust.identity import many
from jiaxin.trust.identity.models import (
    Account,
    BlindIndex,
    Consumer,
    DataKey,
    OneTimeCode,
    Passkey,
    Pin,
    RecoveryCode,
    SignIn,
    StaffEntry,
    StaffKey,
    StaffMember,
    Worker,
)
from jiaxin.trust.identity.rules import (
    App,
    EntryStep,
    Sitting,
    entry_step,
    is_fresh,
    may_open,
    sitting_holds,
)


def account(account_id: UUID) -> Account | None:
    """The account behind a session; None when it is gone or closed."""
    return _account.first(account_id)


@compiled
def _account(account_id: UUID) -> QuerySet[Account]:
    return Account.objects.filter(id=account_id, is_active=True)


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """A worker as she stands with identity: what a proof of identity rests on."""

    id: UUID
    phone: str
    name: str
    number: str
    sex: str
    birth: date | None
    ethnicity: str
    address: str
    document: str
    home_region: str
    proven_at: datetime | None
    proven_by: str
    portrait: bytes | None


def myself(viewer: Actor, /) -> Person:
    """Everything identity holds about the worker who asks."""
    return _person(viewer.person)


def my_name(viewer: Actor, /) -> str:
    """Her name alone, for a page that is drawn every minute."""
    return Worker.objects.only("id", "name").get(id=viewer.person).name or ""


def known_person(viewer: Actor, /, *, worker: UUID) -> Person:
    """The worker, for a part of the system that holds a proof to use her identity."""
    if viewer.role is not Role.SYSTEM and viewer.id != worker:
        raise NotFound
    return _person(worker)


def proven_by_number(viewer: Actor, /, *, numbers: Sequence[str]) -> dict[str, tuple[UUID, str]]:
    """Who among the proven has one of these ID numbers, with her name, for a part of the system.

    The caller tells nobody whom it found: that somebody is enrolled is hers to say.
    """
    if viewer.role is not Role.SYSTEM:
        raise NotFound
    found = fields.find_many(Worker, "number", numbers)
    names = many.names_of_proven(list(found.values()))
    return {number: (worker, names[worker]) for number, worker in found.items() if worker in names}


def name_of(worker: UUID) -> str:
    """Her name alone. For flows that hold a proof."""
    return Worker.objects.only("id", "name").get(id=worker).name or ""


def proven_by_phone(viewer: Actor, /, *, phone: str) -> UUID | None:
    """Whose phone this is among the proven workers, for a part of the system that tells nobody."""
    if viewer.role is not Role.SYSTEM:
        raise NotFound
    worker = fields.find(Worker, "phone", phone)
    return worker if worker is not None and is_proven(worker) else None


def consumer_by_phone(viewer: Actor, /, *, phone: str) -> UUID | None:
    """Whose account has this phone, for a part of the system that tells nobody."""
    if viewer.role is not Role.SYSTEM:
        raise NotFound
    return fields.find(Consumer, "phone", phone)


def portrait_of(worker: UUID) -> bytes | None:
    """The picture she is matched with. For flows that hold a proof."""
    row = Worker.objects.only("id", "portrait").get(id=worker)
    portrait: bytes | None = row.portrait
    return portrait


@compiled
def _worker(worker: UUID) -> QuerySet[Worker]:
    return Worker.objects.filter(id=worker)


def _person(worker: UUID) -> Person:
    (row,) = _worker(worker)
    return Person(
        id=row.id,
        phone=row.phone,
        name=row.name or "",
        number=row.number or "",
        sex=row.sex or "",
        birth=row.birth,
        ethnicity=row.ethnicity or "",
        address=row.address or "",
        document=row.document,
        home_region=row.home_region,
        proven_at=row.proven_at,
        proven_by=row.proven_by,
        portrait=row.portrait,
    )


@dataclass(frozen=True, slots=True)
class IdentityStanding:
    """What the light needs of an identity: nothing personal."""

    proven_at: datetime | None
    document_until: date | None


def standing(worker: UUID) -> IdentityStanding:
    (row,) = _standing(worker)
    return IdentityStanding(row.proven_at, row.document_until)


@compiled
def _standing(worker: UUID) -> QuerySet[Worker]:
    return Worker.objects.only("id", "proven_at", "document_until").filter(id=worker)


def home_region_of(worker: UUID) -> str:
    """The division that her number was issued in: which region's desk it is."""
    return Worker.objects.only("id", "home_region").get(id=worker).home_region


def is_proven(worker: UUID) -> bool:
    """Whether her identity was proven."""
    return Worker.objects.filter(id=worker, proven_at__isnull=False).exists()


@dataclass(frozen=True, slots=True, repr=False)
class Asker:
    """A consumer as the worker whom she asks sees her."""

    called: str
    tail: str


def asker(consumer: UUID) -> Asker:
    """What a worker sees of who asks: a form of address and the phone's last four digits."""
    (row,) = consumer_row(consumer)
    return asker_of(row)


def asker_of(row: Consumer) -> Asker:
    return Asker(called=row.called or "", tail=row.phone[-4:])


@compiled
def consumer_row(consumer: UUID) -> QuerySet[Consumer]:
    return Consumer.objects.filter(id=consumer)


def called(viewer: Actor, /) -> str:
    """What this consumer wants to be called."""
    return Consumer.objects.get(id=viewer.person).called or ""


@dataclass(frozen=True, slots=True)
class Ways:
    """Which ways of showing that it is she are ready to be used."""

    has_pin: bool
    passkeys: int
    has_portrait: bool


def ways(viewer: Actor, /) -> Ways:
    worker = Worker.objects.only("id", "portrait").get(id=viewer.person)
    return Ways(
        has_pin=Pin.objects.filter(worker_id=worker.id).exists(),
        passkeys=Passkey.objects.filter(worker_id=worker.id).count(),
        has_portrait=worker.__dict__.get("portrait") is not None,
    )


@dataclass(frozen=True, slots=True, repr=False)
class ToSend:
    """A code on its way to a phone."""

    phone: str
    code: str
    app: App


def code_to_send(code_id: UUID) -> ToSend | None:
    """What the message about this code says; None when it is no longer wanted."""
    row = OneTimeCode.objects.filter(id=code_id, used_at=None, until__gt=clock.now()).first()
    if row is None or row.code is None:
        return None
    return ToSend(phone=row.phone, code=row.code, app=App(row.app))


def phone_of(worker: UUID) -> str:
    """Where a message to her goes. For notices only."""
    phone: str = Worker.objects.only("id", "phone").get(id=worker).phone
    return phone


def phone_of_consumer(consumer: UUID) -> str:
    """Where a message to this consumer goes. For notices only."""
    phone: str = Consumer.objects.only("id", "phone").get(id=consumer).phone
    return phone


def phone_asked(code_id: UUID) -> str:
    """The phone that a code was asked for, to show its end on the page that waits for the code."""
    row = OneTimeCode.objects.filter(id=code_id).first()
    if row is None:
        raise NotFound
    phone: str = row.phone
    return phone


def passkeys_of(worker: UUID) -> list[Passkey]:
    return list(Passkey.objects.filter(worker_id=worker).order_by("made_at"))


@dataclass(frozen=True, slots=True)
class SignInRow:
    """One open sign-in, as its owner sees it."""

    id: UUID
    browser: str
    began_at: datetime
    seen_at: datetime | None
    is_new_device: bool
    is_this: bool


def my_sign_ins(viewer: Actor, /) -> list[SignInRow]:
    """The viewer's open sign-ins, this one first, then the newest."""
    now = clock.now()
    rows = [
        SignInRow(
            row.id,
            row.browser,
            row.began_at,
            row.seen_at,
            row.is_new_device,
            row.id == viewer.sign_in,
        )
        for row in SignIn.objects.filter(person_id=viewer.person, ended_at=None)
        if sitting_holds(Sitting(row.ended_at, row.seen_at, row.until), now)
    ]
    return sorted(rows, key=lambda row: (not row.is_this, -row.began_at.timestamp()))


def is_fresh_now(viewer: Actor, /) -> bool:
    """Whether the viewer showed in the last ten minutes, in this sign-in, that it is she."""
    row = SignIn.objects.filter(person_id=viewer.person, id=viewer.came_in_by).first()
    return row is not None and is_fresh(row.proven_at, clock.now())


def step_left(staff: UUID, entry: UUID) -> EntryStep | None:
    """What is left to do between a password and a sign-in; None when the entry is over."""
    row = StaffEntry.objects.filter(
        staff_id=staff, id=entry, used_at=None, until__gt=clock.now()
    ).first()
    member = StaffMember.objects.only("id", "totp", "must_change").filter(id=staff).first()
    if row is None or member is None:
        return None
    has_key = StaffKey.objects.filter(staff_id=staff).exists()
    return entry_step(
        has_factor=has_key or member.__dict__["totp"] is not None,
        proven=row.proven_at is not None,
        must_change=member.must_change,
    )


def factors_at_entry(staff: UUID, entry: UUID) -> tuple[bool, bool]:
    """Whether there is an authenticator, and a device key, to prove an entry by."""
    if step_left(staff, entry) is None:
        return False, False
    member = StaffMember.objects.only("id", "totp").get(id=staff)
    return member.__dict__["totp"] is not None, StaffKey.objects.filter(staff_id=staff).exists()


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One device key of the viewer's."""

    id: UUID
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True, repr=False)
class OwnAccount:
    """A staff member's own account."""

    name: str
    staff_name: str
    role: Role
    region: str
    password_at: datetime
    has_totp: bool
    keys: list[KeyRow]
    recovery_left: int


def my_account(viewer: Actor, /) -> OwnAccount:
    """The viewer's own staff account."""
    account = Account.objects.get(id=viewer.person)
    member = StaffMember.objects.get(id=viewer.person)
    keys = StaffKey.objects.filter(staff_id=viewer.person).order_by("made_at")
    return OwnAccount(
        name=member.name,
        staff_name=account.staff_name or "",
        role=Role(account.role),
        region=account.region,
        password_at=member.password_at,
        has_totp=member.__dict__["totp"] is not None,
        keys=[KeyRow(key.id, key.made_at, key.used_at) for key in keys],
        recovery_left=RecoveryCode.objects.filter(staff_id=viewer.person, used_at=None).count(),
    )


@dataclass(frozen=True, slots=True, repr=False)
class StaffRow:
    """One account as whoever has charge of it sees it."""

    id: UUID
    staff_name: str
    name: str
    role: Role
    region: str
    organisation: UUID | None
    is_open: bool
    waits: bool
    is_set_up: bool
    opened_at: datetime
    seen_at: datetime | None


def in_charge(viewer: Actor, role: Role, organisation: UUID | None) -> bool:
    """Whether accounts of this role and organisation are the viewer's to look after."""
    if viewer.role is Role.SYSTEM or (viewer.role is Role.SECURITY_ADMIN and role in FIRM):
        return True  # whose factors are lost is helped, whoever opened the account
    own = viewer.role is not Role.FIRM_OWNER or organisation == viewer.organisation
    return may_open(viewer.role, role) and own


def staff(viewer: Actor, /) -> list[StaffRow]:
    """The accounts in the viewer's charge, open ones first, newest first."""
    accounts = Account.objects.filter(role__in=[role.value for role in STAFF])
    if viewer.role is Role.FIRM_OWNER:
        accounts = accounts.filter(organisation_id=viewer.organisation)
    mine = [
        account
        for account in accounts.order_by("-is_active", "-made_at")
        if in_charge(viewer, Role(account.role), account.organisation_id)
    ]
    members = StaffMember.objects.in_bulk([account.id for account in mine])
    return [_staff_row(account, members[account.id]) for account in mine]


def staff_member(viewer: Actor, /, *, staff_id: UUID) -> StaffRow:
    """One account in the viewer's charge."""
    account = Account.objects.filter(id=staff_id).exclude(role="").first()
    if account is None or not in_charge(viewer, Role(account.role), account.organisation_id):
        raise NotFound
    return _staff_row(account, StaffMember.objects.get(id=staff_id))


def staff_names(viewer: Actor, /, *, ids: set[str]) -> dict[str, str]:
    """The sign-in names of those of the ids that are staff, for whoever reads the trail."""
    if viewer.role not in {Role.AUDIT_ADMIN, Role.SECURITY_ADMIN}:
        raise NotFound
    known = [name for name in ids if _is_id(name)]
    rows = Account.objects.filter(id__in=known).exclude(staff_name=None)
    return {str(row.id): row.staff_name or "" for row in rows}


def staff_id(viewer: Actor, /, *, staff_name: str) -> UUID | None:
    """The account that signs in by this name, for whoever has charge of it or of the trail."""
    if viewer.role not in {Role.AUDIT_ADMIN, Role.SECURITY_ADMIN, Role.SYSTEM}:
        raise NotFound
    account = Account.objects.filter(staff_name=staff_name).first()
    return account.id if account else None


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _staff_row(account: Account, member: StaffMember) -> StaffRow:
    last = SignIn.objects.filter(person_id=account.id).order_by("-seen_at").first()
    return StaffRow(
        id=account.id,
        staff_name=account.staff_name or "",
        name=member.name,
        role=Role(account.role),
        region=account.region,
        organisation=account.organisation_id,
        is_open=account.is_active,
        waits=not account.is_active and member.closed_at is None,
        is_set_up=not member.must_change,
        opened_at=member.opened_at,
        seen_at=last.seen_at if last else None,
    )


def phone_digest(phone: str) -> bytes:
    """What finds the codes and messages of a phone, for as long as they are kept."""
    return mac("phone.sent", phone.encode())


def contact_digest(person: UUID) -> bytes | None:
    """The same for a worker's or a consumer's own phone; None once it is erased."""
    for model in (Worker, Consumer):
        row = model.objects.only("id", "phone").filter(id=person).first()
        phone = opened(row, "phone", None) if row is not None else None
        if phone is not None:
            return phone_digest(phone)
    return None


def is_erased(person: UUID) -> bool:
    """Whether this worker's record, or this consumer's account, was erased."""
    return any(
        model.objects.filter(id=person, erased_at__isnull=False).exists()
        for model in (Worker, Consumer)
    )


@dataclass(frozen=True, slots=True)
class KeysNow:
    """How many keys each key-encryption key wraps, how many were destroyed, entries by version."""

    wrapped: dict[int, int]
    destroyed: int
    indexed: dict[int, int]


def keys_now() -> KeysNow:
    """What `jiaxin keys status` tells; numbers only."""
    live = DataKey.objects.filter(destroyed_at=None)
    by_kek = live.values_list("kek_id").annotate(Count("kek_id")).order_by("kek_id")
    by_version = BlindIndex.objects.values_list("version").annotate(Count("version"))
    return KeysNow(
        wrapped=dict(by_kek),
        destroyed=DataKey.objects.exclude(destroyed_at=None).count(),
        indexed=dict(by_version.order_by("version")),
    )
