"""What platforms fetch, at the services: whose batch it is, in which order, what the trail says."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from jiaxin.config import wiring
from jiaxin.gateways.exchange import ours, platforms, pulls, rules, spool
from jiaxin.gateways.exchange.errors import NoSuchBatch
from jiaxin.gateways.exchange.inbound import Sender
from jiaxin.gateways.exchange.keys import make
from jiaxin.gateways.exchange.models import Outbound, OutboundPart
from jiaxin.gateways.exchange.rules import Handing, Making, PartySort
from jiaxin.gateways.exchange.services import pulling
from jiaxin.ground.errors import NotAllowed
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import services as consent
from tests import makers
from tests.evidence import last_line
from tests.gateways.exchange.sending import a_sender, actor_of, signed
from tests.makers_platforms import shares

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(tmp_path: Path) -> Iterator[None]:
    """Keys and a spool of our own."""
    home = tmp_path / "home"
    make(home / "exchange.json")
    ours.join(home / "exchange.json")
    spool.join(home / "exchange")
    yield
    wiring.join()


@pytest.fixture
def zhejiang() -> Sender:
    return a_sender("zhejiang", PartySort.PLATFORM)


@pytest.fixture
def lin(outside: makers.Outside) -> Actor:
    return makers.a_worker()


def a_pull(platform: Sender, handing: Handing = Handing.FETCHED) -> Outbound:
    """A batch that was asked for."""
    asked = pulling.ask(
        actor_of(platform),
        signed=signed(platform),
        handing=handing,
        people=0,
        digest="d",
        fault=None,
    )
    assert asked is not None
    return Outbound.objects.get(id=asked)


def a_part(platform: Sender, outbound: UUID, number: int = 1) -> OutboundPart:
    return pulling.make_part(actor_of(platform), sender=platform, outbound=outbound, number=number)


def test_a_parts_line_is_about_the_platform_and_commits_to_who_was_in_it(
    zhejiang: Sender, lin: Actor
) -> None:
    shares(lin, zhejiang)
    row = a_pull(zhejiang)

    part = a_part(zhejiang, row.id)

    assert (part.people, part.rows, part.first_row) == (1, 1, 1)
    line = last_line(Action.PULL_PART)
    assert (line.subject, line.outcome) == (zhejiang.id, "done")
    row.refresh_from_db()
    assert (row.state, row.parts, row.people) == (Making.WHOLE, 1, 1)
    assert [look.in_batch for look in platforms.fetched(lin)] == [True]


def test_parts_are_made_in_their_order(zhejiang: Sender, lin: Actor) -> None:
    shares(lin, zhejiang)
    row = a_pull(zhejiang)

    for number in (0, 2):
        with pytest.raises(NoSuchBatch):
            a_part(zhejiang, row.id, number)

    assert platforms.fetched(lin) == []


def test_a_batch_is_its_own_platforms_only(zhejiang: Sender, lin: Actor) -> None:
    shares(lin, zhejiang)
    row = a_pull(zhejiang)
    other = a_sender("sichuan", PartySort.PLATFORM)

    with pytest.raises(NoSuchBatch):
        a_part(other, row.id)
    with pytest.raises(NoSuchBatch):
        pulls.part(actor_of(other), other, row.asked_as, 1)


def test_a_part_made_anew_has_those_only_who_still_agree(zhejiang: Sender, lin: Actor) -> None:
    named = shares(lin, zhejiang)
    row = a_pull(zhejiang)
    before = a_part(zhejiang, row.id)
    sealed = spool.part(row.id, 1)
    assert pulls.part(actor_of(zhejiang), zhejiang, row.asked_as, 1) == sealed

    consent.withdraw(lin, consent_id=named)

    assert pulls.part(actor_of(zhejiang), zhejiang, row.asked_as, 1) != sealed
    after = OutboundPart.objects.get(outbound_id=row.id, number=1)
    assert (after.people, after.rows) == (0, 0)
    assert after.digest != before.digest


def test_a_manifest_waits_until_the_batch_is_whole(zhejiang: Sender, lin: Actor) -> None:
    shares(lin, zhejiang)
    row = a_pull(zhejiang)

    with pytest.raises(NoSuchBatch):
        pulls.manifest(zhejiang, row.asked_as)

    a_part(zhejiang, row.id)
    assert pulls.manifest(zhejiang, row.asked_as).count(b".") == 2


def test_nobody_but_a_party_fetches(zhejiang: Sender, lin: Actor) -> None:
    shares(lin, zhejiang)
    row = a_pull(zhejiang)

    with pytest.raises(NotAllowed):
        pulling.make_part(lin, sender=zhejiang, outbound=row.id, number=1)


def test_a_part_ends_before_it_grows_too_long(
    zhejiang: Sender, lin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "ENOUGH_PART_BYTES", 10)
    other = makers.a_worker(phone="13800138222", number=makers.a_number(order=8))
    for worker in (lin, other):
        shares(worker, zhejiang)
    row = a_pull(zhejiang)

    assert (a_part(zhejiang, row.id).people, a_part(zhejiang, row.id, 2).people) == (1, 1)
    row.refresh_from_db()
    assert row.state == Making.WHOLE
