"""The firm's pages for rosters: upload, mend, import, and nothing of another firm's."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiaxin.flows.invitations import errands, files, reads
from jiaxin.flows.invitations.models import Roster, SealedInvitation
from jiaxin.flows.invitations.rules.states import MOST_BYTES, State
from jiaxin.portals.firm import roster_uploads
from jiaxin.trust.access.actor import Actor
from tests import makers_desk, makers_rosters, rosters
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> makers_desk.Desk:
    return makers_desk.a_desk()


@pytest.fixture
def browser(desk: makers_desk.Desk) -> Client:
    return browser_of(desk.operator)


def a_file(data: bytes, name: str = "花名册.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def uploaded(browser: Client, data: bytes, name: str = "花名册.csv") -> str:
    """Upload, let the job work; the address of the import's page."""
    answer = browser.post("/firm/rosters/", {"file": a_file(data, name)})
    assert answer.status_code == 302, answer.text[:400]
    errands.work(Roster.objects.order_by("-came_at")[0].id)
    return str(answer.headers["Location"])


def test_a_roster_is_uploaded_checked_and_imported(browser: Client) -> None:
    page = uploaded(browser, rosters.as_csv(rosters.people(12)))

    assert "12 行可以导入" in browser.get(page).text
    browser.post(f"{page}open/")
    errands.work(Roster.objects.get().id)

    shown = browser.get(page).text
    assert "已导入 12 人" in shown
    assert SealedInvitation.objects.filter(opened_at__isnull=False).count() == 12


def test_the_faults_are_told_with_their_cells(browser: Client) -> None:
    rows = rosters.people(3)
    rows[1][1] = "1.10101E+17"

    shown = browser.get(uploaded(browser, rosters.as_csv(rows))).text

    assert "B3" in shown
    assert "1.10101E+17" in shown  # in what is said of such numbers
    assert "先把这一列设为“文本”格式" in shown


def test_the_rows_to_mend_are_taken_home_mended_and_imported_alone(browser: Client) -> None:
    rows = rosters.people(6)
    rows[2][1], rows[4][0] = "110101199003071234", "=cmd|' /C calc'!A0"
    page = uploaded(browser, rosters.as_csv(rows))
    browser.post(f"{page}open/")
    errands.work(Roster.objects.get().id)

    answer = browser.get(f"{page}to-mend.csv")
    home = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert home[0] == [*rosters.HEAD, "问题和改法"]
    assert [row[0] for row in home[1:]] == [rows[2][0], "'=cmd|' /C calc'!A0"]
    assert home[1][-1].startswith("B4 校验位不对")
    home[1][1], home[2][0] = rosters.number(2), rosters.name(4)
    second = uploaded(browser, rosters.as_csv(home[1:], head=home[0]))
    browser.post(f"{second}open/")
    errands.work(Roster.objects.order_by("-came_at")[0].id)

    assert "已导入 2 人" in browser.get(second).text
    assert SealedInvitation.objects.filter(opened_at__isnull=False).count() == 6


def test_the_workbook_of_rows_to_mend_opens(browser: Client) -> None:
    import openpyxl  # noqa: PLC0415 — one use

    page = uploaded(browser, rosters.as_csv([*rosters.people(1), ["", "1"]]))

    answer = browser.get(f"{page}to-mend.xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet["A1"].value == "姓名"
    assert "没有填写" in str(sheet["F2"].value)


def test_columns_that_were_not_known_are_chosen_on_the_page(browser: Client) -> None:
    page = uploaded(browser, rosters.as_csv(rosters.people(2), head=list("甲乙丙丁戊")))
    assert "哪一列是什么" in browser.get(page).text

    assert browser.post(page, {"name": "0", "number": "0"}).status_code == 422
    assert browser.post(page, {"name": "0", "number": "x"}).status_code == 422
    assert browser.post(page, {"name": "0", "number": "1"}).status_code == 302
    errands.work(Roster.objects.get().id)

    assert "2 行可以导入" in browser.get(page).text


def test_a_file_that_cannot_be_read_says_why(browser: Client) -> None:
    shown = browser.get(uploaded(browser, b"%PDF-1.7", "名单.pdf")).text

    assert "不是 .xlsx 表格，也不是 CSV" in shown


def test_without_a_file_the_form_says_so(browser: Client) -> None:
    answer = browser.post("/firm/rosters/", {})

    assert answer.status_code == 422
    assert "还没有选择文件" in answer.text


def test_a_file_that_is_too_large_is_refused_and_nothing_of_it_stays(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster_uploads, "MOST_BYTES", 1000)
    before = set(files._home().iterdir())

    answer = browser.post("/firm/rosters/", {"file": a_file(rosters.as_csv(rosters.people(50)))})

    assert answer.status_code == 413
    assert "最多 100 MB" in answer.text
    assert set(files._home().iterdir()) == before
    assert MOST_BYTES == 100 * 1024 * 1024


def test_the_forms_token_is_asked_for(desk: makers_desk.Desk) -> None:
    browser = browser_of(desk.operator)
    browser.handler.enforce_csrf_checks = True
    before = set(files._home().iterdir())

    answer = browser.post("/firm/rosters/", {"file": a_file(rosters.as_csv(rosters.people(1)))})

    assert answer.status_code == 403
    assert not Roster.objects.exists()
    assert set(files._home().iterdir()) == before


def test_two_files_in_one_form_are_one(browser: Client) -> None:
    first = a_file(rosters.as_csv(rosters.people(1)))
    more = a_file(rosters.as_csv(rosters.people(2)))

    browser.post("/firm/rosters/", {"file": first, "other": more})

    assert Roster.objects.count() == 1


def test_an_import_goes_on_without_the_page_and_the_page_says_how_far(
    browser: Client, desk: makers_desk.Desk
) -> None:
    roster = makers_rosters.uploaded(_operator(desk), rosters.as_csv(rosters.people(3)))

    page = browser.get(f"/firm/rosters/{roster}/").text
    part = browser.get(f"/firm/rosters/{roster}/standing/").text

    assert 'http-equiv="refresh"' in page
    assert 'hx-trigger="every 2s"' in part
    assert reads.roster(_operator(desk), roster).state is State.CAUGHT


def _operator(desk: makers_desk.Desk) -> Actor:
    return desk.operator


def test_a_dropped_import_says_that_it_is_gone(browser: Client) -> None:
    page = uploaded(browser, rosters.as_csv(rosters.people(1)))

    browser.post(f"{page}drop/")

    assert "内容已清除" in browser.get(page).text


def test_another_firms_import_is_not_there(browser: Client) -> None:
    page = uploaded(browser, rosters.as_csv([*rosters.people(1), ["", "1"]]))
    other = browser_of(makers_desk.a_desk(2).owner)

    for address in (page, f"{page}standing/", f"{page}to-mend.csv"):
        assert other.get(address).status_code == 404
    for address in (page, f"{page}open/", f"{page}drop/"):
        assert other.post(address, {"name": "0", "number": "1"}).status_code == 404


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_template_is_a_roster_whose_columns_are_known(browser: Client, form: str) -> None:
    answer = browser.get(f"/firm/rosters/template.{form}")
    data = answer.content if form == "xlsx" else b"".join(answer)

    shown = browser.get(uploaded(browser, data, f"t.{form}")).text

    assert "表头下面没有内容" in shown
