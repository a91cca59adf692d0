"""A firm says that a penalty is wrong: it loses, appeals to another person, wins; anybody sees."""

import time
from collections.abc import Callable

import httpx
from playwright.sync_api import Page, expect

from jiaxin.config.commands.demo_cast_firms import MOON
from jiaxin.config.commands.demo_cast_staff import PASSWORD
from tests.journeys.browser import Phones
from tests.journeys.outside import PATIENCE_SECONDS
from tests.journeys.people import shoot
from tests.journeys.stack import Stack
from tests.journeys.test_firms_desk import DESK, PHONE, an_officer, seen
from tests.journeys.test_staff import give, the_demos_code

PENALTY = "合同公示不全"
WORDS = "这份处罚不是给我们的，文书上是另一家企业。"
LOST = "处罚机关的系统里就是这家企业。"
APPEAL = "请调原始文书看，信用代码不是我们的。"
WON = "调了原始文书，处罚对象是另一家企业，登记时录错。"


def until(holds: Callable[[], bool]) -> None:
    """Wait for what no page shows."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


class Credit:
    """The demo's Credit China, as the sandbox plays it."""

    def __init__(self, http: str) -> None:
        self.http = http

    def asked(self) -> str:
        """The id of what it was asked in the firm's words; empty before that."""
        answer = httpx.get(
            f"{self.http}/sandbox/corrections/",
            headers={"accept": "application/json"},
            trust_env=False,
            timeout=30,
        ).raise_for_status()
        return next((str(one["id"]) for one in answer.json() if one["says"] == WORDS), "")

    def dismisses(self) -> None:
        until(lambda: bool(self.asked()))
        httpx.post(
            f"{self.http}/sandbox/corrections/{self.asked()}",
            json={"answer": "dismissed", "reasons": LOST},
            trust_env=False,
            timeout=60,
        ).raise_for_status()


def shows(page: Page, address: str, text: str) -> bool:
    page.goto(address)
    return text in page.inner_text("#main")


def files(page: Page) -> str:
    """From the entry itself; where the firm follows it."""
    page.goto("/firm/corrections/")
    row = page.locator("#facts tr[data-row]", has_text=PENALTY)
    row.get_by_role("link", name="这一项不对").click()
    page.locator("[name=claim][value=not_mine]").check()
    page.locator("[name=words]").fill(WORDS)
    page.locator("#main form button[type=submit]").first.click()
    expect(page.locator("#main")).to_contain_text("公开页面已标注")
    seen(page, "correction-1-filed")
    return page.url.partition("?")[0]


def decides(page: Page) -> None:
    """The officer takes the appeal, and finds for the firm."""
    page.goto("/console/corrections/?show=free")
    row = page.locator("tr[data-row]", has_text="企业").first
    row.get_by_role("button", name="领取").click()
    expect(page.locator("#decision")).to_be_visible()
    shoot(page, "firm/correction-3-desk")
    page.locator("[name=finding][value='upheld/struck']").check()
    page.locator("#decision [name=words]").fill(WON)
    page.get_by_role("button", name="作出决定").click()
    expect(page.locator("#main")).to_contain_text("异议成立")


def test_it_loses_appeals_and_wins_and_the_public_page_follows_at_once(
    product: Stack, phones: Phones
) -> None:
    public = f"/firms/{MOON.code}/"
    anybody = phones.new(size=PHONE, camera=False)
    assert shows(anybody, public, PENALTY)
    hers = phones.new(size=DESK, camera=False)
    hers.goto("/firm/")
    give(hers, "moon-owner", PASSWORD)
    the_demos_code(product, hers, "/firm/")

    mine = files(hers)
    assert shows(anybody, public, "有异议")
    shoot(anybody, "firm/correction-2-disputed")
    Credit(product.http).dismisses()
    until(lambda: shows(hers, mine, LOST))
    assert not shows(anybody, public, "有异议")
    assert PENALTY in anybody.inner_text("#main")

    hers.locator("#appeal [name=words]").fill(APPEAL)
    hers.locator("#appeal button").click()
    expect(hers.locator("#main")).to_contain_text("由另一个人办理")
    assert shows(anybody, public, "有异议")
    decides(an_officer(product, phones.new(size=DESK, camera=False)))

    assert not shows(anybody, public, PENALTY)
    shoot(anybody, "firm/correction-4-public")
    assert shows(hers, mine, WON)
    seen(hers, "correction-5-won")
