"""Her pages: from the fact to the outcome, with words, a photo, one appeal."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiaxin.facts.records import kinds
from jiaxin.flows.corrections import errands, reads
from jiaxin.flows.corrections.rules import State
from jiaxin.flows.vetting.ports import PaperBad, PaperRead
from jiaxin.flows.vetting.rules import Paper, PaperFault
from jiaxin.trust.access.actor import Actor
from tests import makers_facts
from tests.makers_corrections import (
    BAI,
    CEN,
    DISMISS,
    PHOTO,
    UPHOLD,
    WORDS,
    a_correction,
    a_training,
    asked,
    decide,
    filed,
)

pytestmark = pytest.mark.django_db


class Papers:
    """Stands at the port of the process that opens files."""

    def read(self, *, body: bytes) -> PaperRead:
        if body.startswith(b"<html"):
            raise PaperBad(PaperFault.NOT_READABLE)
        return PaperRead(Paper.PHOTO, (PHOTO,))


def test_from_the_fact_she_says_that_it_is_wrong(lin: Actor, worker_client: Client) -> None:
    line = a_training(lin)
    assert f"/worker/corrections/new/{line}/" in worker_client.get("/worker/facts/training/").text
    page = worker_client.get(f"/worker/corrections/new/{line}/").text
    assert "母婴护理" in page

    sent = worker_client.post(
        f"/worker/corrections/new/{line}/", {"claim": "wrong", "words": WORDS, "version": "1"}
    )

    [mine] = reads.own(lin)
    assert sent["Location"] == f"/worker/corrections/{mine.id}/?done=filed"
    page = worker_client.get(sent["Location"]).text
    assert "已标注" in page
    assert WORDS in page
    facts = worker_client.get("/worker/facts/training/").text
    assert "有异议" in facts
    assert f"/worker/corrections/{mine.id}/" in facts
    assert "1 项办理中" in worker_client.get("/worker/").text
    again = worker_client.get(f"/worker/corrections/new/{line}/")
    assert again["Location"] == f"/worker/corrections/{mine.id}/"


def test_what_is_missing_is_said_and_what_was_typed_stays(
    lin: Actor, worker_client: Client
) -> None:
    line = a_training(lin)

    answer = worker_client.post(
        f"/worker/corrections/new/{line}/", {"words": WORDS, "version": "1"}
    )

    assert answer.status_code == 422
    assert "请选一项" in answer.text
    assert WORDS in answer.text
    assert reads.own(lin) == []


def test_a_fact_that_changed_meanwhile_is_shown_anew(lin: Actor, worker_client: Client) -> None:
    line = a_training(lin)
    a_training(lin, hours=90)

    answer = worker_client.post(
        f"/worker/corrections/new/{line}/", {"claim": "wrong", "words": WORDS, "version": "1"}
    )

    assert answer.status_code == 409
    assert "90" in answer.text


def test_a_photo_is_taken_and_a_web_page_is_not(lin: Actor, worker_client: Client) -> None:
    correction = filed(lin, a_training(lin))
    errands.join(papers=Papers(), sources=None)
    address = f"/worker/corrections/{correction}/attach/"

    refused = worker_client.post(
        address, {"file": SimpleUploadedFile("a.jpg", b"<html>", content_type="image/jpeg")}
    )
    taken = worker_client.post(
        address, {"file": SimpleUploadedFile("a.jpg", b"photo", content_type="image/jpeg")}
    )

    assert refused.status_code == 422
    assert "只能上传照片" in refused.text
    assert taken.status_code == 302
    [enclosed] = reads.own(lin)[0].enclosed
    picture = worker_client.get(f"/worker/corrections/{correction}/{enclosed.id}/1.jpg")
    assert picture.content == PHOTO


def test_the_outcome_its_reasons_and_one_appeal(lin: Actor, worker_client: Client) -> None:
    correction = a_correction(lin)
    decide(BAI, correction, DISMISS)
    page = worker_client.get(f"/worker/corrections/{correction}/").text
    assert DISMISS.words in page
    assert "商务主管部门" in page

    worker_client.post(f"/worker/corrections/{correction}/appeal/", {"words": "请再看签到表。"})

    assert reads.own(lin)[0].state is State.APPEALED
    decide(CEN, correction, UPHOLD)
    page = worker_client.get(f"/worker/corrections/{correction}/").text
    assert "申诉成立" in page
    assert f"/worker/corrections/{correction}/appeal/" not in page
    assert "异议经办人" in worker_client.get("/worker/looks/").text


def test_she_takes_it_back(lin: Actor, worker_client: Client) -> None:
    correction = filed(lin, a_training(lin))

    worker_client.post(f"/worker/corrections/{correction}/withdraw/")

    assert makers_facts.the(lin, kinds.TRAINING).disputed_at is None
    assert "已撤回" in worker_client.get("/worker/corrections/").text


def test_the_light_leads_to_people(lin: Actor, worker_client: Client) -> None:
    assert "/worker/corrections/" in worker_client.get("/worker/record/").text
    page = worker_client.get("/worker/corrections/").text
    assert "/worker/vetting/" in page
    assert "还没有提过异议" in page


def test_it_is_all_there_in_english(lin: Actor, worker_client: Client) -> None:
    worker_client.cookies["lang"] = "en"
    line = a_training(lin)
    correction = filed(lin, line)
    asked(correction)

    for address in ("", f"{correction}/", f"new/{line}/"):
        answer = worker_client.get(f"/worker/corrections/{address}", follow=True)
        assert answer.status_code == 200
