"""She writes, corrects and takes back; she answers what others say; she sees every version."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from jiaxin.facts.records import kinds
from jiaxin.facts.records.rules import Came, Confirmation, VerdictWord
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests.makers_facts import EMPLOYMENT, EXAM, INSURANCE, TRAINING, arrives, firm_answers, the

FORM = {"firm": "胡家", "trade": "maternity_care", "since": "2024-05-01", "until": ""}


def page_of(client: Client, kind: str) -> str:
    return str(client.get(f"/worker/facts/{kind}/").text)


def entered(client: Client, worker: Actor, **more: Any) -> UUID:
    client.post("/worker/facts/employment/add/", FORM | more)
    return the(worker, kinds.EMPLOYMENT).line


@pytest.mark.parametrize("kind", ["employment", "training", "skill", "exam", "insurance"])
def test_an_empty_kind_says_what_to_do(worker_client: Client, kind: str) -> None:
    page = page_of(worker_client, kind)

    assert "还没有记录" in page
    assert ("/add/" in page) == (kind in {"employment", "training"})


@pytest.mark.parametrize("kind", ["identity", "background", "epidemic", "horoscope"])
def test_what_is_no_kind_of_a_page_of_its_own_is_not_found(
    worker_client: Client, kind: str
) -> None:
    assert worker_client.get(f"/worker/facts/{kind}/").status_code == 404


@pytest.mark.parametrize("kind", ["skill", "exam", "insurance", "identity"])
def test_what_a_body_issues_cannot_be_written_by_her(worker_client: Client, kind: str) -> None:
    assert worker_client.post(f"/worker/facts/{kind}/add/", FORM).status_code == 404


def test_what_she_writes_is_shown_as_her_own_word(lin: Actor, worker_client: Client) -> None:
    answer = worker_client.post("/worker/facts/employment/add/", FORM, follow=True)

    for part in ("母婴护理员", "胡家", "2024-05-01", "您填写的，对方还没有确认", "来源：本人"):
        assert part in answer.text
    assert the(lin, kinds.EMPLOYMENT).content == {
        "firm": "胡家",
        "trade": "maternity_care",
        "since": "2024-05-01",
        "lives_in": False,
    }


def test_training_too(lin: Actor, worker_client: Client) -> None:
    typed = {"course": "月子餐", "issuer": "杭州家政培训学校", "on": "2024/06/30", "hours": "40"}

    page = worker_client.post("/worker/facts/training/add/", typed, follow=True).text

    assert "月子餐" in page
    assert the(lin, kinds.TRAINING).content["on"] == "2024-06-30"


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"firm": ""}, "firm", "这里还没有填写"),
        ({"firm": "胡\u202e家"}, "firm", "不能使用的内容"),
        ({"firm": "胡" * 101}, "firm", "太长了"),
        ({"trade": ""}, "trade", "请选一个工种"),
        ({"trade": "nanny"}, "trade", "请选一个工种"),
        ({"since": "昨天"}, "since", "年-月-日"),
        ({"since": "2999-01-01"}, "since", "日期前后不对"),
        ({"until": "2024-04-30"}, "until", "日期前后不对"),
    ],
)
def test_a_mistake_is_named_beside_its_field_and_what_she_typed_stays(
    lin: Actor, worker_client: Client, change: dict[str, str], field: str, says: str
) -> None:
    page = worker_client.post("/worker/facts/employment/add/", FORM | change)

    assert page.status_code == 422
    beside = page.text.partition(f'id="id_{field}_error"')[2].partition("</div>")[0]
    assert says in beside
    if field != "firm":
        assert 'value="胡家"' in page.text
    with pytest.raises(ValueError, match="unpack"):
        the(lin, kinds.EMPLOYMENT)


def test_she_corrects_what_she_wrote(lin: Actor, worker_client: Client) -> None:
    line = entered(worker_client, lin)
    page = worker_client.get(f"/worker/facts/{line}/change/").text
    assert 'value="胡家"' in page

    worker_client.post(f"/worker/facts/{line}/change/", FORM | {"since": "2024-06-01"})

    assert the(lin, kinds.EMPLOYMENT).version == 2
    versions = worker_client.get(f"/worker/facts/{line}/").text
    assert "第 2 版" in versions
    assert "第 1 版" in versions
    assert "2024-05-01" in versions


def test_she_takes_back_what_she_wrote_after_one_more_look(
    lin: Actor, worker_client: Client
) -> None:
    line = entered(worker_client, lin)
    assert "撤回后谁也看不到它" in worker_client.get(f"/worker/facts/{line}/withdraw/").text

    page = worker_client.post(f"/worker/facts/{line}/withdraw/", follow=True).text

    assert "您已撤回，不再展示" in page
    assert the(lin, kinds.EMPLOYMENT).stands.word is Confirmation.WITHDRAWN
    for gone in ("withdraw", "change"):
        assert worker_client.get(f"/worker/facts/{line}/{gone}/").status_code == 404


def test_what_the_firm_confirmed_is_shown_as_confirmed(lin: Actor, worker_client: Client) -> None:
    entered(worker_client, lin)
    assert "双方已确认" not in page_of(worker_client, "employment")

    firm_answers(lin, kinds.EMPLOYMENT, VerdictWord.CONFIRMED)

    assert "双方已确认" in page_of(worker_client, "employment")


@pytest.mark.parametrize(
    ("says", "then"), [("yes", Confirmation.CONFIRMED), ("no", Confirmation.REJECTED)]
)
def test_she_answers_what_a_firm_supplied_from_her_record(
    lin: Actor, worker_client: Client, says: str, then: Confirmation
) -> None:
    entry = arrives(lin, kinds.EMPLOYMENT)
    assert "有 1 项等您确认" in worker_client.get("/worker/record/").text
    assert "对，我确认" in page_of(worker_client, "employment")

    worker_client.post(
        f"/worker/facts/{entry.line}/answer/", {"version": "1", "agrees": says}, follow=True
    )

    assert the(lin, kinds.EMPLOYMENT).stands.word is then
    assert "等您确认" not in worker_client.get("/worker/record/").text
    assert "改口" in page_of(worker_client, "employment")


@pytest.mark.parametrize("version", ["2", "0", "", "9" * 40, "一", "-1"])
def test_an_answer_to_another_version_than_she_sees_is_refused(
    lin: Actor, worker_client: Client, version: str
) -> None:
    entry = arrives(lin, kinds.EMPLOYMENT)

    answer = worker_client.post(
        f"/worker/facts/{entry.line}/answer/", {"version": version, "agrees": "yes"}
    )

    assert answer.status_code == 409
    assert "回到记录看最新的内容" in answer.text
    assert the(lin, kinds.EMPLOYMENT).stands.word is Confirmation.WAITING


def test_nobody_opens_anothers_facts(lin: Actor, worker_client: Client) -> None:
    mei = makers.a_worker(phone="13800138002", number=makers.a_number(order=4))
    theirs = arrives(mei, kinds.EMPLOYMENT)

    for path in ("", "change/", "withdraw/"):
        assert worker_client.get(f"/worker/facts/{theirs.line}/{path}").status_code == 404
    answer = {"version": "1", "agrees": "yes"}
    assert worker_client.post(f"/worker/facts/{theirs.line}/answer/", answer).status_code == 404
    assert worker_client.get(f"/worker/facts/{new_id()}/").status_code == 404


def test_without_the_health_consent_the_page_says_why_nothing_comes(
    lin: Actor, worker_client: Client
) -> None:
    assert "还没有这项授权" in page_of(worker_client, "exam")

    makers.agree(lin, Kind.HEALTH)
    arrives(lin, kinds.EXAM, came=Came.BATCH, signed_by=EXAM["issuer"])

    page = page_of(worker_client, "exam")
    for part in ("母婴照护体检", "合格", "TJ-2026-0001", "2027-05-31"):
        assert part in page
    assert "还没有这项授权" not in page


def test_what_runs_out_within_a_month_stands_on_her_record(
    lin: Actor, worker_client: Client
) -> None:
    assert _soon(worker_client) == ""

    arrives(lin, kinds.INSURANCE, INSURANCE | {"until": "2026-11-01"}, came=Came.BATCH)

    assert "已到期" in _soon(worker_client)
    assert "保险" in _soon(worker_client)


def _soon(client: Client) -> str:
    return str(
        client.get("/worker/record/").text.partition('id="soon"')[2].partition("</section>")[0]
    )


def test_her_record_counts_each_kind(lin: Actor, worker_client: Client) -> None:
    entered(worker_client, lin)
    arrives(lin, kinds.TRAINING, TRAINING)

    page = worker_client.get("/worker/record/").text

    assert "1 项，1 项未确认" in page
    assert "1 项等您确认" in page
    assert "3 次更新" not in page
    assert "4 次更新" in page


def test_the_firms_version_and_hers_are_both_in_the_history(
    lin: Actor, worker_client: Client
) -> None:
    entry = arrives(lin, kinds.EMPLOYMENT)
    arrives(lin, kinds.EMPLOYMENT, EMPLOYMENT | {"until": "2024-01-31"})

    page = worker_client.get(f"/worker/facts/{entry.line}/").text

    assert "2024-01-31" in page
    assert "2024-02-29" in page
    assert "家政企业 91330106MA27XL0Q3N" in page


def test_every_page_is_there_in_english(lin: Actor, worker_client: Client) -> None:
    entered(worker_client, lin)
    arrives(lin, kinds.TRAINING, TRAINING)
    worker_client.cookies["lang"] = "en"

    for path in ("record/", "facts/employment/", "facts/training/", "facts/training/add/"):
        page = worker_client.get(f"/worker/{path}").text
        assert 'lang="en"' in page
    assert "Mother and baby carer" in page_of(worker_client, "employment")
