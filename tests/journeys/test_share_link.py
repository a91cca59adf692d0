"""A family that has not met her asks by a link, and is told when she agreed."""

from playwright.sync_api import expect

from tests.journeys.conftest import MakeConsumer, MakeWorker
from tests.journeys.people import shoot


def test_a_family_far_away_asks_by_a_link_and_looks_when_she_agreed(
    open_lin: MakeWorker, consumer: MakeConsumer
) -> None:
    lin, hu = open_lin(), consumer()
    lin.go("/worker/")
    lin.page.locator("#share").click()
    lin.send("make-link")
    address = lin.has(".jx-link input").first.input_value()
    lin.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lin.press("复制链接")
    expect(lin.button("已复制，去微信里粘贴给对方")).to_be_visible()
    assert lin.page.evaluate("navigator.clipboard.readText()") == address
    shoot(lin.page, "share/link")

    hu.go(address)
    hu.page.locator("#ask").click()
    hu.ask()
    hu.sees("不用守着这一页")
    shoot(hu.page, "share/waiting")
    hu.go("/consumer/")
    lin.go("/worker/")
    lin.wait_for_request(hu)
    lin.sees("您分享的链接")
    shoot(lin.page, "share/request")
    lin.approve_by_pin()
    lin.sees("已发短信告诉对方")

    message = hu.outside.message(hu.phone, after=hu.read)
    assert "对方已同意您查看" in message["text"]
    hu.go(message["link"].replace(hu.outside.stack.https, hu.outside.stack.http))
    hu.has("#record")

    lin.go("/worker/share/")
    lin.press("作废这个链接")
    lin.sees("您已作废")
    stranger = consumer()
    stranger.go(address)
    stranger.sees("这个分享链接已经失效")
    shoot(stranger.page, "share/gone")
