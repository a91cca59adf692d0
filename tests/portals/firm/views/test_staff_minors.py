"""The ledger on the firm's desk."""

import io
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from jiaxin.flows.engagements import services as engagements
from jiaxin.ground import clock
from jiaxin.ground.ids import short_of
from jiaxin.trust.access.actor import Actor
from tests import makers, makers_desk, makers_firms
from tests import makers_engagements as make
from tests.makers_desk import Desk
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


def test_the_ledger_says_what_is_due_and_notes_the_check(lin: Actor) -> None:
    desk = makers_desk.a_desk(1)
    browser = browser_of(desk.operator)
    assert "没有登记为涉及未成年人的岗位" in browser.get("/firm/staff/minors/").text
    engagement = make.engaged(lin, desk.operator)
    engagements.mark_with_minors(desk.operator, engagement_id=engagement, with_minors=True)
    assert "先请她授权" in browser.get("/firm/staff/minors/").text

    make.authorises(lin, engagement)
    page = browser.post(f"/firm/staff/{engagement}/check/", follow=True).text

    assert "已记入台账" in page
    assert makers.NAME in page
    assert "本年已核查" in page


@pytest.fixture
def checked(lin: Actor) -> tuple[Desk, UUID]:
    """A firm that checked Lin this year."""
    desk = makers_desk.a_desk(1)
    engagement = make.engaged(lin, desk.operator)
    engagements.mark_with_minors(desk.operator, engagement_id=engagement, with_minors=True)
    make.authorises(lin, engagement)
    engagements.check(desk.operator, engagement_id=engagement, by=make.BY)
    return desk, engagement


def drawn(desk: Desk) -> bytes:
    response = browser_of(desk.operator).get(f"/firm/staff/minors/{clock.today().year}.pdf")
    assert response["Content-Type"] == "application/pdf"
    return response.content


def words_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_the_ledger_is_a_pdf_with_each_check_of_the_year(checked: tuple[Desk, UUID]) -> None:
    told = words_of(drawn(checked[0]))

    for word in (makers_firms.NAME, makers.NAME, "未发现", make.BY, "本年做过的核查"):
        assert word in told


def test_of_whoever_left_neither_name_nor_answer_is_drawn(
    lin: Actor, checked: tuple[Desk, UUID]
) -> None:
    desk, engagement = checked
    engagements.leave(lin, engagement_id=engagement)

    told = words_of(drawn(desk))

    assert short_of(engagement) in told
    assert makers.NAME not in told
    assert "未发现" not in told


def test_anybody_can_tell_whether_the_file_was_altered(checked: tuple[Desk, UUID]) -> None:
    content = drawn(checked[0])

    def said(file: bytes) -> str:
        sent = SimpleUploadedFile("minors.pdf", file, "application/pdf")
        return Client().post("/exports/", {"file": sent}).text

    assert "是本平台生成的，没有改过" in said(content)
    assert "不是本平台生成的原件" in said(content + b" ")


def test_a_year_that_is_not_kept_is_not_drawn(checked: tuple[Desk, UUID]) -> None:
    browser = browser_of(checked[0].operator)

    for year in (clock.today().year + 1, clock.today().year - 3):
        assert browser.get(f"/firm/staff/minors/{year}.pdf").status_code == 404
