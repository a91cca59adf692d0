"""From her page to the family's, over the real exchange: the source agrees, the light changes."""

import json
from collections.abc import Iterator

import pytest

from jiaxin.config import wiring
from jiaxin.facts.records import kinds
from jiaxin.facts.records.rules import Came, Colour, Reason
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.corrections import errands, reads, tasks
from jiaxin.flows.corrections.rules import State
from jiaxin.gateways.exchange import keys
from jiaxin.gateways.exchange.corrections import PairedSources
from jiaxin.gateways.exchange.http import Line
from jiaxin.gateways.exchange.watching import nowhere
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from sandbox import bodies
from tests import makers, makers_facts
from tests.cast import hu, lin, outside
from tests.flows.corrections.test_settling import looked
from tests.portals.conftest import browser_of
from tests.sandbox.running import Running, running

__all__ = ["hu", "lin", "outside"]
pytestmark = pytest.mark.django_db
HOSPITAL = makers_facts.HOSPITAL
WHY = "查了原始报告，结论是合格，录入有误。"


@pytest.fixture
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("corrected")) as started:
        folder = started.home.parent
        ours = json.loads((folder / "our.json").read_text("utf-8"))
        bodies.trust(started.home, ours, started.url, folder / "cards")
        card = str(folder / "cards" / f"{HOSPITAL}.json")
        trust = ["trust", "--file", str(started.key_file), "--card", card, "--url", started.url]
        assert keys.main(trust) == 0
        sources = PairedSources(
            lambda party: keys.load(started.key_file, party), Line, lambda _: nowhere
        )
        errands.join(papers=None, sources=sources)
        yield started
    wiring.join()


def test_the_source_agrees_and_everything_follows(lin: Actor, hu: Actor, sandbox: Running) -> None:
    makers.agree(lin, Kind.HEALTH)
    makers_facts.arrives(lin, kinds.SKILL, source="rating", came=Came.BATCH)
    wrong = makers_facts.EXAM | {"conclusion": "unfit"}
    line = makers_facts.arrives(
        lin, kinds.EXAM, wrong, source=HOSPITAL, came=Came.BATCH, signed_by=HOSPITAL
    ).line
    assert certificates.light_of(lin.person).reasons[0].reason is Reason.EXAM_NOT_PASSED
    looked(lin, hu)
    her, his = browser_of(lin), browser_of(hu)
    typed = {"claim": "wrong", "words": "我当天体检合格。", "version": "1"}

    her.post(f"/worker/corrections/new/{line}/", typed)
    [mine] = reads.own(lin)
    errands.forward(lin.person, mine.id)
    assert "信息来源正在核实" in her.get(f"/worker/corrections/{mine.id}/").text
    sandbox.post(
        f"/sandbox/corrections/{mine.id}",
        answer="upheld",
        remedy="changed",
        reasons=WHY,
        row=json.dumps(makers_facts.EXAM, ensure_ascii=False),
    ).raise_for_status()
    tasks.remind_the_sources()

    assert reads.own(lin)[0].state is State.UPHELD
    assert certificates.light_of(lin.person).colour is Colour.GREEN
    assert WHY in her.get(f"/worker/corrections/{mine.id}/").text
    assert "绿灯" in her.get("/worker/record/").text
    page = his.get("/consumer/").text
    assert "您看过的记录有更正" in page
    assert "体检" not in his.get("/consumer/corrected/").text
