"""Answers of a health department: under an order and her consent, apart from what she says."""

from uuid import UUID

import pytest
from django.db import connection

from jiaxin.facts.epidemic import reads as epidemic
from jiaxin.facts.epidemic import services as orders
from jiaxin.gateways.exchange import adapters
from jiaxin.gateways.exchange.errors import NoOrderInForce, ServiceNotAgreed
from jiaxin.gateways.exchange.models import Inbound
from jiaxin.gateways.exchange.reading import By, sort
from jiaxin.gateways.exchange.rows import RowFault
from jiaxin.gateways.exchange.rules import NATION, PartySort, reaches
from jiaxin.gateways.exchange.services import applying
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests.gateways.exchange.sending import SYSTEM, a_push, a_sender, lines, message
from tests.makers_epidemic import BEIJING, HANGZHOU, a_health_officer, an_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin(outside: makers.Outside) -> Actor:
    return makers.a_worker()


def an_answer(**more: object) -> dict[str, object]:
    return {
        "number": makers.a_number(),
        "name": makers.NAME,
        "checked_at": "2026-11-25T08:00:00Z",
        "word": "observe",
        "region": HANGZHOU,
        **more,
    }


def takes(inbound: UUID, *rows: dict[str, object], region: str = "330000") -> int:
    """These rows applied; how many found somebody who agreed."""
    read = sort(adapters.of("epidemic"), lines(rows), 1, By(PartySort.HEALTH, region))
    applying.apply(SYSTEM, inbound=inbound, part=1, first=1, count=len(rows), rows=read)
    return message(inbound).applied


def test_without_an_order_nothing_of_the_kind_is_taken(lin: Actor) -> None:
    sender = a_sender("health", PartySort.HEALTH)

    with pytest.raises(NoOrderInForce) as refused:
        a_push(sender, kind="epidemic")

    assert refused.value.word == "no_order"
    assert "防疫令" in refused.value.says.zh
    assert not Inbound.objects.exists()


def test_an_answer_is_kept_apart_and_shown_with_its_source(lin: Actor) -> None:
    an_order()
    makers.agree(lin, Kind.EPIDEMIC)
    inbound = a_push(a_sender("health", PartySort.HEALTH), kind="epidemic")

    assert takes(inbound, an_answer()) == 1

    shown = epidemic.shown(epidemic.own_declarations(lin))
    assert shown is not None
    assert shown.authority is not None
    assert (shown.authority.word, shown.authority.source) == ("observe", "health")
    assert shown.last_day is None


def test_of_whom_has_not_agreed_nothing_is_kept(lin: Actor) -> None:
    an_order()
    inbound = a_push(a_sender("health", PartySort.HEALTH), 3, kind="epidemic")
    others = (an_answer(name="林秀芳"), an_answer(number=makers.a_number(order=8)))

    assert takes(inbound, an_answer(), *others) == 0
    assert message(inbound).taken == 3
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM epidemic_answer")
        assert cursor.fetchone() == (0,)


def test_where_no_order_covers_it_nothing_is_kept(lin: Actor) -> None:
    an_order(regions=(BEIJING,))
    makers.agree(lin, Kind.EPIDEMIC)
    inbound = a_push(a_sender("health", PartySort.HEALTH), kind="epidemic")

    assert takes(inbound, an_answer()) == 0


def test_an_order_that_was_closed_meanwhile_takes_nothing_more(lin: Actor) -> None:
    order = an_order()
    makers.agree(lin, Kind.EPIDEMIC)
    inbound = a_push(a_sender("health", PartySort.HEALTH), kind="epidemic")
    orders.close_order(a_health_officer(), order_id=order)

    assert takes(inbound, an_answer()) == 0


def test_a_department_answers_for_its_own_region_only() -> None:
    rows = [an_answer(), an_answer(region=BEIJING), an_answer(word="ill")]

    read = sort(adapters.of("epidemic"), lines(rows), 1, By(PartySort.HEALTH, "330000"))

    assert [one.number for one in read.good] == [1]
    assert [(one.number, one.code) for one in read.amiss] == [
        (2, RowFault.OUTSIDE),
        (3, RowFault.WORD),
    ]
    assert not sort(adapters.of("epidemic"), lines(rows), 1).good


def test_no_department_is_registered_for_it_without_a_region() -> None:
    with pytest.raises(ServiceNotAgreed):
        a_sender("health", PartySort.HEALTH, region="")


@pytest.mark.parametrize(
    ("region", "place", "is_reached"),
    [
        ("330000", "330106", True),
        ("330100", "330106", True),
        ("330106", "330106", True),
        ("330106", "330100", False),
        ("330000", "510000", False),
        (NATION, "510000", True),
        ("", "330106", False),
    ],
)
def test_a_region_reaches_what_lies_in_it(region: str, place: str, is_reached: bool) -> None:
    assert reaches(region, place) is is_reached
