"""The journeys' own browser: one that does not answer is ended, and the next has another."""

import os
import signal
from typing import cast

import pytest
from playwright.sync_api import Error, Page

from tests.journeys.browser import Phones, again, processes_of


def test_a_browser_that_never_closes_is_ended_and_another_opened(phones: Phones) -> None:
    first = phones.new(camera=False)
    first.goto("/")
    before = phones.browser
    phones.closing = 1.0
    for process in processes_of(phones.eye.file):
        os.kill(process, signal.SIGSTOP)

    phones.put_away()

    assert phones.browser is not before
    again = phones.new(camera=False)
    answer = again.goto("/")
    assert answer is not None
    assert answer.status == 200


class Leaving:
    """A page that gives way to the next one for some time. When a real one does is chance."""

    url = "/leaving"

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.loaded = 0

    def wait_for_load_state(self) -> None:
        """It says that it is loaded, and still leaves."""

    def reload(self) -> None:
        if self.answers:
            raise Error(self.answers.pop(0))
        self.loaded += 1


AWAY = "Page.reload: Protocol error (Page.reload): Not attached to an active page"


def test_a_page_that_gives_way_to_the_next_is_loaded_anew_once_that_is_there() -> None:
    page = Leaving(AWAY, AWAY)

    again(cast("Page", page))

    assert page.loaded == 1


@pytest.mark.parametrize("answers", [["net::ERR_CONNECTION_REFUSED"], [AWAY] * 99])
def test_a_page_that_cannot_be_loaded_anew_is_told(answers: list[str]) -> None:
    with pytest.raises((Error, AssertionError)):
        again(cast("Page", Leaving(*answers)))
