"""The firm's pages: it disputes a penalty, loses, appeals, and wins."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiaxin.facts.firms import reads as firms
from jiaxin.flows.corrections import errands, reads
from jiaxin.flows.corrections.rules import State
from tests import makers_desk, makers_firms
from tests.makers_corrections import DISMISS, STRIKE, an_officer, asked, decide
from tests.makers_desk import Desk
from tests.portals.conftest import browser_of
from tests.portals.worker.test_corrections import Papers

pytestmark = pytest.mark.django_db

BAI, CEN = (an_officer(name, region="110000") for name in ("Bai", "Cen"))


@pytest.fixture
def desk() -> Desk:
    desk = makers_desk.a_desk()
    makers_firms.a_penalty()
    return desk


@pytest.fixture
def owner(desk: Desk) -> Client:
    return browser_of(desk.owner)


def test_it_loses_appeals_and_wins(desk: Desk, owner: Client) -> None:
    [penalty] = firms.record(code=desk.code).penalties
    assert f"/firm/corrections/new/{penalty.line}/" in owner.get("/firm/corrections/").text
    typed = {"claim": "wrong", "words": "法院已经撤销。", "version": "1"}
    sent = owner.post(f"/firm/corrections/new/{penalty.line}/", typed)
    [mine] = reads.own(desk.owner)
    assert "已标注" in owner.get(sent["Location"]).text
    assert "有异议" in Client().get(f"/firms/{desk.code}/").text
    asked(mine.id)
    decide(BAI, mine.id, DISMISS)
    assert "有异议，" not in Client().get(f"/firms/{desk.code}/").text
    address = f"/firm/corrections/{mine.id}/"
    assert DISMISS.words in owner.get(address).text

    assert owner.post(f"{address}appeal/", {"words": ""}).status_code == 422
    owner.post(f"{address}appeal/", {"words": "判决书已经生效。"})
    decide(CEN, mine.id, STRIKE)

    assert reads.own(desk.owner)[0].state is State.APPEAL_UPHELD
    assert firms.record(code=desk.code).penalties == []
    assert "申诉成立" in owner.get(address).text


def test_an_operator_files_and_takes_it_back(desk: Desk) -> None:
    operator = browser_of(desk.operator)
    [known] = firms.record(code=desk.code).registrations
    typed = {"claim": "outdated", "words": "已经搬了。", "version": str(known.version)}
    operator.post(f"/firm/corrections/new/{known.line}/", typed)
    [mine] = reads.own(desk.owner)

    operator.post(f"/firm/corrections/{mine.id}/withdraw/")

    assert reads.own(desk.owner)[0].state is State.WITHDRAWN


def test_a_firm_brings_a_photo_and_no_web_page(desk: Desk, owner: Client) -> None:
    [penalty] = firms.record(code=desk.code).penalties
    typed = {"claim": "wrong", "words": "法院已经撤销。", "version": "1"}
    owner.post(f"/firm/corrections/new/{penalty.line}/", typed)
    [mine] = reads.own(desk.owner)
    address = f"/firm/corrections/{mine.id}/attach/"
    errands.join(papers=Papers(), sources=None)

    refused = owner.post(address, {"file": SimpleUploadedFile("a.pdf", b"<html>")})
    taken = owner.post(address, {"file": SimpleUploadedFile("a.pdf", b"a photo")})

    assert refused.status_code == 422
    assert "只能上传照片" in refused.text
    assert taken.status_code == 302
    assert len(reads.own(desk.owner)[0].enclosed) == 1


def test_the_public_page_says_where_to_say_so(desk: Desk) -> None:
    assert "/firm/corrections/" in Client().get(f"/firms/{desk.code}/").text


def test_what_departments_send_as_codes_is_said_in_words(owner: Client) -> None:
    shown = owner.get("/firm/corrections/").text

    assert "存续（在营）" in shown
    assert "<span>open</span>" not in shown
