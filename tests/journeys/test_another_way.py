"""Her face is never the only way: a device's lock, or PIN and message, do the same."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import MakeConsumer, MakeWorker
from tests.journeys.people import shoot


def give_a_lock(page: Page) -> None:
    """The phone gets a screen lock that makes and uses passkeys."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_a_phones_lock_does_what_a_face_does(worker: MakeWorker, consumer: MakeConsumer) -> None:
    lin = worker(camera=False)
    give_a_lock(lin.page)
    lin.begin()
    lin.type_details()
    lin.choose("passkey")
    lin.sees("登记一次")
    shoot(lin.page, "another-way/make-known")
    lin.send("passkey")
    lin.sees("不会离开您的手机")
    expect(lin.page.locator("form[data-passkey=get]")).to_be_visible()
    lin.send("passkey")
    lin.finish()

    hu = consumer()
    hu.asks(lin)
    lin.wait_for_request(hu)
    lin.page.locator("#approve").click()
    lin.choose("passkey")
    shoot(lin.page, "another-way/unlock")
    lin.send("passkey")
    lin.has("#approved, #opened")
    hu.has("#record")
    hu.sees("设备解锁")
    lin.go("/worker/looks/")
    lin.sees("设备解锁")


def test_a_pin_and_a_message_do_what_a_face_does(
    worker: MakeWorker, consumer: MakeConsumer
) -> None:
    lin = worker(camera=False)
    lin.enrol_by_pin()

    hu = consumer()
    hu.asks(lin)
    lin.wait_for_request(hu)
    lin.page.locator("#approve").click()
    shoot(lin.page, "another-way/ways")
    lin.choose("pin")
    shoot(lin.page, "another-way/pin")
    code = lin.type_pin("999999")
    lin.sees("办事密码不对")
    lin.type_pin(code=code)
    lin.has("#approved, #opened")
    hu.has("#record")


def test_a_declined_face_sheet_leads_to_the_other_ways(worker: MakeWorker) -> None:
    lin = worker(camera=False)
    lin.begin()
    lin.type_details()
    lin.choose("face")
    lin.has("form#sheet")
    lin.press("不同意")
    lin.has("form#ways")
    lin.choose("pin")
    lin.by_pin()
    lin.finish()
