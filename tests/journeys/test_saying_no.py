"""She refuses, blocks, stops a look, takes her consent back: each at once, each in plain words."""

from tests.journeys.conftest import MakeConsumer, MakeWorker
from tests.journeys.people import shoot


def test_she_refuses_and_then_blocks(open_lin: MakeWorker, consumer: MakeConsumer) -> None:
    lin = open_lin()
    hu = consumer()
    hu.asks(lin)
    lin.wait_for_request(hu)
    lin.page.locator("#decline").click()
    lin.sees("您已拒绝")
    hu.has("#over")
    hu.sees("她没有同意这次查看")
    hu.sees("不说明她有问题")
    shoot(hu.page, "no/declined")

    hu.send("ask-again")
    hu.has("#waiting")
    lin.go("/worker/")
    lin.wait_for_request(hu)
    lin.page.locator("details:has(#block) summary").click()
    shoot(lin.page, "no/block")
    lin.page.locator("#block").click()
    lin.sees("您已拒绝")
    hu.has("#over")

    hu.send("ask-again")
    hu.sees("现在不能向她发出请求")
    shoot(hu.page, "no/blocked")
    lin.go("/worker/looks/")
    lin.sees("还没有人看过您的记录")
    shoot(lin.page, "no/nobody-looked")


def test_withdrawing_blanks_an_open_record_and_voids_the_certificate(
    worker: MakeWorker, consumer: MakeConsumer
) -> None:
    lin = worker(camera=False)
    lin.enrol_by_pin()
    hu = consumer()
    hu.asks(lin)
    lin.wait_for_request(hu)
    lin.approve_by_pin()
    hu.has("#record")

    lin.go("/worker/consents/")
    shoot(lin.page, "no/consents")
    lin.page.locator("#consent-platform a[href$='/withdraw/']").click()
    lin.has("form#withdrawal")
    shoot(lin.page, "no/withdraw")
    lin.send("withdrawal")
    lin.sees("已撤回，马上生效")

    hu.has("#over")
    assert lin.card.name not in hu.page.content()
    shoot(hu.page, "no/blanked")
    lin.go("/worker/")
    lin.sees("证书失效")
    assert lin.page.locator(".jx-qr").count() == 0
    shoot(lin.page, "no/void")


def test_she_stops_a_look_that_she_allowed(open_lin: MakeWorker, consumer: MakeConsumer) -> None:
    lin = open_lin()
    hu = consumer()
    hu.asks(lin)
    lin.wait_for_request(hu)
    lin.approve_by_pin()
    hu.has("#record")
    lin.has("#opened")
    shoot(lin.page, "no/being-looked-at")
    lin.send("stop")
    lin.has("#over")
    hu.has("#over")

    hu.page.go_back()
    assert lin.card.name not in hu.page.content()
