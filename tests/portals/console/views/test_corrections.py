"""The desk's pages: a list with clocks, a file that opens to one, a decision that is made once."""

from uuid import UUID

import pytest
from django.test import Client

from jiaxin.facts.records import kinds
from jiaxin.flows.corrections import reads
from jiaxin.flows.corrections import services as corrections
from jiaxin.flows.corrections.rules import State
from jiaxin.flows.vetting.rules import Paper
from jiaxin.trust.access.actor import Actor
from tests import makers, makers_facts, makers_staff
from tests.makers_corrections import CEN, PHOTO, RIGHT, WHY, WORDS, a_correction, row_of
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def correction(lin: Actor) -> UUID:
    return a_correction(lin)


@pytest.fixture
def bai(outside: makers.Outside) -> Client:
    return browser_of(makers_staff.an_officer())


def at(correction: UUID, more: str = "") -> str:
    return f"/console/corrections/{correction}/{more}"


def sent(client: Client, correction: UUID, **typed: str) -> int:
    form = {"seen": "at_desk", "version": "1", "finding": "upheld/changed", "words": WHY}
    right = {f"right_{name}": str(value) for name, value in RIGHT.items()}
    return client.post(at(correction), form | right | {"right_passed": "true"} | typed).status_code


def test_the_list_names_nobody(bai: Client, correction: UUID) -> None:
    page = bai.get("/console/corrections/").text

    assert correction.hex[-8:].upper() in page
    assert "培训" in page
    assert makers.NAME not in page
    assert "个工作日" in page
    assert "异议" in bai.get("/console/").text


def test_the_file_opens_once_it_was_taken(bai: Client, correction: UUID, lin: Actor) -> None:
    enclosure = corrections.attach(lin, correction_id=correction, paper=Paper.PHOTO, pages=[PHOTO])
    assert WORDS not in bai.get(at(correction)).text
    bai.post(at(correction, "take/"))

    page = bai.get(at(correction)).text

    assert WORDS in page
    assert makers.NAME in page
    assert "母婴护理" in page
    assert bai.get(at(correction, f"{enclosure}/1.jpg")).content == PHOTO
    colleague = browser_of(makers_staff.an_officer())
    assert WORDS not in colleague.get(at(correction)).text


def test_upheld_with_the_right_content_it_is_put_right(
    bai: Client, correction: UUID, lin: Actor
) -> None:
    bai.post(at(correction, "take/"))

    assert sent(bai, correction) == 302

    known = makers_facts.the(lin, kinds.TRAINING)
    assert known.content == RIGHT
    assert row_of(correction).state == State.UPHELD
    assert "已办结" in bai.get("/console/corrections/?done=upheld").text
    assert correction.hex[-8:].upper() in bai.get("/console/corrections/?show=ended").text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"words": ""}, "请写几句话"),
        ({"finding": ""}, "请选一项"),
        ({"right_hours": "80"}, "与原来一样"),
        ({"right_hours": "八十"}, "有一栏填得不对"),
        ({"right_on": "2023-13-01"}, "有一栏填得不对"),
    ],
)
def test_what_does_not_fit_is_said_and_kept(
    bai: Client, correction: UUID, typed: dict[str, str], says: str
) -> None:
    bai.post(at(correction, "take/"))
    form = {"seen": "at_desk", "version": "1", "finding": "upheld/changed", "words": WHY}
    right = {f"right_{name}": str(value) for name, value in RIGHT.items()}

    answer = bai.post(at(correction), form | right | {"right_passed": "true"} | typed)

    assert answer.status_code in {409, 422}
    assert says in answer.text
    assert row_of(correction).state == State.AT_DESK


def test_a_second_decision_finds_it_decided(bai: Client, correction: UUID) -> None:
    bai.post(at(correction, "take/"))
    assert sent(bai, correction, finding="dismissed/") == 302

    page = bai.post(at(correction), {"seen": "at_desk", "version": "1", "words": WHY})

    assert "已经办结" in page.text


def test_more_time_back_and_closing(bai: Client, correction: UUID, lin: Actor) -> None:
    bai.post(at(correction, "take/"))
    assert bai.post(at(correction, "more/"), {"why": ""}).status_code == 422
    bai.post(at(correction, "more/"), {"why": "学校放假。"})
    assert "学校放假" in bai.get(at(correction)).text
    bai.post(at(correction, "back/"))
    assert reads.listed(CEN, correction_id=correction).may_be_taken
    bai.post(at(correction, "take/"))

    bai.post(at(correction, "close/"), {"why": "本人去世，其女申请。"})

    assert row_of(correction).state == State.CLOSED
