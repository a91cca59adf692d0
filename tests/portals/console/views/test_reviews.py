"""An officer reads what a person has to read, and decides with a ground."""

import pytest

from jiaxin.flows.reviews.models import Review
from jiaxin.trust.access.roles import Role
from tests import makers, makers_staff
from tests.makers_reviews import UNKIND, held
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db


def test_the_list_tells_why_and_the_page_what(outside: makers.Outside) -> None:
    officer = makers_staff.a_staff_member(Role.COMMERCE_OFFICER, region=makers_staff.ZHEJIANG)
    browser = browser_of(officer)
    assert "没有要看的评价" in browser.get("/console/reviews/").text
    review = held(makers.a_worker())

    queue = browser.get("/console/reviews/").text
    assert "用词需要人看" in queue
    assert UNKIND not in queue
    assert UNKIND in browser.get(f"/console/reviews/{review}/").text

    wrong = browser.post(f"/console/reviews/{review}/", {"decision": ""})
    assert wrong.status_code == 422
    done = browser.post(f"/console/reviews/{review}/", {"decision": "accusation"}, follow=True)
    assert "不予展示" in done.text
    assert Review.objects.get().ground == "accusation"

    again = browser.post(f"/console/reviews/{review}/", {"decision": "stays"})
    assert again.status_code == 409


def test_what_may_stay_is_shown(outside: makers.Outside) -> None:
    officer = makers_staff.a_staff_member(Role.COMMERCE_OFFICER, region=makers_staff.ZHEJIANG)
    lin = makers.a_worker()
    review = held(lin)

    done = browser_of(officer).post(
        f"/console/reviews/{review}/", {"decision": "stays"}, follow=True
    )

    assert "可以展示" in done.text
    assert UNKIND in browser_of(lin).get("/worker/reviews/").text
