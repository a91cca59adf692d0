"""A fault is switched on in the sandbox: her page and `exchange status` say the right sentence.

The sandbox is a process of its own, asked over real HTTP; only what it sends is at fault.
"""

import argparse
import json
from collections.abc import Iterator
from contextlib import suppress

import pytest

from jiaxin.config import exchange_acts, wiring
from jiaxin.facts.records import errands as records
from jiaxin.gateways.exchange import errands
from jiaxin.gateways.exchange.departments import Police
from jiaxin.gateways.exchange.errands import noted_of
from jiaxin.gateways.exchange.http import Line
from jiaxin.ground.errors import SourceNotTrusted, SourceUnreachable
from jiaxin.ground.id_numbers import check_character
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import reads as identity
from tests import makers
from tests.gateways.exchange.sending import an_exam
from tests.portals.conftest import browser_of
from tests.sandbox.running import Running, free_port, running
from tests.sandbox.sending import Senders

pytestmark = pytest.mark.django_db(transaction=True)

HER = "34012119790314002"
UNREACHABLE = "公安数据源暂时联系不上"
NOTHING_TO_DO = "恢复后会自动核查，您不用做什么"
SILENT = "连接不上、超时，或者它那边出错"
NOT_TRUSTED = "核验不通过，已全部作废"
NUMBER = HER + check_character(HER)
type Out = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def department(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("faults")) as started:
        started.person(makers.NAME, NUMBER)
        yield started


@pytest.fixture
def lin(department: Running) -> Iterator[Actor]:
    """She is proven and was checked once; from now on the sandbox answers about her."""
    makers.Outside().join()
    lin = makers.a_worker(number=NUMBER)
    with police_at(department.url, department) as police:
        records.join(police)
        yield lin
    department.fault("off")
    wiring.join()


def police_at(url: str, department: Running) -> Police:
    """The police source at an address, watched as the product watches it."""
    return Police(department.keys, Line(url, answer_seconds=0.7), noted_of("police"))


def checked(lin: Actor) -> None:
    """Her background is asked about once more, as every night."""
    with suppress(SourceUnreachable, SourceNotTrusted):
        records.check_background(lin.person)


def her_light(lin: Actor) -> str:
    return browser_of(lin).get("/worker/").text


def status(name: str, capsys: Out) -> tuple[int, dict[str, object]]:
    """How the command ends, and what it says of one source."""
    capsys.readouterr()
    ended = exchange_acts.status(argparse.Namespace(json=True))
    found = json.loads(capsys.readouterr().out)
    return ended, next(one for one in found if one["name"] == name)


@pytest.mark.parametrize(
    ("fault", "state", "sentence"),
    [
        ("slow", "silent", SILENT),
        ("timeout", "silent", SILENT),
        ("error_500", "silent", SILENT),
        ("wrong_signature", "not_trusted", NOT_TRUSTED),
        ("unsigned", "not_trusted", NOT_TRUSTED),
        ("tampered", "not_trusted", NOT_TRUSTED),
        ("wrong_encoding", "not_trusted", NOT_TRUSTED),
        ("garbage", "not_trusted", NOT_TRUSTED),
        ("late", "not_trusted", NOT_TRUSTED),
        ("other_message", "not_trusted", NOT_TRUSTED),
        ("contradictory", "not_trusted", NOT_TRUSTED),
    ],
)
def test_while_the_police_source_is_at_fault_her_page_and_the_status_say_so(
    department: Running, lin: Actor, fault: str, state: str, sentence: str, capsys: Out
) -> None:
    department.fault(fault, service="background", seconds="5")
    checked(lin)

    shown = her_light(lin)
    assert UNREACHABLE in shown
    assert NOTHING_TO_DO in shown
    assert "police" not in shown
    ended, said = status("police", capsys)
    assert (ended, said["state"], said["way"]) == (3, state, "asked")
    assert sentence in str(said["says"])
    assert said["since"]
    assert said["error_rate"] == 1.0

    department.fault("off")
    checked(lin)

    assert UNREACHABLE not in her_light(lin)
    ended, said = status("police", capsys)
    assert (ended, said["state"], said["coverage"]) == (0, "alive", 0.5)


def test_while_the_police_source_is_down_the_same(
    department: Running, lin: Actor, capsys: Out
) -> None:
    with police_at(f"http://127.0.0.1:{free_port()}", department) as nowhere:
        records.join(nowhere)
        checked(lin)

    assert UNREACHABLE in her_light(lin)
    ended, said = status("police", capsys)
    assert (ended, said["state"]) == (3, "silent")


def test_a_refusal_over_a_signature_is_told_from_silence(
    department: Running, lin: Actor, capsys: Out
) -> None:
    department.fault("unknown", service="background")
    checked(lin)

    assert UNREACHABLE not in her_light(lin)
    ended, said = status("police", capsys)
    assert (ended, said["state"]) == (0, "alive")


@pytest.mark.parametrize(
    ("fault", "code"),
    [("wrong_encoding", "body_invalid"), ("altered", "digest_mismatch"), ("late", "")],
)
def test_what_a_sending_body_does_wrong_stands_in_the_status_once_it_is_known_to_be_it(
    hospital: Senders, fault: str, code: str, capsys: Out
) -> None:
    hospital.push("hospital", "exam", [an_exam()], "--fault", fault)

    _, said = status("hospital", capsys)
    if code == "body_invalid":
        assert (said["state"], said["refused"]) == ("refused", {code: 1})
        assert "已整条拒收" in str(said["says"])
    else:
        # Nothing is remembered before the signature is proven, and the body fits it.
        assert (said["state"], said["refused"]) == ("nothing_yet", {})


def test_a_body_that_contradicts_itself_changes_nothing_on_her_page(
    hospital: Senders, capsys: Out
) -> None:
    makers.Outside().join()
    lin = makers.a_worker(number=NUMBER)
    makers.agree(lin, Kind.HEALTH)
    rows = [an_exam(number=NUMBER)]

    hospital.push("hospital", "exam", rows, "--fault", "contradictory")
    errands.resume()

    shown = browser_of(lin).get("/worker/facts/exam/").text
    assert "市第一体检医院" in shown
    assert "不合格" not in shown
    assert identity.is_proven(lin.person)
    _, said = status("hospital", capsys)
    assert (said["waiting"], said["set_aside"], said["state"]) == (0, 1, "alive")
