"""A firm comes in, files, is returned, corrects, is accepted; its award reaches the public page."""

import re
import time
from dataclasses import dataclass
from io import BytesIO

import httpx
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from jiaxin.config.commands.demo_cast_staff import PASSWORD
from jiaxin.ground.credit_codes import check_character, organisation_check
from tests.journeys.browser import Phones, again
from tests.journeys.outside import Outside
from tests.journeys.people import a_name, shoot
from tests.journeys.stack import Stack
from tests.journeys.test_pages import OVERFLOW, faults_of
from tests.journeys.test_staff import OWN_PASSWORD, a_code, give, the_demos_code

DESK = (1366, 768)
PHONE = (360, 800)
BRAND = "新芽到家"
AWARD = "西湖区家政服务先进企业"


@dataclass(frozen=True)
class Firm:
    """A firm that the register knows, and who represents it."""

    code: str
    name: str
    representative: str
    number: str

    @property
    def owner(self) -> str:
        """What its owner signs in by."""
        return f"sprout-{self.code[11:16].lower()}"


@pytest.fixture
def firm(product: Stack, outside: Outside) -> Firm:
    """Market regulation and the police know them; the platform does not."""
    who = outside.card(a_name())
    own = f"MJ{int(time.time()) % 1000000:06}"
    body = f"91330106{own}{organisation_check(own)}"
    code = body + check_character(body)
    made = Firm(code, f"杭州样例新芽{own[-4:]}家政服务有限公司", who.name, who.number)
    fields = {
        "code": made.code,
        "name": made.name,
        "representative": made.representative,
        "number": made.number,
        "region": "330106",
        "address": "浙江省杭州市西湖区样例路 13 号",
    }
    httpx.post(f"{product.http}/sandbox/firms/", json=fields, trust_env=False).raise_for_status()
    product.remember(who.name, who.number)
    return made


def base_of(page: Page) -> str:
    """Where the product is, so that a cookie goes to all of its pages."""
    return "/".join(page.url.split("/")[:3])


def seen(page: Page, name: str) -> None:
    """In both languages, at 1366 and 360: axe finds nothing, nothing hangs over; kept to see."""
    faults = []
    for language in ("zh-hans", "en"):
        page.context.add_cookies([{"name": "lang", "value": language, "url": base_of(page)}])
        for size in (DESK, PHONE):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            again(page)
            shoot(page, f"firm/{name}-{language}-{size[0]}")
            # At a desk one points with a mouse.
            faults += [one for one in faults_of(page, name) if "too small" not in one]
            if (over := page.evaluate(OVERFLOW)) > 0:
                faults.append(f"{name} hangs over by {over} at {size[0]}")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.context.add_cookies([{"name": "lang", "value": "zh-hans", "url": base_of(page)}])
    again(page)
    assert faults == []


def comes_in(page: Page, firm: Firm) -> None:
    """The representative opens the desk, and has her first day."""
    page.goto("/firm/sign-up/")
    seen(page, "1-sign-up")
    fields = {"code": firm.code, "number": firm.number, "staff_name": firm.owner}
    for name, text in {**fields, "name": "贾无人"}.items():
        page.fill(f"#id_{name}", text)
    page.click("#sign-up button")
    expect(page.locator("#refused")).to_contain_text("对不上")
    shoot(page, "firm/1-not-proven")
    page.fill("#id_name", firm.representative)
    page.click("#sign-up button")
    first = page.inner_text("#first-password")
    shoot(page, "firm/1-signed-up")
    page.click("text=记下了，去登录")
    give(page, firm.owner, first)
    for name in ("password", "repeated"):
        page.fill(f"#id_{name}", OWN_PASSWORD)
    page.click("#first-password button")
    secret = page.inner_text(".jx-secret").replace(" ", "")
    page.fill("#id_code", a_code(secret))
    page.click("#totp button")
    page.click("text=已经保存")
    expect(page).to_have_url(re.compile("/firm/$"))


def an_officer(product: Stack, page: Page) -> Page:
    """The demo's commerce officer of Zhejiang, at her console."""
    page.goto("/console/")
    give(page, "commerce", PASSWORD)
    the_demos_code(product, page)
    return page


def a_certificate() -> bytes:
    """A photo of a certificate of nobody."""
    picture = Image.new("RGB", (900, 640), (250, 246, 232))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((30, 30, 870, 610), outline=(160, 30, 30), width=8)
    pen.ellipse((620, 400, 800, 580), outline=(190, 20, 20), width=8)
    kept = BytesIO()
    picture.save(kept, "JPEG")
    return kept.getvalue()


