"""Market regulation's live answer, from the running sandbox over real HTTP and from the fake."""

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from jiaxin.facts.firms.rules.facts import MARKET
from jiaxin.facts.firms.rules.profile import FirmStatus, Registration
from jiaxin.facts.firms.services import NewFirmFact
from jiaxin.flows.joining.ports import FirmRegister, Word
from jiaxin.gateways.exchange import keys
from jiaxin.gateways.exchange.http import Line
from jiaxin.gateways.exchange.keys import DepartmentKeys
from jiaxin.gateways.exchange.market import SERVICE, Market
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.ground.errors import SourceNotTrusted, SourceUnreachable
from tests import makers
from tests.firms import a_code
from tests.gateways.exchange.contract import fresh
from tests.makers_joining import NUMBER, REPRESENTATIVE, FakeRegister
from tests.sandbox.running import Running, command, running

STRANGER = makers.a_number(order=55)


@dataclass(frozen=True, slots=True)
class Asked:
    """A register, and the firm that it knows."""

    register: FirmRegister
    code: CreditCode


class FirmRegisterContract:
    """What any register of firms promises, the real one and every fake."""

    def test_the_representative_is_confirmed_with_the_registration(self, known: Asked) -> None:
        said = confirm(known)

        assert said[0] is Word.MATCH
        assert said[1] is not None
        assert (said[1].code, said[1].source) == (known.code, MARKET)
        assert isinstance(said[1].said, Registration)
        assert said[1].said.status is FirmStatus.OPEN

    def test_another_name_or_number_is_a_mismatch_and_shows_nothing(self, known: Asked) -> None:
        assert confirm(known, name="贾无人") == (Word.MISMATCH, None)
        assert confirm(known, number=STRANGER) == (Word.MISMATCH, None)

    def test_a_firm_that_it_does_not_hold_is_unknown(self, known: Asked) -> None:
        assert confirm(known, code=a_code(99)) == (Word.UNKNOWN, None)


def confirm(known: Asked, **changed: str) -> tuple[Word, NewFirmFact | None]:
    given = {"code": known.code, "name": REPRESENTATIVE, "number": NUMBER, **changed}
    said = known.register.confirm(
        code=CreditCode(given["code"]),
        name=given["name"],
        number=given["number"],
        message_id=fresh(),
    )
    return said.word, said.registration


class TestFake(FirmRegisterContract):
    @pytest.fixture
    def known(self) -> Asked:
        return Asked(FakeRegister(), a_code(1))


@pytest.fixture(scope="module")
def department(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("market")) as started:
        pair(started)
        done = command(
            *("firm", "--home", started.home, "--code", a_code(1)),
            *("--name", "北京样例阳光家政服务有限公司", "--region", "110105"),
            *("--address", "样例路 1 号", "--representative", REPRESENTATIVE, "--number", NUMBER),
        )
        assert done.returncode == 0, done.stderr
        yield started


def pair(started: Running) -> None:
    """Market regulation has keys of its own, handed over as every body's are."""
    folder = started.home.parent
    done = command_of_bodies(started, folder / "our.json", folder / "cards")
    assert done == 0
    card = folder / "cards" / "market.json"
    trust = ["trust", "--file", str(started.key_file), "--card", str(card), "--url", started.url]
    assert keys.main(trust) == 0


def command_of_bodies(started: Running, ours: Path, out: Path) -> int:
    from sandbox import bodies  # noqa: PLC0415 — the other side's own code, for its pairing only

    bodies.trust(started.home, json.loads(ours.read_text("utf-8")), started.url, out)
    return 0


@pytest.fixture
def sandbox(department: Running) -> Iterator[Running]:
    yield department
    department.fault("off")


def keys_of(sandbox: Running) -> DepartmentKeys:
    return keys.load(sandbox.key_file, "market").keys


@pytest.fixture
def market(sandbox: Running) -> Iterator[Market]:
    with Market(keys_of(sandbox), Line(sandbox.url, answer_seconds=5)) as client:
        yield client


class TestMarket(FirmRegisterContract):
    @pytest.fixture
    def known(self, market: Market) -> Asked:
        return Asked(market, a_code(1))


def test_a_name_typed_in_parts_is_the_same_name(sandbox: Running, market: Market) -> None:
    name, code = "José·样例", a_code(2)
    firm = {"code": code, "name": "样例二号家政服务有限公司", "number": NUMBER}
    place = {"region": "110105", "address": "样例路 2 号"}
    sandbox.post("/sandbox/firms/", representative=name, **firm, **place)

    said = confirm(Asked(market, code), name=unicodedata.normalize("NFD", name))

    assert said[0] is Word.MATCH


@pytest.mark.parametrize("fault", ["error_500"])
def test_an_error_of_the_register_is_unreachable(
    sandbox: Running, market: Market, fault: str
) -> None:
    sandbox.fault(fault, service=SERVICE)

    with pytest.raises(SourceUnreachable):
        confirm(Asked(market, a_code(1)))


@pytest.mark.parametrize(
    "fault",
    [
        *("wrong_signature", "wrong_key", "unsigned", "tampered", "wrong_encoding", "garbage"),
        *("late", "other_message", "contradictory"),
    ],
)
def test_what_cannot_be_trusted_is_not(sandbox: Running, market: Market, fault: str) -> None:
    sandbox.fault(fault, service=SERVICE)

    with pytest.raises(SourceNotTrusted):
        confirm(Asked(market, a_code(1)))


def test_the_police_keys_do_not_answer_for_market_regulation(sandbox: Running) -> None:
    with (
        Market(sandbox.keys, Line(sandbox.url, answer_seconds=5)) as police,
        pytest.raises((SourceUnreachable, SourceNotTrusted)),
    ):
        confirm(Asked(police, a_code(1)))


def test_a_register_that_is_not_there_is_unreachable(sandbox: Running) -> None:
    line = Line("http://127.0.0.1:9", answer_seconds=1)

    with Market(keys_of(sandbox), line) as away, pytest.raises(SourceUnreachable):
        confirm(Asked(away, a_code(1)))
