"""Quarantined rows: tried again after a fault of ours was mended, once, and then erased."""

import pytest

from jiaxin.facts.records import reads as records
from jiaxin.gateways.exchange import errands, takers
from jiaxin.gateways.exchange.adapters import Taker
from jiaxin.gateways.exchange.models import Quarantined
from jiaxin.gateways.exchange.services import applying, parties
from jiaxin.gateways.exchange.takers import RowTaker
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests.gateways.exchange import sending
from tests.gateways.exchange.sending import SYSTEM, an_exam, sorted_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(lin: Actor, monkeypatch: pytest.MonkeyPatch) -> Actor:
    """A row waits, since nobody took its kind when it came; now somebody does."""
    makers.agree(lin, Kind.HEALTH)
    nobody: dict[Taker, RowTaker] = {}
    inbound = sending.a_push(sending.a_sender(), 2)
    with monkeypatch.context() as before:
        before.setattr(takers._Joined, "takers", nobody)
        rows = sorted_rows([an_exam(), an_exam(on="2026-02-30")])
        applying.apply(SYSTEM, inbound=inbound, part=1, first=1, count=2, rows=rows)
    return lin


def test_what_can_go_now_goes_and_is_erased_and_the_rest_waits(waiting: Actor) -> None:
    done = errands.replay()

    assert (done.replayed, done.waiting) == (1, 1)
    kinds = [fact.kind for fact in records.facts(records.own_record(waiting))]
    assert kinds.count("exam") == 1
    gone = Quarantined.objects.get(lot="replayed")
    assert (gone.row, gone.content) == (1, None)


def test_a_row_goes_its_way_once(waiting: Actor) -> None:
    errands.replay()

    assert errands.replay().replayed == 0


def test_rows_of_a_revoked_party_go_nowhere(waiting: Actor) -> None:
    parties.revoke(sending.OPERATOR, name="hospital")

    assert errands.replay().replayed == 0


def test_one_partys_rows_can_be_tried_alone(waiting: Actor) -> None:
    assert errands.replay("nobody").replayed == 0
    assert errands.replay("hospital").replayed == 1
