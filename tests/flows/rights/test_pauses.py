"""She freezes her record, and lifts it: one act each, and nothing in between gets through."""

from datetime import timedelta
from unittest.mock import patch

import pytest

from jiaxin.facts.epidemic.subscribers import erase_what_was_declared
from jiaxin.facts.records import errands as records
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.rules import Status
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.errors import LookOver, NotAskable
from jiaxin.flows.rights import reads
from jiaxin.flows.rights import services as rights
from jiaxin.flows.rights.errors import DeletionOpen, NotPaused, Paused
from jiaxin.ground import clock
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.events import ConsentWithdrawn
from jiaxin.trust.consent.rules import Ended, Kind
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers
from tests.makers_rights import a_deletion

pytestmark = pytest.mark.django_db


def test_a_frozen_record_is_asked_compared_and_shown_no_more(
    lin: Actor, hu: Actor, outside: makers.Outside
) -> None:
    ticket = makers.a_ticket(lin)
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)
    outside.police.asked.clear()

    rights.pause(lin)

    assert certificates.named_by_ticket(ticket).status is Status.SUSPENDED
    with pytest.raises(LookOver):
        queries.open_report(hu, query_id=query)
    with pytest.raises(NotAskable):
        makers.a_query(lin, hu)
    records.check_background(lin.person)
    assert outside.police.asked == []
    assert reads.paused_since(lin) is not None


def test_lifted_everything_is_as_it_was_until_the_same_day(lin: Actor, hu: Actor) -> None:
    until = {kind: held.ends_at for kind, held in consents.in_force(lin.person).items()}
    with clockwork.at(clock.now()) as hands:
        rights.pause(lin)
        hands.move(timedelta(days=2))
        rights.resume(lin, language="zh-hans")

        again = {kind: held.ends_at for kind, held in consents.in_force(lin.person).items()}
        assert again == until
        assert certificates.status_of(lin.person) is Status.VALID
        assert makers.a_query(lin, hu) is not None
    assert reads.paused_since(lin) is None


def test_what_ended_meanwhile_does_not_come_back(lin: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        rights.pause(lin)
        hands.move(timedelta(days=31))

        assert rights.resume(lin, language="zh-hans") == []
        assert certificates.status_of(lin.person) is Status.VOID


def test_what_she_had_taken_back_herself_does_not_come_back(lin: Actor) -> None:
    face = consents.in_force(lin.person)[Kind.FACE]
    consent.withdraw(lin, consent_id=face.id)
    rights.pause(lin)

    rights.resume(lin, language="zh-hans")

    assert Kind.FACE not in consents.in_force(lin.person)
    assert Kind.BACKGROUND in consents.in_force(lin.person)


def test_no_sheet_thaws_half_of_it(lin: Actor) -> None:
    rights.pause(lin)

    with pytest.raises(Paused):
        makers.agree(lin, Kind.PLATFORM)

    assert consents.in_force(lin.person) == {}


def test_twice_is_once(lin: Actor) -> None:
    rights.pause(lin)
    rights.pause(lin)

    assert Kind.PLATFORM in rights.resume(lin, language="zh-hans")
    with pytest.raises(NotPaused):
        rights.resume(lin, language="zh-hans")


def test_a_deletion_that_waits_is_undone_and_not_lifted(lin: Actor) -> None:
    a_deletion(lin)

    with pytest.raises(DeletionOpen):
        rights.resume(lin, language="zh-hans")


def test_who_never_agreed_to_anything_may_pause_too(outside: makers.Outside) -> None:
    newcomer = makers.signed_in(App.WORKER, "13700137001")

    rights.pause(newcomer)

    assert rights.resume(newcomer, language="en") == []


def test_what_was_declared_of_an_epidemic_is_kept_through_a_pause(lin: Actor) -> None:
    rights.pause(lin)

    with patch("jiaxin.facts.epidemic.subscribers.epidemic") as module:
        erase_what_was_declared(
            ConsentWithdrawn(lin.person, new_id(), Kind.EPIDEMIC, Ended.SUSPENDED)
        )

    assert not module.erase_taken_back.called
