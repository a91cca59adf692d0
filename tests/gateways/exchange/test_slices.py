"""Slices against the running sandbox, over real HTTP; and the published example of one."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaxin.facts.records.ports import BackgroundWord
from jiaxin.flows.comparisons.ports import MOST_PEOPLE
from jiaxin.flows.comparisons.rules import Unanswered
from jiaxin.gateways.exchange import envelope
from jiaxin.gateways.exchange.envelope import DepartmentDeclined, Received, Sent
from jiaxin.gateways.exchange.http import Line
from jiaxin.gateways.exchange.keys import DepartmentKeys
from jiaxin.gateways.exchange.signatures import Request
from jiaxin.gateways.exchange.slices import SERVICE, PoliceSlices, read_rows
from jiaxin.ground.errors import SourceNotTrusted, SourceUnreachable
from sandbox import sealing as their_sealing
from sandbox import signatures as theirs
from tests.gateways.exchange import slice_vectors
from tests.gateways.exchange.contract import fresh
from tests.gateways.exchange.test_vectors import KEYS, department_keys
from tests.gateways.exchange.vectors import CREATED
from tests.sandbox.running import Running, free_port, running

NONE_FOUND, BEING_VERIFIED = BackgroundWord.NONE_FOUND, BackgroundWord.BEING_VERIFIED
LIN = ("林秀英", "110105199003072346")
QIN = ("阿依古丽·买买提", "654125198811045223")
ZHOU = ("周美玲", "330106197903140023")
NOBODY = ("贾无人", "340121198001010019")


@pytest.fixture(scope="module")
def department(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("slices")) as started:
        started.person(*LIN)
        started.person(*ZHOU)
        started.person(*QIN, background="being_verified")
        yield started


@pytest.fixture
def sandbox(department: Running) -> Iterator[Running]:
    yield department
    department.fault("off")


@pytest.fixture
def police(sandbox: Running) -> Iterator[PoliceSlices]:
    with PoliceSlices(sandbox.keys, Line(sandbox.url)) as client:
        yield client


def test_each_person_gets_her_own_answer_in_the_order_asked(police: PoliceSlices) -> None:
    said = police.compare([QIN, LIN, NOBODY, ZHOU], message_id=fresh())

    assert said.rows == (BEING_VERIFIED, NONE_FOUND, Unanswered.NOT_THIS_PERSON, NONE_FOUND)
    assert said.never_asked == 0


def test_the_order_of_a_slice_says_nothing_of_who_joined_first(sandbox: Running) -> None:
    with (
        PoliceSlices(sandbox.keys, Line(sandbox.url)) as police,
        patch.object(envelope, "ask", side_effect=StopAsking) as asking,
        pytest.raises(StopAsking),
    ):
        police.compare([QIN, LIN, ZHOU], message_id=fresh())

    assert asking.call_args.kwargs["about"] == {"people": [LIN, ZHOU, QIN]}


class StopAsking(Exception):
    """Nothing was to leave."""


@pytest.mark.parametrize("count", [0, MOST_PEOPLE + 1])
def test_a_slice_has_a_sensible_size(police: PoliceSlices, count: int) -> None:
    with pytest.raises(ValueError, match="a slice is of"):
        police.compare([LIN] * count, message_id=fresh())


def test_a_slice_as_large_as_may_be_is_answered(police: PoliceSlices) -> None:
    long = ("欧" * 50, NOBODY[1])

    said = police.compare([LIN, *[long] * (MOST_PEOPLE - 1)], message_id=fresh())

    assert said.rows[0] is NONE_FOUND
    assert set(said.rows[1:]) == {Unanswered.NOT_THIS_PERSON}


@pytest.mark.parametrize(
    ("fault", "first", "never_asked"),
    [
        ("rows_missing", Unanswered.MISSING, 0),
        ("rows_doubled", Unanswered.DOUBLED, 0),
        ("rows_never_asked", NONE_FOUND, 3),
    ],
)
def test_rows_that_cannot_be_believed_are_told_and_the_others_taken(
    sandbox: Running, police: PoliceSlices, fault: str, first: object, never_asked: int
) -> None:
    sandbox.fault(fault, service=SERVICE)

    said = police.compare([LIN, ZHOU, QIN], message_id=fresh())

    assert said.rows == (first, NONE_FOUND, BEING_VERIFIED)
    assert said.never_asked == never_asked


@pytest.mark.parametrize(
    "fault",
    [
        *("wrong_signature", "wrong_key", "unsigned", "tampered", "wrong_encoding", "garbage"),
        *("late", "other_message", "contradictory"),
    ],
)
def test_a_slice_that_cannot_be_trusted_is_no_answer(
    sandbox: Running, police: PoliceSlices, fault: str
) -> None:
    sandbox.fault(fault)

    with pytest.raises(SourceNotTrusted):
        police.compare([LIN], message_id=fresh())


def test_an_earlier_answer_does_not_fit_another_slice(
    sandbox: Running, police: PoliceSlices
) -> None:
    police.compare([LIN], message_id=fresh())
    sandbox.fault("replayed")

    with pytest.raises(SourceNotTrusted):
        police.compare([LIN], message_id=fresh())


def test_a_source_that_is_down_is_unreachable(sandbox: Running, police: PoliceSlices) -> None:
    sandbox.fault("error_500", service=SERVICE)

    with pytest.raises(SourceUnreachable):
        police.compare([LIN], message_id=fresh())
    with (
        PoliceSlices(sandbox.keys, Line(f"http://127.0.0.1:{free_port()}")) as nobody,
        pytest.raises(SourceUnreachable),
    ):
        nobody.compare([LIN], message_id=fresh())


def test_a_number_that_cannot_be_spoils_the_slice(police: PoliceSlices) -> None:
    with pytest.raises(DepartmentDeclined) as declined:
        police.compare([LIN, ("林秀英", "110105199003072347")], message_id=fresh())

    assert declined.value.code == "body_invalid"


def test_a_message_id_stands_for_one_slice(police: PoliceSlices) -> None:
    message_id = fresh()
    police.compare([LIN], message_id=message_id)

    with pytest.raises(DepartmentDeclined) as declined:
        police.compare([LIN, ZHOU], message_id=message_id)

    assert declined.value.code == "message_id_reused"


def test_a_switch_for_one_person_meets_her_only(sandbox: Running, police: PoliceSlices) -> None:
    sandbox.fault("being_verified", service=SERVICE, number=ZHOU[1])

    said = police.compare([LIN, ZHOU], message_id=fresh())

    assert said.rows == (NONE_FOUND, BEING_VERIFIED)


WORDS = st.sampled_from(["none_found", "being_verified", "not_this_person", "case", ""])
ODD = st.one_of(st.integers(-3, 12), st.booleans(), st.text(max_size=2), st.none())


@settings(suppress_health_check=[HealthCheck.too_slow])  # a first draw is slow on a busy machine
@given(answers=st.dictionaries(WORDS, st.lists(ODD, max_size=12)), count=st.integers(1, 8))
def test_a_row_is_taken_only_where_exactly_one_known_word_is_said(
    answers: dict[str, list[Any]], count: int
) -> None:
    rows, never_asked = read_rows(answers, count)

    said = [(text, place) for text, places in answers.items() for place in places]
    known = [(text, place) for text, place in said if type(place) is int and 0 <= place < count]
    assert never_asked == len(said) - len(known)
    for place, row in enumerate(rows):
        words = [text for text, about in known if about == place]
        if isinstance(row, BackgroundWord):
            assert words == [row.value]
        elif row is Unanswered.NOT_THIS_PERSON:
            assert words == ["not_this_person"]
        else:
            assert row is (
                Unanswered.MISSING
                if not words
                else Unanswered.DOUBLED
                if len(words) > 1
                else Unanswered.UNREADABLE
            )


@pytest.mark.parametrize("answers", [None, [], "none_found", {"none_found": 3}, {"none_found": {}}])
def test_rows_of_another_shape_are_no_answer(answers: Any) -> None:
    with pytest.raises(SourceNotTrusted):
        read_rows(answers, 3)


# The published example

VECTORS: dict[str, Any] = json.loads(slice_vectors.FILE.read_text("utf-8"))
ASK, ANSWER = VECTORS["request"], VECTORS["response"]


def test_the_published_slice_is_understood_by_the_department() -> None:
    keys = department_keys()
    body = ASK["body"].encode()
    call = theirs.Call(ASK["method"], ASK["authority"], ASK["path"], ASK["headers"], body)

    theirs.check_digest(call, "intl")
    theirs.verify(call, lambda kid: (keys.platform_of(kid, CREATED) or ("", None))[1], CREATED)

    assert their_sealing.unseal(body, keys, "intl") == slice_vectors.INSIDE["ask"]


def test_the_published_answer_is_believed_row_by_row() -> None:
    request = Request(ASK["method"], ASK["authority"], ASK["path"], ASK["headers"])
    sent = Sent(SERVICE, slice_vectors.ASK_ID, request, ASK["body"].encode())
    received = Received(ANSWER["status"], ANSWER["headers"], ANSWER["body"].encode())
    now = datetime.fromtimestamp(CREATED + 2, UTC)

    answer = envelope.receive(DepartmentKeys(KEYS["jiaxin"], KEYS["police"]), sent, received, now)

    assert answer.content == slice_vectors.INSIDE["answer"]
    rows, never_asked = read_rows(answer.content["answers"], len(slice_vectors.PEOPLE))
    assert rows == [NONE_FOUND, NONE_FOUND, BEING_VERIFIED]
    assert never_asked == 0
