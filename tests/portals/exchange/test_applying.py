"""What a sender's rows become: facts of whoever agreed, and not a word about anybody else."""

from typing import Any

import pytest

from jiaxin.facts.records import reads as records
from jiaxin.facts.records.reads import Known
from jiaxin.gateways.exchange import errands
from jiaxin.gateways.exchange.models import Inbound, Quarantined
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests.gateways.exchange.sending import an_exam
from tests.portals.exchange.test_views import MESSAGE
from tests.sandbox.sending import Said, Senders, register

pytestmark = pytest.mark.django_db(transaction=True)

SAID = ("rows", "taken", "quarantined", "quarantine")


@pytest.fixture
def lin(hospital: Senders) -> Actor:
    """The worker, who agreed to health too."""
    makers.Outside().join()
    lin = makers.a_worker()
    makers.agree(lin, Kind.HEALTH)
    return lin


def known(lin: Actor, kind: str = "exam") -> list[Known]:
    return [fact for fact in records.facts(records.own_record(lin)) if fact.kind == kind]


def seen(said: Said) -> dict[str, Any]:
    """What a sender can tell answers apart by."""
    return {name: said.answer[name] for name in SAID}


def test_a_row_about_her_is_a_fact_of_its_source(hospital: Senders, lin: Actor) -> None:
    hospital.push("hospital", "exam", [an_exam()], "--message", MESSAGE)
    errands.resume()
    [fact] = known(lin)
    assert fact.content["conclusion"] == "fit"
    assert (fact.source, fact.evidence, fact.came) == ("hospital", MESSAGE, "live")
    assert fact.checked_at.isoformat() == "2026-11-24T08:00:00+00:00"


def test_the_sender_cannot_tell_whether_she_is_enrolled_or_agreed(
    hospital: Senders, lin: Actor
) -> None:
    about_her = hospital.push("hospital", "exam", [an_exam()])
    of_nobody = hospital.push("hospital", "exam", [an_exam(number=makers.a_number(order=8))])
    by_another_name = hospital.push("hospital", "exam", [an_exam(name="林秀芳")])
    held = consents.in_force(lin.person)[Kind.HEALTH]
    consent.withdraw(lin, consent_id=held.id)
    not_agreed = hospital.push("hospital", "exam", [an_exam(report_no="TJ-9")])
    errands.resume()

    assert seen(about_her) == seen(of_nobody) == seen(by_another_name) == seen(not_agreed)
    assert not Quarantined.objects.exists()
    assert sum(row.applied for row in Inbound.objects.all()) == 0


def test_what_says_the_same_again_is_no_new_version(hospital: Senders, lin: Actor) -> None:
    hospital.push("hospital", "exam", [an_exam()])
    hospital.push("hospital", "exam", [an_exam(checked_at="2026-11-25T08:00:00Z")])
    errands.resume()

    [fact] = known(lin)
    assert fact.version == 1
    assert fact.checked_at.isoformat() == "2026-11-25T08:00:00+00:00"


def test_a_changed_answer_is_a_version_and_a_late_one_is_none(
    hospital: Senders, lin: Actor
) -> None:
    hospital.push("hospital", "exam", [an_exam(checked_at="2026-11-25T06:00:00Z")])
    hospital.push(
        "hospital", "exam", [an_exam(checked_at="2026-11-25T08:00:00Z", conclusion="unfit")]
    )
    hospital.push(
        "hospital", "exam", [an_exam(checked_at="2026-11-25T07:00:00Z", conclusion="fit")]
    )
    errands.resume()

    [fact] = known(lin)
    assert (fact.version, fact.content["conclusion"]) == (2, "unfit")


def test_a_source_that_contradicts_itself_waits_and_its_first_word_stands(
    hospital: Senders, lin: Actor
) -> None:
    said = hospital.push("hospital", "exam", [an_exam()], "--fault", "contradictory")
    errands.resume()

    assert (said.answer["rows"], said.answer["taken"]) == (2, 2)
    assert [fact.content["conclusion"] for fact in known(lin)] == ["fit"]
    waits = Quarantined.objects.get()
    assert (waits.code, waits.row, waits.tale) == ("contradicts", 2, "ours")


def test_two_bodies_that_disagree_are_both_shown(hospital: Senders, lin: Actor) -> None:
    register(hospital, "training", "province")
    course = {
        "number": makers.a_number(),
        "name": makers.NAME,
        "checked_at": "2026-11-24T08:00:00Z",
        "course": "母婴护理",
        "issuer": "某培训学校",
        "on": "2026-10-30",
    }
    hospital.push("training", "training", [course | {"passed": True}])
    hospital.push("province", "training", [course | {"passed": False}])
    errands.resume()

    facts = {fact.source: fact.content["passed"] for fact in known(lin, "training")}
    assert facts == {"training": True, "province": False}


def test_nothing_is_applied_after_she_took_her_consent_back(hospital: Senders, lin: Actor) -> None:
    hospital.push("hospital", "exam", [an_exam()])
    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.HEALTH].id)

    errands.resume()

    assert known(lin) == []


def test_quarantined_rows_hold_nothing_in_clear(hospital: Senders, lin: Actor) -> None:
    hospital.push("hospital", "exam", [an_exam(on="2026-02-30")])
    errands.resume()

    row = Quarantined.objects.get()
    sealed = row.__dict__["content"].raw
    assert makers.NAME.encode() not in sealed
    assert makers.a_number().encode() not in sealed
