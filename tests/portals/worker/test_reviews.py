"""She reads what was said of her services, answers once, reports what may not stay."""

from uuid import UUID

import pytest

from jiaxin.trust.access.actor import Actor
from tests import makers_placements
from tests.makers_reviews import KIND, written
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(lin: Actor, hu: Actor) -> UUID:
    return written(hu, makers_placements.confirmed(lin, hu))


def test_she_reads_and_answers_once(lin: Actor, review: UUID) -> None:
    browser = browser_of(lin)
    assert KIND in browser.get("/worker/reviews/").text

    done = browser.post(f"/worker/reviews/{review}/", {"words": "谢谢您家。"}, follow=True)

    assert "谢谢您家。" in done.text
    assert 'id="answer"' not in done.text


def test_an_answer_that_insults_is_refused_beside_its_words(lin: Actor, review: UUID) -> None:
    answer = browser_of(lin).post(f"/worker/reviews/{review}/", {"words": "你们是骗子"})

    assert answer.status_code == 422
    assert "不能展示" in answer.text
    assert "你们是骗子" in answer.text


def test_she_reports_it_and_it_says_that_somebody_looks(lin: Actor, review: UUID) -> None:
    done = browser_of(lin).post(f"/worker/reviews/{review}/report/", follow=True)

    assert "已举报" in done.text
    assert "工作人员正在看" in done.text


def test_her_home_says_how_many_she_may_answer_until_she_has(lin: Actor, review: UUID) -> None:
    browser = browser_of(lin)
    assert "1 条可以回应" in browser.get("/worker/").text

    browser.post(f"/worker/reviews/{review}/", {"words": "谢谢您家。"})

    assert "条可以回应" not in browser.get("/worker/").text


def test_without_reviews_the_page_says_so(lin: Actor) -> None:
    assert "还没有评价" in browser_of(lin).get("/worker/reviews/").text
