"""What happens to placements by themselves: time, certificates, deletions."""

from datetime import timedelta
from uuid import UUID

import pytest

from jiaxin.flows.placements import reads, subscribers, tasks
from jiaxin.flows.placements import services as placements
from jiaxin.flows.placements.models import Placement, Served
from jiaxin.flows.placements.rules import Side, State
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.rights import services as rights
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.events import ConsentGranted, ConsentWithdrawn
from jiaxin.trust.consent.rules import LASTS, Kind
from tests import clockwork, makers
from tests import makers_placements as make

pytestmark = pytest.mark.django_db


def row(placement: UUID) -> Placement:
    return Placement.objects.get(id=placement)


def withdraw(lin: Actor) -> None:
    """She takes the platform's consent back, and the jobs run."""
    platform = consents.in_force(lin.person)[Kind.PLATFORM]
    consent.withdraw(lin, consent_id=platform.id)
    subscribers.tell_families_of_a_withdrawal(
        ConsentWithdrawn(worker_id=lin.person, consent_id=platform.id, kind=Kind.PLATFORM)
    )


def test_the_family_learns_that_her_certificate_is_void_and_no_reason(
    lin: Actor, hu: Actor
) -> None:
    placement = make.confirmed(lin, hu)

    withdraw(lin)

    assert reads.one_of_familys(hu, placement_id=placement).is_in_force is False
    assert reads.family_to_tell(lin.person, placement) == hu.person


def test_it_is_told_once_each_time_that_it_goes_out_of_force(lin: Actor, hu: Actor) -> None:
    placement = make.confirmed(lin, hu)
    withdraw(lin)
    told = row(placement).told_out_at
    placements.tell_of_certificate(Actor.system("placements"), worker=lin.person)
    assert row(placement).told_out_at == told is not None

    makers.agree(lin, Kind.PLATFORM)
    subscribers.note_that_it_is_in_force_again(
        ConsentGranted(worker_id=lin.person, consent_id=lin.person, kind=Kind.PLATFORM)
    )
    assert row(placement).told_out_at is None
    assert reads.family_to_tell(lin.person, placement) is None


def test_what_time_put_out_of_force_is_found_in_the_morning(lin: Actor, hu: Actor) -> None:
    placement = make.confirmed(lin, hu)

    with clockwork.at(clock.now() + LASTS):
        assert reads.one_of_familys(hu, placement_id=placement).is_in_force is False
        tasks.tell_of_what_time_ended()

    assert row(placement).told_out_at is not None


def test_who_serves_no_more_is_told_nothing(lin: Actor, hu: Actor) -> None:
    over = make.confirmed(lin, hu)
    placements.end(hu, placement_id=over)
    unanswered = make.proposed(lin, hu)

    withdraw(lin)

    assert row(over).told_out_at is None
    assert row(unanswered).told_out_at is None


def test_past_its_time_it_is_written_down_as_over(lin: Actor, hu: Actor) -> None:
    lasting = make.confirmed(lin, hu, days=1)

    with clockwork.at(clock.now() + timedelta(days=8)):
        tasks.settle_what_is_past()

    assert (row(lasting).state, row(lasting).over_by) == (State.ENDED, Side.TIME)
    assert Served.objects.get().over_at is not None


def test_with_her_record_it_ends_and_the_family_is_not_named(lin: Actor, hu: Actor) -> None:
    placement = make.confirmed(lin, hu)
    asked = rights.ask_deletion(
        lin, presence_id=makers.show_presence(lin, use=Use.DELETE, about_id=lin.person)
    )
    assert reads.one_of_familys(hu, placement_id=placement).is_in_force is False

    with clockwork.at(clock.now() + timedelta(days=3)):
        rights.delete_due(Actor.system("rights"), worker=lin.person, deletion_id=asked)

    kept = row(placement)
    assert (kept.state, kept.called, kept.tail) == (State.ENDED, None, None)
    over = reads.one_of_familys(hu, placement_id=placement)
    assert (over.state, over.number) == (State.ENDED, "")
    assert reads.confirmed_of(hu, placement_id=placement).worker == lin.person


def test_with_a_familys_account_it_ends_and_nothing_finds_it_for_her(lin: Actor, hu: Actor) -> None:
    placement = make.confirmed(lin, hu)

    rights.close_account(hu)

    assert row(placement).state == State.ENDED
    assert not Served.objects.exists()
    assert reads.one_of_hers(lin, placement_id=placement).state is State.ENDED


def test_a_pause_of_hers_leaves_the_service_and_says_that_she_is_not_in_force(
    lin: Actor, hu: Actor
) -> None:
    placement = make.confirmed(lin, hu)

    rights.pause(lin)

    lasting = reads.one_of_familys(hu, placement_id=placement)
    assert (lasting.state, lasting.is_in_force) == (State.CONFIRMED, False)
