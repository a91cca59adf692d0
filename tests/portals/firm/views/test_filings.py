"""The firm's filings in its browser: written, kept, sent; wrong input stays and is marked."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiaxin.facts.firms.rules.filing import FilingState
from jiaxin.flows.filings import reads
from jiaxin.flows.filings import services as filings
from jiaxin.portals.parts.uploads import LARGEST
from tests import makers_desk, makers_filings, makers_firms
from tests.makers_desk import Desk
from tests.makers_filings import WRONG_NAME
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db

NO_BRANCH = {"branch-TOTAL_FORMS": "2", "branch-INITIAL_FORMS": "0"}


def typed(**more: Any) -> dict[str, Any]:
    return {
        "name": makers_firms.NAME,
        "kind": "employs",
        "capital": "domestic",
        "region": "北京市朝阳区",
        "address": "样例路 1 号",
        "complaint_line": "010-12345678",
        "brand": "阳光到家",
        "trades": ["housework", "cooking"],
        "least_housework": "40",
        "most_housework": "60.5",
        "unit_housework": "hour",
        **NO_BRANCH,
        **more,
    }


@pytest.fixture
def new() -> Desk:
    return makers_filings.a_new_firms_desk()


def begun(browser: Client, topic: str = "profile") -> str:
    return browser.post(f"/firm/filings/new/{topic}/").headers["Location"]


def test_a_firm_files_itself_in_one_form(new: Desk) -> None:
    browser = browser_of(new.operator)
    address = begun(browser)

    sent = browser.post(address, typed(act="submit"), follow=True)

    assert "已提交" in sent.text
    (row,) = reads.own(new.owner)
    assert (row.state, row.region) == (FilingState.SUBMITTED, "110105")
    said = reads.own_one(new.owner, filing_id=row.id).said
    assert [(str(price.least), str(price.most)) for price in said.prices] == [("40", "60.5")]
    shown = browser.get(address).text
    assert "审核中" in shown
    assert 'name="brand"' not in shown


def test_what_is_not_complete_is_kept_and_marked(new: Desk) -> None:
    browser = browser_of(new.operator)
    address = begun(browser)

    page = browser.post(address, typed(act="submit", complaint_line="", trades=[]))

    assert page.status_code == 422
    assert "没有提交" in page.text
    assert "至少选一项服务" in page.text
    assert 'value="阳光到家"' in page.text
    assert 'value="阳光到家"' in browser.get(address).text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"region": "没有这个区"}, "没有找到这个地方"),
        ({"region": "朝阳区"}, "有几个地方叫这个名字"),
        ({"region": "浙江省"}, "请填企业所在的区县"),
        ({"least_cooking": "10"}, "最低价和最高价都要填"),
        ({"least_housework": "abc"}, "请填金额"),
        ({"least_housework": "80"}, "最低价不能高于最高价"),
        ({"complaint_line": "请加微信"}, "投诉电话要能拨通"),
        ({"branch-0-name": "朝阳店", "branch-0-code": "91110105MX00000011"}, "校验不通过"),
        ({"branch-0-name": "朝阳店"}, "这里还没有填写"),
        ({"kind": "other"}, "other"),
    ],
)
def test_wrong_input_is_said_and_stays(new: Desk, wrong: dict[str, str], said: str) -> None:
    browser = browser_of(new.operator)

    page = browser.post(begun(browser), typed(act="submit", **wrong))

    assert page.status_code == 422
    assert said in page.text
    assert next(iter(wrong.values())) in page.text
    assert reads.own(new.owner)[0].state is FilingState.DRAFT


def test_branches_are_kept_and_shown_by_name(new: Desk) -> None:
    browser = browser_of(new.operator)
    address = begun(browser)
    branch = {
        "branch-0-name": "西湖店",
        "branch-0-region": "330106",
        "branch-0-address": "样例街 2 号",
    }

    browser.post(address, typed(act="save", **branch))

    page = browser.get(address).text
    assert 'value="西湖店"' in page
    assert 'value="浙江省杭州市西湖区"' in page
    assert page.count("分支 ") == 3


def test_why_it_was_returned_stands_above_the_form(new: Desk) -> None:
    filing = makers_filings.a_filing(new)
    filings.send_back(
        makers_filings.an_officer(), filing_id=filing, edition=1, reasons=[WRONG_NAME]
    )

    page = browser_of(new.owner).get(f"/firm/filings/{filing}/").text

    assert "请与营业执照一致" in page
    assert "退回原因" in page


def test_html_is_shown_as_text(new: Desk) -> None:
    browser = browser_of(new.operator)
    address = begun(browser)

    browser.post(address, typed(act="submit", brand="<img src=x onerror=alert(1)>"))

    for page in (browser.get(address).text, browser.get("/firm/filings/").text):
        assert "<img src=x" not in page
    assert "&lt;img src=x" in browser.get(address).text


def test_an_award_is_written_attached_and_sent() -> None:
    desk = makers_desk.a_desk()
    browser = browser_of(desk.operator)
    makers_filings.FakePapers().join()
    address = begun(browser, "award")
    award = {"title": "先进家政企业", "awarded_by": "朝阳区商务局", "awarded_on": "2026-06-01"}

    missing = browser.post(address, {**award, "act": "submit"})
    assert missing.status_code == 422
    assert "请上传证书" in missing.text

    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7", content_type="application/pdf")
    attached = browser.post(f"{address}papers/", {"file": file}, follow=True)
    assert "材料已上传" in attached.text
    sent = browser.post(address, {**award, "act": "submit"}, follow=True)

    assert "已提交" in sent.text
    paper = re.search(r"/firm/filings/[^\"]+/papers/[^\"]+/1\.jpg", browser.get(address).text)
    assert paper
    assert browser.get(paper[0]).content == makers_filings.PAGE


def test_a_file_that_is_none_is_refused_beside_its_field() -> None:
    desk = makers_desk.a_desk()
    browser = browser_of(desk.operator)
    address = begun(browser, "award")

    page = browser.post(f"{address}papers/", {"file": SimpleUploadedFile("a.pdf", b"")})

    assert page.status_code == 422
    assert "这个文件是空的" in page.text


def test_a_scan_of_200_mb_is_refused_before_it_is_read() -> None:
    class Unread:
        def read(self, size: int = -1) -> bytes:
            raise AssertionError("a byte of it was read")

        readline = read

    desk = makers_desk.a_desk()
    browser = browser_of(desk.operator)
    address = begun(browser, "award")

    extra: dict[str, Any] = {
        "CONTENT_LENGTH": str(200 * 1024 * 1024),
        "wsgi.input": Unread(),
    }
    page = browser.generic("POST", f"{address}papers/", b"", "multipart/form-data", **extra)

    assert page.status_code == 413
    assert "文件太大" in page.content.decode()
    assert LARGEST < 200 * 1024 * 1024


def test_a_change_of_the_registration_is_reminded_of_with_its_days() -> None:
    desk = makers_desk.a_desk()
    makers_firms.a_registered_firm(1, name="北京样例新阳光家政有限公司")

    page = browser_of(desk.operator).get("/firm/filings/").text

    assert "工商登记" in page
    assert "还有 15 天" in page


def test_there_is_no_other_matter_to_file() -> None:
    browser = browser_of(makers_desk.a_desk().operator)

    assert browser.post("/firm/filings/new/penalty/").status_code == 404


def test_the_pages_are_complete_in_english(new: Desk) -> None:
    browser = browser_of(new.operator)
    browser.cookies["lang"] = "en"

    assert "Send it for review" in browser.get(begun(browser)).text
    assert "What you filed" in browser.get("/firm/filings/").text


def test_the_day_of_a_change_is_asked_for_and_read() -> None:
    browser = browser_of(makers_desk.a_desk().operator)
    address = begun(browser)
    assert "变更日期" in browser.get(address).text

    page = browser.post(address, typed(act="submit", changed_on="昨天"))

    assert page.status_code == 422
    assert "请填日期" in page.text


def test_a_firm_that_files_in_a_second_county_is_told_where_it_is_filed() -> None:
    desk = makers_desk.a_desk()
    filing = makers_filings.a_filing(desk, region="110108")

    page = browser_of(desk.owner).get(f"/firm/filings/{filing}/").text
    officer = browser_of(makers_filings.an_officer("110108"))

    assert "企业已在北京市朝阳区备案" in page
    assert "改为在北京市海淀区备案" in page
    assert "已在别的区县备案" in officer.get(f"/console/filings/{filing}/").text
