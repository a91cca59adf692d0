"""A phone's own lock signs its owner in; a reviewer's account takes two at the console."""

import re

from playwright.sync_api import Page, expect

from jiaxin.config.commands.demo_cast_staff import PASSWORD
from tests.journeys.browser import Phones
from tests.journeys.conftest import MakeWorker
from tests.journeys.people import shoot
from tests.journeys.stack import Stack
from tests.journeys.test_another_way import give_a_lock
from tests.journeys.test_pages import OVERFLOW
from tests.journeys.test_staff import DESK, give, in_english_too, look_over, the_demos_code
from tests.makers import a_number

NUMBER = a_number(order=732, region="510104")


def fits(page: Page, name: str) -> None:
    shoot(page, f"by-lock/{name}")
    assert page.evaluate(OVERFLOW) <= 0, name


def test_added_once_her_phone_signs_her_in_without_a_code(worker: MakeWorker) -> None:
    mei = worker(camera=False)
    give_a_lock(mei.page)
    mei.sign_in("worker")
    mei.go("/worker/sign-ins/")
    fits(mei.page, "1-devices")
    mei.page.click("#key-add")
    mei.sees("别人的手机、店里的电脑，请不要登记")
    fits(mei.page, "2-add")
    mei.send("key")
    mei.sees("已登记")
    fits(mei.page, "3-added")

    mei.go("/worker/")
    mei.sign_out()
    fits(mei.page, "4-sign-in")
    mei.page.click("#by-key")
    mei.sees("不用等短信")
    fits(mei.page, "5-unlock")
    mei.send("by-key")

    mei.page.wait_for_url("**/worker/")
    mei.go("/worker/sign-ins/")
    mei.sees("就是这台")
    in_english(mei.page, "/worker/sign-ins/", "6-devices-en")


def in_english(page: Page, path: str, name: str) -> None:
    page.context.add_cookies([{"name": "lang", "value": "en", "url": page.url}])
    page.goto(path)
    fits(page, name)


def test_two_administrators_open_a_reviewers_account(product: Stack, phones: Phones) -> None:
    product.remember("贺知新", NUMBER)
    security, system = (phones.new(size=DESK, camera=False) for _ in range(2))
    for page, name in ((security, "security"), (system, "system")):
        page.goto("/console/")
        give(page, name, PASSWORD)
        the_demos_code(product, page)

    security.goto("/console/accounts/new/")
    security.select_option("#id_role", "reviewer")
    security.fill("#id_name", "贺知新")
    security.fill("#id_number", NUMBER)
    security.fill("#id_staff_name", "reviewer-journey")
    security.click("#account-new button")
    first = security.inner_text("#half-password")
    look_over(security, "8-proposed")
    security.click("text=已经告诉本人")
    look_over(security, "8-waits")

    system.goto("/console/releases/")
    look_over(system, "8-releases")
    in_english_too(system, "8-releases")
    system.click("#releases >> text=放行 >> nth=0")
    look_over(system, "8-release")
    system.click("text=已核实，放行")
    second = system.inner_text("#half-password")
    look_over(system, "8-released")

    hers = phones.new(size=DESK, camera=False)
    hers.goto("/console/")
    give(hers, "reviewer-journey", f"{first}-{second}")
    expect(hers).to_have_url(re.compile("/sign-in/password/$"))
    security.goto("/console/flags/")
    look_over(security, "9-flags")
