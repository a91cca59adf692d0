"""Whatever is put in, a clear sentence comes out; nothing is lost, nothing half-done."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from jiaxin.ground.id_numbers import check_character
from tests.journeys.browser import Phones
from tests.journeys.conftest import MakeConsumer, MakeWorker
from tests.journeys.films import portrait_photo
from tests.journeys.outside import child_birth
from tests.journeys.people import a_phone, shoot


def jpeg(size: tuple[int, int]) -> bytes:
    """A wall."""
    out = io.BytesIO()
    Image.new("RGB", size, (160, 150, 140)).save(out, "JPEG", quality=30)
    return out.getvalue()


def upside_down(picture: bytes) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").rotate(180).save(out, "JPEG")
    return out.getvalue()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("card.txt", "not a card")
    return out.getvalue()


def test_photos_that_are_no_card_are_told_apart(worker: MakeWorker) -> None:
    # Without scripts, so that every file goes to the server as it is.
    lin = worker(camera=False, java_script_enabled=False)
    lin.begin()
    front, back = lin.card.front, lin.card.back
    for name, pictures, words in (
        ("face", (portrait_photo(), back), "没有认出身份证"),
        ("wall", (jpeg((900, 600)), back), "没读清楚"),
        ("swapped", (back, front), "正反面拍反了"),
        ("zip", (zipped(), back), "不是能打开的照片"),
        ("empty", (b"", back), "没有收到照片，或照片是空的"),
        ("40-megapixels", (jpeg((8000, 5200)), back), "照片"),
    ):
        lin.give_photo("front", pictures[0])
        lin.give_photo("back", pictures[1])
        lin.send("card")
        lin.sees(words)
        lin.has("form#card .jx-wrong, #refused")
        shoot(lin.page, f"bad-input/card-{name}")

    lin.show_card(upside_down(front), upside_down(back))
    lin.confirm_details()
    lin.has("form#ways")


def whole(body: str) -> str:
    return body + check_character(body)


NUMBERS = [
    ("110105850308002", "15 位"),
    ("11010519850308", "18 位"),
    (whole("11010519850308002")[:-1] + "*", "只能有数字"),
    (whole("11010519850230002"), "不存在"),
    (whole("11010520990308002"), "还没有到"),
    (whole("11010519850308002").translate(str.maketrans("12", "21")), "号码"),
    (whole("99010519850308002"), "从来没有使用过"),
]


def test_wrong_details_are_said_beside_their_field(worker: MakeWorker) -> None:
    lin = worker(camera=False)
    lin.begin()
    for number, words in NUMBERS:
        lin.type_details(number=number)
        expect(lin.has(".jx-field:has([name=number]) .jx-error").first).to_contain_text(words)
        expect(lin.page.locator("[name=number]")).to_have_value(number)
    shoot(lin.page, "bad-input/number")
    lin.type_details(name="李1")
    lin.has(".jx-field:has([name=name]) .jx-error")
    expect(lin.page.locator("[name=number]")).to_have_value(lin.card.number)


def test_somebody_under_sixteen_is_refused_kindly(worker: MakeWorker) -> None:
    young = {"birth": child_birth(datetime.now(UTC).date())}
    lin = worker(camera=False, card=young)
    lin.begin()
    lin.type_details()
    lin.sees("您还未满 16 周岁")
    lin.sees("您填写的信息没有保存")
    shoot(lin.page, "bad-input/under-sixteen")


@pytest.mark.parametrize("name", ["㛃𠮷", "阿依古丽·买买提", "Anna-Maria O'Neil"])
def test_rare_names_are_taken_as_they_are(worker: MakeWorker, name: str) -> None:
    lin = worker(camera=False, card={"name": name})
    lin.begin()
    lin.type_details()
    lin.has("form#ways")


def test_a_refused_camera_offers_another_way(worker: MakeWorker, consumer: MakeConsumer) -> None:
    lin = worker(camera=False)
    lin.begin()
    lin.type_details()
    lin.choose("face")
    lin.agree()
    lin.page.locator("[data-start]").click()
    lin.has("[data-trouble=refused]")
    shoot(lin.page, "bad-input/camera-refused")
    lin.page.locator("#another-way").click()
    lin.has("form#ways")

    hu = consumer(camera=False)
    hu.go("/consumer/")
    hu.page.locator("#scan").click()
    hu.has("[data-trouble=refused]")
    expect(hu.page.locator("form#short-code")).to_be_visible()


def test_guessing_a_code_ends_and_a_new_one_helps(worker: MakeWorker) -> None:
    lin = worker(camera=False)
    lin.go("/worker/sign-in/")
    lin.fill("phone", lin.phone)
    lin.send("sign-in")
    lin.has("form#sign-in-code")
    right = lin.next_code()
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for _ in range(5):
        lin.fill("code", wrong)
        lin.send("sign-in-code")
        lin.sees("验证码不对或已过期")
    lin.fill("code", right)
    lin.send("sign-in-code")
    lin.sees("太频繁")
    shoot(lin.page, "bad-input/code-guessed")

    lin.send("resend")
    lin.sees("新的验证码已发出")
    lin.fill("code", lin.next_code())
    lin.send("sign-in-code")
    lin.has("#next-step")


def test_a_forged_flipped_or_foreign_code_opens_nothing(
    open_lin: MakeWorker, consumer: MakeConsumer, phones: Phones
) -> None:
    lin = open_lin()
    lin.go("/worker/")
    shown = Image.open(io.BytesIO(lin.code_on_screen()))
    link = zxingcpp.read_barcodes(shown.resize((600, 600)))[0].text
    assert link.startswith(lin.outside.stack.http + "/v/")
    assert len(link) < 100
    token = link.rsplit("/", 1)[1]

    stranger = phones.new(camera=False)
    stranger.goto(link)
    expect(stranger.locator("#certificate")).to_contain_text("证书有效")
    assert lin.card.name not in stranger.content()
    shoot(stranger, "bad-input/stranger")
    flipped = token[:-1] + ("0" if token[-1] != "0" else "1")
    for bad in (flipped, token.lower()[::-1], "hello"):
        stranger.goto(f"/v/{bad}")
        expect(stranger.locator("#main")).to_contain_text("不是本平台的证书二维码")
    shoot(stranger, "bad-input/forged")

    hu = consumer(camera=False)
    hu.go("/consumer/")
    hu.fill("code", "ZZZZ ZZZZ")
    hu.send("short-code")
    hu.sees("没有找到这个短码")
    hu.go("/consumer/photo/")
    file = {"name": "code.jpg", "mimeType": "image/jpeg", "buffer": jpeg((600, 600))}
    hu.page.locator("input[name=photo]").set_input_files(file)  # type: ignore[arg-type]  # a FilePayload
    hu.send("photo")
    hu.sees("没有找到二维码")
    shoot(hu.page, "bad-input/no-code-in-photo")
    file["buffer"] = lin.code_on_screen()
    hu.page.locator("input[name=photo]").set_input_files(file)  # type: ignore[arg-type]  # as above
    hu.send("photo")
    hu.has("form#ask")


def test_two_phones_approving_at_once_make_one_look(
    open_lin: MakeWorker, consumer: MakeConsumer
) -> None:
    lin, twin = open_lin(), open_lin(storage_state=None)
    twin.sign_in("worker")
    hu = consumer()
    hu.asks(lin)
    codes = []
    for one in (lin, twin):
        one.go("/worker/")
        one.read = one.outside.newest(one.phone)["id"]
        one.wait_for_request(hu)
        one.page.locator("#approve").click()
        one.choose("pin")
        one.has("form#pin")
        codes.append(one.next_code())
    for one, code in zip((lin, twin), codes, strict=True):
        one.fill("pin", "314159")
        one.fill("code", code)
    for one in (lin, twin):
        one.page.locator("form#pin button").click(no_wait_after=True)

    for one in (lin, twin):
        one.has("#approved, #opened")
    hu.has("#record")
    twin.go("/worker/looks/")
    # Earlier looks of this file stand there too.
    expect(twin.page.locator("[id^=look-]", has_text=f"尾号 {hu.phone[-4:]}")).to_have_count(1)


def test_a_network_that_goes_away_mid_approval_costs_nothing(
    open_lin: MakeWorker, consumer: MakeConsumer
) -> None:
    lin = open_lin()
    hu = consumer()
    hu.asks(lin)
    lin.wait_for_request(hu)
    lin.page.locator("#approve").click()
    lin.choose("pin")
    lin.has("form#pin")
    code = lin.next_code()
    lin.fill("pin", "314159")
    lin.fill("code", code)

    lin.page.context.set_offline(offline=True)
    lin.page.locator("form#pin button").click()
    expect(lin.page.locator("#jx-offline")).to_be_visible()
    expect(lin.page.locator("[name=code]")).to_have_value(code)
    shoot(lin.page, "bad-input/offline")

    lin.page.context.set_offline(offline=False)
    lin.page.locator("form#pin button").click()
    lin.has("#approved, #opened")
    hu.has("#record")


def test_another_phone_with_the_same_account_sees_no_record(
    worker: MakeWorker, consumer: MakeConsumer
) -> None:
    # Not the file's worker: four codes a minute go to one phone.
    lin = worker(camera=False)
    lin.enrol_by_pin()
    hu, elsewhere = consumer(), consumer()
    elsewhere.phone = hu.phone
    elsewhere.sign_out()
    elsewhere.sign_in("consumer")
    hu.asks(lin)
    lin.wait_for_request(hu)
    lin.approve_by_pin()
    hu.has("#record")

    elsewhere.go(hu.page.url)
    elsewhere.sees("只有提出请求的那台手机可以查看")
    assert lin.card.name not in elsewhere.page.content()
    stranger = consumer(called="路人")
    stranger.phone = a_phone()
    answer = stranger.page.request.get(hu.page.url)
    assert answer.status == 404