def test_a_firm_files_is_returned_corrects_and_is_accepted_and_its_award_is_public(
    product: Stack, phones: Phones, firm: Firm
) -> None:
    hers = phones.new(size=DESK, camera=False)
    comes_in(hers, firm)
    seen(hers, "2-home")

    files(hers)
    officer = an_officer(product, phones.new(size=DESK, camera=False))
    returns(officer, firm)
    corrects(hers)
    accepts(officer, firm.name)
    hers.goto("/firm/filings/")
    expect(hers.locator("#main")).to_contain_text("已备案")

    files_an_award(hers)
    accepts(officer, AWARD)
    anybody = phones.new(size=PHONE, camera=False)
    anybody.goto(f"/firms/{firm.code}/")
    expect(anybody.locator("#main")).to_contain_text(AWARD)
    expect(anybody.locator("#firm")).to_contain_text(BRAND)
    shoot(anybody, "firm/9-public")
    anybody.goto("/firms/?q=" + "新芽")
    expect(anybody.locator("#main")).to_contain_text(firm.name)


def files(page: Page) -> None:
    """She files the firm, and forgets the complaint line first."""
    page.goto("/firm/filings/")
    seen(page, "3-nothing-filed")
    page.click("text=开始备案")
    page.check("input[name=kind][value=employs]")
    page.check("input[name=trades][value=housework]")
    page.fill("#id_brand", BRAND)
    page.fill("#id_name", "杭州样例新牙家政")
    page.click("button[value=submit]")
    expect(page.locator("#refused")).to_contain_text("没有提交")
    shoot(page, "firm/4-not-complete")
    page.fill("#id_complaint_line", "0571-12345678")
    page.fill("#id_least_housework", "45")
    page.fill("#id_most_housework", "65")
    page.click("button[value=save]")
    seen(page, "4-filing")
    page.click("button[value=submit]")
    expect(page.locator("#main")).to_contain_text("已提交")


def returns(page: Page, firm: Firm) -> None:
    """The officer finds another name registered, and returns it."""
    page.goto("/console/")
    shoot(page, "firm/5-console-home")
    page.click("nav >> text=备案和奖励审核")
    expect(page.locator("#filings")).to_contain_text("新牙")
    seen(page, "5-queue")
    page.keyboard.press("/")
    page.keyboard.type(firm.code)
    page.keyboard.press("Enter")
    expect(page.locator("tr[data-row]")).to_have_count(1)
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("tr.jx-here input[type=checkbox]")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("#checks")).to_contain_text("名称与登记不同")
    expect(page.locator("#checks")).to_contain_text(firm.name)
    seen(page, "5-review")
    page.click("text=退回补正：选有问题的地方")
    page.select_option("#id_why_name", "differs")
    page.fill("#id_words_name", "请与营业执照一致。")
    shoot(page, "firm/5-return")
    page.click("button[value=return]")
    expect(page.locator("#main")).to_contain_text("已退回")


def corrects(page: Page) -> None:
    """She reads why, and puts it right."""
    page.goto("/firm/")
    shoot(page, "firm/6-home-returned")
    page.goto("/firm/filings/")
    page.click("text=接着填")
    expect(page.locator("#returned")).to_contain_text("请与营业执照一致")
    seen(page, "6-returned")
    code = page.inner_text("form#profile .jx-card-head .jx-num")
    page.fill("#id_name", f"杭州样例新芽{code[12:16]}家政服务有限公司")
    page.click("button[value=submit]")
    expect(page.locator("#main")).to_contain_text("已提交")


def accepts(page: Page, title: str) -> None:
    """The officer opens what waits under this title, and accepts it."""
    page.goto("/console/filings/")
    page.locator("tr[data-row]", has_text=title).locator("a").first.click()
    summary = page.locator("#papers summary")
    if summary.count():
        summary.first.click()
        picture = page.locator("#papers img").first
        expect(picture).to_have_js_property("complete", value=True)
        assert picture.evaluate("img => img.naturalWidth") > 100
        shoot(page, "firm/8-award-review")
    page.click("button[value=accept]")
    expect(page.locator("#main")).to_contain_text("已通过")


def files_an_award(page: Page) -> None:
    """She files an award with a photo of its certificate."""
    page.click("text=申报一项奖励")
    large = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": b"0" * (21 * 1024 * 1024)}
    page.locator("input[name=file]").set_input_files(large)  # type: ignore[arg-type]  # a FilePayload
    expect(page.locator("[data-too-large]")).to_be_visible()
    photo = {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": a_certificate()}
    page.locator("input[name=file]").set_input_files(photo)  # type: ignore[arg-type]  # as above
    expect(page.locator("[data-too-large]")).to_be_hidden()
    page.click("#attach button")
    expect(page.locator("#main")).to_contain_text("材料已上传")
    page.fill("#id_title", AWARD)
    page.fill("#id_awarded_by", "杭州市西湖区商务局")
    page.fill("#id_awarded_on", "2026-06-01")
    page.click("button[value=save]")
    seen(page, "7-award")
    page.click("button[value=submit]")
    expect(page.locator("#main")).to_contain_text("已提交")
    seen(page, "7-filed")
