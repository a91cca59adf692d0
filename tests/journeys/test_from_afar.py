"""A worker without a smartphone: a printed card, an answer by message, an answer at a counter."""

import re
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image, ImageOps
from playwright.sync_api import Page, expect

from jiaxin.config.commands.demo_cast_staff import PASSWORD
from tests.journeys.browser import Phones
from tests.journeys.conftest import MakeConsumer, MakeWorker
from tests.journeys.people import PIN, Consumer, Worker, shoot
from tests.journeys.stack import Stack
from tests.journeys.test_firms_desk import seen
from tests.journeys.test_pages import look_over
from tests.journeys.test_staff import give, the_demos_code

DESK = (1366, 768)


def prints_a_card(lin: Worker) -> str:
    """Made on a phone that shows pages, once; what any camera reads from it."""
    lin.go("/worker/card/")
    lin.page.locator("#with-name").check()
    lin.send("make-card")
    lin.has("#paper")
    shoot(lin.page, "afar/card")
    drawn = Image.open(BytesIO(lin.has(".jx-side-code").screenshot())).convert("L")
    large = ImageOps.expand(drawn.resize((drawn.width * 4, drawn.height * 4)), 60, fill=255)
    [code] = zxingcpp.read_barcodes(large)
    return str(code.text)


def asks_by_the_card(hu: Consumer, address: str) -> None:
    """He holds his phone's camera to the card that she carries: any opens the link."""
    hu.go(address)
    hu.sees("证书有效")
    hu.page.locator("#ask").click()
    hu.ask(reason="elder")
    hu.sees("不用守着这一页")


def switches_messages_on(lin: Worker) -> None:
    lin.go("/worker/by-message/")
    shoot(lin.page, "afar/messages-off")
    lin.choose("pin")
    lin.by_pin()
    lin.page.locator("#switch-on").click()
    lin.sees("已开通")
    shoot(lin.page, "afar/messages-on")


def replies(lin: Worker, page: Page, text: str) -> None:
    """On a phone that knows only messages."""
    page.goto(f"/sandbox/phone/?number={lin.phone}")
    page.fill("#text", text)
    shoot(page, "afar/phone")
    page.get_by_role("button", name=re.compile("发送")).click()
    expect(page.locator("[role=status]")).to_be_visible()


def test_she_answers_by_message_and_cancels_a_lost_card(
    open_lin: MakeWorker, consumer: MakeConsumer, phones: Phones
) -> None:
    lin, hu = open_lin(), consumer()
    switches_messages_on(lin)
    address = prints_a_card(lin)
    lin.go("about:blank")
    lin.read = lin.outside.newest(lin.phone)["id"]
    asks_by_the_card(hu, address)

    message = lin.outside.message(lin.phone, after=lin.read)
    for part in ("胡女士", "为照护老人", "身份、背景核查结论、体检结论"):
        assert part in message["text"]
    plain = phones.new(camera=False)
    replies(lin, plain, message["code"])

    hu.has("#record")
    shoot(hu.page, "afar/record")
    lin.go("/worker/looks/")
    lin.sees("短信回复")
    shoot(lin.page, "afar/looks")

    replies(lin, plain, "挂失")
    stranger = consumer()
    stranger.go(address)
    stranger.sees("这张卡已经停用")
    shoot(stranger.page, "afar/cancelled")
    lin.go("/worker/by-message/")
    lin.press("关闭短信答复")
    lin.sees("没有开通")


@pytest.fixture
def desk(product: Stack, phones: Phones) -> Page:
    """The demo's firm, its operator at the counter."""
    page = phones.new(size=DESK, camera=False)
    page.goto("/firm/")
    give(page, "sun-desk", PASSWORD)
    the_demos_code(product, page, "/firm/")
    return page


def test_she_answers_at_a_firms_counter(
    open_lin: MakeWorker, consumer: MakeConsumer, phones: Phones, desk: Page
) -> None:
    lin, hu = open_lin(), consumer()
    address = prints_a_card(lin)
    lin.go("about:blank")
    asks_by_the_card(hu, address)

    desk.goto("/firm/help/")
    seen(desk, "help-1")
    desk.fill("#id_name", lin.card.name)
    desk.fill("#id_number", lin.card.number)
    desk.locator("[name=means][value=counter]").check()
    desk.click("#help button")
    expect(desk.locator("#waiting")).to_contain_text("胡女士")
    seen(desk, "help-2")
    desk.get_by_role("link", name="给她看").click()
    desk.get_by_role("button", name="发验证码").click()
    seen(desk, "help-3")
    desk.fill("#id_pin", PIN)
    desk.fill("#id_code", lin.next_code())
    desk.click("#approve")
    expect(desk.locator("#done")).to_contain_text("她已同意")

    hu.has("#record")
    lin.go("/worker/looks/")
    lin.sees("协助答复")
    shoot(lin.page, "afar/helped")


def test_her_pages_are_good_to_everyone(open_lin: MakeWorker) -> None:
    lin = open_lin()
    prints_a_card(lin)

    pages = ("/worker/card/", "/worker/card/print/", "/worker/by-message/", "/worker/share/")
    assert look_over(lin.page, lin.outside.stack.http, pages, "afar") == []
