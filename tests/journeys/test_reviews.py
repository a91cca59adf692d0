"""A family says how it was and is answered; the next family reads it if she allows."""

from playwright.sync_api import expect

from tests.journeys.conftest import MakeConsumer, MakeWorker
from tests.journeys.people import Consumer, Worker, shoot
from tests.journeys.test_pages import faults_of

WORDS = "按时来，孩子喜欢她。"


def serves(lin: Worker, hu: Consumer) -> None:
    """From a look: she begins with them, and says yes."""
    hu.asks(lin)
    lin.wait_for_request(hu)
    lin.approve_by_pin()
    hu.has("#record")
    hu.page.locator("#begin").click()
    hu.page.locator("[name=trade]").select_option("child_care")
    hu.page.locator("form button[type=submit]").last.click()
    hu.has("#placement")
    lin.go("/worker/services/")
    lin.page.locator("a[href*='/worker/services/']").first.click()
    lin.has("#answer")
    lin.page.locator("#answer button[value=yes]").click()


def says_how_it_was(hu: Consumer) -> None:
    hu.page.locator("#review").click()
    for question in ("agreed", "careful", "kind", "again"):
        hu.page.locator(f"[name={question}][value=yes]").check()
    hu.fill("words", WORDS)
    shoot(hu.page, "reviews/writing")
    assert faults_of(hu.page, "review") == []
    hu.send("write")
    hu.sees("已收到，谢谢")
    shoot(hu.page, "reviews/written")


def answers(lin: Worker) -> None:
    lin.go("/worker/reviews/")
    shoot(lin.page, "reviews/hers")
    assert faults_of(lin.page, "reviews") == []
    lin.press("回应")
    lin.fill("words", "谢谢您家的信任。")
    lin.send("answer")
    lin.sees("谢谢您家的信任。")
    shoot(lin.page, "reviews/answered")


def test_a_family_reviews_is_answered_and_the_next_one_reads_it(
    open_lin: MakeWorker, consumer: MakeConsumer
) -> None:
    lin, hu = open_lin(), consumer()
    serves(lin, hu)
    says_how_it_was(hu)
    answers(lin)

    wang = consumer(called="王女士")
    wang.asks(lin)
    lin.wait_for_request(wang)
    shoot(lin.page, "reviews/request")
    lin.approve_by_pin()
    reviews = wang.has("#reviews")
    expect(reviews).to_contain_text("孩子喜欢她")
    expect(reviews).to_contain_text("谢谢您家的信任。")
    shoot(wang.page, "reviews/read")

    ma = consumer(called="马女士")
    ma.asks(lin)
    lin.wait_for_request(ma)
    lin.page.locator("[name=show][value=reviews]").uncheck()
    lin.approve_by_pin()
    ma.has("#record")
    expect(ma.page.locator("#reviews")).to_have_count(0)
