"""From a phone to a certificate, to a look, to "who looked": every step as it is meant to be."""

import re

from playwright.sync_api import expect

from tests.journeys.browser import Phones
from tests.journeys.conftest import MakeConsumer, MakeWorker
from tests.journeys.people import Consumer, Worker, shoot


def test_a_worker_gets_her_certificate_and_a_family_sees_her_record_by_her_leave(
    phones: Phones, worker: MakeWorker, consumer: MakeConsumer
) -> None:
    lin = worker()
    gets_her_certificate(lin, phones)

    hu = consumer()
    hu.scan(phones.eye, lin)
    shoot(hu.page, "main/2-ask")
    hu.ask()
    approves_by_face(lin, hu, phones)

    sees_the_record(hu, lin)
    finds_the_look(lin)
    keeps_a_receipt(hu, lin)


def gets_her_certificate(lin: Worker, phones: Phones) -> None:
    lin.begin()
    lin.show_card()
    lin.confirm_details()
    lin.choose("face")
    lin.agree()
    lin.show_face(phones.eye)
    lin.finish()
    lin.sees("证书有效")
    shoot(lin.page, "main/1-certificate")


def approves_by_face(lin: Worker, hu: Consumer, phones: Phones) -> None:
    lin.sees("有人请求查看您的信用记录")
    shoot(lin.page, "main/3-told")
    lin.wait_for_request(hu)
    lin.sees("胡女士")
    lin.sees("照看孩子")
    lin.page.locator("#show-full_name").uncheck()
    shoot(lin.page, "main/4-request")
    lin.page.locator("#approve").click()
    lin.show_face(phones.eye)
    lin.has("#approved, #opened")


def sees_the_record(hu: Consumer, lin: Worker) -> None:
    hu.has("#record")
    hu.sees("绿灯")
    hu.sees(f"{lin.card.name[0]}")
    expect(hu.page.locator("#person")).not_to_contain_text(lin.card.name)
    expect(hu.page.locator("#identity")).to_contain_text("公安")
    expect(hu.page.locator("#background .jx-status")).to_contain_text("未发现")
    expect(hu.page.locator("#record .jx-left")).to_have_text(re.compile(r"^(9:\d\d|10:00)$"))
    shoot(hu.page, "main/5-record")


def finds_the_look(lin: Worker) -> None:
    lin.has("#opened")
    lin.go("/worker/looks/")
    look = lin.has("[id^=look-]")
    expect(look).to_contain_text("胡女士")
    expect(look).to_contain_text("背景核查")
    expect(look).not_to_contain_text("完整姓名")
    expect(look).to_contain_text("刷脸")
    shoot(lin.page, "main/6-who-looked")


def keeps_a_receipt(hu: Consumer, lin: Worker) -> None:
    hu.send("end")
    hu.has("#over")
    hu.press("看回执")
    hu.has("#receipt")
    shoot(hu.page, "main/7-receipt")
    expect(hu.page.locator("#receipt")).not_to_contain_text(lin.card.name[0])


def test_the_same_in_english_and_shorter(
    phones: Phones, worker: MakeWorker, consumer: MakeConsumer
) -> None:
    lin = worker(locale="en-GB")
    lin.begin()
    lin.show_card()
    lin.confirm_details()
    lin.choose("pin")
    lin.by_pin()
    lin.finish()
    lin.sees("Valid until")
    shoot(lin.page, "english/1-certificate")

    hu = consumer(called="Ms Hu", locale="en-GB")
    hu.scan(phones.eye, lin)
    hu.ask(reason="elder")
    lin.wait_for_request(hu)
    lin.sees("Ms Hu asks to see your record")
    shoot(lin.page, "english/2-request")
    lin.approve_by_pin()

    hu.has("#record")
    hu.sees("Green")
    expect(hu.page.locator("#person")).to_contain_text(lin.card.name)
    shoot(hu.page, "english/3-record")
    lin.go("/worker/looks/")
    expect(lin.has("[id^=look-]")).to_contain_text("Ms Hu")
