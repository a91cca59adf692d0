"""The exchange page: a body's wrong row is seen, goes back to it, is mended and taken in."""

import json
import re

import httpx
from playwright.sync_api import Page, expect

from jiaxin.config.commands.demo_cast_staff import PASSWORD
from tests.firms import a_code
from tests.journeys.browser import Phones
from tests.journeys.stack import Stack
from tests.journeys.test_staff import DESK, give, in_english_too, look_over, the_demos_code

BODY = "/sandbox/bodies/credit/"


def a_row(code: str) -> str:
    row = {
        "code": code,
        "list": "red",
        "first": "2026-01-01",
        "last": "2027-01-01",
        "authority": "样例市发展改革委",
        "reason": "样例",
        "checked_at": "2026-11-25T08:00:00Z",
    }
    return json.dumps(row, ensure_ascii=False)


def sends(page: Page, row: str, way: str) -> None:
    """The body's page, as somebody at Credit China uses it."""
    page.goto(f"{BODY}?service=firm-list")
    page.fill("#rows", row)
    page.check(f"[name=way][value={way}]")
    page.click("form[action=send] button")


def until(page: Page, path: str, selector: str, says: str) -> None:
    """Open a page again until it says this."""
    for _ in range(60):
        page.goto(path)
        if says in page.locator(selector).inner_text():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{selector} never said {says}")


def test_a_wrong_row_is_seen_fetched_back_mended_and_replayed(
    product: Stack, phones: Phones
) -> None:
    right = a_code(7_001)
    wrong = right[:-1] + ("X" if right[-1] != "X" else "Y")
    system = phones.new(size=DESK, camera=False)
    system.goto("/console/exchange/")
    give(system, "system", PASSWORD)
    the_demos_code(product, system, then="/console/exchange/")
    expect(system.locator("#sources")).to_contain_text("信用中国")

    sender = phones.new(size=DESK, camera=False)
    sends(sender, a_row(wrong), "batch")
    until(system, "/console/exchange/", "#main", "统一社会信用代码校验不通过")
    look_over(system, "exchange-waiting")
    in_english_too(system, "exchange-waiting")
    assert wrong not in system.content()
    until(system, "/console/exchange/credit/", "#main", "请通知该单位领回隔离的数据行")
    look_over(system, "exchange-source")

    sender.click("#mend button")
    expect(sender.locator("main")).to_contain_text("统一社会信用代码校验不通过")
    expect(sender.locator("#rows")).to_have_value(re.compile(wrong))
    sender.fill("#rows", sender.input_value("#rows").replace(wrong, right))
    sender.check("[name=way][value=batch]")
    sender.click("form[action=send] button")
    expect(sender.locator("#quarantined")).to_have_text("0")

    until(system, "/console/exchange/credit/", "#main", "没有隔离的数据行")
    answer = httpx.get(f"{product.http}/firms/{right}/", trust_env=False, timeout=30)
    assert "红名单" in answer.text
