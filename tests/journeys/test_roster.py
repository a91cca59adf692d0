"""A firm imports ten thousand people, mends 137 rows that were amiss, and one of them says yes."""

import io
from pathlib import Path

import openpyxl
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # no stubs
from playwright.sync_api import Page, expect

from jiaxin.config.commands.demo_cast_staff import PASSWORD
from tests import rosters
from tests.journeys.browser import Phones, again
from tests.journeys.conftest import MakeWorker, Proven
from tests.journeys.people import shoot
from tests.journeys.stack import Stack
from tests.journeys.test_pages import OVERFLOW
from tests.journeys.test_staff import give, the_demos_code

DESK, PHONE = (1366, 768), (360, 800)
ROWS, BAD = 10_000, 137
# What is amiss in them, in turn.
AMISS = ("1.10101E+17", "110101199003071234", "", "12345", "=A1")
LONG = 180_000


def test_a_roster_with_137_bad_rows_is_imported_mended_and_answered(
    product: Stack, phones: Phones, proven: Proven, open_lin: MakeWorker, tmp_path: Path
) -> None:
    desk = phones.new(size=DESK, camera=False)
    rows = the_rows(proven)
    product.remember(*(word for row in rows[:50] for word in row[:3]))
    signs_in(product, desk)

    desk.goto("/firm/rosters/")
    look_over(desk, "1-none")
    uploads(desk, tmp_path / "花名册.xlsx", rosters.as_xlsx(rows))
    expect(desk.locator("#counts")).to_contain_text(
        f"{ROWS - BAD} 行可以导入，{BAD} 行需要修改", timeout=LONG
    )
    look_over(desk, "2-checked")
    desk.click("#open")
    expect(desk.locator("#counts")).to_contain_text(f"已导入 {ROWS - BAD} 人", timeout=LONG)

    mended = mend(taken_home(desk), rows)
    desk.goto("/firm/rosters/")
    uploads(desk, tmp_path / "改好的.xlsx", mended)
    expect(desk.locator("#counts")).to_contain_text(f"{BAD} 行可以导入，0 行需要修改", timeout=LONG)
    desk.click("#open")
    expect(desk.locator("#counts")).to_contain_text(f"已导入 {BAD} 人", timeout=LONG)

    she_says_yes(open_lin)
    desk.goto("/firm/rosters/")
    look_over(desk, "4-list")
    expect(desk.locator("#rosters tbody tr").last).to_contain_text(f"{ROWS - BAD}")
    unknown_headings(desk, tmp_path)


def the_rows(proven: Proven) -> list[list[str]]:
    """People, one of them Lin, and every so often something amiss."""
    rows = rosters.people(ROWS)
    rows[5][:2] = [proven.card.name, proven.card.number]
    for nth in range(BAD):
        rows[nth * 70 + 10][1] = AMISS[nth % len(AMISS)]
    return rows


def signs_in(product: Stack, page: Page) -> None:
    page.goto("/firm/")
    give(page, "sun-desk", PASSWORD)
    the_demos_code(product, page, "/firm/")


def uploads(page: Page, file: Path, data: bytes) -> None:
    file.write_bytes(data)
    page.set_input_files("#file", file)
    page.click("#upload form button")


def taken_home(page: Page) -> bytes:
    with page.expect_download() as coming:
        page.click("#mend-xlsx")
    return coming.value.path().read_bytes()


def mend(home: bytes, rows: list[list[str]]) -> bytes:
    """What the firm does in its spreadsheet: the right number into each row."""
    book = openpyxl.load_workbook(io.BytesIO(home))
    sheet = book.worksheets[0]
    assert sheet.max_row == BAD + 1
    for nth in range(BAD):
        assert sheet.cell(nth + 2, 6).value
        sheet.cell(nth + 2, 2).value = rosters.number(nth * 70 + 10)
    assert len(rows) == ROWS
    return rosters.saved(book)


def she_says_yes(open_lin: MakeWorker) -> None:
    lin = open_lin()
    lin.go("/worker/")
    lin.has("#on-rosters")
    shoot(lin.page, "roster/3-her-home")
    lin.go("/worker/invitations/")
    look_over(lin.page, "3-hers", sizes=(PHONE,))
    lin.page.get_by_role("button", name="接受，我在这里工作").click()
    lin.has("#done")
    shoot(lin.page, "roster/3-hers-done")


def unknown_headings(page: Page, folder: Path) -> None:
    """A list whose columns nobody knows is asked about."""
    uploads(page, folder / "x.csv", rosters.as_csv(rosters.people(3), head=list("甲乙丙丁戊")))
    expect(page.locator("#mapping")).to_be_visible(timeout=LONG)
    look_over(page, "5-mapping")
    page.select_option("#map-name", "0")
    page.select_option("#map-number", "1")
    page.click("#mapping button")
    expect(page.locator("#counts")).to_contain_text("可以导入", timeout=LONG)
    page.click("#drop")
    expect(page.locator("#counts")).to_contain_text("内容已清除")


def look_over(page: Page, name: str, sizes: tuple[tuple[int, int], ...] = (DESK, PHONE)) -> None:
    """axe finds nothing and nothing hangs over, in both languages and sizes; pictures are kept."""
    before = page.viewport_size
    for language in ("en", "zh-hans"):
        page.context.add_cookies([{"name": "lang", "value": language, "url": page.url}])
        again(page)
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            shoot(page, f"roster/{name}-{language}-{width}")
            assert page.evaluate(OVERFLOW) <= 0, f"{name} {language} {width}"
        found = Axe().run(page).response["violations"]
        faults = [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]
        assert not faults, f"{name}: {faults}"
    assert before is not None
    page.set_viewport_size(before)
