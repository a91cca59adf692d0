"""From a phone to a certificate, page by page, through the real middleware."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiaxin.facts.records import errands as records
from jiaxin.flows.enrolment import errands as enrolment_errands
from jiaxin.flows.enrolment import reads as enrolments
from jiaxin.flows.enrolment.models import Enrolment
from jiaxin.ground import clock
from jiaxin.ground.errors import SourceNotTrusted, SourceUnreachable
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity.ports import (
    CardFault,
    CardUnreadable,
    FaceOutcome,
    ProviderDown,
    RealNameWord,
)
from jiaxin.trust.identity.rules import App
from tests import makers
from tests.portals.conftest import browser_of, code_sent

DETAILS = {
    "name": makers.NAME,
    "number": makers.a_number(),
    "ethnicity": "汉",
    "address": "杭州市西湖区样例路 1 号",
    "until": "2040-01-01",
}


@pytest.fixture
def newcomer(outside: makers.Outside) -> Actor:
    """Signed in for the first time."""
    return makers.signed_in(App.WORKER, "13800138000")


@pytest.fixture
def browser(newcomer: Actor) -> Client:
    return browser_of(newcomer)


@pytest.fixture
def agreed(newcomer: Actor) -> Actor:
    makers.agree(newcomer, Kind.PLATFORM)
    return newcomer


@pytest.fixture
def matched(agreed: Actor, browser: Client) -> Actor:
    """Her details went to the source, which knows them."""
    browser.post("/worker/enrol/details/", DETAILS)
    enrolment_errands.compare(agreed.person, 1)
    return agreed


def photos() -> dict[str, SimpleUploadedFile]:
    return {
        side: SimpleUploadedFile(f"{side}.jpg", b"\xff\xd8 made up", "image/jpeg")
        for side in ("front", "back")
    }


def test_from_the_phone_to_the_certificate_without_a_camera(outside: makers.Outside) -> None:
    browser = Client()
    browser.post("/worker/sign-in/", {"phone": "138 0013 8000"})
    home = browser.post("/worker/sign-in/code/", {"code": code_sent()}, follow=True)
    assert "第 1 步，共 5 步" in home.text

    sheet = browser.get("/worker/enrol/", follow=True)
    version = re.search(r'name="version" value="([^"]+)"', sheet.text)
    assert version is not None
    browser.post("/worker/enrol/agree/", {"version": version[1]})
    read = browser.post("/worker/enrol/card/", photos(), follow=True)
    assert 'value="林秀英"' in read.text

    waiting = browser.post("/worker/enrol/details/", DETAILS, follow=True)
    assert "正在与公安数据源比对" in waiting.text
    person = Enrolment.objects.get().worker_id
    enrolment_errands.compare(person, 1)

    ways = browser.get("/worker/enrol/comparing/", follow=True)
    assert "公安比对一致" in ways.text
    first_pin = browser.post("/worker/enrol/prove/", {"way": "pin"}, follow=True)
    assert "设置办事密码" in first_pin.text
    address = first_pin.request["PATH_INFO"] + "?" + first_pin.request["QUERY_STRING"]
    sending = browser.post(address, {"pin": makers.PIN, "again": makers.PIN}, follow=True)
    assert "发送验证码" in sending.text
    check = sending.request["PATH_INFO"]
    browser.post(check, {"send": "1"})
    done = browser.post(check, {"pin": makers.PIN, "code": code_sent()}, follow=True)
    assert "您的证书已经开通" in done.text

    version = re.search(r'name="version" value="([^"]+)"', done.text)
    assert version is not None
    home = browser.post("/worker/enrol/background/", {"version": version[1]}, follow=True)
    assert "证书有效" in home.text
    records.check_background(person)
    assert "绿灯" in browser.get("/worker/").text


def test_nothing_is_asked_before_the_platforms_sheet(browser: Client) -> None:
    for page in ("card", "details", "comparing", "prove"):
        answer = browser.get(f"/worker/enrol/{page}/", follow=True)
        assert answer.request["PATH_INFO"] == "/worker/enrol/agree/"


def test_the_sheet_says_everything_that_the_law_asks(browser: Client) -> None:
    sheet = browser.get("/worker/enrol/agree/")

    for part in ("做什么", "用哪些", "给谁", "多久", "会怎样", "不同意"):
        assert part in sheet.text


def test_a_text_that_was_replaced_meanwhile_is_not_agreed_to(
    newcomer: Actor, browser: Client
) -> None:
    sheet = browser.post("/worker/enrol/agree/", {"version": "2020-01-1"})

    assert sheet.status_code == 409
    assert "授权书刚刚更新了" in sheet.text
    assert consents.in_force(newcomer.person) == {}


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (CardFault.NO_CARD, "照片里没有认出身份证"),
        (CardFault.WRONG_SIDE, "正反面拍反了"),
        (CardFault.BLURRED, "有点模糊"),
        (CardFault.NOT_A_PICTURE, "不是能打开的照片"),
    ],
)
def test_a_photo_that_gives_no_card_says_why_and_offers_to_type(
    outside: makers.Outside, agreed: Actor, browser: Client, fault: CardFault, said: str
) -> None:
    outside.cards.trouble = CardUnreadable("front", fault)

    page = browser.post("/worker/enrol/card/", photos())

    assert page.status_code == 422
    assert said in page.text
    assert "有照片的一面" in page.text
    assert "自己填写" in page.text


def test_a_reader_that_is_away_sends_her_to_typing(
    outside: makers.Outside, agreed: Actor, browser: Client
) -> None:
    outside.cards.trouble = ProviderDown()

    page = browser.post("/worker/enrol/card/", photos())

    assert page.status_code == 503
    assert "自动识别暂时用不了" in page.text


def test_a_missing_photo_is_said_beside_its_side(agreed: Actor, browser: Client) -> None:
    page = browser.post("/worker/enrol/card/", {"front": photos()["front"]})

    assert 'id="id_back_error"' in page.text
    assert 'id="id_front_error"' not in page.text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("number", "110101199003077", "18 位"),
        ("number", DETAILS["number"][:-1] + "9", ""),
        ("number", "330106199002300021", ""),
        ("name", "林秀英3", "不能使用的符号"),
        ("until", "2001-01-01", "过了有效期"),
        ("until", "", "长期有效"),
        ("until", "soon", "年-月-日"),
        ("number", makers.a_number(birth=date(clock.today().year - 10, 1, 5)), "未满 16 周岁"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_the_rest_is_kept(
    agreed: Actor, browser: Client, field: str, typed: str, said: str
) -> None:
    page = browser.post("/worker/enrol/details/", DETAILS | {field: typed})

    error = page.text.partition(f'id="id_{field}_error"')[2].partition("</div>")[0]
    assert error
    assert said in error
    assert DETAILS["address"] in page.text
    assert enrolments.own(agreed).step.value in {"card", "confirm"}


def test_a_card_without_end_needs_no_day(agreed: Actor, browser: Client) -> None:
    page = browser.post(
        "/worker/enrol/details/", DETAILS | {"until": "", "without_end": "on"}, follow=True
    )

    assert "正在与公安数据源比对" in page.text


@pytest.mark.parametrize(
    ("word", "trouble", "said"),
    [
        (RealNameWord.MISMATCH, None, "姓名和身份证号对不上"),
        (RealNameWord.UNKNOWN, None, "没有查到这个号码"),
        (RealNameWord.MATCH, SourceUnreachable(), "暂时没有答复"),
        (RealNameWord.MATCH, SourceNotTrusted(), "没有通过安全校验"),
    ],
)
def test_each_end_of_the_comparison_has_its_own_page_and_a_way_on(
    outside: makers.Outside,
    agreed: Actor,
    browser: Client,
    word: RealNameWord,
    trouble: Exception | None,
    said: str,
) -> None:
    outside.police.word, outside.police.trouble = word, trouble
    browser.post("/worker/enrol/details/", DETAILS)
    enrolment_errands.compare(agreed.person, 1)

    page = browser.get("/worker/enrol/comparing/")
    again = browser.post("/worker/enrol/comparing/", follow=True)

    assert said in page.text
    assert "改信息" in page.text
    assert "正在与公安数据源比对" in again.text


def test_a_comparison_that_was_cut_off_can_be_begun_again(agreed: Actor, browser: Client) -> None:
    browser.post("/worker/enrol/details/", DETAILS)
    Enrolment.objects.update(moved_at=clock.now() - makers.minutes(2))

    assert "比对的时间有点长" in browser.get("/worker/enrol/comparing/").text


def test_the_face_sheet_comes_before_the_camera(matched: Actor, browser: Client) -> None:
    sheet = browser.post("/worker/enrol/prove/", {"way": "face"}, follow=True)

    assert sheet.request["PATH_INFO"] == "/worker/consents/face/give/"
    assert "人脸核对授权书" in sheet.text


def test_a_face_proves_her(matched: Actor, browser: Client) -> None:
    makers.agree(matched, Kind.FACE)
    camera = browser.post("/worker/enrol/prove/", {"way": "face"}, follow=True)
    assert "data-face" in camera.text
    frames = [SimpleUploadedFile("0.jpg", b"frame", "image/jpeg")]

    done = browser.post(camera.request["PATH_INFO"], {"frames": frames}, follow=True)

    assert "您的证书已经开通" in done.text


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (FaceOutcome.OTHER, "不像同一个人"),
        (FaceOutcome.REVIEW, "没能比对清楚"),
        (FaceOutcome.NO_FACE, "没有看到脸"),
        (FaceOutcome.MANY_FACES, "不止一个人"),
        (FaceOutcome.NOT_LIVE, "没有看到按提示转头"),
    ],
)
def test_a_face_that_does_not_pass_says_why_and_offers_another_way(
    outside: makers.Outside, matched: Actor, browser: Client, outcome: FaceOutcome, said: str
) -> None:
    makers.agree(matched, Kind.FACE)
    outside.faces.outcome = outcome
    camera = browser.post("/worker/enrol/prove/", {"way": "face"}, follow=True)

    page = browser.post(camera.request["PATH_INFO"], {"frames": []})

    assert page.status_code == 422
    assert said in page.text
    assert "还可以试 4 次" in page.text
    assert "换一种方式" in page.text


def test_a_proven_worker_is_led_home(worker_client: Client) -> None:
    for page in ("", "agree/", "card/", "details/", "comparing/", "prove/"):
        answer = worker_client.get(f"/worker/enrol/{page}", follow=True)
        assert answer.request["PATH_INFO"] == "/worker/"


def test_a_consumer_has_no_worker_pages(consumer_client: Client) -> None:
    answer = consumer_client.get("/worker/enrol/card/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/worker/sign-in/")
