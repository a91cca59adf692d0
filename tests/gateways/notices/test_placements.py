"""Messages of services: to confirm one, and that a certificate is out of force; no more."""

from collections.abc import Iterator

import pytest

from jiaxin.config import wiring
from jiaxin.flows.placements import services as placements
from jiaxin.flows.placements.rules import Side
from jiaxin.flows.rights import services as rights
from jiaxin.gateways.notices import errands, service_errands
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import makers, makers_complaints, makers_engagements
from tests import makers_placements as make
from tests.gateways.notices.test_services import FakeSms

pytestmark = pytest.mark.django_db


@pytest.fixture
def sms(outside: makers.Outside) -> Iterator[FakeSms]:
    sms = FakeSms()
    errands.join(sms=sms, home="https://jiaxin.example")
    yield sms
    wiring.join()


def sent(sms: FakeSms) -> list[tuple[str, str]]:
    return list(sms.sent.values())


def test_she_is_asked_once_and_not_after_she_answered(lin: Actor, hu: Actor, sms: FakeSms) -> None:
    placement = make.proposed(lin, hu)
    for _ in range(2):
        service_errands.ask_worker(lin.person, placement)
    placements.confirm(lin, placement_id=placement)
    service_errands.ask_worker(lin.person, placement)
    service_errands.ask_family(lin.person, placement)

    [(to, text)] = sent(sms)
    assert to.endswith("13800138000")
    assert f"/worker/services/{placement}/" in text
    assert "胡" not in text


def test_whoever_has_the_phone_is_asked_with_the_firms_name_alone(lin: Actor, sms: FakeSms) -> None:
    qiao = makers_engagements.an_operator(makers_engagements.a_firm())
    placement = make.sent_by(lin, qiao)
    placements.confirm(lin, placement_id=placement)

    service_errands.ask_family(lin.person, placement)

    [(to, text)] = sent(sms)
    assert to.endswith(make.HUS)
    assert "样例阳光" in text
    assert makers.NAME not in text


def test_the_family_is_told_of_a_certificate_with_no_name_and_no_reason(
    lin: Actor, hu: Actor, sms: FakeSms
) -> None:
    placement = make.confirmed(lin, hu)
    service_errands.tell_of_certificate(lin.person, placement, told_id=new_id())
    assert sent(sms) == []
    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.PLATFORM].id)
    placements.tell_of_certificate(Actor.system("placements"), worker=lin.person)

    service_errands.tell_of_certificate(lin.person, placement, told_id=new_id())

    [(to, text)] = sent(sms)
    assert to.endswith(make.HUS)
    assert makers.NAME not in text
    assert "撤回" not in text


def test_who_closed_her_account_is_told_nothing(lin: Actor, hu: Actor, sms: FakeSms) -> None:
    placement = make.confirmed(lin, hu)
    rights.close_account(hu)

    service_errands.tell_of_certificate(lin.person, placement, told_id=new_id())

    assert sent(sms) == []


def test_both_are_told_of_a_complaint_once_a_move_and_not_of_what(
    lin: Actor, hu: Actor, sms: FakeSms
) -> None:
    complaint, moved = makers_complaints.a_complaint(lin, hu), new_id()
    for _ in range(2):
        service_errands.tell_of_complaint(lin.person, complaint, side=Side.WORKER, move_id=moved)
    service_errands.tell_of_complaint(hu.person, complaint, side=Side.FAMILY, move_id=new_id())
    service_errands.tell_of_complaint(hu.person, new_id(), side=Side.FAMILY, move_id=new_id())

    texts = [text for _, text in sent(sms)]
    assert [
        f"/{app}/complaints/{complaint}/" in text
        for app, text in zip(("worker", "consumer"), texts, strict=True)
    ] == [True, True]
    assert not any("小时" in text for text in texts)
