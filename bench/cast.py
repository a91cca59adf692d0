"""People of the bench who act: signed in, with a session; and what they have agreed to.

Everything goes through the product's own doors. Only the face provider is a fake: the bench's
people have no faces.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

from bench import people
from bench.bed import Bed

_phones: "Iterator[int]" = count(1)
CSRF = "b" * 32
HOST = "localhost"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is signed in, as the product and as a browser knows them."""

    actor: Any
    cookies: str


def workers(bed: Bed, how_many: int, first: int = 0) -> list[UUID]:
    """The ids of some of the bench's workers."""
    with bed.connect() as connection:
        rows = connection.execute(
            "SELECT id FROM identity_worker ORDER BY id OFFSET %s LIMIT %s", [first, how_many]
        )
        return [UUID(str(row[0])) for row in rows]


def as_worker(worker: UUID) -> Any:
    """She, as a service knows her."""
    from jiaxin.ground.ids import new_id  # noqa: PLC0415 — after django.setup
    from jiaxin.trust.access.actor import Actor  # noqa: PLC0415 — as above
    from jiaxin.trust.access.roles import Role  # noqa: PLC0415 — as above

    return Actor(role=Role.WORKER, id=worker, sign_in=new_id())


def a_consumer() -> Visitor:
    """Signed in by text message, with a session."""
    return _signed_in("consumer", people.phone_of(10**9 + next(_phones)))


def a_worker_signed_in(worker: UUID) -> Visitor:
    """One of the bench's workers, signed in by text message, with a session."""
    from jiaxin.trust.identity import reads  # noqa: PLC0415 — as above

    return _signed_in("worker", reads.phone_of(worker))


def _signed_in(app: str, phone: str) -> Visitor:
    from jiaxin.trust.access.actor import Actor  # noqa: PLC0415 — as above
    from jiaxin.trust.access.roles import Role  # noqa: PLC0415 — as above
    from jiaxin.trust.identity import services  # noqa: PLC0415 — as above
    from jiaxin.trust.identity.models import OneTimeCode  # noqa: PLC0415 — as above
    from jiaxin.trust.identity.rules import App  # noqa: PLC0415 — as above

    visitor = Actor.visitor(origin=f"bench {phone}")
    code_id = services.request_code(visitor, app=App(app), phone=phone)
    code = OneTimeCode.objects.get(id=code_id).code
    done = services.sign_in(visitor, app=App(app), code_id=code_id, code=code, device="bench")
    actor = Actor(role=Role(app), id=done.person, sign_in=done.sign_in)
    return Visitor(actor, cookies_of(actor, app))


def cookies_of(actor: Any, app: str) -> str:
    """What the browser of somebody who signed in sends: one cookie an app, and the forms' own."""
    from importlib import import_module  # noqa: PLC0415 — as above

    from django.conf import settings  # noqa: PLC0415 — as above
    from django.contrib.auth import (  # noqa: PLC0415
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
    )

    from jiaxin.portals.parts.sessions import SIGN_IN  # noqa: PLC0415 — as above
    from jiaxin.trust.identity import reads  # noqa: PLC0415 — as above

    account = reads.account(actor.person)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(actor.person)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[SIGN_IN] = str(actor.sign_in)
    session.create()
    return f"jx_{app}={session.session_key}; jx_csrf={CSRF}"


def a_key_of(worker: Any) -> Any:
    """A device key of hers, added after she was seen by the (fake) face provider."""
    from jiaxin.flows.presence import errands, services  # noqa: PLC0415 — as above
    from jiaxin.flows.presence.rules import Use  # noqa: PLC0415 — as above
    from jiaxin.trust.identity import services as identity  # noqa: PLC0415 — as above
    from tests.authenticator import Authenticator  # noqa: PLC0415 — as above
    from tests.makers import Outside  # noqa: PLC0415 — as above

    Outside().join()
    device = Authenticator()
    check = services.begin(worker, use=Use.DEVICE, about_id=worker.person)
    errands.show_face(worker, presence_id=check, portrait=b"no picture", frames=[b"1", b"2"])
    options, state = identity.begin_passkey(worker, host=HOST)
    answer = device.make(options)
    services.add_passkey(worker, presence_id=check, host=HOST, state=state, answer=answer)
    return device


def ask(consumer: Any, worker: Any) -> UUID:
    """The consumer scans her code and asks."""
    from jiaxin.flows.certificates import reads as certificates  # noqa: PLC0415 — as above
    from jiaxin.flows.queries import services as queries  # noqa: PLC0415 — as above
    from jiaxin.flows.queries.rules import Reason  # noqa: PLC0415 — as above

    token = certificates.own(worker).token
    ticket = certificates.ticket_for(certificates.named_by_token(token))
    return queries.ask(consumer, ticket=ticket, called="胡女士", reason=Reason.CHILD)


def approve(worker: Any, device: Any, query: UUID) -> None:
    """She approves with her device key."""
    from jiaxin.flows.presence import services  # noqa: PLC0415 — as above
    from jiaxin.flows.presence.rules import Use  # noqa: PLC0415 — as above
    from jiaxin.flows.queries import services as queries  # noqa: PLC0415 — as above
    from jiaxin.flows.queries.rules import ALL_SECTIONS  # noqa: PLC0415 — as above

    check = services.begin(worker, use=Use.APPROVE, about_id=query)
    options = services.begin_passkey(worker, presence_id=check, host=HOST)
    answer = device.sign(options)
    services.settle_passkey(worker, presence_id=check, host=HOST, answer=answer)
    queries.approve(worker, query_id=query, presence_id=check, sections=ALL_SECTIONS)


def fill_record(worker: Any, facts: int) -> None:
    """So many facts of hers in all, as she enters them."""
    from jiaxin.facts.records import reads, services  # noqa: PLC0415 — as above

    there = len(reads.facts(reads.own_record(worker)))
    for number in range(there, facts):
        said = {
            "course": f"收纳整理第 {number} 课",
            "issuer": "样例培训学校",
            "hours": 8 + number % 40,
            "on": f"2025-0{1 + number % 9}-15",
            "passed": True,
        }
        services.enter(worker, kind="training", content=said)
