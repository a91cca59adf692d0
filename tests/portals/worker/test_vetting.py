"""Her page while persons look at something: where it stands, her word, her files, her appeal."""

from dataclasses import dataclass, field

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiaxin.flows.vetting import errands, reads
from jiaxin.flows.vetting import services as vetting
from jiaxin.flows.vetting.ports import PaperBad, PaperRead
from jiaxin.flows.vetting.rules import Paper, PaperFault, Says, State
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.ports import ProviderDown
from tests import makers
from tests.makers_vetting import PHOTO, TAN, XUE, YAN, a_case, case_of, decide
from tests.portals.conftest import browser_of

WORDS = "那不是我，是同名的人。"


@dataclass
class FakePapers:
    """Stands at the port of the process that opens files."""

    trouble: Exception | None = None
    seen: list[bytes] = field(default_factory=list)

    def read(self, *, body: bytes) -> PaperRead:
        self.seen.append(body)
        if self.trouble:
            raise self.trouble
        return PaperRead(Paper.PDF, (PHOTO, PHOTO + b"2"))


@pytest.fixture
def papers(outside: makers.Outside) -> FakePapers:
    papers = FakePapers()
    errands.join(papers)
    return papers


def upload(client: Client, body: bytes = b"%PDF-1.7") -> int:
    file = SimpleUploadedFile("证明.html", body, content_type="text/html")
    return client.post("/worker/vetting/attach/", {"file": file}).status_code


def test_where_nothing_is_looked_at_the_page_says_so(worker_client: Client) -> None:
    page = worker_client.get("/worker/vetting/").text

    assert "没有需要人工核实的事项" in page
    assert "vetting" not in worker_client.get("/worker/").text.partition("<main")[2]


def test_her_home_leads_to_it_and_the_page_says_what_and_by_when(
    lin: Actor, worker_client: Client, outside: makers.Outside
) -> None:
    a_case(lin, outside)
    case = case_of(lin)

    home = worker_client.get("/worker/").text
    assert 'id="vetting"' in home
    assert f"{case.hearing_on:%Y-%m-%d}" in home
    page = worker_client.get("/worker/vetting/").text
    assert "机器不下结论" in page
    assert f"{case.due_on:%Y-%m-%d}" in page
    english = worker_client.get("/worker/vetting/", headers={"Accept-Language": "en"})
    assert english.status_code == 200


def test_what_she_writes_is_received_and_shown(
    lin: Actor, worker_client: Client, outside: makers.Outside
) -> None:
    a_case(lin, outside)

    sent = worker_client.post("/worker/vetting/say/", {"words": WORDS + "<b>"}, follow=True)

    assert "已经收到您的说明" in sent.text
    assert WORDS + "&lt;b&gt;" in sent.text


@pytest.mark.parametrize("words", ["", "   ", "多" * 2001])
def test_no_words_or_too_many_come_back_to_be_mended(
    lin: Actor, worker_client: Client, outside: makers.Outside, words: str
) -> None:
    a_case(lin, outside)

    answer = worker_client.post("/worker/vetting/say/", {"words": words})

    assert answer.status_code == 422
    assert "最多 2000 字" in answer.text
    assert reads.own(lin)[0].said == ()


def test_what_she_brings_is_written_anew_and_can_be_seen_by_her(
    lin: Actor, worker_client: Client, outside: makers.Outside, papers: FakePapers
) -> None:
    a_case(lin, outside)

    assert upload(worker_client) == 302

    [exhibit] = reads.own(lin)[0].attached
    picture = worker_client.get(f"/worker/vetting/{exhibit.id}/2.jpg")
    assert (picture.content, picture["Content-Type"]) == (PHOTO + b"2", "image/jpeg")
    assert picture["Cache-Control"] == "no-store, private"
    assert worker_client.get(f"/worker/vetting/{exhibit.id}/3.jpg").status_code == 404
    mei = makers.a_worker(phone="13800138002", number=makers.a_number(order=4))
    assert browser_of(mei).get(f"/worker/vetting/{exhibit.id}/1.jpg").status_code == 404


