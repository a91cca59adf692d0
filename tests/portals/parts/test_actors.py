"""Who is at the door: the account behind the cookie, in its own app, in a sign-in that holds."""

from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from jiaxin.portals.parts.actors import ActorMiddleware, address_of
from jiaxin.portals.parts.sessions import SIGN_IN
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import reads as identity
from jiaxin.trust.identity import services
from jiaxin.trust.identity.models import Account
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


def at_the_door(path: str, person: Actor | None) -> Actor:
    """The actor that the middleware makes of this person's session on this path."""
    request = RequestFactory().get(path, HTTP_X_FORWARDED_FOR="192.0.2.7, 10.0.0.1")
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    account = identity.account(person.person) if person else None
    if person and account:
        session[SESSION_KEY] = str(person.person)
        session[BACKEND_SESSION_KEY] = "jiaxin.portals.parts.sessions.SignedInBackend"
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session[SIGN_IN] = str(person.sign_in)
    request.session = session
    request.user = account or Anonymous()  # type: ignore[assignment]  # as much of one as is read
    seen: list[Actor] = []

    def view(asked: HttpRequest) -> HttpResponse:
        seen.append(asked.actor)  # type: ignore[attr-defined]  # set by the middleware
        return HttpResponse()

    ActorMiddleware(view)(request)
    return seen[0]


class Anonymous:
    is_authenticated = False


def test_in_her_own_app_she_is_herself(lin: Actor, hu: Actor) -> None:
    found = at_the_door("/worker/", lin)

    assert (found.role, found.id, found.sign_in) == (Role.WORKER, lin.id, lin.sign_in)
    assert at_the_door("/consumer/", hu).role is Role.CONSUMER


def test_a_cookie_of_one_app_is_nobody_in_the_other(lin: Actor, hu: Actor) -> None:
    assert at_the_door("/worker/", hu).role is Role.VISITOR
    assert at_the_door("/consumer/", lin).role is Role.VISITOR


def test_a_cookie_carried_over_by_hand_opens_no_page_of_the_other_app(hu: Actor) -> None:
    client: Client = browser_of(hu)
    client.cookies["jx_worker"] = client.cookies["jx_consumer"].value

    answer = client.get("/worker/")

    assert answer.status_code == 302
    assert "/worker/sign-in/" in answer["Location"]


def test_on_public_pages_everybody_is_a_visitor(lin: Actor) -> None:
    assert at_the_door("/", lin).role is Role.VISITOR


def test_after_signing_out_the_cookie_is_nobodys(lin: Actor) -> None:
    services.sign_out(lin)

    assert at_the_door("/worker/", lin).role is Role.VISITOR


def test_a_closed_account_is_nobody(lin: Actor) -> None:
    Account.objects.filter(id=lin.person).update(is_active=False)

    assert at_the_door("/worker/", lin).role is Role.VISITOR


def test_a_session_that_names_no_sign_in_is_nobodys(lin: Actor) -> None:
    client = browser_of(lin)
    session = import_module(settings.SESSION_ENGINE).SessionStore(client.cookies["jx_worker"].value)
    del session[SIGN_IN]
    session.save()

    assert client.get("/worker/").status_code == 302


def test_an_address_is_what_the_front_door_saw_and_is_kept_as_a_digest(lin: Actor) -> None:
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="192.0.2.7, 10.0.0.1")

    assert address_of(request) == "192.0.2.7"
    assert "192" not in at_the_door("/", None).origin
