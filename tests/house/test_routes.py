"""Every address × everyone × their own or another's object, against a written table.

A new address without a row fails. What is another's is never shown and never done, by GET or POST.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from jiaxin.config import wiring
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.queries import services as queries
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.trust.consent import reads as consents
from tests import makers
from tests.house.test_urls import routes
from tests.portals.conftest import browser_of

# Who asks: nobody, Lin (whose record it is), another worker, Hu (who asked), another consumer.
WHO = ("nobody", "lin", "other_worker", "hu", "other_consumer")
# What a GET answers to each of WHO. 302 sends to signing in, or on to the step that is next; 405
# is for POST only; 404 and 410 tell nothing.
TABLE: dict[str, tuple[int, int, int, int, int]] = {
    "alive": (200, 200, 200, 200, 200),
    "ready": (503, 503, 503, 503, 503),
    "public:start": (200, 200, 200, 200, 200),
    "public:about": (200, 200, 200, 200, 200),
    "public:privacy": (200, 200, 200, 200, 200),
    "public:exam": (200, 200, 200, 200, 200),
    "public:scanned": (302, 302, 302, 302, 302),
    "public:check": (200, 200, 200, 200, 200),
    "public:photo": (200, 200, 200, 200, 200),
    "public:found": (200, 200, 200, 200, 200),
    "public:robots": (200, 200, 200, 200, 200),
    "parts:size": (405, 405, 405, 405, 405),
    "parts:language": (405, 405, 405, 405, 405),
    "worker:home": (302, 200, 200, 302, 302),
    "worker:certificate": (302, 200, 200, 302, 302),
    "worker:asks": (302, 200, 200, 302, 302),
    "worker:sign_in": (200, 302, 302, 200, 200),
    "worker:sign_in_code": (302, 302, 302, 302, 302),
    "worker:sign_out": (302, 405, 405, 302, 302),
    "worker:enrol": (302, 302, 302, 302, 302),
    "worker:enrol_agree": (302, 302, 302, 302, 302),
    "worker:enrol_card": (302, 302, 302, 302, 302),
    "worker:enrol_details": (302, 302, 302, 302, 302),
    "worker:enrol_comparing": (302, 302, 302, 302, 302),
    "worker:enrol_prove": (302, 302, 302, 302, 302),
    "worker:enrol_background": (302, 302, 302, 302, 302),
    "worker:presence": (302, 200, 410, 302, 302),
    "worker:presence_face": (302, 200, 410, 302, 302),
    "worker:presence_passkey": (302, 302, 410, 302, 302),
    "worker:presence_pin": (302, 200, 410, 302, 302),
    "worker:presence_use": (302, 405, 405, 302, 302),
    "worker:ways": (302, 200, 200, 302, 302),
    "worker:pin": (302, 200, 200, 302, 302),
    "worker:passkey": (302, 200, 200, 302, 302),
    "worker:request": (302, 200, 404, 302, 302),
    "worker:request_state": (302, 204, 404, 302, 302),
    "worker:request_decline": (302, 405, 405, 302, 302),
    "worker:request_block": (302, 405, 405, 302, 302),
    "worker:request_stop": (302, 405, 405, 302, 302),
    "worker:record": (302, 200, 200, 302, 302),
    "worker:portrait": (302, 200, 200, 302, 302),
    "worker:looks": (302, 200, 200, 302, 302),
    "worker:consents": (302, 200, 200, 302, 302),
    "worker:consents_renew": (302, 200, 200, 302, 302),
    "worker:consent_give": (302, 302, 302, 302, 302),
    "worker:consent_withdraw": (302, 200, 404, 302, 302),
    "worker:consent_receipt": (302, 200, 404, 302, 302),
    "worker:consent_file": (302, 200, 404, 302, 302),
    "worker:manifest": (200, 200, 200, 200, 200),
    "worker:sw": (200, 200, 200, 200, 200),
    "worker:offline": (200, 200, 200, 200, 200),
    "consumer:home": (302, 302, 302, 200, 200),
    "consumer:sign_in": (200, 200, 200, 302, 302),
    "consumer:sign_in_code": (302, 302, 302, 302, 302),
    "consumer:sign_out": (302, 302, 302, 405, 405),
    "consumer:short_code": (302, 302, 302, 200, 200),
    "consumer:photo": (302, 302, 302, 200, 200),
    "consumer:ask": (302, 302, 302, 200, 200),
    "consumer:query": (302, 302, 302, 302, 404),
    "consumer:state": (302, 302, 302, 204, 404),
    "consumer:record": (302, 302, 302, 200, 404),
    "consumer:end": (302, 302, 302, 405, 405),
    "consumer:receipt": (302, 302, 302, 200, 404),
    "consumer:manifest": (200, 200, 200, 200, 200),
    "consumer:sw": (200, 200, 200, 200, 200),
    "consumer:offline": (200, 200, 200, 200, 200),
}

# What stands in the path, and so may be another's.
OBJECTS = {"query_id", "presence_id", "consent_id"}
NEVER_FOR_OTHERS = {403, 404, 405, 410}
GUESS = {"pin": makers.PIN, "sections": ["identity"]}


@dataclass(frozen=True)
class Scene:
    """The cast's browsers, and the objects that stand in paths."""

    browsers: dict[str, Client]
    values: dict[str, object]


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    makers.Outside().join()
    lin, hu = makers.a_worker(), makers.a_consumer()
    other_worker = makers.a_worker(
        phone="13700137000", number=makers.a_number(order=4), name="赵桂香"
    )
    other_consumer = makers.a_consumer(phone="13600136000")
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)
    with keys_at_hand():
        token = certificates.own(lin).token
    values: dict[str, object] = {
        "query_id": query,
        "presence_id": presence.begin(lin, use=Use.APPROVE, about_id=query),
        "consent_id": consents.own(lin)[0].id,
        "kind": "face",
        "token": token,
        "ticket": makers.a_ticket(lin),
    }
    browsers = {
        "nobody": Client(),
        "lin": browser_of(lin),
        "other_worker": browser_of(other_worker),
        "hu": browser_of(hu),
        "other_consumer": browser_of(other_consumer),
    }
    yield Scene(browsers, values)
    wiring.join()


