"""She is told, and his page turns: by push alone, by polling alone, by message if she is away."""

import re

from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import MakeConsumer, MakeWorker
from tests.journeys.people import Consumer, Worker

STREAM = re.compile(r"/live/")
NO_TIMERS = """
  window.setInterval = () => 0;
  const later = window.setTimeout.bind(window);
  window.setTimeout = (act, ms, ...more) => (ms >= 2000 ? 0 : later(act, ms, ...more));
"""


def push_only(page: Page) -> None:
    """Nothing on this phone asks by the clock: neither the pages' polling nor a retry."""
    page.context.add_init_script(NO_TIMERS)


def polling_only(page: Page) -> None:
    """The network lets no stream through."""

    def refuse(route: Route) -> None:
        route.abort()

    page.context.route(STREAM, refuse)


def walk(lin: Worker, hu: Consumer) -> None:
    """Ask, be told, approve, see; no page is loaded by hand but those that lead to forms."""
    hu.asks(lin)
    lin.wait_for_request(hu)
    lin.approve_by_pin()
    hu.has("#record")
    lin.has("#opened")
    hu.send("end")
    hu.has("#over")
    lin.has("#over")


def test_push_alone_tells_her_and_turns_his_page(
    open_lin: MakeWorker, consumer: MakeConsumer
) -> None:
    lin = open_lin()
    hu = consumer()
    for person in (lin, hu):
        push_only(person.page)
    walk(lin, hu)


def test_polling_alone_does_too(open_lin: MakeWorker, consumer: MakeConsumer) -> None:
    # A service worker's own requests would not meet the block.
    lin = open_lin(service_workers="block")
    hu = consumer(service_workers="block")
    for person in (lin, hu):
        polling_only(person.page)
    walk(lin, hu)


def test_a_message_with_a_link_comes_when_no_page_of_hers_is_open(
    open_lin: MakeWorker, consumer: MakeConsumer
) -> None:
    lin = open_lin()
    code = lin.short_code()
    lin.go("about:blank")
    hu = consumer()
    hu.find(code)
    hu.ask()

    message = lin.outside.message(lin.phone, after=lin.read)
    assert "有人请求查看您的信用记录" in message["text"]
    assert hu.called not in message["text"]
    # The link names the public address; this browser came by the plain one.
    lin.go(message["link"].replace(lin.outside.stack.https, lin.outside.stack.http))
    lin.wait_for_request(hu)
    lin.page.locator("#decline").click()
    lin.has("#over")
    hu.has("#over")
    hu.sees("她没有同意这次查看")


def test_no_message_comes_when_her_page_has_it(
    open_lin: MakeWorker, consumer: MakeConsumer
) -> None:
    lin = open_lin()
    before = lin.outside.how_many(lin.phone, "有人请求")
    hu, other = consumer(), consumer(called="赵先生")
    hu.asks(lin)
    lin.has("#asks .jx-ask")
    # A message for the first request would stand before the one for the second.
    code = lin.has("#short-code").inner_text()
    lin.go("about:blank")
    other.find(code)
    other.ask()
    first = lin.outside.message(lin.phone, after=lin.read)
    assert first["link"]
    assert lin.outside.how_many(lin.phone, "有人请求") == before + 1
    lin.go("/worker/")
    expect(lin.page.locator("#asks .jx-ask")).to_have_count(2)


def test_a_word_that_comes_while_the_page_is_asking_is_not_lost(worker: MakeWorker) -> None:
    lin = worker(camera=False, service_workers="block")
    lin.begin()
    answers: list[str] = []

    def overtake(route: Route) -> None:
        """The first answer was true when it was given, and comes after the word that it is not."""
        answer = route.fetch(max_redirects=0)
        if not answers and "正在与公安数据源比对" in answer.text():
            answers.append("old")
            lin.wait_until(lambda: "/prove/" in lin.page.request.get("/worker/enrol/").url)
        route.fulfill(response=answer)

    with lin.outside.fault("slow", number=lin.card.number, seconds="3", times="1"):
        lin.page.route(
            re.compile("/enrol/comparing/$"),
            lambda route: (
                overtake(route) if route.request.resource_type == "fetch" else route.continue_()
            ),
        )
        push_only(lin.page)
        lin.type_details()
        lin.has("form#ways")
    assert answers


def test_a_look_that_finds_nothing_new_leaves_the_page_alone(
    open_lin: MakeWorker, consumer: MakeConsumer
) -> None:
    lin, hu = open_lin(service_workers="block"), consumer()
    hu.asks(lin)
    link = lin.has(f"#asks .jx-ask:has-text('{hu.phone[-4:]}') a").element_handle()
    for _ in range(2):
        with lin.page.expect_response("**/worker/asks/") as answer:
            lin.page.evaluate("document.body.dispatchEvent(new CustomEvent('jx:look'))")
        answer.value.finished()

    assert link is not None
    # What a thumb aims at is still there, and leads where it led.
    link.click()
    lin.has("form#request")
    lin.page.locator("#decline").click()
    hu.has("#over")
