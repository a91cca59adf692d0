"""One request, one sheet: approve in any way, refuse in one tap, stop at any time."""

import re
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiaxin.facts.records.rules import Section
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.queries import services as query_services
from jiaxin.flows.queries.errors import Blocked
from jiaxin.flows.queries.rules import State
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity.ports import FaceOutcome
from tests import makers
from tests.clockwork import at
from tests.portals.conftest import browser_of, code_sent

WITHOUT_NAME = {"way": "", "show": ["identity", "background"]}


@pytest.fixture
def query(lin: Actor, hu: Actor) -> UUID:
    return makers.a_query(lin, hu)


def address(query: UUID, act: str = "") -> str:
    return f"/worker/requests/{query}/{act}"


def frames() -> dict[str, object]:
    return {"frames": [SimpleUploadedFile("0.jpg", b"frame", "image/jpeg")]}


def kept_ticks(page: str) -> list[str]:
    return re.findall(r'type="hidden" name="show" value="([^"]+)"', page)


def test_the_sheet_says_who_why_what_and_how_long(worker_client: Client, query: UUID) -> None:
    sheet = worker_client.get(address(query)).text

    for part in ("胡女士（尾号 9000）", "照看孩子", "背景核查", "完整姓名", "10 分钟，只此一次"):
        assert part in sheet
    assert "必看" in sheet
    assert 'id="decline"' in sheet


def test_opening_the_sheet_spares_the_text_message(
    lin: Actor, worker_client: Client, query: UUID
) -> None:
    worker_client.get(address(query))

    assert queries.unnoticed(lin.person, query) is None


def test_a_face_approves_what_she_left_ticked(
    lin: Actor, worker_client: Client, query: UUID
) -> None:
    camera = worker_client.post(address(query), WITHOUT_NAME | {"way": "face"}, follow=True)
    assert kept_ticks(camera.text) == ["background", "identity"]

    after = worker_client.post(
        camera.request["PATH_INFO"],
        frames() | {"show": kept_ticks(camera.text)},
        follow=True,
    )

    assert "您已同意" in after.text
    allowed = queries.put_to(lin, query_id=query).allowed_sections
    assert allowed == (Section.IDENTITY, Section.BACKGROUND)


def test_a_pin_and_a_message_approve_and_the_ticks_survive_the_change_of_way(
    lin: Actor, worker_client: Client, query: UUID
) -> None:
    camera = worker_client.post(address(query), WITHOUT_NAME | {"way": "face"}, follow=True)
    other = re.search(r'id="another-way" href="([^"]+)"', camera.text)
    assert other is not None
    ways = worker_client.get(other[1].replace("&amp;", "&"))
    asking = worker_client.post(
        ways.request["PATH_INFO"], {"way": "pin", "show": kept_ticks(ways.text)}, follow=True
    )
    assert "验证码已发到 <b>138****8000</b>" in asking.text

    after = worker_client.post(
        asking.request["PATH_INFO"],
        {"pin": makers.PIN, "code": code_sent(), "show": kept_ticks(asking.text)},
        follow=True,
    )

    assert "您已同意" in after.text
    assert Section.FULL_NAME not in queries.put_to(lin, query_id=query).allowed_sections


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"pin": "999111"}, "pin", "办事密码不对"),
        ({"code": "000000"}, "code", "验证码不对或已过期"),
        ({"pin": ""}, "pin", "还没有填写"),
    ],
)
def test_a_wrong_pin_or_code_is_said_beside_it_and_nothing_is_shown(
    lin: Actor,
    worker_client: Client,
    query: UUID,
    wrong: dict[str, str],
    field: str,
    said: str,
) -> None:
    asking = worker_client.post(address(query), WITHOUT_NAME | {"way": "pin"}, follow=True)
    typed = {"pin": makers.PIN, "code": code_sent().replace("000000", "111111")} | wrong

    page = worker_client.post(asking.request["PATH_INFO"], typed | {"show": ["background"]})

    error = page.text.partition(f'id="id_{field}_error"')[2].partition("</div>")[0]
    assert said in error
    assert kept_ticks(page.text)[:1] == ["background"]
    assert queries.put_to(lin, query_id=query).state is State.ASKED


def test_another_code_takes_the_place_of_the_first(worker_client: Client, query: UUID) -> None:
    asking = worker_client.post(address(query), WITHOUT_NAME | {"way": "pin"}, follow=True)
    first = code_sent()
    again = worker_client.post(
        asking.request["PATH_INFO"], {"send": "1", "show": ["background"]}, follow=True
    )

    done = worker_client.post(
        asking.request["PATH_INFO"], {"pin": makers.PIN, "code": code_sent()}, follow=True
    )

    assert kept_ticks(again.text)[:1] == ["background"]
    assert first
    assert "您已同意" in done.text


def test_after_too_many_codes_she_is_told_to_wait(worker_client: Client, query: UUID) -> None:
    asking = worker_client.post(address(query), WITHOUT_NAME | {"way": "pin"}, follow=True)

    pages = [worker_client.post(asking.request["PATH_INFO"], {"send": "1"}) for _ in range(8)]

    assert pages[-1].status_code == 429
    assert "操作太频繁了" in pages[-1].text


def test_another_face_approves_nothing(
    outside: makers.Outside, lin: Actor, worker_client: Client, query: UUID
) -> None:
    outside.faces.outcome = FaceOutcome.OTHER
    camera = worker_client.post(address(query), WITHOUT_NAME | {"way": "face"}, follow=True)

    page = worker_client.post(camera.request["PATH_INFO"], frames())

    assert "不像同一个人" in page.text
    assert queries.put_to(lin, query_id=query).state is State.ASKED


