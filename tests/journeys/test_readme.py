"""README.md's "What to try first", step by step, with the cast that `jiaxin demo` made.

JOURNEYS_PICTURES=1 writes the three pictures that README.md shows.
"""

import os
import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.browser import Phones
from tests.journeys.outside import Card, Outside
from tests.journeys.people import Consumer, Worker, shoot

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
LIN, HU, PIN = "13800000001", "13900000001", "271828"


def picture(page: Page, name: str) -> None:
    """What README.md shows; made anew only on request, since every run looks a little different."""
    shoot(page, f"readme/{name}")
    if not os.environ.get("JOURNEYS_PICTURES"):
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    file = PICTURES / f"{name}.png"
    page.evaluate("scrollTo(0, 0)")
    # A sample face comes from a package and stays out of the repository.
    faces = [page.locator(".jx-portrait")]
    page.screenshot(path=file, animations="disabled", mask=faces, mask_color="#c9d3de")
    with Image.open(file) as shot:
        shot.convert("RGB").quantize(128).save(file, optimize=True)


def test_the_readmes_first_steps_lead_to_a_seen_record(phones: Phones, outside: Outside) -> None:
    page = phones.new(camera=False, device_scale_factor=1.5)
    # Both apps in one browser: they keep separate sign-ins.
    family = page.context.new_page()
    lin = Worker(page, outside, LIN, card=Card("林秀英", "", "", b"", b""))
    hu = Consumer(family, outside, HU, called="胡女士")

    lin.go("/worker/")
    lin.type_phone_and_code()
    code = lin.has("#short-code").inner_text()
    picture(page, "certificate")

    hu.go("/consumer/")
    hu.type_phone_and_code()
    hu.find(code)
    hu.ask()

    page.bring_to_front()
    lin.wait_for_request(hu)
    lin.page.locator("#show-full_name").uncheck()
    picture(page, "request")
    lin.page.locator("#another-way").click()
    lin.choose("pin")
    lin.type_pin(PIN)
    lin.has("#approved, #opened")

    family.bring_to_front()
    hu.has("#record")
    expect(family.locator("#person")).not_to_contain_text("林秀英")
    picture(family, "record")

    page.bring_to_front()
    lin.go("/worker/")
    lin.press(re.compile("谁查过我"))
    look = lin.has("[id^=look-]").first
    expect(look).to_contain_text("胡女士")
    expect(look).not_to_contain_text("完整姓名")


def test_the_cards_office_page_makes_a_card(phones: Phones, outside: Outside) -> None:
    page = phones.new(camera=False)
    page.goto("/sandbox/cards/")
    page.locator("[name=name]").fill("李样例")
    outside.stack.remember("李样例")
    page.locator("[name=face]").first.check()
    page.locator("form.box > button").last.click()
    expect(page.locator("img.sample")).to_have_count(2)
    number = page.locator("dd#number").inner_text()
    outside.stack.remember(number)
    shoot(page, "sandbox/card")


def test_https_works_with_its_own_authority(phones: Phones, outside: Outside) -> None:
    page = phones.new(camera=False, base_url=outside.stack.https, ignore_https_errors=True)
    lin = Worker(page, outside, LIN, card=Card("林秀英", "", "", b"", b""))
    lin.sign_in("worker")
    lin.has("#short-code")
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert cookies["jx_worker"]["secure"]
    assert cookies["jx_worker"]["httpOnly"]
    assert cookies["jx_worker"]["path"] == "/worker/"
