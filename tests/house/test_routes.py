"""Every address × everyone × their own or another's object, against the tables in `routes/`.

A new address without a row fails. What is another's is never shown and never done, by GET or POST.
"""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.urls import reverse

from jiaxin.config import wiring
from jiaxin.flows.rights import errands as rights
from jiaxin.ground.ids import new_id
from jiaxin.trust.identity.rules import App
from tests import makers, makers_staff
from tests.house import routes as tables
from tests.house.routes.tables import Portal, Scene
from tests.house.test_urls import is_open, routes
from tests.makers_rights import PlainPaper
from tests.portals.conftest import browser_of, carry_over

NEVER_FOR_OTHERS = {403, 404, 405, 410}


def portals() -> list[Portal]:
    modules = (
        import_module(f"{tables.__name__}.{found.name}")
        for found in pkgutil.iter_modules(tables.__path__)
    )
    return [module.PORTAL for module in modules if hasattr(module, "PORTAL")]


PORTALS = {portal.name: portal for portal in portals()}


@pytest.fixture
def outside(db: None) -> Iterator[None]:
    makers.Outside().join()
    # A sheet that takes a second to draw is drawn where drawing is tested.
    rights.join(PlainPaper())
    yield
    wiring.join()


def address(name: str, portal: Portal, scene: Scene) -> tuple[str, set[str]]:
    """The address of a route, and which of its parts may be another's."""
    pattern = next(pattern for _, found, pattern in routes() if found == name)
    parts = set(pattern.pattern.converters)
    path = reverse(name, kwargs={part: scene.values[part] for part in parts})
    return path, parts - portal.not_owned


def test_every_address_has_a_row() -> None:
    named = {name for _, name, _ in routes()}
    rows = [name for portal in PORTALS.values() for name in portal.table]

    assert named - set(rows) == set(), "no row says who may open these"
    assert set(rows) - named == set(), "these are no addresses"
    assert len(rows) == len(set(rows)), "two files have a row for one address"


@pytest.mark.parametrize("name", PORTALS)
def test_everyone_gets_what_the_table_says(name: str, outside: None) -> None:
    portal = PORTALS[name]
    scene = portal.scene()
    wrong = {}
    for row, expected in portal.table.items():
        path, _ = address(row, portal, scene)
        answered = tuple(scene.browsers[who].get(path).status_code for who in portal.who)
        if answered != expected:
            wrong[row] = (answered, expected)

    assert wrong == {}


@pytest.mark.parametrize("name", PORTALS)
def test_nobody_acts_on_what_is_anothers(name: str, outside: None) -> None:
    portal = PORTALS[name]
    scene = portal.scene()
    wrong = []
    for row in portal.table:
        path, theirs = address(row, portal, scene)
        for who in set(portal.who) - portal.owners if theirs and portal.owners else ():
            answer = scene.browsers[who].post(path, portal.guess, follow=True)
            sent_in = any("/sign-in/" in step for step, _ in answer.redirect_chain)
            if not sent_in and answer.status_code not in NEVER_FOR_OTHERS:
                wrong.append((row, who, answer.status_code))

    assert wrong == []


@pytest.mark.parametrize("name", PORTALS)
def test_a_sign_in_carried_over_from_another_app_is_nobody(name: str, outside: None) -> None:
    portal = PORTALS[name]
    scene = portal.scene()
    strangers = [
        makers.a_consumer(phone="13500135000"),
        makers.signed_in(App.WORKER, "13500135001"),
        makers_staff.an_auditor(),
        makers_staff.a_firm_owner(firm=new_id()),
    ]
    wrong = []
    for _, row, pattern in routes():
        if row not in portal.table or is_open(pattern):
            continue
        path, _ = address(row, portal, scene)
        for stranger in strangers:
            browser = browser_of(stranger)
            if f"jx_{name}" in browser.cookies:
                continue
            carry_over(browser, to=name)
            if browser.get(path).status_code != 302:
                wrong.append((row, stranger.role))

    assert wrong == []
