"""Issuing a certificate, and its short code."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from jiaxin.flows.certificates import reads, rules
from jiaxin.flows.certificates import services as certificates
from jiaxin.flows.certificates.errors import NoCertificate, NoSuchShortCode
from jiaxin.flows.certificates.models import Certificate, CertificateNumber, ShortCode
from jiaxin.ground.errors import NotAllowed, TooManyTries
from jiaxin.ground.ids import UnreadableCode, parse_certificate_no
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers
from tests.evidence import last_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def hands() -> Iterator[clockwork.Hands]:
    with clockwork.at(datetime(2026, 11, 23, 4, 2, tzinfo=UTC)) as hands:
        yield hands


@service(Action.ENROLMENT_FINISH)
def issue(actor: Actor, /) -> str:
    about(actor.person)
    return certificates.issue(actor, worker=actor.person)


def test_a_worker_has_one_certificate_for_life(lin: Actor) -> None:
    number = reads.own(lin).number

    assert issue(lin) == number
    assert parse_certificate_no(number) == number
    assert Certificate.objects.count() == CertificateNumber.objects.count() == 1


def test_a_short_code_is_good_in_its_window_and_the_next(
    hands: clockwork.Hands, lin: Actor
) -> None:
    code = reads.own(lin).short_code
    certificates.show_short_code(lin)
    hands.move_to(datetime(2026, 11, 23, 4, 9, 59, tzinfo=UTC))
    visitor = Actor.visitor(origin="a")
    assert certificates.resolve_short_code(visitor, code=code).worker == lin.person
    assert last_line(Action.CERTIFICATE_RESOLVE).subject == lin.person

    hands.move(timedelta(seconds=1))

    with pytest.raises(NoSuchShortCode):
        certificates.resolve_short_code(visitor, code=code)


def test_a_short_code_may_be_typed_as_people_type(lin: Actor) -> None:
    code = reads.own(lin).short_code
    certificates.show_short_code(lin)
    typed = f" {code[:4].lower()}-{code[4:].replace('0', 'o').replace('1', 'l')} "

    assert certificates.resolve_short_code(Actor.visitor(), code=typed).worker == lin.person


def test_few_short_codes_may_be_tried(lin: Actor, hu: Actor) -> None:
    code = reads.own(lin).short_code
    certificates.show_short_code(lin)
    guesser = Actor.visitor(origin="guesser")
    for guess in ["00000000"] * 5 + ["U"] * 5:
        with pytest.raises((NoSuchShortCode, UnreadableCode)):
            certificates.resolve_short_code(guesser, code=guess)

    with pytest.raises(TooManyTries):
        certificates.resolve_short_code(guesser, code=code)

    assert certificates.resolve_short_code(hu, code=code).worker == lin.person


def test_two_certificates_with_the_same_short_code_are_named_by_neither(
    lin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    mei = makers.a_worker(phone="13800138002", number=makers.a_number(order=4))
    monkeypatch.setattr(rules, "draw_short", lambda *_: "ABCDEFGH")

    certificates.show_short_code(lin)
    certificates.show_short_code(mei)
    certificates.show_short_code(lin)

    with pytest.raises(NoSuchShortCode):
        certificates.resolve_short_code(Actor.visitor(), code="ABCDEFGH")


def test_the_table_of_short_codes_holds_no_code(lin: Actor) -> None:
    certificates.show_short_code(lin)

    [row] = ShortCode.objects.all()
    assert len(bytes(row.digest)) == 32


def test_only_a_worker_with_a_certificate_shows_a_code(lin: Actor, hu: Actor) -> None:
    with pytest.raises(NotAllowed):
        certificates.show_short_code(hu)
    with pytest.raises(NoCertificate):
        certificates.show_short_code(makers.signed_in(App.WORKER, "13800138111"))