def address(name: str, scene: Scene) -> tuple[str, set[str]]:
    """The address of a route, and which of its parts may be another's."""
    pattern = next(pattern for _, found, pattern in routes() if found == name)
    parts = set(pattern.pattern.converters)
    path = reverse(name, kwargs={part: scene.values[part] for part in parts})
    return path, parts & OBJECTS


def test_every_address_has_a_row() -> None:
    named = {name for _, name, _ in routes()}

    assert named - set(TABLE) == set(), "no row says who may open these"
    assert set(TABLE) - named == set(), "these are no addresses"


def test_everyone_gets_what_the_table_says(scene: Scene) -> None:
    wrong = {}
    for name, expected in TABLE.items():
        path, _ = address(name, scene)
        answered = tuple(scene.browsers[who].get(path).status_code for who in WHO)
        if answered != expected:
            wrong[name] = (answered, expected)

    assert wrong == {}


def test_nobody_acts_on_what_is_anothers(scene: Scene) -> None:
    wrong = []
    for name in TABLE:
        path, theirs = address(name, scene)
        if not theirs:
            continue
        owners = {"lin"} if name.startswith("worker:") else {"hu"}
        for who in set(WHO) - owners:
            answer = scene.browsers[who].post(path, GUESS, follow=True)
            sent_in = any("/sign-in/" in step for step, _ in answer.redirect_chain)
            if not sent_in and answer.status_code not in NEVER_FOR_OTHERS:
                wrong.append((name, who, answer.status_code))

    assert wrong == []
