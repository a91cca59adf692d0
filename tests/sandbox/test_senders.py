"""The bodies' pages, in a browser without scripts: rows sent to the platform, faults on and off."""

import html
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from httpx import Client

from jiaxin.config import wiring
from jiaxin.facts.epidemic import reads as epidemic
from jiaxin.facts.firms import reads as firms
from jiaxin.facts.firms.errors import UnknownFirm
from jiaxin.facts.records import reads as records
from jiaxin.gateways.exchange import errands, ours, platforms, sources, spool
from jiaxin.gateways.exchange import reads as gateway
from jiaxin.gateways.exchange.models import Inbound
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.trust.consent.rules import Kind
from sandbox import examples
from sandbox.bodies import BODIES
from sandbox.faults import SENDING
from tests import makers
from tests.makers_epidemic import an_order
from tests.makers_platforms import shares
from tests.sandbox.running import Running, command, free_port, running
from tests.sandbox.sending import Senders, register

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def paired(live_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The sandbox in a process of its own; its bodies know the platform under test."""
    with running(tmp_path_factory.mktemp("pages")) as started:
        card, cards = started.home.parent / "our.json", started.home.parent / "cards"
        words = ("bodies", "--home", started.home, "--trust", card, "--url", live_server.url)
        done = command(*words, "--out", cards)
        assert done.returncode == 0, done.stderr
        yield started


@pytest.fixture
def senders(paired: Running, live_server: Any, tmp_path: Path) -> Iterator[Senders]:
    """Every body is a registered party."""
    ours.join(paired.key_file)
    spool.join(tmp_path / "exchange")
    found = Senders(paired.home, live_server.url, paired.home.parent / "cards")
    register(found, *BODIES)
    yield found
    paired.fault("off")
    wiring.join()


@pytest.fixture
def browser(paired: Running, senders: Senders) -> Iterator[Client]:
    """A browser without scripts."""
    with Client(base_url=paired.url, trust_env=False, follow_redirects=True) as client:
        yield client


def filled_in(browser: Client, body: str, service: str) -> str:
    """The row that the page offers for this service."""
    page = browser.get(f"/sandbox/bodies/{body}/", params={"service": service}).text
    return html.unescape(page.partition("<textarea")[2].partition(">")[2].partition("</text")[0])


def sent(browser: Client, body: str, service: str, rows: str, **more: str) -> str:
    form = {"service": service, "rows": rows, "way": "live", **more}
    return browser.post(f"/sandbox/bodies/{body}/send", data=form).text


def fetched(browser: Client, number: str) -> str:
    return browser.post("/sandbox/bodies/province/fetch", data={"number": number}).text


@pytest.mark.parametrize(
    ("body", "service"),
    [
        (body.name, service)
        for body in BODIES.values()
        for service in body.services
        if service in examples.SERVICES
    ],
)
def test_the_row_that_is_filled_in_is_one_that_the_platform_takes(
    browser: Client, body: str, service: str
) -> None:
    if service == "epidemic":
        an_order()  # nothing of the kind is taken otherwise

    shown = sent(browser, body, service, filled_in(browser, body, service))

    assert '<dd id="taken">1</dd>' in shown
    assert '<dd id="quarantined">0</dd>' in shown


def test_what_is_sent_by_the_page_stands_on_her_record(browser: Client) -> None:
    makers.Outside().join()
    lin = makers.a_worker(number="110105199003072346", name="王小样")
    makers.agree(lin, Kind.HEALTH)

    sent(browser, "hospital", "exam", filled_in(browser, "hospital", "exam"))
    errands.resume()

    known = {fact.kind: fact for fact in records.facts(records.own_record(lin))}
    assert known["exam"].source == "hospital"


def test_the_health_commission_is_not_heard_while_no_order_is_in_force(browser: Client) -> None:
    shown = sent(browser, "health", "epidemic", filled_in(browser, "health", "epidemic"))

    assert "no_order" in shown
    assert not Inbound.objects.exists()


def test_the_health_commissions_answer_is_laid_beside_what_she_declared(browser: Client) -> None:
    makers.Outside().join()
    lin = makers.a_worker(number="110105199003072346", name="王小样")
    an_order()
    makers.agree(lin, Kind.EPIDEMIC)

    sent(browser, "health", "epidemic", filled_in(browser, "health", "epidemic"))
    errands.resume()

    shown = epidemic.shown(epidemic.own_declarations(lin))
    assert shown is not None
    assert shown.authority is not None
    assert (shown.authority.word, shown.authority.source) == ("clear", "health")


def test_a_province_fetches_by_the_page_what_she_lets_it_have(
    browser: Client, paired: Running
) -> None:
    makers.Outside().join()
    number = paired.person("王小样")
    lin = makers.a_worker(number=number, name="王小样")
    assert 'id="not-shared"' in fetched(browser, number)

    shares(lin, gateway.sender_named("province"))

    assert "certificate_no" in fetched(browser, number)
    assert [one.loads for one in platforms.fetched(lin)] == [1]


def test_only_a_body_that_fetches_has_a_form_for_it(browser: Client, paired: Running) -> None:
    paired.person("王小样")

    assert 'action="fetch"' in browser.get("/sandbox/bodies/province/").text
    assert 'action="fetch"' not in browser.get("/sandbox/bodies/hospital/").text
    assert browser.post("/sandbox/bodies/hospital/fetch", data={}).status_code == 404
    assert browser.post("/sandbox/bodies/province/fetch", data={"number": "x"}).status_code == 422


def test_a_batch_is_sent_with_the_next_number_and_its_wrong_row_comes_back(
    browser: Client,
) -> None:
    row = filled_in(browser, "market", "firm-registration")
    wrong = row.replace(examples.FIRM, "91110105MX0000772X")

    for _ in range(2):
        shown = sent(browser, "market", "firm-registration", f"{row}\n{wrong}", way="batch")
        assert '<dd id="rows">2</dd>' in shown
    errands.resume()

    numbers = sorted(number or 0 for number in Inbound.objects.values_list("sequence", flat=True))
    assert numbers[1] == numbers[0] + 1
    assert set(Inbound.objects.values_list("state", flat=True)) == {"done"}
    assert firms.record(code=CreditCode(examples.FIRM)).name == "北京样例新开家政服务有限公司"
    assert sources.named("market")[-1].waiting == 2


@pytest.mark.parametrize("way", ["live", "batch"])
def test_a_wrong_row_is_fetched_back_mended_and_taken(browser: Client, way: str) -> None:
    row = filled_in(browser, "market", "firm-registration")
    wrong = row.replace(examples.FIRM, "91110105MX0000772X")
    shown = sent(browser, "market", "firm-registration", wrong, way=way)
    errands.resume()
    batch = shown.partition('name="batch" value="')[2].partition('"')[0]

    form = {"service": "firm-registration", "batch": batch}
    page = browser.post("/sandbox/bodies/market/mend", data=form).text
    back = html.unescape(page.partition("<textarea")[2].partition(">")[2].partition("</text")[0])
    assert json.loads(back)["fixes"] == 1
    assert sources.named("market")[-1].waiting == 1
    right = back.replace("91110105MX0000772X", examples.FIRM)
    sent(browser, "market", "firm-registration", right, way=way, fixes=batch)
    errands.resume()

    assert sources.named("market")[-1].waiting == 0
    assert firms.record(code=CreditCode(examples.FIRM)).name == "北京样例新开家政服务有限公司"
    assert "没有等待改正的行" in browser.post("/sandbox/bodies/market/mend", data=form).text


def test_a_dry_run_changes_nothing(browser: Client) -> None:
    row = filled_in(browser, "market", "firm-registration")

    sent(browser, "market", "firm-registration", row, way="batch", dry_run="1")
    errands.resume()

    assert Inbound.objects.get().is_dry_run
    with pytest.raises(UnknownFirm):
        firms.record(code=CreditCode(examples.FIRM))


@pytest.mark.parametrize("fault", ["wrong_signature", "unsigned", "wrong_encoding", "altered"])
def test_a_fault_that_is_on_spoils_what_is_sent_until_it_is_off(
    browser: Client, senders: Senders, fault: str
) -> None:
    row = filled_in(browser, "insurer", "insurance")
    there = "/sandbox/bodies/insurer/"
    assert "已打开" not in browser.get(there).text
    browser.post(f"{there}fault", data={"fault": fault})
    assert "已打开" in browser.get(there).text
    assert SENDING[fault][0] in browser.get("/sandbox/").text

    shown = sent(browser, "insurer", "insurance", row)
    assert 'role="alert"' in shown
    assert not Inbound.objects.exists()
    assert senders.push("insurer", "insurance", [json.loads(row)]).ended == 3
    assert '<dd id="taken">1</dd>' in sent(
        *(browser, "training", "training"), filled_in(browser, "training", "training")
    )

    on = senders.home
    assert command("fault", "--home", on, "off").returncode == 0
    assert '<dd id="taken">1</dd>' in sent(browser, "insurer", "insurance", row)


def test_one_fault_is_switched_off_on_the_bodys_page(browser: Client) -> None:
    there = "/sandbox/bodies/rating/"
    for fault in ("late", "unsigned"):
        browser.post(f"{there}fault", data={"fault": fault})
    first = browser.get("/sandbox/faults").json()[0]

    browser.post(f"{there}fault", data={"fault": "off", "id": str(first["id"])})

    assert [one["fault"] for one in browser.get("/sandbox/faults").json()] == ["unsigned"]


def test_a_fault_of_a_body_is_switched_by_command_too(browser: Client, senders: Senders) -> None:
    done = command("fault", "--home", senders.home, "rows_gbk", "--service", "hospital")
    assert done.returncode == 0, done.stderr
    assert "有故障" in browser.get("/sandbox/bodies/").text

    assert command("fault", "--home", senders.home, "mismatch", "--service", "market").returncode


def test_strangers_get_the_same_receipt_and_leave_nothing(browser: Client) -> None:
    row = filled_in(browser, "training", "training")
    browser.post("/sandbox/bodies/training/fault", data={"fault": "strangers"})

    shown = sent(browser, "training", "training", row)
    errands.resume()

    assert '<dd id="taken">2</dd>' in shown
    assert Inbound.objects.get().applied == 0


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"service": "exam", "rows": ""}, "至少写一行"),
        ({"service": "weather", "rows": "{}"}, "请选一类数据"),
        ({"service": "exam", "rows": "not json"}, "有一行不是 JSON"),
    ],
)
def test_what_cannot_be_sent_is_said(browser: Client, form: dict[str, str], says: str) -> None:
    answer = browser.post("/sandbox/bodies/hospital/send", data=form)

    assert answer.status_code == 422
    assert says in answer.text


def test_what_is_typed_is_never_markup(browser: Client) -> None:
    shown = browser.get("/sandbox/bodies/hospital/", params={"number": "<script>"}).text
    assert "<script>" not in shown

    assert browser.get("/sandbox/bodies/nobody/").status_code == 404
    assert browser.post("/sandbox/bodies/nobody/send", data={}).status_code == 404
    assert browser.post("/sandbox/bodies/nobody/fault", data={"fault": "late"}).status_code == 422
    assert (
        browser.post("/sandbox/bodies/hospital/fault", data={"fault": "mismatch"}).status_code
        == 422
    )


def test_before_it_is_paired_the_page_says_how(tmp_path: Path) -> None:
    with running(tmp_path) as alone:
        for there in ("/sandbox/bodies/", "/sandbox/bodies/hospital/"):
            answer = httpx.get(alone.url + there, trust_env=False)
            assert answer.status_code == 409
            assert "python -m sandbox bodies" in answer.text


def test_where_the_platform_is_away_the_page_says_so(
    paired: Running, browser: Client, senders: Senders
) -> None:
    there = senders.home / "bodies" / "rating.json"
    before = there.read_text("utf-8")
    there.write_text(before.replace(senders.url, f"http://127.0.0.1:{free_port()}"), "utf-8")

    shown = sent(browser, "rating", "skill", filled_in(browser, "rating", "skill"))

    there.write_text(before, "utf-8")
    assert "平台在运行吗" in shown
