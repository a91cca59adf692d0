"""She joins a firm and authorises it, the firm looks, she withdraws: the open page goes blank."""

import httpx
from playwright.sync_api import expect

from tests.journeys.browser import Phones
from tests.journeys.conftest import MakeWorker
from tests.journeys.outside import Outside
from tests.journeys.people import Person, Worker, shoot

PASSWORD = "two teapots on a train"
DESK = (1366, 768)


class Operator(Person):
    """At the desk of the demo's firm 样例阳光."""

    def enter(self, staff_name: str) -> None:
        """By password and the authenticator's code, each code once."""
        self.go("/firm/sign-in/")
        self.fill("staff_name", staff_name)
        self.fill("password", PASSWORD)
        self.send("sign-in")
        used = ""
        while self.page.locator("form#totp").count():
            address = f"{self.outside.stack.http}/sandbox/authenticator/latest.json"
            code = str(httpx.get(address, trust_env=False, timeout=30).json()["code"])
            if code != used:
                used = code
                self.fill("code", code)
                self.send("totp")
            self.page.wait_for_timeout(1000)
        self.page.wait_for_url("**/firm/")

    def in_both_languages(self, path: str, name: str) -> None:
        """A picture of a page in each language, kept to be looked at."""
        for language in ("en", "zh-hans"):
            self._speak(language)
            self.go(path)
            shoot(self.page, f"her-firm/{name}-{language}")

    def _speak(self, language: str) -> None:
        cookie = {"name": "lang", "value": language, "url": self.outside.stack.http}
        self.page.context.add_cookies([cookie])  # type: ignore[list-item]  # as its own names say


def in_both(person: Worker, path: str, name: str) -> None:
    for language in ("en", "zh-hans"):
        cookie = {"name": "lang", "value": language, "url": person.outside.stack.http}
        person.page.context.add_cookies([cookie])  # type: ignore[list-item]  # as its own names say
        person.go(path)
        shoot(person.page, f"her-firm/{name}-{language}")


def she_joins(lin: Worker, qiao: Operator) -> None:
    """She scans what the desk shows, and joins."""
    qiao.in_both_languages("/firm/staff/code/", "code")
    address = qiao.has("#code").get_attribute("data-address") or ""
    lin.go(address)
    shoot(lin.page, "her-firm/join")
    lin.press("确认入职")
    lin.sees("已登记入职")
    in_both(lin, "/worker/firm/", "mine")


def she_authorises(lin: Worker, qiao: Operator) -> None:
    """The firm asks; she reads the sheet and agrees by PIN and message."""
    qiao.in_both_languages("/firm/staff/", "board")
    ask = qiao.page.locator("#ask")
    ask.locator("button[name=due]").click()
    qiao.sees("发出请求")
    lin.go("/worker/firm/")
    lin.has("#authorise").click()
    shoot(lin.page, "her-firm/sheet")
    lin.page.locator("#agree").click()
    lin.choose("pin")
    lin.by_pin()
    lin.sees("已授权 30 天")


def the_firm_looks(lin: Worker, qiao: Operator) -> None:
    """It opens her record, and she sees that it is open."""
    qiao.go("/firm/staff/?show=in_force")
    qiao.page.locator("#staff tbody a").first.click()
    shoot(qiao.page, "her-firm/one")
    qiao.has("#look").click()
    qiao.has("#record")
    qiao.sees(lin.card.name)
    shoot(qiao.page, "her-firm/record")
    lin.go("/worker/looks/")
    lin.sees("正在查看")
    shoot(lin.page, "her-firm/looks")


def she_withdraws(lin: Worker, qiao: Operator) -> None:
    """One tap, and the page that is open over there is blank; going back does not help."""
    lin.go("/worker/firm/")
    lin.page.locator("#take-back button").first.click()
    lin.sees("已撤回")
    qiao.has("#over")
    expect(qiao.page.locator("body")).not_to_contain_text(lin.card.name)
    qiao.page.go_back()
    expect(qiao.page.locator("#record")).to_have_count(0)
    shoot(qiao.page, "her-firm/over")


def test_she_authorises_the_firm_looks_and_her_withdrawal_blanks_its_page(
    phones: Phones, outside: Outside, open_lin: MakeWorker
) -> None:
    lin = open_lin()
    qiao = Operator(phones.new(camera=False, size=DESK, has_touch=False), outside, "")
    qiao.enter("sun-desk")

    she_joins(lin, qiao)
    she_authorises(lin, qiao)
    the_firm_looks(lin, qiao)
    she_withdraws(lin, qiao)

    # She leaves, so that whoever comes next is free.
    lin.go("/worker/firm/")
    lin.press("办理离职")
    lin.page.locator("#leave .btn-danger").click()
    lin.sees("已办理离职")
