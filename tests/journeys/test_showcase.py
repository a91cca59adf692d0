"""A card is found, asked from, and taken down: then it is gone, and says so kindly."""

from playwright.sync_api import expect

from tests.journeys.browser import Phones
from tests.journeys.conftest import MakeConsumer, MakeWorker
from tests.journeys.people import Consumer, Worker, shoot
from tests.journeys.test_pages import HEAVIEST, look_over, weight_of

WORDS = "会做月子餐，照顾过 12 个宝宝。电话 138 0000 0001"
SEARCH = "/cards/?trade=maternity_care&province=330000&city=330100&light=green"


def makes_a_card(lin: Worker, called: str) -> None:
    """From her first page to the preview, with a photo."""
    lin.go("/worker/")
    lin.page.locator("#to-showcase").click()
    lin.page.locator("#make").click()
    lin.page.locator("[name=name][value=own]").check()
    lin.fill("called", called)
    lin.page.locator("[name=trades][value=maternity_care]").check()
    lin.fill("region", "杭州市")
    lin.page.locator("[name=light]").check()
    lin.fill("words", WORDS)
    shoot(lin.page, "showcase/filled")
    lin.send("card-form")
    lin.sees("电话 *** **** ****")
    lin.give_photo("photo", lin.card.front)
    lin.send("photo")
    expect(lin.has("#card img")).to_have_js_property("complete", True)
    lin.sees("没有公开")


def puts_it_up(lin: Worker) -> str:
    """She reads the sheet, agrees, and has an address to send."""
    lin.page.locator("#publish").click()
    shoot(lin.page, "showcase/sheet")
    lin.agree()
    lin.sees("正在公开展示")
    shoot(lin.page, "showcase/up")
    return lin.has("#address").input_value()


def finds_it(phones: Phones, called: str) -> None:
    """Nobody signed in, and no script runs."""
    bare = phones.new(camera=False, java_script_enabled=False)
    bare.goto(SEARCH)
    shoot(bare, "showcase/found")
    bare.get_by_role("link", name=called).click()
    expect(bare.locator("#card")).to_contain_text(called)
    expect(bare.locator("#card")).not_to_contain_text("138")
    shoot(bare, "showcase/card")


def asks_from_it(hu: Consumer, lin: Worker, address: str) -> None:
    hu.go(address)
    hu.page.locator("#ask").click()
    hu.has("form#ask")
    shoot(hu.page, "showcase/ask")
    hu.ask()
    hu.sees("不用守着这一页")
    lin.go("/worker/")
    lin.wait_for_request(hu)
    lin.approve_by_pin()
    hu.has("#record")


def is_gone(hu: Consumer, address: str, called: str) -> None:
    hu.go(address)
    hu.sees("不说明她有问题")
    shoot(hu.page, "showcase/gone")
    hu.go(SEARCH)
    expect(hu.page.locator("#results")).not_to_contain_text(called)


def test_a_card_is_found_asked_from_and_taken_down(
    open_lin: MakeWorker, consumer: MakeConsumer, phones: Phones
) -> None:
    lin, hu = open_lin(), consumer()
    called = f"林阿姨{lin.card.name[-2:]}"
    makes_a_card(lin, called)
    address = puts_it_up(lin).replace(lin.outside.stack.https, lin.outside.stack.http)

    finds_it(phones, called)
    path = address.removeprefix(lin.outside.stack.http)
    visitor = phones.new(camera=False)
    faults = look_over(visitor, lin.outside.stack.http, ("/cards/", path), "showcase")
    hers = ("/worker/showcase/", "/worker/showcase/edit/")
    faults += look_over(lin.page, lin.outside.stack.http, hers, "showcase-hers")
    assert not faults, "\n".join(faults)
    assert all(weight_of(visitor, one) <= HEAVIEST for one in ("/cards/", path))

    lin.page.context.clear_cookies(name="lang")
    lin.page.context.clear_cookies(name="size")
    asks_from_it(hu, lin, address)
    lin.go("/worker/showcase/")
    lin.page.locator("#down").click()
    lin.sees("已撤下")
    shoot(lin.page, "showcase/down")
    is_gone(hu, address, called)
