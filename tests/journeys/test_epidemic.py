"""An officer opens an order; a worker declares, shows it at a gate, and it ends with the order."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from uuid import uuid4

from playwright.sync_api import Page

from jiaxin.config.postgres import Embedded
from tests.house.source import ROOT
from tests.journeys.browser import Phones
from tests.journeys.conftest import MakeConsumer, MakeWorker
from tests.journeys.people import Consumer, Worker, shoot
from tests.journeys.stack import Stack

DESK = (1366, 768)
# How staff sign in is walked elsewhere; here an officer of the province sits at her desk already.
SEATED = """
import django, json
django.setup()
from tests import makers_staff
from tests.portals.conftest import browser_of
browser = browser_of(makers_staff.a_health_officer())
print(json.dumps({name: cookie.value for name, cookie in browser.cookies.items()}))
"""


def at_the_desk(phones: Phones, product: Stack) -> Page:
    """The health officer's screen."""
    url = product.database_url or Embedded(product.home).web_address
    told = {
        "DATABASE_URL": url,
        "JIAXIN_HOME": str(product.home),
        "JIAXIN_MODE": "demo",
        "DJANGO_SETTINGS_MODULE": "jiaxin.config.settings",
    }
    said = subprocess.run(
        [sys.executable, "-c", SEATED],
        env=os.environ | told,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    page = phones.new(camera=False, size=DESK, has_touch=False)
    cookies = json.loads(said.stdout.splitlines()[-1])
    page.context.add_cookies(
        [{"name": name, "value": value, "url": product.http} for name, value in cookies.items()]
    )
    return page


def open_order(page: Page) -> None:
    page.goto("/console/orders/")
    page.locator("#order-new").wait_for()
    shoot(page, "epidemic/console-closed")
    page.locator("#order-new").click()
    today = date.today()  # noqa: DTZ011 — the browser's own day, as the officer types it
    for name, text in (
        ("number", f"浙防办〔2026〕{uuid4().hex[:6]}号"),
        ("issuer", "样例省防控办"),
        ("regions", "杭州市"),
        ("first_day", f"{today - timedelta(days=1)}"),
        ("last_day", f"{today + timedelta(days=30)}"),
        ("retention_days", "14"),
    ):
        page.locator(f"form#order [name={name}]").fill(text)
    shoot(page, "epidemic/console-new")
    page.locator("form#order button[type=submit]").click()
    page.locator(".jx-note.jx-ok").wait_for()
    shoot(page, "epidemic/console-open")


def close_order(page: Page) -> None:
    page.goto("/console/orders/")
    page.locator("#orders a[href$='/close/']").first.click()
    shoot(page, "epidemic/console-close")
    page.locator("form#close button").click()
    page.locator("#closed").wait_for()


def declares(lin: Worker) -> None:
    """From her first page to the declaration, with a slip on the way."""
    lin.go("/worker/")
    lin.has("#to-epidemic")
    shoot(lin.page, "epidemic/home")
    lin.page.locator("#to-epidemic").click()
    lin.sees("防疫健康信息授权书")
    shoot(lin.page, "epidemic/sheet")
    lin.agree()
    lin.has("form#declaration")
    shoot(lin.page, "epidemic/first")
    lin.fill("temperature", "36.5")
    lin.page.locator("[name=case][value=none]").check()
    lin.page.locator("[name=shared][value=no]").check()
    lin.fill("place_0", "火星")
    lin.send("declaration")
    lin.sees("没有找到这个地方")
    shoot(lin.page, "epidemic/unknown-place")
    lin.fill("place_0", "杭州市")
    lin.send("declaration")
    lin.has("#declared")
    shoot(lin.page, "epidemic/declared")


def shows_and_corrects(lin: Worker) -> None:
    """What a gate is shown; then the thermometer says something else."""
    lin.page.locator("#show").click()
    lin.has("#to-show")
    shoot(lin.page, "epidemic/show")
    lin.go("/worker/epidemic/?change=1")
    lin.fill("temperature", "37.8")
    shoot(lin.page, "epidemic/correcting")
    lin.send("declaration")
    lin.sees("需要注意")


def looks(hu: Consumer, lin: Worker) -> None:
    """A family asks, she agrees, and it reads one word."""
    hu.find(lin.short_code())
    shoot(hu.page, "epidemic/ask")
    hu.ask()
    lin.go("/worker/")
    lin.wait_for_request(hu)
    lin.approve_by_pin()
    hu.has("#record")
    hu.sees("需要注意")
    shoot(hu.page, "epidemic/record")


def test_under_an_order_she_declares_shows_it_and_then_it_is_over(
    phones: Phones, product: Stack, open_lin: MakeWorker, consumer: MakeConsumer
) -> None:
    lin, hu = open_lin(), consumer()
    lin.go("/worker/")
    assert lin.page.locator("#to-epidemic").count() == 0

    desk = at_the_desk(phones, product)
    open_order(desk)
    try:
        declares(lin)
        shows_and_corrects(lin)
        looks(hu, lin)
    finally:
        close_order(desk)

    hu.renew()
    hu.sees("没有可以看的")
    lin.go("/worker/")
    assert lin.page.locator("#to-epidemic").count() == 0
    lin.go("/worker/epidemic/")
    lin.sees("现在没有生效的防疫令")
    shoot(lin.page, "epidemic/over")
