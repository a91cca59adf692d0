"""She begins with a family from a look, both confirm; a complaint is heard, answered, decided."""

from playwright.sync_api import Page, expect

from tests.journeys.browser import Phones
from tests.journeys.conftest import MakeConsumer, MakeWorker
from tests.journeys.people import Consumer, Person, Worker, shoot
from tests.journeys.stack import Stack
from tests.journeys.test_firms_desk import DESK, a_certificate, an_officer
from tests.journeys.test_pages import look_over

WORDS = "说好每天四小时，三天只来了一小时。我的电话一三九 0013-9000。"
ANSWER = "那三天孩子发烧，商量好早走。"
WHY = "少做的时间下月补足，双方都同意过早走。"
HTML = {"name": "a.html", "mimeType": "text/html", "buffer": b"<html><script>1</script></html>"}
PHOTO = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": a_certificate()}


def address_of(person: Person) -> str:
    return person.page.url.partition("?")[0]


def begins_with_us(lin: Worker, hu: Consumer) -> str:
    """The family looked, and says that she begins; she says yes. The address of the service."""
    hu.asks(lin)
    lin.wait_for_request(hu)
    lin.approve_by_pin()
    hu.has("#record")
    hu.send("end")
    hu.has("#over")
    shoot(hu.page, "services/look-over")
    hu.page.locator("#begin").click()
    hu.page.locator("[name=trade]").select_option("child_care")
    shoot(hu.page, "services/begin")
    hu.send("begin")
    hu.sees("等她确认")
    service = address_of(hu)

    lin.go("/worker/")
    expect(lin.page.locator("#placements")).to_contain_text("要您确认")
    lin.page.locator("#placements").click()
    shoot(lin.page, "services/hers")
    lin.page.locator("#open a").first.click()
    shoot(lin.page, "services/to-confirm")
    lin.press("确认")
    lin.sees("双方都确认了")
    # The family's open page finds out by itself.
    hu.sees("证书有效")
    expect(hu.page.locator("#main")).not_to_contain_text(lin.card.name)
    shoot(hu.page, "services/confirmed")
    return service


def complains(hu: Consumer) -> str:
    """With a web page, which is refused, and a photo. The address of the complaint."""
    hu.page.locator("#complain").click()
    hu.has("#call-110")
    hu.page.locator("[name=charge][value='worker/not_as_agreed']").check()
    hu.fill("region", "杭州市西湖区")
    hu.fill("words", WORDS)
    shoot(hu.page, "complaints/new")
    hu.send("complain")
    hu.sees("等对方答复")
    expect(hu.page.locator("#said")).not_to_contain_text("9000")
    mine = address_of(hu)
    hu.page.locator("[name=file]").set_input_files(HTML)  # type: ignore[arg-type]  # a FilePayload
    hu.press("上传")
    hu.has(".jx-wrong")
    hu.page.locator("[name=file]").set_input_files(PHOTO)  # type: ignore[arg-type]  # as above
    hu.press("上传")
    hu.sees("已经收到您的材料")
    shoot(hu.page, "complaints/filed")
    return mine


def decides(officer: Page, number: str) -> None:
    """She takes it among others, reads both, looks at the photo, decides."""
    officer.goto("/console/complaints/")
    shoot(officer, "complaints/desk")
    this = officer.locator("tr[data-row]", has_text=number)
    this.get_by_role("button", name="领取").click()
    expect(officer.locator("#said")).to_contain_text(ANSWER)
    officer.locator("#said summary").first.click()
    picture = officer.locator("#said img").first
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("img => img.naturalWidth") > 100
    officer.locator("[name=finding][value=partly]").check()
    officer.locator("#decision [name=words]").fill(WHY)
    shoot(officer, "complaints/deciding")
    officer.get_by_role("button", name="作出决定").click()
    expect(officer.locator("#main")).to_contain_text("结果和理由已告诉双方")


def test_from_a_look_to_a_service_and_from_a_complaint_to_its_outcome(
    product: Stack, phones: Phones, open_lin: MakeWorker, consumer: MakeConsumer
) -> None:
    lin, hu = open_lin(), consumer()
    service = begins_with_us(lin, hu)
    mine = complains(hu)

    lin.go("/worker/")
    lin.page.locator("#complaints").click()
    lin.sees("没有按约定服务")
    lin.page.locator("#complaints a").first.click()
    lin.has("#answer")
    shoot(lin.page, "complaints/hers")
    lin.fill("words", ANSWER)
    lin.send("answer")
    lin.sees("主管部门办理中")
    number = lin.has("#stands dd.jx-num").inner_text()
    decides(an_officer(product, phones.new(size=DESK, camera=False)), number)
    for person, its in ((hu, mine), (lin, address_of(lin))):
        person.go(its)
        person.sees(WHY)
        person.sees("部分成立")
        shoot(person.page, f"complaints/outcome-{type(person).__name__.lower()}")

    hers = ("/worker/services/", "/worker/complaints/", _path(address_of(lin)))
    assert look_over(lin.page, lin.outside.stack.http, hers, "services-hers") == []
    theirs = (_path(service), "/consumer/services/", _path(mine), f"{_path(service)}complain/")
    assert look_over(hu.page, hu.outside.stack.http, theirs, "services-familys") == []
    hu.page.context.clear_cookies(name="lang")
    is_told(lin, hu, service)


def is_told(lin: Worker, hu: Consumer, service: str) -> None:
    """Her consent is taken back: the family learns that it is not valid, and no reason."""
    hu.go(service)
    lin.page.context.clear_cookies(name="lang")
    lin.go("/worker/consents/")
    lin.page.locator("a[href$='/withdraw/']", has_text="平台授权").first.click()
    lin.send("withdrawal")
    hu.sees("她的信用证书目前不在有效状态")
    shoot(hu.page, "services/out-of-force")
    # Whichever came first: others may be on their way to the same phone. Two jobs lead to it, and
    # one that fails is tried again after two seconds, four, eight and so on.
    hu.wait_until(lambda: hu.outside.how_many(hu.phone, "不在有效状态") > 0, within=150)
    hu.page.locator("#end").click()
    hu.send("end")
    hu.sees("不再显示她的任何情况")


def _path(address: str) -> str:
    return "/" + address.split("/", 3)[3]
