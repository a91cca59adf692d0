"""Questions about people and sign-ins. Reads of a person name the viewer first."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity.models import (
    Account,
    Consumer,
    OneTimeCode,
    Passkey,
    Pin,
    Worker,
)
from jiaxin.trust.identity.rules import App


def account(account_id: UUID) -> Account | None:
    """The account behind a session; None when it is gone or closed."""
    return Account.objects.filter(id=account_id, is_active=True).first()


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


def portrait_of(worker: UUID) -> bytes | None:
    """The picture she is matched with. For flows that hold a proof."""
    row = Worker.objects.only("id", "portrait").get(id=worker)
    portrait: bytes | None = row.portrait
    return portrait


def _person(worker: UUID) -> Person:
    row = Worker.objects.get(id=worker)
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
    row = Worker.objects.only("id", "proven_at", "document_until").get(id=worker)
    return IdentityStanding(row.proven_at, row.document_until)


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
    row = Consumer.objects.get(id=consumer)
    return Asker(called=row.called or "", tail=row.phone[-4:])


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


def phone_asked(code_id: UUID) -> str:
    """The phone that a code was asked for, to show its end on the page that waits for the code."""
    row = OneTimeCode.objects.filter(id=code_id).first()
    if row is None:
        raise NotFound
    phone: str = row.phone
    return phone


def passkeys_of(worker: UUID) -> list[Passkey]:
    return list(Passkey.objects.filter(worker_id=worker).order_by("made_at"))
