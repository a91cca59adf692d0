"""Her card on her own phone: fill in, look, put up, take down in one tap."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiaxin.facts.records import kinds
from jiaxin.facts.records import services as records
from jiaxin.flows.showcase import reads
from jiaxin.flows.showcase.ports import PhotoBad
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind
from tests.makers_showcase import PHOTO, photos, puts_up, writes
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db

FILLED = {
    "name": "own",
    "called": "林阿姨",
    "trades": ["maternity_care", "cooking"],
    "region": "杭州市",
    "light": "on",
    "words": "电话 138 0000 0001，会做月子餐",
}


def test_she_fills_it_in_looks_agrees_and_it_is_up(lin: Actor) -> None:
    browser = browser_of(lin)
    assert "做一张" in browser.get("/worker/showcase/").text

    saved = browser.post("/worker/showcase/edit/", FILLED, follow=True).text
    assert "林阿姨" in saved
    assert "电话 *** **** ****，会做月子餐" in saved
    assert "没有公开" in saved

    sheet = browser.get("/worker/showcase/publish/").text
    assert "个人风采公开授权书" in sheet
    version = consents.newest_version(Kind.SHOWCASE)
    up = browser.post("/worker/showcase/publish/", {"version": version}, follow=True).text
    assert "正在公开展示" in up
    assert "个人风采公开" in browser.get("/worker/consents/").text

    assert "林阿姨" in Client().get("/cards/").text


def test_one_tap_and_it_is_down(lin: Actor) -> None:
    card = puts_up(lin)
    browser = browser_of(lin)

    down = browser.post("/worker/showcase/down/", follow=True).text

    assert "已撤下" in down
    assert Client().get(f"/cards/{card}/").status_code == 410
    assert browser.post("/worker/showcase/down/", follow=True).status_code == 200


def test_what_is_missing_stands_beside_its_field(lin: Actor) -> None:
    answer = browser_of(lin).post(
        "/worker/showcase/edit/", {"name": "masked", "region": "无此地方", "words": "x" * 301}
    )

    assert answer.status_code == 422
    for said in ("请至少选一个工种", "没有找到这个地方", "最多 300 个字"):
        assert said in answer.text
    assert reads.mine(lin) is None


def test_the_form_comes_back_as_she_left_it(lin: Actor) -> None:
    browser = browser_of(lin)
    browser.post("/worker/showcase/edit/", FILLED)

    page = browser.get("/worker/showcase/edit/").text

    assert 'value="浙江省杭州市"' in page
    assert 'value="林阿姨"' in page


def test_a_photo_goes_on_and_off(lin: Actor) -> None:
    photos()
    writes(lin)
    browser = browser_of(lin)

    browser.post("/worker/showcase/photo/", {"photo": SimpleUploadedFile("x.jpg", b"raw")})
    assert browser.get("/worker/showcase/photo.jpg").content == PHOTO

    browser.post("/worker/showcase/photo/off/")
    assert browser.get("/worker/showcase/photo.jpg").status_code == 404


def test_what_is_no_photo_is_said_beside_the_field(lin: Actor) -> None:
    photos(PhotoBad())
    writes(lin)

    answer = browser_of(lin).post(
        "/worker/showcase/photo/", {"photo": SimpleUploadedFile("x.jpg", b"<html>")}
    )

    assert answer.status_code == 422
    assert "这张照片用不了" in answer.text


def test_nothing_is_put_up_before_there_is_a_card(lin: Actor) -> None:
    assert browser_of(lin).get("/worker/showcase/publish/").status_code == 409


def test_two_jobs_of_one_trade_are_told_apart_by_their_first_day(lin: Actor) -> None:
    for since in ("2021-02-20", "2023-03-01"):
        work = {"firm": "王家", "trade": "housekeeping", "since": since}
        records.enter(lin, kind=kinds.EMPLOYMENT, content=work)

    shown = browser_of(lin).get("/worker/showcase/edit/").text

    assert "家务服务员 · 2021-02-20" in shown
    assert "家务服务员 · 2023-03-01" in shown
