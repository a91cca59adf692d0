"""She writes down where she worked, corrects it, takes it back; every page of it is good to all."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import MakeWorker
from tests.journeys.people import Worker
from tests.journeys.test_pages import HEAVIEST, look_over, weight_of

PAGES = (
    *("/worker/record/", "/worker/record/history/", "/worker/facts/employment/"),
    *("/worker/facts/employment/add/", "/worker/facts/training/add/", "/worker/facts/exam/"),
)


def writes(lin: Worker, firm: str, since: str = "2024-05-01") -> None:
    lin.go("/worker/record/")
    lin.page.locator("#employment").click()
    lin.page.locator("#add").click()
    lin.fill("firm", firm)
    lin.page.locator("[name=trade]").select_option("housekeeping")
    lin.fill("since", since)
    lin.send("fact-form")


def test_she_writes_corrects_and_takes_back_without_scripts(open_lin: MakeWorker) -> None:
    lin = open_lin(java_script_enabled=False)
    writes(lin, "王家")
    lin.sees("您填写的，对方还没有确认")

    lin.page.get_by_role("link", name="修改").first.click()
    expect(lin.page.locator("[name=firm]")).to_have_value("王家")
    lin.fill("until", "2024-04-01")
    lin.send("fact-form")
    lin.sees("日期前后不对")
    lin.fill("until", "2025-05-01")
    lin.send("fact-form")
    lin.sees("2025-05-01")

    lin.page.get_by_role("link", name=re.compile("看历次更新")).first.click()
    lin.sees("第 2 版")
    lin.page.go_back()
    lin.page.get_by_role("link", name="撤回").first.click()
    lin.send("withdrawal")
    lin.sees("您已撤回，不再展示")


def test_her_fact_pages_are_good_to_everyone(open_lin: MakeWorker) -> None:
    lin = open_lin()
    firm = "杭州市西湖区一家名字特别特别长的家政服务有限责任公司第三分公司"
    writes(lin, firm, "2023-01-01")
    line = lin.page.locator("section[id^=fact-]", has_text=firm).get_attribute("id")
    assert line is not None
    one = line.removeprefix("fact-")
    own = (
        f"/worker/facts/{one}/",
        f"/worker/facts/{one}/change/",
        f"/worker/facts/{one}/withdraw/",
    )

    assert look_over(lin.page, lin.outside.stack.http, (*PAGES, *own), "facts") == []


def test_no_fact_page_is_heavy(open_lin: MakeWorker) -> None:
    lin = open_lin(service_workers="block")

    weights = {}
    for path in PAGES:
        page = lin.page.context.new_page()
        weights[path] = weight_of(page, path)
        page.close()

    assert {path: size for path, size in weights.items() if not 0 < size <= HEAVIEST} == {}
