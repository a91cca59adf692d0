"""docs/openapi.json is what the addresses do: schemathesis calls each, as it says and otherwise.

A few calls an address here; JIAXIN_API_EXAMPLES=200 for the long form.
"""

import json
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, DeserializationContext, GenerationMode, Response
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks

from jiaxin.config import wiring
from jiaxin.config.docs import openapi
from jiaxin.flows.rights import errands as rights
from sandbox import bodies
from sandbox.outgoing import SEALED, Line, fresh_id
from sandbox.sealing import seal
from sandbox.signatures import Call
from tests import makers
from tests.house.routes import console, firm
from tests.house.routes.tables import Scene
from tests.house.routes.the_loop import the_loop
from tests.house.test_urls import routes
from tests.makers_rights import PlainPaper
from tests.sandbox import sending

pytestmark = pytest.mark.django_db

HERE = "http://testserver"
EXCHANGE = "/exchange/v1"
type AnyCase = Case[Any]
EXAMPLES = int(os.environ.get("JIAXIN_API_EXAMPLES") or 4)
calls = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# A row that does not fit is quarantined and its message taken; and who signs is tried below.
NOT_OURS = [
    checks.negative_data_rejection,
    checks.positive_data_acceptance,
    checks.missing_required_header,
    checks.ignored_auth,
]


@schemathesis.deserializer(SEALED)
def opened(context: DeserializationContext, response: Response) -> Any:
    """The line below has opened it already."""
    return json.loads(response.content)


@schemathesis.serializer(SEALED)
def as_it_is(context: Any, value: Any) -> bytes:
    """Sealed where it is sent."""
    return json.dumps(value).encode()


SCHEMA = schemathesis.openapi.from_dict(openapi.described())
OPERATIONS: dict[str, Any] = {
    one.ok().label: one.ok() for one in SCHEMA.get_all_operations() if isinstance(one, Ok)
}
POSTS = [label for label in OPERATIONS if label.startswith("POST")]
FILES = [label for label in OPERATIONS if label.endswith(("receipt.json", "/json/"))]


