"""A predecessor's rows: sealed invitations, and a record only by her yes."""

from typing import Any

import pytest

from jiaxin.facts.records import reads as records
from jiaxin.facts.records.rules import Came
from jiaxin.flows.invitations import reads
from jiaxin.flows.invitations import services as invitations
from jiaxin.flows.invitations.models import Roster, SealedInvitation
from jiaxin.flows.invitations.rules.states import Inviter
from jiaxin.gateways.exchange.inbound import Sender
from jiaxin.gateways.exchange.models import Quarantined
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.gateways.exchange.services import applying
from jiaxin.trust.access.actor import Actor
from tests import makers, rosters
from tests.gateways.exchange import sending
from tests.gateways.exchange.sending import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def province(outside: makers.Outside) -> Sender:
    return sending.a_sender("province", PartySort.PLATFORM)


def a_row(**more: Any) -> dict[str, Any]:
    return {
        "number": makers.a_number(),
        "name": makers.NAME,
        "checked_at": "2026-11-24T08:00:00Z",
        "firm": "旧平台家政",
        "trade": "cleaning",
        "since": "2021-05-01",
        "until": "2023-05-01",
        **more,
    }


def handed_over(sender: Sender, *rows: dict[str, Any]) -> None:
    inbound = sending.a_push(sender, len(rows), kind="invitation")
    sorted_rows = sending.sorted_rows(rows, kind="invitation")
    chunk: Any = {"inbound": inbound, "part": 1, "first": 1, "count": len(rows)}
    applying.apply(SYSTEM, **chunk, rows=sorted_rows)


def test_a_predecessors_row_is_an_invitation_and_no_record(province: Sender, lin: Actor) -> None:
    before = records.facts(records.own_record(lin))

    handed_over(province, a_row(), a_row(number=rosters.number(1), name="王小丫"))

    assert records.facts(records.own_record(lin)) == before
    [waiting] = reads.mine(lin)
    assert (waiting.inviter, waiting.inviter_id) == (Inviter.PLATFORM, province.id)
    assert SealedInvitation.objects.count() == 2


def test_her_yes_makes_facts_of_the_one_who_said_it(province: Sender, lin: Actor) -> None:
    handed_over(province, a_row(course="保洁", issuer="旧校", on="2021-04-01"))
    [waiting] = reads.mine(lin)

    invitations.accept(lin, invitation_id=waiting.id)

    found = {fact.kind: fact for fact in records.facts(records.own_record(lin))}
    for kind in ("employment", "training"):
        assert (found[kind].source, found[kind].came) == ("province", Came.LOCAL)


def test_who_is_not_known_leaves_the_same_as_who_is(province: Sender, lin: Actor) -> None:
    handed_over(province, a_row())
    handed_over(province, a_row(number=rosters.number(1), name="王小丫"))

    known, unknown = Roster.objects.order_by("came_at")
    for column in ("state", "seen", "good", "opened", "already", "unfit", "notes"):
        assert getattr(known, column) == getattr(unknown, column)


def test_the_same_person_again_invites_nobody_anew(province: Sender, lin: Actor) -> None:
    handed_over(province, a_row())
    handed_over(province, a_row(firm="另一家"))

    [waiting] = reads.mine(lin)
    assert waiting.facts[0][1]["firm"] == "旧平台家政"


def test_half_a_fact_waits_in_quarantine(province: Sender) -> None:
    handed_over(province, a_row(since=None), a_row(until="2020-01-01"))

    assert [(row.code, row.column) for row in Quarantined.objects.order_by("row")] == [
        ("column_missing", "since"),
        ("days_out_of_order", "until"),
    ]
    assert not SealedInvitation.objects.exists()


def test_a_predecessors_import_is_no_firms_to_see(province: Sender, lin: Actor) -> None:
    from tests import makers_rosters  # noqa: PLC0415 — one use

    handed_over(province, a_row())

    assert reads.rosters(makers_rosters.an_operator()) == []
