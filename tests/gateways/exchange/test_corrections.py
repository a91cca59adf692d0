"""Corrections over the exchange: the running sandbox answers as the body that said the fact."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from jiaxin.config import wiring
from jiaxin.facts.records import kinds
from jiaxin.flows.corrections import reads
from jiaxin.flows.corrections.ports import NoLine, Question, Reply
from jiaxin.flows.corrections.rules import Finding, Remedy, State
from jiaxin.gateways.exchange import keys
from jiaxin.gateways.exchange import sources as health
from jiaxin.gateways.exchange.corrections import PairedSources, read_answer
from jiaxin.gateways.exchange.errands import noted_of
from jiaxin.gateways.exchange.http import Line
from jiaxin.gateways.exchange.inbound import Sender
from jiaxin.gateways.exchange.keys import KeysUnusable, Paired
from jiaxin.gateways.exchange.models import Quarantined
from jiaxin.gateways.exchange.rows import RowFault
from jiaxin.gateways.exchange.rules import PartySort, SourceState, Tale, Way
from jiaxin.gateways.exchange.services import applying
from jiaxin.gateways.exchange.watching import Note, nowhere
from jiaxin.ground.errors import SourceNotTrusted, SourceUnreachable
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from sandbox import bodies
from tests import makers_facts
from tests.gateways.exchange import sending
from tests.gateways.exchange.contract import fresh
from tests.makers_corrections import (
    RIGHT,
    WHY,
    WORDS,
    FakeSource,
    a_training,
    asked,
    filed,
    row_of,
)
from tests.sandbox.running import Running, running

SCHOOL = "training"
NOT_TRUSTED = (
    "wrong_signature",
    "tampered",
    "garbage",
    "other_message",
    "contradictory",
    "unknown",
)


@pytest.fixture(scope="module")
def department(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("corrections")) as started:
        folder = started.home.parent
        ours = json.loads((folder / "our.json").read_text("utf-8"))
        bodies.trust(started.home, ours, started.url, folder / "cards")
        card = str(folder / "cards" / f"{SCHOOL}.json")
        trust = ["trust", "--file", str(started.key_file), "--card", card, "--url", started.url]
        assert keys.main(trust) == 0
        yield started


@pytest.fixture
def sandbox(department: Running) -> Iterator[Running]:
    yield department
    department.fault("off")


def paired_with(sandbox: Running, noted: Callable[[str], Note]) -> PairedSources:
    def paired(party: str) -> Paired | None:
        try:
            return keys.load(sandbox.key_file, party)
        except KeysUnusable:
            return None

    return PairedSources(paired, lambda url: Line(url, answer_seconds=5), noted)


@pytest.fixture
def sources(sandbox: Running) -> PairedSources:
    return paired_with(sandbox, lambda _: nowhere)


def a_question(correction: str = "", *, source: str = SCHOOL) -> Question:
    return Question(
        source=source,
        correction=correction or fresh(),
        who={"number": "330106197903140023", "name": "周美玲"},
        kind="training",
        row=makers_facts.TRAINING,
        claim="wrong",
        words=WORDS,
        due_on=date(2026, 12, 3),
    )


def test_it_is_received_and_decided_when_asked_again(
    sandbox: Running, sources: PairedSources
) -> None:
    question = a_question()

    first = sources.ask(question)
    sandbox.post(
        f"/sandbox/corrections/{question.correction}",
        answer="upheld",
        reasons=WHY,
        remedy="changed",
        row=json.dumps(RIGHT, ensure_ascii=False),
    ).raise_for_status()
    again = sources.ask(question)

    assert isinstance(first, Reply)
    assert first.answer is None
    assert isinstance(again, Reply)
    assert again.answer is not None
    assert (again.answer.finding, again.answer.remedy) == (Finding.UPHELD, Remedy.CHANGED)
    assert (again.answer.words, dict(again.answer.content or {})) == (WHY, RIGHT)


def test_what_the_body_reads_is_the_one_fact(sandbox: Running, sources: PairedSources) -> None:
    question = a_question()
    sources.ask(question)

    kept = json.loads((sandbox.home / "corrections" / f"{question.correction}.json").read_text())

    assert (kept["body"], kept["row"], kept["says"]) == (SCHOOL, makers_facts.TRAINING, WORDS)


def test_a_body_that_is_not_paired_cannot_be_asked(sources: PairedSources) -> None:
    assert sources.ask(a_question(source="another")) is NoLine.NOT_PAIRED


@pytest.mark.parametrize("fault", NOT_TRUSTED)
def test_an_answer_that_does_not_check_out_is_none(
    sandbox: Running, sources: PairedSources, fault: str
) -> None:
    sandbox.fault(fault, service="correction")

    with pytest.raises(SourceNotTrusted):
        sources.ask(a_question())


def test_a_body_that_fails_is_unreachable(sandbox: Running, sources: PairedSources) -> None:
    sandbox.fault("error_500", service="correction")

    with pytest.raises(SourceUnreachable):
        sources.ask(a_question())


@pytest.mark.django_db
def test_how_a_body_answers_is_counted_in_its_health(sandbox: Running) -> None:
    sending.a_sender(SCHOOL, PartySort.TRAINING, title="家政培训学校")
    watched = paired_with(sandbox, noted_of)

    watched.ask(a_question())
    sandbox.fault("wrong_signature", service="correction")
    with pytest.raises(SourceNotTrusted):
        watched.ask(a_question())

    [found, _] = health.named(SCHOOL)
    assert (found.way, found.messages, found.error_rate) == (Way.ASKED, 2, 0.5)
    assert found.state is SourceState.NOT_TRUSTED
    assert [one.title.zh for one in found.asked_for] == ["异议核实"]
    assert found.title.zh == "家政培训学校"


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"answer": "upheld", "reasons": WHY},
        {"answer": "upheld", "reasons": WHY, "remedy": "changed"},
        {"answer": "upheld", "reasons": WHY, "remedy": "struck", "row": RIGHT},
        {"answer": "dismissed"},
        {"answer": "dismissed", "reasons": " "},
        {"answer": "dismissed", "reasons": "字" * 2001},
        {"answer": "dismissed", "reasons": WHY, "remedy": "struck"},
    ],
)
def test_half_an_answer_is_not_believed(said: dict[str, object]) -> None:
    with pytest.raises(SourceNotTrusted):
        read_answer(said)


def pushed(sender: Sender, which: UUID, **more: object) -> Quarantined | None:
    """The answer comes by a message of the body's own; the row that waits, if it does."""
    row = {
        "checked_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "correction": str(which),
        "answer": "dismissed",
        "reasons": "签到表上是 80 课时。",
        **more,
    }
    message = sending.a_push(sender, kind="correction-answer")
    rows = sending.sorted_rows([row], kind="correction-answer")
    assert applying.apply(sending.SYSTEM, inbound=message, part=1, first=1, count=1, rows=rows)
    return Quarantined.objects.filter(inbound_id=message).first()