@pytest.mark.parametrize(
    ("trouble", "status", "said"),
    [
        (PaperBad(PaperFault.NOT_READABLE), 422, "只能上传照片"),
        (PaperBad(PaperFault.TOO_LARGE), 422, "文件太大"),
        (PaperBad(PaperFault.TOO_MANY_PAGES), 422, "超过 10 页"),
        (PaperBad(PaperFault.LOCKED), 422, "有密码"),
        (ProviderDown("busy"), 503, "暂时不能上传"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_words(
    lin: Actor,
    worker_client: Client,
    outside: makers.Outside,
    papers: FakePapers,
    trouble: Exception,
    status: int,
    said: str,
) -> None:
    a_case(lin, outside)
    papers.trouble = trouble
    file = SimpleUploadedFile("x.pdf", b"%PDF-1.7")

    answer = worker_client.post("/worker/vetting/attach/", {"file": file})

    assert answer.status_code == status
    assert said in answer.text
    assert reads.own(lin)[0].attached == ()


def test_no_file_and_an_empty_one_are_refused(
    lin: Actor, worker_client: Client, outside: makers.Outside, papers: FakePapers
) -> None:
    a_case(lin, outside)

    assert upload(worker_client, b"") == 422
    assert worker_client.post("/worker/vetting/attach/", {"sent": "1"}).status_code == 422
    assert papers.seen == []


def test_when_she_is_done_she_is_asked_no_more(
    lin: Actor, worker_client: Client, outside: makers.Outside
) -> None:
    a_case(lin, outside)
    assert 'id="done"' in worker_client.get("/worker/vetting/").text

    page = worker_client.post("/worker/vetting/done/", follow=True).text

    assert "审核员不用再等" in page
    assert 'id="done"' not in page


def test_out_of_use_she_reads_why_and_appeals(
    lin: Actor, worker_client: Client, outside: makers.Outside
) -> None:
    case = a_case(lin, outside)
    decide(lin, case, Says.NOT_ISSUED)

    home, page = (worker_client.get(path).text for path in ("/worker/", "/worker/vetting/"))
    assert "证书已停用" in home
    assert "核对了来源的书面答复。" in page
    assert "来源部门书面确认" in page
    assert str(TAN.person) not in page
    appeal = f"/worker/vetting/{case}/appeal/"
    assert 'name="words"' in worker_client.get(appeal).text
    assert worker_client.post(appeal, {"words": ""}).status_code == 422

    after = worker_client.post(appeal, {"words": WORDS}, follow=True).text

    assert "另外两名审核员办理" in after
    assert case_of(lin).state == State.APPEALED
    decide(lin, case, Says.NOT_ISSUED, by=(XUE, YAN))
    ended = worker_client.get("/worker/vetting/").text
    assert "行政复议" in ended
    assert worker_client.post(appeal, {"words": WORDS}).status_code == 409
    assert "现在不能申诉" in worker_client.get(appeal).text


def test_cleared_the_page_says_so_and_her_home_is_as_before(
    lin: Actor, worker_client: Client, outside: makers.Outside
) -> None:
    decide(lin, a_case(lin, outside), Says.NONE_FOUND)

    assert "您的灯已经恢复" in worker_client.get("/worker/vetting/").text
    assert 'id="vetting"' not in worker_client.get("/worker/").text
    assert "绿灯" in worker_client.get("/worker/").text


def test_the_desks_openings_are_on_her_page_without_names(
    lin: Actor, worker_client: Client, outside: makers.Outside
) -> None:
    case = a_case(lin, outside)
    vetting.take(TAN, case_id=case)
    vetting.open_file(TAN, case_id=case)

    page = worker_client.get("/worker/looks/").text

    assert 'id="desk"' in page
    assert "打开 1 次" in page
    assert str(TAN.person) not in page
