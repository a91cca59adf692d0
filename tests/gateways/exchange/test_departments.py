"""The police client against the running sandbox, over real HTTP."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from jiaxin.facts.records.ports import BackgroundWord
from jiaxin.gateways.exchange import keys
from jiaxin.gateways.exchange.departments import Police, years_before
from jiaxin.gateways.exchange.envelope import DepartmentDeclined
from jiaxin.gateways.exchange.http import Line
from jiaxin.gateways.exchange.keys import DepartmentKeys, Party
from jiaxin.ground import clock
from jiaxin.ground.errors import SourceNotTrusted, SourceUnreachable
from jiaxin.trust.identity.ports import RealName, RealNameWord
from tests import clockwork
from tests.gateways.exchange.contract import (
    Asked,
    BackgroundContract,
    RealNameContract,
    fresh,
)
from tests.sandbox.running import Running, free_port, running

LIN = ("林秀英", "110105199003072346")
QIN = ("阿依古丽·买买提", "654125198811045223")
NOBODY = "340121198001010019"


@pytest.fixture(scope="module")
def department(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("exchange")) as started:
        started.person(*LIN)
        started.person(*QIN, background="being_verified")
        yield started


@pytest.fixture
def sandbox(department: Running) -> Iterator[Running]:
    yield department
    department.fault("off")


@pytest.fixture
def police(sandbox: Running) -> Iterator[Police]:
    with sandbox.police() as client:
        yield client


def compare(police: Police, name: str = LIN[0]) -> RealName:
    return police.compare(name=name, number=LIN[1], message_id=fresh())


class TestPolice(RealNameContract, BackgroundContract):
    @pytest.fixture
    def asked(self, police: Police) -> Asked:
        return Asked(police, *LIN, *QIN, NOBODY)


def test_a_source_that_never_answers_is_unreachable(sandbox: Running) -> None:
    sandbox.fault("timeout", number=LIN[1])

    with sandbox.police(seconds=0.5) as police, pytest.raises(SourceUnreachable):
        compare(police)


def test_a_slow_answer_is_waited_for(sandbox: Running, police: Police) -> None:
    sandbox.fault("slow", seconds="0.3")

    assert compare(police).word is RealNameWord.MATCH


def test_an_error_of_the_source_is_unreachable(sandbox: Running, police: Police) -> None:
    sandbox.fault("error_500")

    with pytest.raises(SourceUnreachable):
        compare(police)


def test_nobody_listening_is_unreachable(sandbox: Running) -> None:
    line = Line(f"http://127.0.0.1:{free_port()}")

    with Police(sandbox.keys, line) as police, pytest.raises(SourceUnreachable):
        compare(police)


@pytest.mark.parametrize(
    "fault",
    [
        *("wrong_signature", "wrong_key", "unsigned", "tampered", "wrong_encoding", "garbage"),
        *("late", "other_message", "contradictory"),
    ],
)
def test_an_answer_that_cannot_be_trusted_is_none(
    sandbox: Running, police: Police, fault: str
) -> None:
    sandbox.fault(fault)

    with pytest.raises(SourceNotTrusted):
        compare(police)
    with pytest.raises(SourceNotTrusted):
        police.check(name=LIN[0], number=LIN[1], message_id=fresh())


def test_an_answer_that_is_sent_a_second_time_is_none(sandbox: Running, police: Police) -> None:
    message_id = fresh()
    police.compare(name=LIN[0], number=LIN[1], message_id=message_id)
    sandbox.fault("replayed")

    with pytest.raises(SourceNotTrusted):
        police.compare(name=LIN[0], number=LIN[1], message_id=message_id)


def test_a_fault_with_a_count_ends_by_itself(sandbox: Running, police: Police) -> None:
    sandbox.fault("error_500", times="1")

    with pytest.raises(SourceUnreachable):
        compare(police)
    assert compare(police).word is RealNameWord.MATCH


def test_a_switch_makes_one_person_being_verified(sandbox: Running, police: Police) -> None:
    sandbox.fault("being_verified", service="background", number=LIN[1])

    said = police.check(name=LIN[0], number=LIN[1], message_id=fresh())

    assert said.word is BackgroundWord.BEING_VERIFIED


def test_a_background_is_not_looked_up_for_a_name_that_does_not_fit(police: Police) -> None:
    with pytest.raises(DepartmentDeclined) as declined:
        police.check(name="林秀兰", number=LIN[1], message_id=fresh())

    assert declined.value.code == "not_this_person"
    assert not declined.value.is_silent


def test_a_message_id_stands_for_one_question(police: Police) -> None:
    message_id = fresh()
    police.compare(name=LIN[0], number=LIN[1], message_id=message_id)

    with pytest.raises(DepartmentDeclined) as declined:
        police.compare(name="林秀兰", number=LIN[1], message_id=message_id)

    assert declined.value.code == "message_id_reused"
    assert declined.value.is_silent


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_clock_that_runs_wrong_is_told_so(police: Police, minutes: int) -> None:
    wrong = clock.now() + timedelta(minutes=minutes)

    # The department's refusal is dated by its own clock, so the client cannot believe it either.
    with clockwork.at(wrong), pytest.raises((SourceNotTrusted, DepartmentDeclined)):
        compare(police)


def test_a_platform_that_the_department_does_not_know_is_declined(
    sandbox: Running, tmp_path: Path
) -> None:
    keys.make(tmp_path / "exchange.json")
    card = keys.card(tmp_path / "exchange.json")
    stranger = replace(
        sandbox.keys.ours,
        keys=keys.read_party(card | {"keys": _private_of(tmp_path / "exchange.json")}).keys,
    )

    with (
        Police(DepartmentKeys(stranger, sandbox.keys.theirs), Line(sandbox.url)) as police,
        pytest.raises(DepartmentDeclined) as declined,
    ):
        compare(police)

    assert declined.value.code == "key_unknown"


def test_a_department_with_no_key_in_force_is_not_called(sandbox: Running) -> None:
    over = tuple(replace(key, not_after=1) for key in sandbox.keys.theirs.keys)
    paired = DepartmentKeys(sandbox.keys.ours, Party("police", over))

    with Police(paired, Line(sandbox.url)) as police, pytest.raises(SourceUnreachable):
        compare(police)


def test_a_window_starts_the_same_day_five_years_before() -> None:
    assert years_before(date(2026, 11, 23)) == date(2021, 11, 23)


def test_on_a_leap_day_the_window_starts_on_the_first_of_march() -> None:
    assert years_before(date(2028, 2, 29)) == date(2023, 3, 1)
    assert years_before(date(2028, 2, 28)) == date(2023, 2, 28)
    assert years_before(date(2028, 3, 1)) == date(2023, 3, 1)


def _private_of(file: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(file.read_text("utf-8"))["keys"]
    return found
