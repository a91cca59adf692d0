"""What a code names, what a stranger is told, and the light."""

from datetime import UTC, datetime, timedelta

import pytest

from jiaxin.facts.records.models import Source
from jiaxin.facts.records.rules import Colour, Reason, Standing
from jiaxin.flows.certificates import reads, rules
from jiaxin.flows.certificates import services as certificates
from jiaxin.flows.certificates.errors import DeadCode, ForgedCode, NoCertificate, TicketGone
from jiaxin.flows.certificates.models import Certificate
from jiaxin.flows.certificates.rules import Status
from jiaxin.ground import clock
from jiaxin.ground.ids import new_certificate_no
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import LASTS, Kind
from jiaxin.trust.identity.models import Worker
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


def withdraw(worker: Actor, kind: Kind) -> None:
    consent.withdraw(worker, consent_id=consents.in_force(worker.person)[kind].id)


def because(worker: Actor) -> tuple[Colour, list[Reason]]:
    light = reads.light_of(worker.person)
    return light.colour, [one.reason for one in light.reasons]


def test_her_code_names_her_certificate_and_no_person(lin: Actor) -> None:
    named = reads.named_by_token(reads.own(lin).token)

    assert (named.worker, named.status) == (lin.person, Status.VALID)
    assert named.number == reads.own(lin).number
    assert not any(hasattr(named, word) for word in ("name", "phone", "light"))


def test_a_code_dies_ten_seconds_after_it_rotated(lin: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        token, rotates = reads.own(lin).token, reads.own(lin).rotates_at
        hands.move_to(rotates + timedelta(seconds=9.999))
        assert reads.named_by_token(token).worker == lin.person

        hands.move_to(rotates + timedelta(seconds=10))

        with pytest.raises(DeadCode):
            reads.named_by_token(token)


def test_a_code_of_the_future_is_not_ours(lin: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        hands.move(timedelta(minutes=2))
        token = reads.own(lin).token
        hands.move(timedelta(minutes=-2))

        with pytest.raises(ForgedCode):
            reads.named_by_token(token)


@pytest.mark.parametrize("token", ["", "x", "0" * 44, "U" * 44, "0" * 5000, "/../", "é" * 44])
def test_what_is_no_code_is_told_so(token: str) -> None:
    for read in (reads.named_by_token, reads.named_by_ticket):
        with pytest.raises((ForgedCode, DeadCode)):
            read(token)


def test_a_code_for_a_number_that_never_was_is_not_ours(lin: Actor) -> None:
    step = rules.step_of(clock.now())
    token = rules.draw_token(reads._key(step), new_certificate_no(), step)

    with pytest.raises(ForgedCode):
        reads.named_by_token(token)


def test_a_ticket_lasts_a_quarter_of_an_hour(lin: Actor) -> None:
    with clockwork.at(NOON) as hands:
        lin = makers.a_worker(phone="13800138002", number=makers.a_number(order=4))
        ticket = makers.a_ticket(lin)
        hands.move(timedelta(minutes=15) - timedelta(seconds=1))
        assert reads.named_by_ticket(ticket).worker == lin.person

        hands.move(timedelta(seconds=1))

        with pytest.raises(TicketGone):
            reads.named_by_ticket(ticket)


def test_a_changed_ticket_is_not_ours(lin: Actor) -> None:
    ticket = makers.a_ticket(lin)
    changes = {
        ticket[:where] + letter + ticket[where + 1 :]
        for where in range(len(ticket))
        for letter in "0ZUé"
    }

    for changed in changes - {ticket}:
        with pytest.raises(ForgedCode):
            reads.named_by_ticket(changed)


def test_a_code_is_no_ticket_and_a_ticket_no_code(lin: Actor) -> None:
    with pytest.raises(ForgedCode):
        reads.named_by_ticket(reads.own(lin).token)
    with pytest.raises(ForgedCode):
        reads.named_by_token(makers.a_ticket(lin))


def test_without_the_platforms_consent_the_certificate_is_void(lin: Actor) -> None:
    withdraw(lin, Kind.PLATFORM)

    assert reads.status_of(lin.person) is Status.VOID
    assert reads.named_by_token(reads.own(lin).token).status is Status.VOID
    assert because(lin) == (Colour.GREY, [Reason.NOT_AUTHORISED])
    assert reads.own(lin).valid_until is None


def test_the_certificate_is_void_the_second_its_consent_ends() -> None:
    makers.Outside().join()
    with clockwork.at(NOON) as hands:
        lin = makers.a_worker()
        hands.move(LASTS - timedelta(seconds=1))
        assert reads.status_of(lin.person) is Status.VALID

        hands.move(timedelta(seconds=1))

        assert reads.status_of(lin.person) is Status.VOID


@pytest.mark.parametrize(
    ("standing", "status", "colour"),
    [
        (Standing.SUSPENDED, Status.SUSPENDED, Colour.GREY),
        (Standing.REVOKED, Status.REVOKED, Colour.RED),
    ],
)
def test_what_was_decided_comes_before_time(
    lin: Actor, standing: Standing, status: Status, colour: Colour
) -> None:
    Certificate.objects.filter(worker_id=lin.person).update(standing=standing)

    assert reads.status_of(lin.person) is status
    assert reads.light_of(lin.person).colour is colour


def test_the_light_is_green_when_everything_is_as_it_should_be(lin: Actor) -> None:
    assert because(lin)[0] is Colour.GREEN


def test_without_the_background_consent_the_light_says_nothing_of_the_background(
    lin: Actor,
) -> None:
    withdraw(lin, Kind.BACKGROUND)

    light = reads.light_of(lin.person)
    assert light.colour is Colour.GREY
    assert [one.reason for one in light.reasons] == [Reason.BACKGROUND_NOT_CHECKED]
    assert [one.at for one in light.reasons] == [None]


def test_the_light_is_never_green_while_the_source_is_silent(lin: Actor) -> None:
    Source.objects.update_or_create(code="police", defaults={"unreachable_since": clock.now()})

    assert because(lin) == (Colour.GREY, [Reason.SOURCE_UNREACHABLE])


def test_the_light_turns_grey_thirty_six_hours_after_the_last_answer(lin: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        hands.move(timedelta(hours=36, seconds=1))

        assert because(lin) == (Colour.GREY, [Reason.BACKGROUND_STALE])


def test_an_expired_document_is_yellow(lin: Actor) -> None:
    Worker.objects.filter(id=lin.person).update(document_until=clock.today() - timedelta(days=1))

    assert because(lin) == (Colour.YELLOW, [Reason.DOCUMENT_EXPIRED])


def test_who_was_never_proven_has_no_certificate(lin: Actor) -> None:
    mei = makers.signed_in(App.WORKER, "13800138111")

    assert not reads.has_certificate(mei.person)
    for read in (reads.own, lambda who: reads.light_of(who.person)):
        with pytest.raises(NoCertificate):
            read(mei)


def test_numbers_are_found_for_these_workers_only(lin: Actor) -> None:
    assert reads.numbers_of([lin.person]) == {lin.person: reads.own(lin).number}
    assert reads.numbers_of([]) == {}


def test_a_short_code_is_found_once_it_is_shown(lin: Actor) -> None:
    code = reads.own(lin).short_code
    assert not reads.short_code_is_on_show(code)

    certificates.show_short_code(lin)

    assert reads.short_code_is_on_show(code)
    assert reads.find_short(code) == lin.person
