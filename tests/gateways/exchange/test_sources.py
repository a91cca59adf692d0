"""How every source does: one list of those that send and those that we ask."""

from datetime import timedelta
from typing import Any

import pytest

from jiaxin.gateways.exchange import sources, words
from jiaxin.gateways.exchange.errands import noted_of
from jiaxin.gateways.exchange.rules import AskOutcome, PartySort, SourceState, Way
from jiaxin.gateways.exchange.services import applying
from jiaxin.gateways.exchange.sources import Source
from jiaxin.ground import clock
from tests import clockwork, makers
from tests.gateways.exchange import sending
from tests.gateways.exchange.sending import SYSTEM, an_exam, sorted_rows

pytestmark = pytest.mark.django_db


def of(name: str) -> Source:
    [found] = sources.named(name)
    return found


def worked(inbound: Any, *rows: dict[str, Any]) -> None:
    applying.apply(
        SYSTEM, inbound=inbound, part=1, first=1, count=len(rows), rows=sorted_rows(rows)
    )


def test_a_source_that_sends_and_is_well_is_alive(outside: makers.Outside) -> None:
    worked(sending.a_batch(sending.a_sender(expected_every_hours=24)), an_exam())

    found = of("hospital")
    assert (found.way, found.state, found.is_in_trouble) == (Way.SENDS, SourceState.ALIVE, False)
    assert (found.messages, found.rows, found.error_rate, found.coverage) == (1, 1, 0.0, 1.0)
    assert found.lag_seconds is not None


def test_one_that_never_sent_is_no_trouble_yet() -> None:
    sending.a_sender(expected_every_hours=24)

    assert of("hospital").state is SourceState.NOTHING_YET
    assert not of("hospital").is_in_trouble


def test_one_that_fell_silent_is_late(outside: makers.Outside) -> None:
    worked(sending.a_batch(sending.a_sender(expected_every_hours=24)), an_exam())

    with clockwork.at(clock.now() + timedelta(hours=25)):
        assert of("hospital").state is SourceState.LATE


def test_wrong_rows_and_missing_numbers_are_said_the_gravest_first(outside: makers.Outside) -> None:
    sender = sending.a_sender()
    worked(sending.a_batch(sender, sequence=1), an_exam(number="x"))
    assert of("hospital").state is SourceState.ROWS_WAIT
    assert of("hospital").error_rate == 1.0

    worked(sending.a_batch(sender, sequence=4, digest="e" * 64), an_exam())

    found = of("hospital")
    assert found.state is SourceState.NUMBERS_MISSING
    assert found.missing_numbers == {"exam": [2, 3]}
    assert found.coverage == 0.5


def test_one_that_we_ask_is_named_with_its_answers() -> None:
    note = noted_of("police")
    note(service="background", outcome=AskOutcome.ANSWERED)
    note(service="real-name", outcome=AskOutcome.ANSWERED)

    found = of("police")
    assert (found.way, found.state, found.messages) == (Way.ASKED, SourceState.ALIVE, 2)
    assert (found.error_rate, found.coverage, found.refused) == (0.0, 1.0, {})
    assert found.title.zh == "公安数据源"


def test_a_service_that_fails_says_so_until_it_answers_itself() -> None:
    note = noted_of("police")
    note(service="background", outcome=AskOutcome.NOT_TRUSTED)
    note(service="real-name", outcome=AskOutcome.ANSWERED)

    found = of("police")
    assert found.state is SourceState.NOT_TRUSTED
    assert found.since is not None
    assert found.refused == {"not_trusted": 1}
    assert (found.error_rate, found.coverage) == (0.5, 0.5)


@pytest.mark.parametrize("state", list(SourceState))
def test_every_state_has_its_sentence_its_remedy_and_its_colour(state: SourceState) -> None:
    for said in (words.NAMES[state], words.SAYS[state], words.DO[state]):
        assert said.zh
        assert said.en
    assert words.LOOKS[state] in {"ok", "warn", "bad", "none"}


@pytest.mark.parametrize("sort", list(PartySort))
def test_a_body_of_every_sort_is_named_in_the_list(sort: PartySort) -> None:
    sending.a_sender("one", sort)

    found = of("one")
    assert found.sort.zh
    assert found.sort.en


def test_messages_come_newest_first_and_those_under_way_before_them(
    outside: makers.Outside,
) -> None:
    sender = sending.a_sender()
    first = sending.a_batch(sender, 1, 2)
    with clockwork.at(clock.now() + timedelta(minutes=1)):
        second = sending.a_batch(sender, sequence=2, digest="e" * 64)
        worked(second, an_exam())

    found = sources.messages(most=10)

    assert [one.id for one in found] == [first, second]
    assert (found[0].rows, found[0].taken) == (3, 0)
    assert sources.messages("nobody", most=10) == []
