"""Her rights, page by page: a copy of everything, a pause, a deletion."""

import re
from typing import Any

import pytest
from django.test import Client

from jiaxin.flows.registers import services as registers
from jiaxin.flows.rights import errands
from jiaxin.flows.rights import reads as rights
from jiaxin.trust.access.actor import Actor
from tests import makers, makers_registers, makers_staff
from tests.makers_rights import an_export, rest
from tests.portals.conftest import browser_of, code_sent

EXPORT = "/worker/rights/export/"


def ask_by_pin(client: Client) -> str:
    """She asks for a copy and shows that it is she; the page she ends on."""
    pin = client.post(EXPORT, {"way": "pin"}, follow=True)
    address = pin.request["PATH_INFO"]
    assert "导出您的全部记录" in pin.text
    done = client.post(address, {"pin": makers.PIN, "code": code_sent()}, follow=True)
    assert done.request["PATH_INFO"] == EXPORT
    return done.text


def test_she_asks_waits_and_takes_both_files(lin: Actor, worker_client: Client) -> None:
    waiting = ask_by_pin(worker_client)
    assert "正在生成" in waiting
    assert 'http-equiv="refresh"' in waiting

    [copy] = rights.exports(lin)
    errands.make_export(lin.person, copy.id)
    ready = worker_client.get(EXPORT).text
    pdf = worker_client.get(f"{EXPORT}{copy.id}/pdf/")
    machine = worker_client.get(f"{EXPORT}{copy.id}/json/")

    assert "文件好了" in ready
    assert f"{EXPORT}{copy.id}/pdf/" in ready
    assert pdf.content.startswith(b"%PDF-")
    assert machine.json()["worker"] == str(lin.person)
    for file in (pdf, machine):
        assert "attachment" in file["Content-Disposition"]
        assert "no-store" in file["Cache-Control"]


def test_by_face_it_is_asked_for_at_once(lin: Actor, worker_client: Client) -> None:
    page = worker_client.post(EXPORT, {"way": "face"}, follow=True)
    frames = [makers_frame(), makers_frame()]
    done = worker_client.post(page.request["PATH_INFO"], {"frames": frames}, follow=True)

    assert done.request["PATH_INFO"] == EXPORT
    assert "正在生成" in done.text


def makers_frame() -> object:
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 — one use

    return SimpleUploadedFile("frame.jpg", b"a frame", "image/jpeg")


def test_a_wrong_pin_makes_no_copy(lin: Actor, worker_client: Client) -> None:
    pin = worker_client.post(EXPORT, {"way": "pin"}, follow=True)
    wrong = {"pin": "000001", "code": code_sent()}

    page = worker_client.post(pin.request["PATH_INFO"], wrong)

    assert page.status_code == 422
    assert rights.exports(lin) == []


def test_another_kind_of_file_is_none(lin: Actor, worker_client: Client) -> None:
    assert worker_client.get(f"{EXPORT}{an_export(lin)}/exe/").status_code == 404


def test_anothers_file_is_gone_for_her(lin: Actor, worker_client: Client) -> None:
    other = makers.a_worker(phone="13700137000", number=makers.a_number(order=4), name="赵桂香")

    page = browser_of(other).get(f"{EXPORT}{an_export(lin)}/pdf/")

    assert page.status_code == 410
    assert makers.NAME not in page.text


@pytest.mark.parametrize("path", ["/worker/rights/", EXPORT])
def test_the_pages_are_there_in_english(worker_client: Client, path: str) -> None:
    page = worker_client.get(path, headers={"Accept-Language": "en"})

    assert 'lang="en"' in page.text[:100]
    assert page.status_code == 200


DELETE = "/worker/rights/delete/"


def show_by_pin(client: Client, path: str) -> Any:
    """She presses PIN and text message on a page, and passes; where she ends."""
    rest()
    page = client.post(path, {"way": "pin"}, follow=True)
    typed = {"pin": makers.PIN, "code": code_sent()}
    return client.post(page.request["PATH_INFO"], typed, follow=True)


def test_she_pauses_and_resumes_in_one_tap_each(lin: Actor, worker_client: Client) -> None:
    paused = worker_client.post("/worker/rights/pause/", follow=True)
    assert 'id="paused"' in paused.text
    assert "证书暂停" in worker_client.get("/worker/").text

    resumed = worker_client.post("/worker/rights/pause/", {"resume": "1"}, follow=True)

    assert 'id="paused"' not in resumed.text
    assert "已恢复" in resumed.text


def test_while_paused_a_sheet_says_what_comes_first(lin: Actor, worker_client: Client) -> None:
    worker_client.post("/worker/rights/pause/")

    page = worker_client.get("/worker/consents/platform/give/").text
    version = re.search(r'name="version" value="([^"]+)"', page)
    assert version is not None
    refused = worker_client.post("/worker/consents/platform/give/", {"version": version[1]})

    assert refused.status_code == 409
    assert "您已暂停自己的记录" in refused.text


def test_the_page_says_what_goes_and_what_stays_before_she_asks(worker_client: Client) -> None:
    page = worker_client.get(DELETE).text

    for words in (
        "姓名、证件号",
        "您的专用密钥",
        "3 天内可以反悔",
        "授权凭证",
        "查询留痕",
        "留痕：",
    ):
        assert words in page
    for others in ("企业的公开记录", "企业备案", "以工作身份"):
        assert others not in page


def test_asked_for_it_waits_and_is_undone(lin: Actor, worker_client: Client) -> None:
    asked = show_by_pin(worker_client, DELETE)
    assert asked.request["PATH_INFO"] == DELETE
    assert 'id="waits"' in asked.text

    kept = worker_client.post(f"{DELETE}undo/", follow=True)

    assert "已撤销删除" in kept.text
    assert 'id="deletion-waits"' not in kept.text


def test_not_waiting_she_shows_it_again_and_is_signed_out(
    lin: Actor, worker_client: Client
) -> None:
    show_by_pin(worker_client, DELETE)

    gone = show_by_pin(worker_client, DELETE)

    assert gone.request["PATH_INFO"] == "/deleted/"
    assert "已经删除" in gone.text
    assert worker_client.get("/worker/")["Location"].startswith("/worker/sign-in/")


def test_a_wrong_pin_deletes_nothing(lin: Actor, worker_client: Client) -> None:
    page = worker_client.post(DELETE, {"way": "pin"}, follow=True)
    typed = {"pin": "000001", "code": code_sent()}

    refused = worker_client.post(page.request["PATH_INFO"], typed)

    assert refused.status_code == 422
    assert rights.open_deletion(lin.person) is None


@pytest.mark.parametrize("path", [DELETE, "/worker/rights/pause/"])
def test_these_pages_are_there_in_english(worker_client: Client, path: str) -> None:
    page = worker_client.get(path, headers={"Accept-Language": "en"})

    assert 'lang="en"' in page.text[:100]
    assert page.status_code == 200


def test_a_breach_that_concerns_her_is_read_on_her_page(worker_client: Client) -> None:
    assert "没有涉及您" in worker_client.get("/worker/rights/breaches/").text
    assert 'id="to-breaches"' not in worker_client.get("/worker/rights/").text
    admin = makers_staff.a_security_admin()
    breach = makers_registers.a_breach(admin)
    registers.begin_telling(admin, breach_id=breach)

    page = worker_client.get("/worker/rights/breaches/").text

    assert f'data-breach="{breach}"' in page
    assert "不要把验证码告诉任何人" in page
    assert 'id="to-breaches"' in worker_client.get("/worker/rights/").text
