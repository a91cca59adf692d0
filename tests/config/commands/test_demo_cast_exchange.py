"""The demo's bodies send by the exchange's own door, each from a process of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiaxin.config import wiring
from jiaxin.config.commands import demo_cast_exchange, demo_cast_facts, prepare
from jiaxin.config.commands.demo_cast import GULI, LIN, Member, number_of
from jiaxin.config.places import Places
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.reads import Known
from jiaxin.facts.records.rules import Colour, Confirmation, Reason
from jiaxin.flows.certificates import reads as certificates
from jiaxin.gateways.exchange import errands, keys, ours, platforms, reads, spool
from jiaxin.gateways.exchange.services import parties
from jiaxin.trust.access.actor import Actor
from tests import makers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def paired(tmp_path: Path, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A home as `jiaxin demo` prepares it, up to the cast."""
    places = Places(tmp_path / "home")
    places.make()
    monkeypatch.setenv("JIAXIN_HOME", str(places.home))
    monkeypatch.setenv("JIAXIN_PUBLIC_URL", live_server.url)
    makers.Outside().join()
    key_file, card = places.keys / "exchange.json", places.run / "our.card.json"
    keys.make(key_file)
    assert keys.main(["card", "--file", str(key_file), "--out", str(card)]) == 0
    prepare.pair_bodies(places, card)
    ours.join(key_file)
    spool.join(places.home / "exchange")

    def worked_through(what: str, holds: Callable[[], bool]) -> None:
        errands.resume()
        assert holds(), what

    monkeypatch.setattr(demo_cast_exchange, "wait_until", worked_through)
    yield
    wiring.join()


def member(one: Member) -> Actor:
    """One of the cast, proven."""
    return makers.a_worker(phone=one.phone, number=number_of(one), name=one.name)


def known(worker: Actor) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = {}
    for fact in records.facts(records.own_record(worker)):
        found.setdefault(fact.kind, []).append(fact)
    return found


def test_every_body_is_a_party_for_all_that_its_sort_may_send_and_stays_one() -> None:
    demo_cast_exchange.register()
    first = reads.parties()
    demo_cast_exchange.register()

    assert reads.parties() == first
    assert {one.name for one in first} == set(demo_cast_exchange.BODIES)
    assert {one.name: one.services for one in first}["hospital"] == (
        "correction-answer",
        "exam",
    )


def test_an_older_demos_body_may_send_what_is_new() -> None:
    demo_cast_exchange.register()
    parties.allow(Actor.system("demo"), name="credit", services=["firm-list"])

    demo_cast_exchange.register()

    assert "firm-penalty" in {one.name: one.services for one in reads.parties()}["credit"]


def test_a_body_whose_keys_are_new_is_known_by_its_new_ones(paired: None) -> None:
    demo_cast_exchange.register()
    before = {one.name: one.kids for one in reads.parties()}
    places = demo_cast_exchange._places()
    (places.sandbox / "bodies" / "hospital.json").unlink()

    prepare.pair_bodies(places, places.run / "our.card.json")
    demo_cast_exchange.register()

    after = {one.name: one.kids for one in reads.parties()}
    assert not set(before["hospital"]) & set(after["hospital"])
    assert after["insurer"] == before["insurer"]


def test_what_bodies_know_stands_in_the_record_of_whoever_agreed_and_in_no_other() -> None:
    lin, guli = member(LIN), member(GULI)
    demo_cast_facts.fill(lin)
    demo_cast_exchange.register()

    demo_cast_exchange.send()

    hers = known(lin)
    assert {kind: facts[0].source for kind, facts in hers.items() if len(facts) == 1} == {
        "identity": "police",
        "background": "police",
        "training": "training",
        "skill": "rating",
        "exam": "hospital",
        "insurance": "insurer",
    }
    assert [hers[kind][0].came for kind in ("exam", "skill")] == ["live", "live"]
    work = [fact.stands.word for fact in hers["employment"]]
    assert sorted(work) == [Confirmation.CONFIRMED, Confirmation.WAITING]
    light = certificates.light_of(lin.person)
    assert light.colour is Colour.GREEN
    assert {Reason.EXAM_IN_DATE, Reason.INSURED} <= {one.reason for one in light.reasons}
    # She agreed to no health facts; the province's platform and the school both know of courses.
    assert "exam" not in known(guli)
    assert {fact.source for fact in known(guli)["training"]} == {"training", "province"}


def test_a_second_start_says_the_same_again_and_writes_no_version() -> None:
    lin = member(LIN)
    demo_cast_facts.fill(lin)
    demo_cast_exchange.register()
    demo_cast_exchange.send()
    before = {fact.line: fact.version for facts in known(lin).values() for fact in facts}

    demo_cast_exchange.send()

    assert {fact.line: fact.version for facts in known(lin).values() for fact in facts} == before
    sources = {one.name: one for one in reads.health()}
    assert sources["hospital"].messages == 2
    assert not any(one.refused or one.quarantined for one in sources.values())


def test_the_province_fetches_of_her_who_named_it_and_of_no_other() -> None:
    lin, guli = member(LIN), member(GULI)
    demo_cast_exchange.register()

    demo_cast_exchange.fetch(lin)

    assert [one.loads for one in platforms.fetched(lin)] == [1]
    assert platforms.fetched(guli) == []
