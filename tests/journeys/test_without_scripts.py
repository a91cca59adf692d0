"""Everything but the camera works as plain forms: card by file, PIN and message, short code."""

from playwright.sync_api import expect

from tests.journeys.conftest import MakeConsumer, MakeWorker
from tests.journeys.people import shoot


def test_the_whole_loop_without_javascript(worker: MakeWorker, consumer: MakeConsumer) -> None:
    lin = worker(java_script_enabled=False, camera=False)
    lin.begin()
    lin.show_card()
    lin.confirm_details()
    lin.choose("pin")
    lin.by_pin()
    lin.finish()
    shoot(lin.page, "no-script/certificate")

    hu = consumer(java_script_enabled=False, camera=False)
    hu.find(lin.has("#short-code").inner_text())
    hu.ask()
    hu.has("noscript p")

    # Her page reloads itself, so she need do nothing to be told.
    lin.wait_for_request(hu)
    lin.page.locator("#show-background").uncheck()
    shoot(lin.page, "no-script/request")
    lin.approve_by_pin()

    hu.has("#record")
    shoot(hu.page, "no-script/record")
    expect(hu.page.locator("#background")).to_contain_text("没有展示")
    lin.has("#opened")
    lin.go("/worker/looks/")
    expect(lin.has("[id^=look-]")).to_contain_text("胡女士")

    hu.send("end")
    hu.has("#over")


def test_the_face_page_says_what_to_do_without_javascript(worker: MakeWorker) -> None:
    lin = worker(java_script_enabled=False, camera=False)
    lin.begin()
    lin.type_details()
    lin.choose("face")
    lin.agree()
    lin.has("noscript p")
    expect(lin.page.locator("[data-start]")).to_be_disabled()
    shoot(lin.page, "no-script/face")
    lin.page.locator("#another-way").click()
    lin.has("form#ways")
