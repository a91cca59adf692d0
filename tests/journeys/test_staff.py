"""Staff at the console: a first sign-in with a second factor, out, in again, and the list."""

import base64
import re
import time

import httpx
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # no stubs
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import Page, expect

from jiaxin.config.commands.demo_cast_staff import PASSWORD
from tests.journeys.browser import Phones, again
from tests.journeys.people import a_name, shoot
from tests.journeys.stack import Stack
from tests.journeys.test_pages import OVERFLOW
from tests.makers import a_number

DESK = (1366, 768)
OWN_PASSWORD = "three unlikely teapots"
NUMBER = a_number(order=718, region="510104")


def look_over(page: Page, name: str) -> None:
    """axe finds nothing and nothing hangs over, in both languages; a picture is kept."""
    shoot(page, f"staff/{name}")
    found = Axe().run(page).response["violations"]
    faults = [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]
    assert not faults, f"{name}: {faults}"
    assert page.evaluate(OVERFLOW) <= 0, name


def in_english_too(page: Page, name: str) -> None:
    """The same page in the other language, where showing it again does nothing."""
    page.context.add_cookies([{"name": "lang", "value": "en", "url": page.url}])
    again(page)
    look_over(page, f"{name}-en")
    page.context.add_cookies([{"name": "lang", "value": "zh-hans", "url": page.url}])
    again(page)


def a_code(secret: str, *, later: int = 0) -> str:
    totp = TOTP(base64.b32decode(secret), 6, SHA1(), 30)  # noqa: S303 — as authenticators do
    return totp.generate(int(time.time()) + 30 * later).decode()


def the_demos_code(product: Stack, page: Page, then: str = "/console/") -> None:
    """Type what the authenticator on the screen shows; what was used already is refused once."""
    for _ in range(3):
        address = f"{product.http}/sandbox/authenticator/latest.json"
        page.fill("#id_code", httpx.get(address, trust_env=False).json()["code"])
        page.click("#totp button")
        page.wait_for_load_state()
        if page.url.endswith(then):
            return
        time.sleep(15)
    raise AssertionError("no code was taken")


def give(page: Page, staff_name: str, password: str) -> None:
    page.fill("#id_staff_name", staff_name)
    page.fill("#id_password", password)
    page.click("#sign-in button")


def test_a_new_officer_gets_in_and_sees_where_she_is_signed_in(
    product: Stack, phones: Phones
) -> None:
    name = a_name()
    product.remember(name, NUMBER)
    first_password = opens_her_account(product, phones.new(size=DESK, camera=False), name)
    hers = phones.new(size=DESK, camera=False)
    secret, codes = first_day(hers, first_password)

    hers.get_by_role("button", name="退出").click()
    expect(hers.locator("#sign-in")).to_be_visible()
    give(hers, "officer-journey", OWN_PASSWORD)
    look_over(hers, "5-prove")
    hers.fill("#id_code", a_code(secret, later=1))
    hers.click("#totp button")
    expect(hers).to_have_url(re.compile("/console/$"))

    elsewhere = phones.new(size=DESK, camera=False)
    elsewhere.goto("/console/")
    give(elsewhere, "officer-journey", OWN_PASSWORD)
    elsewhere.click("text=用恢复码")
    elsewhere.fill("#id_code", codes[0])
    elsewhere.click("#recover button")
    expect(elsewhere).to_have_url(re.compile("/console/$"))

    ends_the_other(hers, elsewhere)


def opens_her_account(product: Stack, page: Page, name: str) -> str:
    """The security administrator opens it; the first password."""
    page.goto("/console/")
    look_over(page, "1-door")
    in_english_too(page, "1-door")
    give(page, "security", PASSWORD)
    the_demos_code(product, page)
    page.keyboard.press("Tab")
    page.click("text=工作账号")
    page.keyboard.press("j")
    look_over(page, "2-accounts")
    page.click("text=开通账号")
    look_over(page, "2-new-account")
    in_english_too(page, "2-new-account")
    page.select_option("#id_role", "commerce_officer")
    page.fill("#id_name", name)
    page.fill("#id_number", NUMBER)
    page.fill("#id_staff_name", "officer-journey")
    page.fill("#id_region", "330100")
    page.click("#account-new button")
    look_over(page, "2-opened")
    return page.inner_text("#first-password")


def first_day(page: Page, first_password: str) -> tuple[str, list[str]]:
    """A password of her own, an authenticator, recovery codes; in."""
    page.goto("/console/")
    give(page, "officer-journey", "not the password")
    expect(page.locator("#refused")).to_contain_text("登录名或密码不对")
    give(page, "officer-journey", first_password)
    expect(page).to_have_url(re.compile("/sign-in/password/$"))
    look_over(page, "3-password")
    for typed in ("short", OWN_PASSWORD):
        page.fill("#id_password", typed)
        page.fill("#id_repeated", typed)
        page.click("#first-password button")
    expect(page).to_have_url(re.compile("/sign-in/factor/$"))
    look_over(page, "3-factor")
    in_english_too(page, "3-factor")
    secret = page.inner_text(".jx-secret").replace(" ", "")
    page.fill("#id_code", a_code(secret))
    page.click("#totp button")
    look_over(page, "3-codes")
    codes = page.locator(".jx-codes li").all_inner_texts()
    assert len(codes) == 10
    page.click("text=已经保存")
    expect(page).to_have_url(re.compile("/console/$"))
    look_over(page, "4-home")
    return secret, codes


def ends_the_other(hers: Page, elsewhere: Page) -> None:
    """She is told of the new device, and puts it out."""
    hers.goto("/console/")
    expect(hers.locator("main")).to_contain_text("在一台新设备")
    hers.click("text=马上结束它")
    expect(hers.locator("#sign-ins tbody tr")).to_have_count(2)
    look_over(hers, "6-account")
    in_english_too(hers, "6-account")
    hers.locator("#sign-ins").get_by_role("button", name="结束").click()
    expect(hers.locator("#sign-ins tbody tr")).to_have_count(1)
    elsewhere.goto("/console/account/")
    expect(elsewhere.locator("#sign-in")).to_be_visible()


def test_the_audit_administrator_finds_lines_by_keyboard(product: Stack, phones: Phones) -> None:
    page = phones.new(size=DESK, camera=False)
    page.goto("/console/trail/")
    give(page, "audit", PASSWORD)
    the_demos_code(product, page, then="/console/trail/")
    look_over(page, "7-trail")
    in_english_too(page, "7-trail")
    page.locator("body").press("/")
    page.keyboard.type("audit")
    page.keyboard.press("Enter")
    expect(page.locator("#lines tbody tr").first).to_contain_text("审计管理员")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/trail/[0-9a-f-]{36}/$"))
    look_over(page, "7-line")
