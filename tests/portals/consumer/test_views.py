"""The consumer's pages, through the real middleware: ask, wait, look once, and no more."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from jiaxin.facts.records.rules import Section
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates import services as certificate_services
from jiaxin.flows.queries import reads
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.errors import LookOver
from jiaxin.flows.queries.rules import ANSWER_WITHIN, LEAST, LOOK_LASTS
from jiaxin.ground import clock
from jiaxin.ground.id_numbers import mask
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.trail import DONE
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers
from tests.evidence import lines
from tests.portals.conftest import browser_of

ASKING = {"called": "胡女士", "reason": "child", "sections": ["background", "full_name"]}


def ask_page(worker: Actor) -> str:
    return f"/consumer/ask/{makers.a_ticket(worker)}/"


def query_page(query: UUID) -> str:
    return f"/consumer/queries/{query}/"


def record_page(query: UUID) -> str:
    return f"/consumer/queries/{query}/record/"


def withdraw(worker: Actor, kind: Kind = Kind.PLATFORM) -> None:
    [held] = [one for one in consents.own(worker) if one.kind is kind and one.in_force]
    consent.withdraw(worker, consent_id=held.id)


@pytest.fixture
def asked(lin: Actor, hu: Actor) -> UUID:
    return makers.a_query(lin, hu)


@pytest.fixture
def approved(lin: Actor, asked: UUID) -> UUID:
    makers.approve(lin, asked)
    return asked


def test_the_first_page_leads_to_scanning_typing_and_a_photo(consumer_client: Client) -> None:
    page = consumer_client.get("/consumer/").text

    assert "data-scan" in page
    assert 'action="/consumer/code/"' in page
    assert 'href="/consumer/photo/"' in page


def test_a_stranger_signs_in_first_and_comes_back_to_the_certificate(
    lin: Actor, stranger: Client
) -> None:
    answer = stranger.get(ask_page(lin))

    assert answer["Location"].startswith("/consumer/sign-in/?next=%2Fconsumer%2Fask%2F")


def test_asking_leads_to_waiting(lin: Actor, hu: Actor, consumer_client: Client) -> None:
    page = consumer_client.post(ask_page(lin), ASKING, follow=True)

    [request] = reads.waiting_for(lin)
    assert request.called == "胡女士"
    assert set(request.asked_sections) == LEAST | {Section.BACKGROUND, Section.FULL_NAME}
    assert page.redirect_chain == [(query_page(request.id), 302)]
    assert "等她答复" in page.text
    assert 'http-equiv="refresh"' in page.text
    assert "data-live=" in page.text


def test_less_may_be_asked_for(lin: Actor, consumer_client: Client) -> None:
    consumer_client.post(ask_page(lin), {**ASKING, "sections": []})

    [request] = reads.waiting_for(lin)
    assert set(request.asked_sections) == LEAST


def test_sending_twice_is_one_request(lin: Actor, consumer_client: Client) -> None:
    page = ask_page(lin)

    first, second = (consumer_client.post(page, ASKING) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert len(reads.waiting_for(lin)) == 1


def test_a_request_without_a_reason_is_shown_again(lin: Actor, consumer_client: Client) -> None:
    page = consumer_client.post(ask_page(lin), {"called": "胡女士"})

    assert page.status_code == 422
    assert "请选一项用途" in page.text
    assert 'value="胡女士"' in page.text
    assert not reads.waiting_for(lin)


def test_a_form_of_address_with_signs_is_refused_beside_its_field(
    lin: Actor, consumer_client: Client
) -> None:
    page = consumer_client.post(ask_page(lin), {**ASKING, "called": "<script>"})

    assert page.status_code == 422
    assert 'id="id_called_error"' in page.text


def test_a_void_certificate_cannot_be_asked(lin: Actor, consumer_client: Client) -> None:
    address = ask_page(lin)
    withdraw(lin)

    for page in (consumer_client.get(address), consumer_client.post(address, ASKING)):
        assert page.status_code == 409
        assert "这张证书现在无效" in page.text


def test_a_forged_or_old_ticket_asks_nobody(lin: Actor, consumer_client: Client) -> None:
    address = ask_page(lin)
    with clockwork.at(clock.now()) as hands:
        hands.move(timedelta(minutes=15))
        assert consumer_client.post(address, ASKING).status_code == 410

    forged = address[:-2] + ("0" if address[-2] != "0" else "1") + "/"
    assert consumer_client.get(forged).status_code == 404
    assert not reads.waiting_for(lin)


def test_somebody_whom_she_blocked_is_told_no_more_than_that(
    lin: Actor, asked: UUID, consumer_client: Client
) -> None:
    queries.block(lin, query_id=asked)

    page = consumer_client.post(query_page(asked))

    assert page.status_code == 409
    assert "现在不能向她发出请求" in page.text


def test_a_typed_short_code_leads_to_asking(lin: Actor, consumer_client: Client) -> None:
    certificate_services.show_short_code(lin)
    typed = certificates.own(lin).short_code

    answer = consumer_client.post("/consumer/code/", {"code": typed})

    assert answer["Location"].startswith("/consumer/ask/")


def test_waiting_turns_into_the_record(lin: Actor, asked: UUID, consumer_client: Client) -> None:
    state = f"{query_page(asked)}state/?was=asked"
    assert "HX-Redirect" not in consumer_client.get(state)

    makers.approve(lin, asked)

    assert consumer_client.get(state)["HX-Redirect"] == record_page(asked)
    page = consumer_client.get(query_page(asked), follow=True)
    assert page.redirect_chain == [(record_page(asked), 302)]
    assert makers.NAME in page.text


def test_the_record_has_light_sources_dates_and_the_viewers_mark(
    approved: UUID, consumer_client: Client
) -> None:
    with clockwork.at(clock.now()):
        page = consumer_client.get(record_page(approved))

    assert "绿灯" in page.text
    assert mask(makers.a_number()) in page.text
    assert makers.a_number() not in page.text
    assert "未发现" in page.text
    assert "公安数据源" in page.text
    assert 'data-mark="胡女士' in page.text
    assert "data-left='600'" in page.text
    assert "data:image/jpeg;base64," in page.text
    assert page["Cache-Control"] == "no-store, private"


def test_what_she_unticked_is_not_there(lin: Actor, asked: UUID, consumer_client: Client) -> None:
    makers.approve(lin, asked, sections=LEAST)

    page = consumer_client.get(record_page(asked)).text

    assert makers.NAME not in page
    assert "林*英" in page
    assert "她没有展示" in page
    assert "未发现" not in page.partition('id="background"')[2]


def test_a_record_may_be_reloaded_while_it_is_open(approved: UUID, consumer_client: Client) -> None:
    pages = [consumer_client.get(record_page(approved)) for _ in range(2)]

    assert [page.status_code for page in pages] == [200, 200]


def test_an_open_page_asks_for_news_without_looking_again(
    lin: Actor, approved: UUID, consumer_client: Client
) -> None:
    consumer_client.get(record_page(approved))
    answer = consumer_client.get(f"{query_page(approved)}state/?was=look")

    assert answer.status_code == 204
    assert "HX-Redirect" not in answer
    [look] = reads.who_looked(lin)
    assert look.loads == 1


@pytest.mark.parametrize("header", ["Sec-Purpose", "Purpose"])
def test_fetching_ahead_opens_nothing(
    lin: Actor, approved: UUID, consumer_client: Client, header: str
) -> None:
    for page in (query_page(approved), record_page(approved)):
        answer = consumer_client.get(page, headers={header: "prefetch;prerender"})
        assert answer.status_code == 204

    assert not reads.who_looked(lin)


def test_another_account_finds_nothing(approved: UUID, outside: makers.Outside) -> None:
    other = browser_of(makers.a_consumer(phone="13900139001"))

    pages = [query_page(approved), record_page(approved), f"{query_page(approved)}state/"]
    assert {other.get(page).status_code for page in pages} == {404}


def test_the_workers_own_sign_in_opens_no_consumer_page(
    approved: UUID, worker_client: Client
) -> None:
    answer = worker_client.get(record_page(approved))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/consumer/sign-in/")


def test_another_sign_in_of_the_same_account_may_not_look(
    approved: UUID, outside: makers.Outside
) -> None:
    again = browser_of(makers.signed_in(App.CONSUMER, "13900139000"))

    page = again.get(record_page(approved))

    assert page.status_code == 403
    assert "只有提出请求的那台手机可以查看" in page.text
    assert makers.NAME not in page.text


def test_a_number_of_no_request_is_not_found(consumer_client: Client) -> None:
    assert consumer_client.get(query_page(uuid4())).status_code == 404


def test_ending_closes_the_record_and_leaves_a_receipt(
    approved: UUID, consumer_client: Client
) -> None:
    consumer_client.get(record_page(approved))

    page = consumer_client.post(f"{query_page(approved)}end/", follow=True)

    assert "查看人自己结束" in page.text
    assert "data-final" in page.text
    gone = consumer_client.get(record_page(approved))
    assert gone.status_code == 410
    assert makers.NAME not in gone.text
    assert [line.outcome for line in lines(Action.QUERY_OPEN)] == [DONE, LookOver.code]


def test_a_receipt_says_the_light_and_nothing_of_the_record(
    lin: Actor, approved: UUID, consumer_client: Client
) -> None:
    consumer_client.get(record_page(approved))

    page = consumer_client.get(f"{query_page(approved)}receipt/").text

    assert "绿灯" in page
    assert certificates.own(lin).spoken_number in page
    assert "林" not in page
    assert "未发现" not in page


def test_there_is_no_receipt_of_what_was_never_seen(
    approved: UUID, consumer_client: Client
) -> None:
    assert consumer_client.get(f"{query_page(approved)}receipt/").status_code == 404


def test_after_ten_minutes_the_record_is_gone(approved: UUID, consumer_client: Client) -> None:
    with clockwork.at(clock.now()) as hands:
        consumer_client.get(record_page(approved))
        hands.move(LOOK_LASTS)

        state = consumer_client.get(f"{query_page(approved)}state/?was=look")
        page = consumer_client.get(record_page(approved))

    assert state["HX-Redirect"] == query_page(approved)
    assert page.status_code == 410
    assert "10 分钟到了" in page.text


def test_when_she_stops_the_look_the_page_is_told_and_the_record_gone(
    lin: Actor, approved: UUID, consumer_client: Client
) -> None:
    consumer_client.get(record_page(approved))
    queries.stop(lin, query_id=approved)

    state = consumer_client.get(f"{query_page(approved)}state/?was=look")

    assert state["HX-Redirect"] == query_page(approved)
    assert "本人停止了查看" in consumer_client.get(record_page(approved)).text


def test_when_she_withdraws_her_consent_the_record_is_gone(
    lin: Actor, approved: UUID, consumer_client: Client
) -> None:
    consumer_client.get(record_page(approved))
    withdraw(lin)

    page = consumer_client.get(query_page(approved), follow=True)

    assert "本人撤回了授权" in page.text
    assert consumer_client.get(record_page(approved)).status_code == 410


def test_when_she_withdraws_the_background_only_that_is_gone(
    lin: Actor, approved: UUID, consumer_client: Client
) -> None:
    withdraw(lin, Kind.BACKGROUND)

    page = consumer_client.get(record_page(approved)).text

    assert makers.NAME in page
    assert "未发现" not in page


def test_a_declined_request_says_so_and_can_be_sent_again(
    lin: Actor, asked: UUID, consumer_client: Client
) -> None:
    queries.decline(lin, query_id=asked)

    page = consumer_client.get(query_page(asked))
    again = consumer_client.post(query_page(asked))

    assert "她没有同意这次查看" in page.text
    [request] = reads.waiting_for(lin)
    assert again["Location"] == query_page(request.id)


def test_an_unanswered_request_lapses(asked: UUID, consumer_client: Client) -> None:
    with clockwork.at(clock.now()) as hands:
        hands.move(ANSWER_WITHIN)
        page = consumer_client.get(query_page(asked))

    assert "她没有在 5 分钟内答复" in page.text
    assert 'http-equiv="refresh"' not in page.text


def test_my_requests_are_listed_and_nobody_elses(
    asked: UUID, consumer_client: Client, outside: makers.Outside
) -> None:
    other = browser_of(makers.a_consumer(phone="13900139001"))

    assert query_page(asked) in consumer_client.get("/consumer/").text
    assert query_page(asked) not in other.get("/consumer/").text


@pytest.mark.parametrize("name", ["manifest.webmanifest", "sw.js", "offline/"])
def test_what_makes_it_an_app_needs_no_sign_in(stranger: Client, name: str) -> None:
    assert stranger.get(f"/consumer/{name}").status_code == 200
