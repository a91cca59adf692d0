"""A copy of everything in two files, and a deletion: as plain forms, and on pages good to all."""

import json

from playwright.sync_api import Page, expect

from tests.journeys.browser import Phones
from tests.journeys.conftest import MakeWorker
from tests.journeys.people import Worker, shoot
from tests.journeys.test_pages import look_over

EXPORT, DELETE = "/worker/rights/export/", "/worker/rights/delete/"
PAGES = (
    *("/worker/rights/", "/worker/rights/pause/", EXPORT, DELETE, "/worker/exam/"),
    *("/worker/facts/insurance/", "/worker/facts/skill/"),
)


def shows_by_pin(lin: Worker, form: str) -> None:
    """She chooses PIN and text message on this page, and passes."""
    lin.page.locator(f"form#{form} button[value=pin]").click()
    lin.by_pin()


def taken(page: Page, link: str) -> bytes:
    with page.expect_download() as file:
        page.locator(link).click()
    return file.value.path().read_bytes()


def test_she_takes_a_copy_that_anybody_may_check_without_scripts(
    open_lin: MakeWorker, phones: Phones
) -> None:
    lin = open_lin(java_script_enabled=False)
    lin.go(EXPORT)
    shows_by_pin(lin, "export")
    lin.go_until(EXPORT, "#main", "下载 PDF")
    shoot(lin.page, "rights/export-ready")

    paper, machine = taken(lin.page, "#take-pdf"), taken(lin.page, "#take-json")
    assert paper.startswith(b"%PDF-")
    assert lin.card.number in json.dumps(json.loads(machine))

    clerk = phones.new(camera=False, java_script_enabled=False)
    for content, says in ((paper, "没有改过"), (paper[:-1], "不是本平台生成的原件")):
        clerk.goto("/exports/")
        clerk.locator("input[type=file]").set_input_files(
            {"name": "record.pdf", "mimeType": "application/pdf", "buffer": content}
        )
        clerk.locator("#main form button[type=submit]").click()
        expect(clerk.locator("#main")).to_contain_text(says)
    assert lin.card.name not in clerk.content()


def test_she_deletes_her_record_at_once_without_scripts(worker: MakeWorker) -> None:
    lin = worker(java_script_enabled=False, camera=False)
    lin.enrol_by_pin()
    lin.go(DELETE)
    lin.sees("法律要求留下的")

    shows_by_pin(lin, "delete")
    lin.has("#waits")
    shoot(lin.page, "rights/delete-waits")
    shows_by_pin(lin, "delete")
    lin.sees("已经删除")
    shoot(lin.page, "rights/deleted")

    lin.go("/worker/record/")
    lin.has("form#sign-in")


def test_the_pages_of_her_rights_are_good_to_everyone(open_lin: MakeWorker) -> None:
    lin = open_lin()

    assert look_over(lin.page, lin.outside.stack.http, PAGES, "rights") == []