def test_a_second_tap_on_confirm_shows_that_it_was_approved(
    worker_client: Client, query: UUID
) -> None:
    asking = worker_client.post(address(query), WITHOUT_NAME | {"way": "pin"}, follow=True)
    typed = {"pin": makers.PIN, "code": code_sent()}
    worker_client.post(asking.request["PATH_INFO"], typed)

    second = worker_client.post(asking.request["PATH_INFO"], typed, follow=True)

    assert second.status_code == 200
    assert "您已同意" in second.text


def test_where_the_network_went_between_the_two_one_tap_is_left(
    lin: Actor, worker_client: Client, query: UUID
) -> None:
    check = makers.show_presence(lin, use=Use.APPROVE, about_id=query)

    page = worker_client.get(f"/worker/presence/{check}/face/?show=background")
    after = worker_client.post(
        f"/worker/presence/{check}/use/", {"show": kept_ticks(page.text)}, follow=True
    )

    assert "不用再验证" in page.text
    assert "您已同意" in after.text


def test_a_check_that_is_over_leads_back_with_her_ticks(worker_client: Client, query: UUID) -> None:
    asking = worker_client.post(address(query), WITHOUT_NAME | {"way": "pin"}, follow=True)
    check = asking.request["PATH_INFO"]
    with at(clock.now() + makers.minutes(11)):
        over = worker_client.post(
            check, {"pin": makers.PIN, "code": "123456", "show": ["background"]}
        )

    assert over["Location"] == f"{address(query)}?show=background&over=1"
    sheet = worker_client.get(over["Location"]).text
    assert "没有生效" in sheet
    assert 'id="show-background" name="show" value="background" checked' in sheet
    assert 'id="show-full_name" name="show" value="full_name">' in sheet


def test_a_request_that_lapsed_meanwhile_is_not_approved(
    lin: Actor, worker_client: Client, query: UUID
) -> None:
    asking = worker_client.post(address(query), WITHOUT_NAME | {"way": "pin"}, follow=True)
    typed = {"pin": makers.PIN, "code": code_sent()}

    with at(clock.now() + makers.minutes(4.9)) as hands:
        worker_client.post(asking.request["PATH_INFO"], {"send": "1"})
        typed["code"] = code_sent()
        hands.move(makers.minutes(0.2))
        after = worker_client.post(asking.request["PATH_INFO"], typed, follow=True)

    assert "请求已过时" in after.text


def test_refusing_takes_one_tap(lin: Actor, worker_client: Client, query: UUID) -> None:
    after = worker_client.post(address(query, "decline/"), follow=True)

    assert "您已拒绝" in after.text
    assert queries.put_to(lin, query_id=query).state is State.DECLINED


def test_blocking_refuses_this_one_and_those_to_come(
    lin: Actor, hu: Actor, worker_client: Client, query: UUID
) -> None:
    worker_client.post(address(query, "block/"))

    with pytest.raises(Blocked):
        makers.a_query(lin, hu)


def test_she_stops_a_look_that_is_open(
    lin: Actor, hu: Actor, worker_client: Client, query: UUID
) -> None:
    makers.approve(lin, query)
    query_services.open_report(hu, query_id=query)
    assert "对方正在查看" in worker_client.get(address(query)).text

    after = worker_client.post(address(query, "stop/"), follow=True)

    assert "本人停止了查看" in after.text
    assert "data-final" in after.text


def test_an_answer_to_what_is_over_says_how_it_ended(
    lin: Actor, worker_client: Client, query: UUID
) -> None:
    query_services.decline(lin, query_id=query)

    for act in ("decline/", "stop/"):
        assert "您已拒绝" in worker_client.post(address(query, act), follow=True).text


def test_an_open_page_is_told_only_when_something_changed(
    lin: Actor, worker_client: Client, query: UUID
) -> None:
    same = worker_client.get(address(query, "state/"), {"was": "asked"})
    query_services.decline(lin, query_id=query)
    changed = worker_client.get(address(query, "state/"), {"was": "asked"})

    assert "HX-Refresh" not in same
    assert changed["HX-Refresh"] == "true"


def test_without_the_consent_to_faces_she_is_asked_for_no_face(
    lin: Actor, worker_client: Client, query: UUID
) -> None:
    face = consents.in_force(lin.person)[Kind.FACE]
    consent.withdraw(lin, consent_id=face.id)

    assert "刷脸同意" not in worker_client.get(address(query)).text


def test_nobody_sees_the_request_of_another(
    hu: Actor, query: UUID, consumer_client: Client
) -> None:
    other = makers.a_worker(phone="13700137000", number=makers.a_number(order=4))

    assert browser_of(other).get(address(query)).status_code == 404
    assert consumer_client.get(address(query)).status_code == 302


def test_the_sheet_speaks_english(worker_client: Client, query: UUID) -> None:
    worker_client.cookies["lang"] = "en"

    sheet = worker_client.get(address(query)).text

    assert "Looking after a child" in sheet
    assert "Refuse" in sheet


def test_she_reports_a_nosy_asker_in_one_tap(
    lin: Actor, hu: Actor, worker_client: Client, query: UUID
) -> None:
    assert 'id="report"' in worker_client.get(address(query)).text

    after = worker_client.post(address(query, "report/"), follow=True)

    assert "已举报" in after.text
    assert 'id="report"' not in after.text
    with pytest.raises(Blocked):
        makers.a_query(lin, hu)
    refused = browser_of(hu).post(f"/consumer/queries/{query}/")
    assert refused.status_code == 409
    assert "举报" not in refused.text