@pytest.fixture(scope="module")
def paired(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pairing")
    sending.pair(folder, HERE)
    return folder


@pytest.fixture
def outside(db: None) -> Iterator[None]:
    makers.Outside().join()
    rights.join(PlainPaper())
    yield
    wiring.join()


@pytest.fixture
def home(outside: None, paired: Path) -> Path:
    """Every body of the sandbox is registered, and may send as much as it likes."""
    senders = sending.joined(paired, HERE)
    sending.register(senders, *bodies.BODIES, messages_a_minute=100_000, rows_a_day=10_000_000)
    return senders.home


def line_for(home: Path, service: str) -> Line:
    """The way of a body that may send it; of the province if none may."""
    may = [one.name for one in bodies.BODIES.values() if service in one.services]
    return Line(bodies.load(home, (may or ["province"])[0]))


class Signing:
    """Sends what schemathesis made: sealed and signed, as a body would. The reply is held too."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.client = Client()

    def send(self, case: AnyCase, *, is_signed: bool = True) -> httpx.Response:
        """The reply, its signature checked and its seal opened."""
        path = case.formatted_path
        message = str(case.path_parameters.get("batch", "")) or fresh_id()
        line = line_for(self.home, path.removeprefix(f"{EXCHANGE}/").partition("/")[0])
        body = self._body(line, case, message)
        headers = line._headers(path, body, message)
        if not is_signed:
            headers = {name: value for name, value in headers.items() if "signature" not in name}
        answer = self.client.post(path, body, content_type=SEALED, headers=headers)
        got = {name.lower(): value for name, value in answer.headers.items()}
        content: bytes | str = answer.content
        # What is no path of the protocol's letters cannot be signed, so neither is its refusal.
        if "signature-input" in got and "%" not in path:
            call = Call("POST", "testserver", path, headers, body)
            content = json.dumps(
                line._checked(call, answer.status_code, got, answer.content).content
            )
        return replied(answer.status_code, got["content-type"], content, path)

    def _body(self, line: Line, case: AnyCase, message: str) -> bytes:
        if isinstance(case.body, dict):
            service = case.formatted_path.rpartition("/")[2]
            kind = "push" if "rows" in case.body else "ask"
            inside = line._inside(case.body, message, f"{service}.{kind}")
            return seal(inside, line.pair.seal_to())
        return case.body.encode("utf-8", "replace") if isinstance(case.body, str) else b""


def replied(status: int, kind: str, content: bytes | str, path: str) -> httpx.Response:
    """An answer as schemathesis reads it."""
    request = httpx.Request("POST" if path.startswith(EXCHANGE) else "GET", f"{HERE}{path}")
    reply = httpx.Response(status, headers={"content-type": kind}, content=content, request=request)
    reply.elapsed = timedelta(0)
    return reply


@pytest.mark.parametrize("label", POSTS)
def test_the_exchange_answers_as_it_is_described(home: Path, label: str) -> None:
    signing = Signing(home)

    @calls
    @given(case=OPERATIONS[label].as_strategy())
    def each(case: AnyCase) -> None:
        case.validate_response(signing.send(case), excluded_checks=NOT_OURS)

    each()


@pytest.mark.parametrize("label", POSTS)
def test_what_is_forbidden_is_refused_in_the_protocols_words(home: Path, label: str) -> None:
    signing = Signing(home)

    @calls
    @given(case=OPERATIONS[label].as_strategy(GenerationMode.NEGATIVE))
    def each(case: AnyCase) -> None:
        case.validate_response(signing.send(case), excluded_checks=NOT_OURS)

    each()


@pytest.mark.parametrize("label", POSTS)
def test_nobody_who_has_not_signed_is_answered(home: Path, label: str) -> None:
    signing = Signing(home)

    @calls
    @given(case=OPERATIONS[label].as_strategy())
    def each(case: AnyCase) -> None:
        answer = signing.send(case, is_signed=False)
        case.validate_response(answer, excluded_checks=NOT_OURS)
        assert (answer.status_code, answer.json()["code"]) == (401, "signature_missing")

    each()


@pytest.mark.parametrize("label", [one for one in OPERATIONS if one not in {*POSTS, *FILES}])
def test_whoever_asks_gets_what_is_described(home: Path, label: str) -> None:
    operation = OPERATIONS[label]
    answer = Client().get(operation.path)

    reply = replied(
        answer.status_code, answer.headers["content-type"], answer.content, operation.path
    )
    # That a part is not ready is an answer of /ready, and no fault of it.
    excluded = [*NOT_OURS, schemathesis.checks.not_a_server_error] * (label == "GET /ready")
    operation.Case().validate_response(reply, excluded_checks=excluded or NOT_OURS)


# Whose browser holds which app's files.
SCENES: dict[str, tuple[Callable[[], Scene], dict[str, str]]] = {
    "the loop": (the_loop, {"worker": "lin", "consumer": "hu"}),
    "a firm": (firm.PORTAL.scene, {"firm": "owner"}),
    "the console": (console.PORTAL.scene, {"console": "audit_admin"}),
}


@pytest.mark.parametrize("name", SCENES)
def test_files_are_as_described_and_only_their_owners(outside: None, name: str) -> None:
    scene, owners = SCENES[name][0](), SCENES[name][1]
    for label in FILES:
        operation = OPERATIONS[label]
        if (owner := owners.get(operation.path.split("/")[1])) is None:
            continue
        names = [part[1:-1] for part in operation.path.split("/") if part.startswith("{")]
        case = operation.Case(path_parameters={name: str(scene.values[name]) for name in names})
        for browser, expected in ((scene.browsers[owner], 200), (Client(), 302)):
            answer = browser.get(case.formatted_path)
            kind = answer.headers.get("content-type", "text/html")
            reply = replied(answer.status_code, kind, answer.content, case.formatted_path)
            assert answer.status_code == expected, label
            case.validate_response(reply, excluded_checks=NOT_OURS)


def test_each_app_with_files_has_a_scene() -> None:
    apps = {OPERATIONS[label].path.split("/")[1] for label in FILES}

    assert apps == {app for _, owners in SCENES.values() for app in owners}


def test_every_address_that_answers_in_json_is_described() -> None:
    paths = set(openapi.described()["paths"])
    shapes = {_shape(path) for path in paths}
    services = {path.rpartition("/")[2] for path in paths if path.startswith(EXCHANGE)}
    missing = []
    for path, name, _ in routes():
        if name == "exchange:push":
            assert services >= set(bodies.BODIES["hospital"].services)
        elif name == "exchange:nowhere":
            continue
        elif name.startswith("exchange:") or path.endswith((".json", ".webmanifest")):
            missing += [] if _shape(f"/{path}") in shapes else [name]

    assert missing == []


def _shape(path: str) -> str:
    return "/".join("*" if part[:1] in {"<", "{"} else part for part in path.split("/"))
