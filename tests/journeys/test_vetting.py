"""The police source says “to be verified”: she is heard, two persons decide, her light changes."""

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import Phones
from tests.journeys.conftest import MakeWorker
from tests.journeys.outside import Outside
from tests.journeys.people import Person, Worker, shoot
from tests.journeys.test_pages import faults_of, looks

# Of the demo's staff: known to everybody, and to the demo only.
PASSWORD = "two teapots on a train"
CONSOLE = (1366, 768)
WORDS = "那不是我，是同名的人。派出所可以证明。"
FOUND = "来源部门书面答复：号码不一致，是另一个人。"

type OpenDesk = Callable[..., "Reviewer"]


class Reviewer(Person):
    """One of the two."""

    def enter(self, staff_name: str) -> None:
        """By password and the authenticator's code, each code once."""
        self.go("/console/sign-in/")
        self.fill("staff_name", staff_name)
        self.fill("password", PASSWORD)
        self.send("sign-in")
        used = ""
        while self.page.locator("form#totp").count():
            code = self.shown_code()
            if code != used:
                used = code
                self.fill("code", code)
                self.send("totp")
            self.page.wait_for_timeout(1000)
        self.page.wait_for_url("**/console/")

    def shown_code(self) -> str:
        address = f"{self.outside.stack.http}/sandbox/authenticator/latest.json"
        answer = httpx.get(address, trust_env=False, timeout=30).raise_for_status()
        return str(answer.json()["code"])

    def take_case_of(self, name: str) -> None:
        """The list names nobody: take what is free until it is hers, and hand the rest back."""
        passed: set[str] = set()
        while True:
            self.go("/console/vetting/?show=free")
            forms = self.page.locator("#cases form[action$='/take/']")
            ways = [form.get_attribute("action") or "" for form in forms.all()]
            way = next(one for one in reversed(ways) if one not in passed)
            passed.add(way)
            self.page.locator(f"#cases form[action='{way}'] button").click()
            self.has("#opinion")
            if name in self.page.locator("#answer").inner_text():
                return
            self.page.locator("#why-back").select_option("away")
            self.send("hand-back")
            self.sees("已退回待办列表")

    def find(self, finding: str, words: str) -> None:
        """Choose a finding with its ground, and say why."""
        self.page.locator(f"[name=finding][value='{finding}']").check()
        self.fill("words", words)
        self.send("opinion")


@pytest.fixture
def desk(phones: Phones, outside: Outside) -> OpenDesk:
    """A reviewer at a console, signed in."""

    def make(staff_name: str, **options: object) -> Reviewer:
        page = phones.new(camera=False, size=CONSOLE, has_touch=False, **options)
        reviewer = Reviewer(page, outside, "")
        reviewer.enter(staff_name)
        return reviewer

    return make


def at_her_home(lin: Worker, colour: re.Pattern[str]) -> None:
    """Her first page shows this light, sooner or later."""

    def says() -> bool:
        lin.go("/worker/")
        return bool(colour.search(lin.has("#light").inner_text()))

    lin.wait_until(says)


def seen_well(page: Page, base: str, path: str, name: str) -> None:
    """In both languages, standard and large: axe finds nothing, nothing hangs over; kept to see."""
    for language, size in looks():
        page.context.add_cookies(
            [
                {"name": "lang", "value": language, "url": base},
                {"name": "size", "value": size, "url": base},
            ]
        )
        page.goto(path)
        shoot(page, f"{name}-{language}-{size}")
        faults = faults_of(page, path)
        # At a desk one points with a mouse.
        assert [one for one in faults if "too small" not in one or "/worker/" in path] == []
    page.context.clear_cookies(name="lang")
    page.context.clear_cookies(name="size")


def is_heard(lin: Worker) -> None:
    """She says something, brings a photo, and is done."""
    lin.page.locator("#vetting a").click()
    lin.sees("机器不下结论")
    lin.fill("words", WORDS)
    lin.press("提交说明")
    lin.sees("已经收到您的说明")
    photo = {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": lin.card.front}
    lin.page.locator("input[name=file]").set_input_files(photo)  # type: ignore[arg-type]  # a FilePayload
    lin.press("上传")
    lin.sees("已经收到您的材料")
    lin.press("我说完了")
    lin.sees("审核员不用再等")


def reads_it(reviewer: Reviewer, name: str) -> str:
    """Take her case, read her word, unfold what she attached; where the case is."""
    reviewer.take_case_of(name)
    reviewer.sees(WORDS)
    reviewer.page.locator("#her-word summary").first.click()
    picture = reviewer.page.locator("#her-word img")
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("img => img.naturalWidth") > 100
    shoot(reviewer.page, "vetting-case")
    return reviewer.page.url


def test_she_is_heard_two_persons_decide_and_her_light_changes(
    worker: MakeWorker, desk: OpenDesk, outside: Outside
) -> None:
    base = outside.stack.http
    lin = worker(card={"background": "being_verified"}, camera=False)
    lin.enrol_by_pin()
    at_her_home(lin, re.compile("灰灯|Grey"))
    shoot(lin.page, "vetting-home")
    lin.wait_until(lambda: outside.how_many(lin.phone, "由工作人员核实") == 1)
    lin.go("/worker/")  # it was drawn before the case was there
    is_heard(lin)
    seen_well(lin.page, base, "/worker/vetting/", "vetting-hers")

    first, second = desk("reviewer-1"), desk("reviewer-2")
    shoot(first.page, "vetting-desk-home")
    seen_well(first.page, base, "/console/vetting/", "vetting-list")
    case = reads_it(first, lin.card.name)
    first.find("none_found/another_person", FOUND)
    first.sees("等另一位审核员复核")

    second.take_case_of(lin.card.name)
    second.sees(FOUND)
    seen_well(second.page, base, case, "vetting-second")
    second.go(case)
    second.find("none_found/another_person", "同意，已核对书面答复。")
    second.sees("已办结：未发现")
    first.go(case)
    first.sees("案卷在办结时已经合上")

    at_her_home(lin, re.compile("绿灯|黄灯"))
    lin.go("/worker/vetting/")
    lin.sees("您的灯已经恢复")
    shoot(lin.page, "vetting-cleared")
    lin.go("/worker/looks/")
    lin.has("#desk")
