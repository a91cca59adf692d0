"""She says that a fact is wrong, its source agrees: the light changes, who had looked is told."""

import json
from datetime import UTC, datetime, timedelta

import httpx
from playwright.sync_api import expect

from tests.journeys.conftest import MakeConsumer, MakeWorker
from tests.journeys.people import Consumer, Worker, shoot
from tests.journeys.test_pages import look_over

WORDS = "我当天体检合格，报告上写错了。"
WHY = "查了原始报告，结论是合格，录入有误。"


class Hospital:
    """The demo's exam hospital, as the sandbox plays it."""

    def __init__(self, http: str) -> None:
        self.http = http

    def reports(self, lin: Worker, report: str) -> None:
        """It sends that she is not fit."""
        today = datetime.now(UTC) + timedelta(hours=8)
        row = {
            "number": lin.card.number,
            "name": lin.card.name,
            "checked_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "exam_class": "mother_baby",
            "conclusion": "unfit",
            "issuer": "市第一体检医院（演示）",
            "report_no": report,
            "on": (today - timedelta(days=20)).strftime("%Y-%m-%d"),
            "until": (today + timedelta(days=300)).strftime("%Y-%m-%d"),
        }
        form = {"service": "exam", "way": "live", "rows": json.dumps(row, ensure_ascii=False)}
        self._post("/sandbox/bodies/hospital/send", form)

    def was_asked(self, report: str) -> dict[str, object] | None:
        """What it was asked about that report."""
        answer = httpx.get(
            f"{self.http}/sandbox/corrections/",
            headers={"accept": "application/json"},
            trust_env=False,
            timeout=30,
        ).raise_for_status()
        every: list[dict[str, object]] = answer.json()
        return next((one for one in every if _report_in(one) == report), None)

    def upholds(self, asked: dict[str, object]) -> None:
        """It finds that she is right, and says what is."""
        row = asked["row"]
        assert isinstance(row, dict)
        right = json.dumps({**row, "conclusion": "fit"}, ensure_ascii=False)
        form = {"answer": "upheld", "remedy": "changed", "reasons": WHY, "row": right}
        self._post(f"/sandbox/corrections/{asked['id']}", form)

    def _post(self, path: str, form: dict[str, str]) -> None:
        httpx.post(self.http + path, json=form, trust_env=False, timeout=60).raise_for_status()


def _report_in(asked: dict[str, object]) -> object:
    row = asked["row"]
    return row.get("report_no") if isinstance(row, dict) else None


def looked_at_as_unfit(lin: Worker, hu: Consumer, hospital: Hospital, report: str) -> None:
    """Her work demands an examination, the hospital says unfit, and a family sees that."""
    lin.go("/worker/consents/health/give/")
    lin.agree()
    lin.go("/worker/facts/employment/add/")
    lin.fill("firm", "李家")
    lin.page.locator("[name=trade]").select_option("maternity_care")
    lin.fill("since", "2025-01-01")
    lin.send("fact-form")
    hospital.reports(lin, report)
    lin.go_until("/worker/record/", "#light", "黄灯")
    hu.asks(lin)
    lin.wait_for_request(hu)
    lin.approve_by_pin()
    hu.sees("不合格")
    shoot(hu.page, "corrections/looked")


def said_to_be_wrong(lin: Worker) -> str:
    """She says so from the fact itself; the address where she follows it."""
    lin.go("/worker/facts/exam/")
    shoot(lin.page, "corrections/exam")
    lin.page.get_by_role("link", name="这一项不对").click()
    shoot(lin.page, "corrections/new")
    lin.page.locator("[name=claim][value=wrong]").check()
    lin.fill("words", WORDS)
    lin.send("correction")
    lin.sees("已标注“有异议”")
    shoot(lin.page, "corrections/filed")
    return lin.page.url.partition("?")[0]


def test_the_source_agrees_the_light_changes_and_who_had_looked_is_told(
    open_lin: MakeWorker, consumer: MakeConsumer
) -> None:
    lin, hu = open_lin(), consumer()
    hospital = Hospital(lin.outside.stack.http)
    report = f"TJ-{lin.phone[-6:]}"
    looked_at_as_unfit(lin, hu, hospital, report)
    mine = said_to_be_wrong(lin)
    lin.wait_until(lambda: hospital.was_asked(report) is not None)
    lin.go_until(mine, "#stands", "信息来源正在核实")
    asked = hospital.was_asked(report)
    assert asked is not None
    assert asked["says"] == WORDS
    hospital.upholds(asked)

    lin.go_until(mine, "#stands", "您说得对")
    lin.sees(WHY)
    shoot(lin.page, "corrections/upheld")
    lin.go("/worker/record/")
    expect(lin.page.locator("#light")).to_contain_text("绿灯")
    hu.go_until("/consumer/", "#main", "您看过的记录有更正")
    shoot(hu.page, "corrections/told")
    hu.go("/consumer/corrected/")
    shoot(hu.page, "corrections/notice")
    expect(hu.page.locator("#main")).not_to_contain_text("体检")


def test_her_pages_are_good_to_everyone(open_lin: MakeWorker) -> None:
    lin = open_lin()
    lin.go("/worker/corrections/")
    rows = lin.page.locator("#mine a").all()
    own = [row.get_attribute("href") or "" for row in rows]

    pages = ("/worker/corrections/", *own)
    assert look_over(lin.page, lin.outside.stack.http, pages, "corrections") == []