@pytest.fixture
def correction(lin: Actor) -> Iterator[UUID]:
    """A training that the school sent is disputed, and the school was asked."""
    correction = filed(lin, a_training(lin))
    asked(correction, FakeSource(Reply("message-1")))
    yield correction
    wiring.join()


@pytest.mark.django_db
def test_a_late_answer_decides(correction: UUID, lin: Actor) -> None:
    school = sending.a_sender("school", PartySort.TRAINING)

    assert pushed(school, correction) is None

    assert row_of(correction).state == State.DISMISSED
    assert makers_facts.the(lin, kinds.TRAINING).disputed_at is None


@pytest.mark.django_db
def test_an_answer_to_what_was_never_asked_waits_and_changes_nothing(
    correction: UUID, lin: Actor
) -> None:
    school = sending.a_sender("school", PartySort.TRAINING)
    stranger = sending.a_sender("stranger", PartySort.TRAINING)
    unfit = {"answer": "upheld", "remedy": "changed", "row": json.dumps({"hours": "x"})}

    waiting = [
        pushed(school, new_id()),
        pushed(stranger, correction),
        pushed(school, correction, **unfit),
    ]

    assert [row and row.code for row in waiting] == [RowFault.NEVER_ASKED] * 3
    assert [row and row.tale for row in waiting] == [Tale.OURS] * 3
    assert row_of(correction).state == State.FORWARDED
    assert makers_facts.the(lin, kinds.TRAINING).version == 1
    assert reads.own(lin)[0].rulings == ()


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"correction": "7"}, {"answer": "maybe"}, {"row": "[1]"}])
def test_a_row_that_is_no_answer_is_told_to_its_sender(
    correction: UUID, wrong: dict[str, str]
) -> None:
    row = pushed(sending.a_sender("school", PartySort.TRAINING), correction, **wrong)

    assert row is not None
    assert row.tale == Tale.TOLD
