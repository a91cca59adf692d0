"""A family says how a service was, reads the answer, takes it back."""

from uuid import UUID

import pytest

from jiaxin.flows.reviews import services as reviews
from jiaxin.flows.reviews.models import Review
from jiaxin.trust.access.actor import Actor
from tests import makers, makers_placements
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db

FILLED = {"agreed": "yes", "careful": "partly", "kind": "yes", "again": "no", "words": "常迟到。"}


@pytest.fixture
def service(lin: Actor, hu: Actor) -> UUID:
    return makers_placements.confirmed(lin, hu)


def address(service: UUID, act: str = "") -> str:
    return f"/consumer/services/{service}/review/{act}"


def test_it_is_asked_from_the_service_and_written_once(hu: Actor, service: UUID) -> None:
    browser = browser_of(hu)
    assert address(service) in browser.get(f"/consumer/services/{service}/").text
    asked = browser.get(address(service)).text
    assert "按说好的做了吗" in asked
    assert "不一定" in asked

    done = browser.post(address(service), FILLED, follow=True)

    assert "已收到，谢谢" in done.text
    assert "常迟到。" in done.text
    assert "<dd>不会</dd>" in done.text
    assert browser.post(address(service), FILLED).status_code == 409
    assert Review.objects.count() == 1
    assert "看我的评价" in browser.get(f"/consumer/services/{service}/").text


def test_what_is_missing_stands_beside_its_question(hu: Actor, service: UUID) -> None:
    answer = browser_of(hu).post(address(service), {**FILLED, "kind": "", "words": "x" * 501})

    assert answer.status_code == 422
    assert "请选一项" in answer.text
    assert "最多 500 个字" in answer.text
    assert not Review.objects.exists()


def test_words_that_tell_wait_and_the_family_is_told(hu: Actor, service: UUID) -> None:
    done = browser_of(hu).post(address(service), {**FILLED, "words": "她是骗子"}, follow=True)

    assert "要工作人员看过才能展示" in done.text


def test_it_is_taken_back_in_one_tap(hu: Actor, service: UUID) -> None:
    browser = browser_of(hu)
    browser.post(address(service), FILLED)

    back = browser.post(address(service, "back/"), follow=True)

    assert "已撤回" in back.text


def test_the_next_family_reads_it_with_her_answer(lin: Actor, hu: Actor, service: UUID) -> None:
    browser_of(hu).post(address(service), FILLED)
    reviews.answer(lin, review_id=Review.objects.get().id, words="那几天堵车。")
    wang = makers.a_consumer(phone="13511135111")
    query = makers.a_query(lin, wang)
    makers.approve(lin, query)

    record = browser_of(wang).get(f"/consumer/queries/{query}/record/").text

    for said in ("服务评价", "常迟到。", "她的回应", "那几天堵车。", "服务过的家庭"):
        assert said in record


def test_without_a_service_of_ones_own_there_is_nothing(service: UUID) -> None:
    other = makers.a_consumer(phone="13511135111")

    assert browser_of(other).get(address(service)).status_code == 404
    assert browser_of(other).post(address(service), FILLED).status_code == 404
