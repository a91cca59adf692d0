"""The page of the daily comparison: figures for who runs and who oversees, nothing of anybody."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from jiaxin.config import wiring
from jiaxin.flows.comparisons import errands
from jiaxin.ground import clock
from jiaxin.ground.errors import SourceUnreachable
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers, makers_staff
from tests.makers_comparisons import FakeSlices, compare
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(outside: object) -> Iterator[FakeSlices]:
    source = FakeSlices()
    errands.join(source)
    yield source
    wiring.join()


def page(language: str = "zh-hans") -> str:
    browser = browser_of(makers_staff.a_system_admin())
    browser.cookies["lang"] = language
    return browser.get("/console/coverage/").text


def test_before_the_first_night_it_says_what_will_happen(outside: object) -> None:
    assert "每晚自动开始" in page()


def test_after_a_run_all_are_covered_and_nobody_is_named(lin: Actor, source: FakeSlices) -> None:
    compare()

    shown = page("en")
    assert "100 %" in shown
    assert "All compared" in shown
    assert makers.NAME not in shown
    assert str(lin.person) not in shown


def test_a_day_later_it_has_fallen_by_itself(lin: Actor, source: FakeSlices) -> None:
    compare()
    with clockwork.at(clock.now() + timedelta(hours=25)):
        shown = page("en")

    assert '<p class="jx-h2 jx-num">0 %</p>' in shown
    assert "1 past 24 hours" in shown


def test_a_silent_source_is_said(lin: Actor, source: FakeSlices) -> None:
    source.trouble = SourceUnreachable("down")
    compare()

    shown = page("en")
    assert "has not answered since" in shown
    assert "Under way" in shown


@pytest.mark.parametrize("who", ["a_reviewer", "a_security_admin"])
def test_it_is_for_those_who_run_and_oversee(who: str) -> None:
    staff = getattr(makers_staff, who)()

    assert browser_of(staff).get("/console/coverage/").status_code == 404
