"""A share link is used the next morning, and is dead the day after: the product's clock is moved.

It runs a product of its own, since a clock that moves would move for everybody.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import browser, stack
from tests.journeys.browser import Phones
from tests.journeys.outside import Outside
from tests.journeys.people import Consumer, Worker, a_name, a_phone, shoot
from tests.journeys.stack import Stack

HANDS = Path(__file__).with_name("moved")


class Hands:
    """How far this product's clock is ahead."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.ahead = timedelta(0)
        self.file.write_text("0", "ascii")

    def move(self, by: timedelta) -> None:
        self.ahead += by
        half = self.file.with_suffix(".half")
        half.write_text(str(self.ahead.total_seconds()), "ascii")
        half.replace(self.file)


@pytest.fixture(scope="module")
def hands(tmp_path_factory: pytest.TempPathFactory) -> Hands:
    return Hands(tmp_path_factory.mktemp("hands") / "ahead")


@pytest.fixture(scope="module")
def moved(server: None, hands: Hands, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A product of its own, whose clock this journey moves."""
    more = {"PYTHONPATH": str(HANDS), "JOURNEYS_HANDS": str(hands.file)}
    with stack.shared(tmp_path_factory.mktemp("moved"), more) as running:
        yield running


@pytest.fixture(scope="module")
def moved_phones(moved: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phones]:
    with browser.opened(moved.http, tmp_path_factory.mktemp("camera")) as phones:
        yield phones


def makes_a_link(lin: Worker) -> str:
    """In the evening; what she sends."""
    lin.enrol_by_pin()
    lin.go("/worker/share/")
    lin.send("make-link")
    return lin.has(".jx-link input").first.input_value()


def asks_by_it(hu: Consumer, address: str) -> None:
    """The family opens it in the morning, and need not sit and wait."""
    hu.go(address)
    hu.sees("证书有效")
    shoot(hu.page, "morning/found")
    hu.page.locator("#ask").click()
    hu.type_phone_and_code()
    hu.ask()
    hu.sees("不用守着这一页")
    shoot(hu.page, "morning/waiting")


def approves_at_noon(lin: Worker, hu: Consumer) -> None:
    lin.go("/worker/")
    lin.wait_for_request(hu)
    lin.approve_by_pin()
    hu.renew()
    hu.has("#record")
    shoot(hu.page, "morning/record")


def finds_it_dead(late: Consumer, address: str) -> None:
    late.go(address)
    late.sees("这个分享链接已经失效")
    expect(late.page.locator("#ask")).to_have_count(0)
    shoot(late.page, "morning/dead")


def cannot_ask_again(hu: Consumer) -> None:
    hu.go("/consumer/")
    hu.page.locator("#main a", has_text=re.compile("查看已结束|已结束")).first.click()
    hu.press("再请求一次")
    hu.sees("这个分享链接已经失效")
    shoot(hu.page, "morning/not-again")


def test_a_link_is_used_the_next_morning_and_dead_the_day_after(
    moved: Stack, moved_phones: Phones, hands: Hands
) -> None:
    outside = Outside(moved)
    lin = Worker(moved_phones.new(camera=False), outside, a_phone(), card=outside.card(a_name()))
    hu = Consumer(moved_phones.new(camera=False), outside, a_phone())
    address = makes_a_link(lin)

    hands.move(timedelta(hours=14))
    asks_by_it(hu, address)
    hands.move(timedelta(hours=5))
    approves_at_noon(lin, hu)

    # A day and an hour after she made it, nobody is led to her any more.
    hands.move(timedelta(hours=6))
    late = Consumer(moved_phones.new(camera=False), outside, a_phone(), called="赵先生")
    finds_it_dead(late, address)
    lin.go("/worker/share/")
    lin.sees("已失效的链接")
    cannot_ask_again(hu)
    moved_phones.put_away()
