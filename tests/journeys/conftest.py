"""What every journey may ask for: the running product, a browser, people with phones."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import StorageState

from tests.journeys import browser, stack
from tests.journeys.browser import Phones
from tests.journeys.outside import Card, Outside
from tests.journeys.people import Consumer, Worker, a_name, a_phone
from tests.journeys.stack import Stack

type MakeWorker = Callable[..., Worker]
type MakeConsumer = Callable[..., Consumer]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What looks at all that was left behind comes after the others."""
    items.sort(key=lambda item: item.path.name == "test_kept_nowhere.py")


@pytest.fixture(scope="session")
def product(server: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The whole product; the workers of one run share it."""
    base = tmp_path_factory.getbasetemp()
    # A worker's own folder lies in the run's; without workers, the run's is the only one.
    common = base.parent if base.name.startswith("popen-") else base
    with stack.shared(common / "journeys") as running:
        yield running


@pytest.fixture(scope="session")
def outside(product: Stack) -> Outside:
    """The sandbox."""
    return Outside(product)


@pytest.fixture(scope="module")
def open_browser(product: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phones]:
    """A browser for this file; no longer, since its loop forbids other files the database."""
    with browser.opened(product.http, tmp_path_factory.mktemp("camera")) as phones:
        yield phones


@pytest.fixture
def phones(open_browser: Phones) -> Iterator[Phones]:
    """Fresh phones for one journey; whatever went wrong on them unseen fails it."""
    yield open_browser
    open_browser.put_away()


@dataclass(frozen=True, slots=True)
class Proven:
    """A worker who has her certificate: her phone, her card, and her sign-in to open it with."""

    phone: str
    card: Card
    sign_in: StorageState


@pytest.fixture(scope="module")
def proven(open_browser: Phones, outside: Outside) -> Proven:
    """One for the whole file: getting there is a journey of its own."""
    lin = Worker(open_browser.new(camera=False), outside, a_phone(), card=outside.card(a_name()))
    lin.enrol_by_pin()
    kept = Proven(lin.phone, lin.card, lin.page.context.storage_state())
    open_browser.put_away()
    return kept


@pytest.fixture
def open_lin(phones: Phones, outside: Outside, proven: Proven) -> MakeWorker:
    """Opens a phone on which the proven worker is signed in."""

    def make(**options: object) -> Worker:
        page = phones.new(**{"camera": False, "storage_state": proven.sign_in, **options})  # type: ignore[arg-type]  # a context's options
        lin = Worker(page, outside, proven.phone, card=proven.card)
        lin.read = outside.newest(lin.phone)["id"]
        return lin

    return make


@pytest.fixture
def worker(phones: Phones, outside: Outside) -> MakeWorker:
    """Makes a worker: a phone in her hand, a sample card in her pocket, nothing else yet."""

    def make(*, card: dict[str, str] | None = None, **options: object) -> Worker:
        sample = outside.card(**{"name": a_name(), **(card or {})})
        return Worker(phones.new(**options), outside, a_phone(), card=sample)  # type: ignore[arg-type]  # a context's options

    return make


@pytest.fixture
def consumer(phones: Phones, outside: Outside) -> MakeConsumer:
    """Makes a consumer who is signed in."""

    def make(*, called: str = "胡女士", **options: object) -> Consumer:
        person = Consumer(phones.new(**options), outside, a_phone(), called=called)  # type: ignore[arg-type]  # as above
        person.sign_in("consumer")
        return person

    return make
