"""Rows of market regulation and Credit China, from the sandbox's door to the firm's public page."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from jiaxin.config import wiring
from jiaxin.facts.firms import reads as firms
from jiaxin.facts.firms.models import Firm, FirmFact
from jiaxin.facts.firms.reads import FirmRecord
from jiaxin.facts.firms.rules.facts import FirmFactKind
from jiaxin.gateways.exchange import errands, reads
from jiaxin.gateways.exchange.models import Inbound, Quarantined
from jiaxin.gateways.exchange.rules import State
from jiaxin.ground import clock
from jiaxin.ground.credit_codes import CreditCode
from tests import clockwork
from tests.firms import NOBODYS_NUMBER, a_code, a_penalty_row
from tests.sandbox.sending import Said, Senders, register

pytestmark = pytest.mark.django_db(transaction=True)

SUN = CreditCode(a_code(1))
NAME = "北京样例阳光家政服务有限公司"
CHECKED = "2026-11-24T08:00:00Z"
LATER = "2026-11-25T08:00:00Z"
MESSAGE = "0199a2b4-5c00-7000-8000-00000000000b"


@pytest.fixture
def bodies(senders: Senders) -> Iterator[Senders]:
    """Market regulation and Credit China are registered."""
    register(senders, "market", "credit")
    yield senders
    wiring.join()


def a_registration(number: int = 1, **changed: Any) -> dict[str, Any]:
    return {
        "code": a_code(number),
        "name": NAME,
        "status": "open",
        "capital": "domestic",
        "region": "110105",
        "address": "样例路 1 号",
        "registered_on": "2019-05-06",
        "checked_at": CHECKED,
        **changed,
    }


def a_penalty(number: int = 1, **changed: Any) -> dict[str, Any]:
    return {**a_penalty_row(number), "checked_at": CHECKED, **changed}


def an_end(**changed: Any) -> dict[str, Any]:
    said = {"code": SUN, "document": a_penalty_row()["CF_WSH"], "how": "repaired"}
    return {**said, "on": "2026-11-24", "checked_at": CHECKED, **changed}


def a_listing(**changed: Any) -> dict[str, Any]:
    said = {"code": SUN, "list": "black", "first": "2026-11-01", "authority": "样例市发展改革委"}
    return {**said, "checked_at": CHECKED, **changed}


def a_permit(**changed: Any) -> dict[str, Any]:
    return {
        "XK_XDR_MC": NAME,
        "XK_XDR_LB": "法人及非法人组织",
        "XK_XDR_SHXYM": SUN,
        "XK_XKWS": "准予行政许可决定书",
        "XK_WSH": "京样人社许〔2026〕1 号",
        "XK_XKLB": "普通",
        "XK_NR": "劳务派遣经营许可",
        "XK_JDRQ": "2026-08-31",
        "XK_YXQZ": "2026-08-31",
        "XK_YXQZI": "2029-08-30",
        "XK_XKJG": "样例区人力资源和社会保障局",
        "XK_XKJGDM": a_code(9998),
        "checked_at": CHECKED,
        **changed,
    }


def taken(said: Said) -> Said:
    """It was received, and what the jobs do then is done."""
    assert said.ended == 0, said.answer
    errands.resume()
    return said


def sun() -> FirmRecord:
    return firms.record(code=SUN)


def test_a_firm_nobody_knew_is_known_by_its_code_and_named_by_its_source(bodies: Senders) -> None:
    taken(bodies.push("market", "firm-registration", [a_registration()], "--message", MESSAGE))

    record = sun()
    assert record.name == NAME
    [fact] = record.registrations
    assert (fact.source, fact.came) == ("market", "live")
    assert fact.checked_at.isoformat() == "2026-11-24T08:00:00+00:00"
    assert FirmFact.objects.get().evidence == MESSAGE
    page = Client().get(f"/firms/{SUN}/")
    assert NAME in page.text
    assert "市场监管" in page.text


def test_every_kind_of_row_stands_on_the_record(bodies: Senders) -> None:
    taken(bodies.send("market", "firm-registration", [a_registration()]))
    taken(bodies.send("market", "firm-permit", [a_permit()]))
    taken(bodies.send("credit", "firm-penalty", [a_penalty()]))
    taken(bodies.send("credit", "firm-list", [a_listing()]))

    record = sun()
    assert {fact.kind: fact.source for fact in record.facts} == {
        FirmFactKind.REGISTRATION: "market",
        FirmFactKind.PERMIT: "market",
        FirmFactKind.PENALTY: "credit_china",
        FirmFactKind.LISTING: "credit_china",
    }
    assert {fact.came for fact in record.facts} == {"batch"}


def test_sent_twice_and_sent_again_it_stands_once(bodies: Senders) -> None:
    taken(bodies.send("credit", "firm-penalty", [a_penalty()], "--message", MESSAGE))
    taken(bodies.run("resume", "credit"))
    taken(bodies.push("credit", "firm-penalty", [a_penalty(checked_at=LATER)]))
    errands.resume()

    assert FirmFact.objects.count() == 1
    [penalty] = sun().penalties
    assert penalty.checked_at.isoformat() == "2026-11-25T08:00:00+00:00"


@pytest.mark.parametrize(
    ("changed", "code", "column"),
    [
        ({"CF_XDR_SHXYM": "91110105MX0000010X"}, "credit_code_invalid", "CF_XDR_SHXYM"),
        ({"CF_XDR_LB": "自然人"}, "word_unknown", "CF_XDR_LB"),
        ({"CF_CFLB": "罚站"}, "word_unknown", "CF_CFLB"),
        ({"CF_NR_FK": "两千元"}, "amount_invalid", "CF_NR_FK"),
        ({"CF_NR_FK": 0.2}, "column_type", "CF_NR_FK"),
        ({"CF_JDRQ": "2026-02-30"}, "day_invalid", "CF_JDRQ"),
        ({"CF_JDRQ": "2027-01-01"}, "moment_in_future", "CF_JDRQ"),
        ({"CF_GSJZQ": "2030-01-01"}, "term_invalid", "CF_GSJZQ"),
        ({"CF_YXQ": "2026-01-01"}, "days_out_of_order", "CF_YXQ"),
        ({"CF_WSH": ""}, "column_missing", "CF_WSH"),
        ({"CF_WFXW": "违" * 2001}, "column_too_long", "CF_WFXW"),
        ({"CF_XDR_MC": "=cmd|'/c calc'!A1"}, "column_formula", "CF_XDR_MC"),
        ({"grade": "very"}, "word_unknown", "grade"),
    ],
)
def test_a_row_that_is_wrong_waits_with_its_reason_and_holds_up_no_other(
    bodies: Senders, changed: dict[str, Any], code: str, column: str
) -> None:
    said = taken(bodies.push("credit", "firm-penalty", [a_penalty(**changed), a_penalty(2)]))

    assert (said.answer["taken"], said.answer["quarantined"]) == (1, 1)
    [waits] = said.answer["quarantine"]
    assert (waits["row"], waits["code"], waits["column"]) == (1, code, column)
    assert waits["zh"]
    assert waits["en"]
    assert [firm.code for firm in Firm.objects.all()] == [a_code(2)]


def test_a_wrong_row_goes_back_to_its_sender_and_is_mended(bodies: Senders) -> None:
    wrong = [a_penalty(CF_JDRQ="31.8.2026"), a_penalty(2)]
    taken(bodies.send("credit", "firm-penalty", wrong, "--message", MESSAGE))
    back = bodies.run("ask", "credit", "--batch", MESSAGE, "--returned")
    assert "31.8.2026" in back.answer["quarantine"][0]["line"]

    taken(bodies.push("credit", "firm-penalty", [a_penalty(fixes=1)], "--fixes", MESSAGE))

    assert len(sun().penalties) == 1
    assert Quarantined.objects.get().lot == "fixed"


def test_two_sources_that_disagree_both_stand_each_with_its_day(bodies: Senders) -> None:
    taken(bodies.push("market", "firm-registration", [a_registration()]))
    taken(bodies.push("credit", "firm-penalty", [a_penalty(CF_XDR_MC="北京样例太阳家政公司")]))
    taken(bodies.push("market", "firm-penalty", [a_penalty(CF_NR_FK="0.3", checked_at=LATER)]))

    fines = {fact.source: str(fact.said.fine) for fact in sun().penalties}
    assert fines == {"credit_china": "0.200000", "market": "0.3"}
    page = Client().get(f"/firms/{SUN}/").text
    assert "北京样例太阳家政公司" in page
    assert "2026-11-24" in page
    assert "2026-11-25" in page


def test_one_source_that_contradicts_itself_is_set_aside_and_what_came_first_stands(
    bodies: Senders,
) -> None:
    rows = [a_penalty(), a_penalty(CF_NR_FK="9")]
    said = taken(bodies.push("credit", "firm-penalty", rows))

    assert (said.answer["taken"], said.answer["quarantine"]) == (2, [])
    [penalty] = sun().penalties
    assert str(penalty.said.fine) == "0.200000"
    [aside] = Quarantined.objects.all()
    assert (aside.row, aside.code, aside.tale) == (2, "contradicts", "ours")


def test_a_late_row_changes_nothing(bodies: Senders) -> None:
    taken(bodies.push("market", "firm-registration", [a_registration(checked_at=LATER)]))
    old = a_registration(name="北京样例旧名家政有限公司")
    taken(bodies.push("market", "firm-registration", [old]))

    assert sun().name == NAME
    assert FirmFact.objects.count() == 1


@pytest.mark.parametrize("how", ["repaired", "annulled"])
def test_a_penalty_that_ended_is_on_no_page_and_stays_so_when_it_is_sent_again(
    bodies: Senders, how: str
) -> None:
    taken(bodies.push("market", "firm-penalty", [a_penalty()]))
    taken(bodies.push("credit", "firm-penalty", [a_penalty()]))
    assert len(sun().penalties) == 2

    taken(bodies.push("credit", "firm-penalty-end", [an_end(how=how)]))
    taken(bodies.push("market", "firm-penalty", [a_penalty(checked_at=LATER)]))

    assert sun().penalties == []
    ended = [fact.said.ended for fact in firms.history(code=SUN) if fact.said.ended]
    assert set(ended) == {how}


def test_an_end_that_comes_before_its_penalty_waits_for_it(bodies: Senders) -> None:
    said = taken(bodies.push("credit", "firm-penalty-end", [an_end()]))
    assert (said.answer["taken"], said.answer["quarantined"]) == (1, 0)
    assert Quarantined.objects.get().code == "penalty_unknown"
    assert errands.replay_ours().waiting == 1

    taken(bodies.push("credit", "firm-penalty", [a_penalty()]))
    assert errands.replay_ours().replayed == 1

    assert sun().penalties == []
    assert Quarantined.objects.get().content is None


def test_who_may_not_say_it_is_refused(bodies: Senders) -> None:
    said = bodies.push("credit", "firm-registration", [a_registration()])

    assert (said.ended, said.code) == (3, "not_agreed")
    assert not Firm.objects.exists()


def test_numbers_of_persons_are_shown_nowhere(bodies: Senders) -> None:
    taken(bodies.push("credit", "firm-penalty", [a_penalty()]))

    assert NOBODYS_NUMBER not in Client().get(f"/firms/{SUN}/").text
    assert NOBODYS_NUMBER not in str(FirmFact.objects.values("content").get())


def test_a_batch_in_two_parts_of_two_bodies_at_once_is_done(bodies: Senders) -> None:
    many = [a_penalty(number) for number in range(1, 8)]
    bodies.send("credit", "firm-penalty", many, "--rows-a-part", 3)
    bodies.send("market", "firm-penalty", [*reversed(many)], "--rows-a-part", 3)
    errands.resume()

    assert {row.state for row in Inbound.objects.all()} == {State.DONE}
    assert FirmFact.objects.count() == 14
    assert reads.under_way() == []


def test_a_listing_that_was_taken_back_is_no_more_from_that_day(bodies: Senders) -> None:
    taken(bodies.push("credit", "firm-list", [a_listing()]))
    assert len(sun().listings) == 1

    off = a_listing(removed_on=clock.today().isoformat(), checked_at=LATER)
    with clockwork.at(clock.now()):
        taken(bodies.push("credit", "firm-list", [off]))

    assert sun().listings == []
