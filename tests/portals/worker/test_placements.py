"""Her pages of services: begin one from a look, answer, end it."""

from uuid import uuid4

import pytest
from django.test import Client

from jiaxin.flows.placements import reads
from jiaxin.flows.placements.rules import State
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from tests import makers_engagements
from tests import makers_placements as make

pytestmark = pytest.mark.django_db


def test_an_empty_list_says_how_one_begins(worker_client: Client) -> None:
    assert "谁查过我" in worker_client.get("/worker/services/").text


def test_from_who_looked_she_says_that_she_begins(
    lin: Actor, hu: Actor, worker_client: Client
) -> None:
    query = make.a_look(lin, hu)
    assert f"/worker/looks/{query}/begin/" in worker_client.get("/worker/looks/").text
    page = worker_client.get(f"/worker/looks/{query}/begin/").text
    assert "胡女士" in page

    today = clock.today().isoformat()
    sent = worker_client.post(
        f"/worker/looks/{query}/begin/", {"trade": "child_care", "since": today}, follow=True
    )

    assert "等对方确认" in sent.text
    [begun] = reads.hers(lin)
    assert begun.state is State.PROPOSED
    looks = worker_client.get("/worker/looks/").text
    assert f"/worker/services/{begun.id}/" in looks
    assert f"/worker/looks/{query}/begin/" not in looks


def test_what_was_typed_wrong_is_said_beside_it(
    lin: Actor, hu: Actor, worker_client: Client
) -> None:
    query = make.a_look(lin, hu)

    wrong = worker_client.post(f"/worker/looks/{query}/begin/", {"trade": "", "since": "昨天"})
    assert wrong.status_code == 422
    assert "请填日期" in wrong.text
    early = {"trade": "cooking", "since": "2020-01-01"}
    refused = worker_client.post(f"/worker/looks/{query}/begin/", early)
    assert refused.status_code == 422
    assert "日期不对" in refused.text


def test_home_says_that_one_waits_and_she_answers(
    lin: Actor, hu: Actor, worker_client: Client
) -> None:
    placement = make.proposed(lin, hu)
    assert "要您确认" in worker_client.get("/worker/").text
    assert "等您确认" in worker_client.get("/worker/services/").text
    page = worker_client.get(f"/worker/services/{placement}/").text
    assert "胡女士（尾号 9000）" in page

    done = worker_client.post(f"/worker/services/{placement}/", {"answer": "yes"}, follow=True)

    assert "双方都确认了" in done.text
    again = worker_client.post(f"/worker/services/{placement}/", {"answer": "yes"})
    assert again.status_code == 409
    assert "已经结束，或没有确认成" in again.text


def test_no_needs_no_reason(lin: Actor, hu: Actor, worker_client: Client) -> None:
    placement = make.proposed(lin, hu)

    worker_client.post(f"/worker/services/{placement}/", {"answer": "no"})

    assert reads.one_of_hers(lin, placement_id=placement).state is State.DECLINED


def test_she_ends_it_having_read_what_that_does(
    lin: Actor, hu: Actor, worker_client: Client
) -> None:
    placement = make.confirmed(lin, hu)
    assert "不能撤销" in worker_client.get(f"/worker/services/{placement}/end/").text

    worker_client.post(f"/worker/services/{placement}/end/")

    assert "已结束" in worker_client.get(f"/worker/services/{placement}/").text
    back = worker_client.get(f"/worker/services/{placement}/end/")
    assert back["Location"] == f"/worker/services/{placement}/"


def test_a_family_of_the_firms_is_not_named_before_it_answers(
    lin: Actor, worker_client: Client
) -> None:
    qiao = makers_engagements.an_operator(makers_engagements.a_firm())
    placement = make.sent_by(lin, qiao)

    page = worker_client.get(f"/worker/services/{placement}/").text

    assert "企业介绍的家庭" in page
    assert "样例阳光" in page
    assert "9000" not in page


def test_anothers_is_not_there(worker_client: Client) -> None:
    assert worker_client.get(f"/worker/services/{uuid4()}/").status_code == 404
    assert worker_client.post(f"/worker/services/{uuid4()}/end/").status_code == 404
