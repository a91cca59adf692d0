"""The vetting desk's pages: the list with its clocks, a case, two who never decide twice."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from jiaxin.facts.records.rules import Colour
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.vetting import services as vetting
from jiaxin.flows.vetting.rules import Paper, Says, State
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import CONSOLE, Role
from tests import clockwork, makers, makers_staff
from tests.evidence import lines
from tests.makers_vetting import PHOTO, WEI, a_case, case_of, opine
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db

WORDS = "来源部门书面答复：号码不一致，是另一个人。"


@pytest.fixture
def case(lin: Actor, outside: makers.Outside) -> UUID:
    return a_case(lin, outside)


@pytest.fixture
def tan() -> Client:
    return browser_of(makers_staff.a_reviewer())


@pytest.fixture
def wei() -> Client:
    return browser_of(makers_staff.a_reviewer())


def at(case: UUID, more: str = "") -> str:
    return f"/console/vetting/{case}/{more}"


def send(client: Client, case: UUID, finding: str, seen: State, words: str = WORDS) -> int:
    typed = {"seen": seen.value, "finding": finding, "words": words}
    return client.post(at(case), typed).status_code


def test_where_nothing_waits_the_list_says_so(tan: Client, outside: makers.Outside) -> None:
    page = tan.get("/console/vetting/").text

    assert "没有待核实的案件" in page
    assert "您手上没有案件" in tan.get("/console/vetting/?show=mine").text
    assert "还没有办结的案件" in tan.get("/console/vetting/?show=ended").text
    assert tan.get("/console/vetting/?show=nonsense").status_code == 200


def test_the_list_has_its_clocks_and_no_name(tan: Client, case: UUID) -> None:
    page = tan.get("/console/vetting/").text

    assert case.hex[-8:].upper() in page
    assert "浙江省" in page
    assert "个工作日" in page
    assert makers.NAME not in page
    assert "1" in tan.get("/console/").text.partition("jx-tile")[2]


def test_what_is_late_is_marked_on_the_list_and_on_the_start_page(case: UUID) -> None:
    with clockwork.at(clock.now() + timedelta(days=20)):
        late = browser_of(makers_staff.a_reviewer())

        assert "超期" in late.get("/console/vetting/").text
        assert "1 件超时" in late.get("/console/").text


def test_a_file_opens_once_it_is_taken(tan: Client, wei: Client, case: UUID) -> None:
    before = tan.get(at(case)).text
    assert makers.NAME not in before
    assert "领取后才能打开案卷" in before
    assert lines(Action.VETTING_OPEN) == []

    page = tan.post(at(case, "take/"), follow=True).text

    assert makers.NAME in page
    assert "待核实" in page
    assert makers.a_number() not in page
    assert len(lines(Action.VETTING_OPEN)) == 1
    assert "另一位审核员正在办理" in wei.get(at(case)).text
    assert wei.post(at(case, "take/")).status_code == 409


def test_her_word_and_her_files_are_in_it(lin: Actor, tan: Client, wei: Client, case: UUID) -> None:
    vetting.say(lin, words="那不是我<script>。")
    exhibit = vetting.attach(lin, paper=Paper.PHOTO, pages=[PHOTO])
    tan.post(at(case, "take/"))

    page = tan.get(at(case)).text

    assert "那不是我&lt;script&gt;。" in page
    picture = tan.get(at(case, f"{exhibit}/1.jpg"))
    assert (picture.content, picture["Content-Type"]) == (PHOTO, "image/jpeg")
    assert picture["Cache-Control"] == "no-store, private"
    assert wei.get(at(case, f"{exhibit}/1.jpg")).status_code == 403


def test_two_decide_and_her_light_is_back(lin: Actor, tan: Client, wei: Client, case: UUID) -> None:
    tan.post(at(case, "take/"))
    assert send(tan, case, "none_found/another_person", State.OPENED) == 302
    assert "须由另一人接着办" in tan.get(at(case)).text
    assert tan.post(at(case, "take/")).status_code == 409

    opened = wei.post(at(case, "take/"), follow=True).text
    assert WORDS in opened
    done = wei.post(
        at(case),
        {"seen": "proposed", "finding": "none_found/another_person", "words": "同意。"},
        follow=True,
    ).text

    assert "已办结：未发现" in done
    assert certificates.light_of(lin.person).colour is Colour.GREEN
    assert case.hex[-8:].upper() in wei.get("/console/vetting/?show=ended").text
    assert "案卷在办结时已经合上" in wei.get(at(case)).text


def test_nothing_is_said_against_her_while_it_is_her_time(
    lin: Actor, tan: Client, case: UUID
) -> None:
    page = tan.post(at(case, "take/"), follow=True).text
    assert "not_issued/confirmed" not in page

    assert send(tan, case, "not_issued/confirmed", State.OPENED) == 409

    assert case_of(lin).state == State.OPENED
    vetting.be_done(lin)
    assert "not_issued/confirmed" in tan.get(at(case)).text
    assert send(tan, case, "not_issued/confirmed", State.OPENED) == 302


@pytest.mark.parametrize(
    ("finding", "words", "said"),
    [
        ("", WORDS, "请选一项"),
        ("none_found/confirmed", WORDS, "请选一项"),
        ("none_found/another_person", "", "请写几句话说明"),
        ("none_found/another_person", "多" * 2001, "请写几句话说明"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    tan: Client, case: UUID, finding: str, words: str, said: str
) -> None:
    tan.post(at(case, "take/"))

    answer = tan.post(at(case), {"seen": "opened", "finding": finding, "words": words})

    assert answer.status_code == 422
    assert said in answer.text
    assert words[:50] in answer.text


def test_a_page_that_was_left_open_decides_nothing_twice(
    lin: Actor, tan: Client, wei: Client, case: UUID
) -> None:
    tan.post(at(case, "take/"))
    send(tan, case, "none_found/another_person", State.OPENED)
    wei.post(at(case, "take/"))
    assert send(wei, case, "none_found/another_person", State.PROPOSED) == 302

    again = wei.post(
        at(case), {"seen": "proposed", "finding": "none_found/another_person", "words": WORDS}
    )

    assert "案卷在办结时已经合上" in again.text
    assert case_of(lin).state == State.CLEARED


def test_an_older_page_is_refused_in_words(lin: Actor, tan: Client, case: UUID) -> None:
    vetting.be_done(lin)
    opine(WEI, case, Says.NOT_ISSUED)
    tan.post(at(case, "take/"))

    answer = tan.post(
        at(case), {"seen": "opened", "finding": "none_found/another_person", "words": WORDS}
    )

    assert answer.status_code == 409
    assert "状态已经变了" in answer.text
    assert WORDS in answer.text


def test_the_second_may_send_it_back_and_the_first_reads_why(
    lin: Actor, tan: Client, case: UUID
) -> None:
    opine(WEI, case, Says.NONE_FOUND)
    tan.post(at(case, "take/"))

    done = tan.post(
        at(case),
        {"seen": "proposed", "finding": "sent_back/unclear", "words": "答复的日期是哪天？"},
        follow=True,
    ).text

    assert "已退回" in done
    assert case_of(lin).state == State.OPENED


def test_whoever_is_near_to_her_steps_back_in_the_page(
    tan: Client, wei: Client, case: UUID
) -> None:
    tan.post(at(case, "take/"))

    assert "已退回待办列表" in tan.post(at(case, "back/"), {"why": "related"}, follow=True).text

    assert "您已经回避" in tan.get(at(case)).text
    assert tan.post(at(case, "take/")).status_code == 409
    assert wei.post(at(case, "take/")).status_code == 302
    assert wei.post(at(case, "back/"), {"why": "no such reason"}).status_code == 302


def test_more_time_is_taken_with_a_reason(tan: Client, case: UUID) -> None:
    tan.post(at(case, "take/"))

    assert tan.post(at(case, "more/"), {"why": ""}).status_code == 422
    page = tan.post(at(case, "more/"), {"why": "等来源的书面答复。"}, follow=True).text
    assert "已延期：等来源的书面答复。" in page
    assert tan.post(at(case, "more/"), {"why": "还要等。"}).status_code == 409


@pytest.mark.parametrize("role", sorted(CONSOLE - {Role.REVIEWER}))
def test_to_everybody_else_the_desk_is_not_there(role: Role, case: UUID) -> None:
    other = browser_of(makers_staff.a_staff_member(role, region=makers_staff.ZHEJIANG))

    for path in ("/console/vetting/", at(case)):
        assert other.get(path).status_code == 404
    assert other.post(at(case, "take/")).status_code == 404
    assert "待核实" not in other.get("/console/").text


def test_a_reviewer_of_another_region_finds_nothing(case: UUID) -> None:
    far = browser_of(makers_staff.a_staff_member(Role.REVIEWER, region=makers_staff.BEIJING))

    assert "没有待核实的案件" in far.get("/console/vetting/").text
    assert far.get(at(case)).status_code == 404
    assert far.post(at(case, "take/")).status_code == 404


def test_in_english_too(lin: Actor, tan: Client, case: UUID) -> None:
    tan.cookies["jx_language"] = "en"
    tan.post(at(case, "take/"))

    for path in ("/console/vetting/", at(case)):
        assert tan.get(path, headers={"Accept-Language": "en"}).status_code == 200
