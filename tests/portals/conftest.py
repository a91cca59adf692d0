"""Browsers of the cast: signed in, through the real middleware."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from jiaxin.config import wiring
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.portals.parts.sessions import SIGN_IN
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity
from jiaxin.trust.identity.models import OneTimeCode
from tests import makers


@pytest.fixture
def outside(db: None) -> Iterator[makers.Outside]:
    """The outside, played by fakes at the ports."""
    outside = makers.Outside()
    outside.join()
    yield outside
    wiring.join()


@pytest.fixture
def lin(outside: makers.Outside) -> Actor:
    """A worker with a certificate and every consent."""
    return makers.a_worker()


@pytest.fixture
def hu(outside: makers.Outside) -> Actor:
    """A consumer, signed in."""
    return makers.a_consumer()


@pytest.fixture
def worker_client(lin: Actor) -> Client:
    """Lin's browser."""
    return browser_of(lin)


@pytest.fixture
def consumer_client(hu: Actor) -> Client:
    """Hu's browser."""
    return browser_of(hu)


@pytest.fixture
def stranger(outside: makers.Outside) -> Client:
    """A browser that nobody signed in with."""
    return Client()


def browser_of(actor: Actor) -> Client:
    """A browser in the sign-in that this actor opened."""
    client = Client()
    use_as(client, actor)
    return client


def use_as(client: Client, actor: Actor) -> None:
    """Let this browser also hold the actor's sign-in: a person may have both apps."""
    account = identity.account(actor.person)
    assert account is not None
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(actor.person)
    session[BACKEND_SESSION_KEY] = "jiaxin.portals.parts.sessions.SignedInBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[SIGN_IN] = str(actor.sign_in)
    session.save()
    client.cookies[f"jx_{account.app}"] = session.session_key


def carry_over(client: Client, *, to: str) -> None:
    """Hand the one sign-in that this browser holds to another app, as a thief of cookies would."""
    (held,) = [value.value for name, value in client.cookies.items() if name.startswith("jx_")]
    client.cookies[f"jx_{to}"] = held


def code_sent() -> str:
    """What the newest text message with a code says."""
    newest = OneTimeCode.objects.filter(used_at=None).order_by("-sent_at").first()
    assert newest is not None
    with keys_at_hand():
        return str(newest.code)
