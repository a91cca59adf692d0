"""At a staffed counter: she answers, the helper is named, and sees nothing of her record."""

from collections.abc import Iterator

import pytest

from jiaxin.facts.records.rules import Section
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.errors import CardCancelled
from jiaxin.flows.presence.rules import Way
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.queries import services as query_services
from jiaxin.flows.queries.errors import NotOpen
from jiaxin.flows.queries.rules import State
from jiaxin.flows.remote import reads
from jiaxin.flows.remote import services as remote
from jiaxin.flows.remote.errors import NotThere, OnlyAtTheCounter
from jiaxin.flows.remote.rules import HELP_LASTS, Means
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.errors import WrongCode, WrongPin
from tests import clockwork, makers, makers_engagements, makers_firms, makers_staff
from tests.evidence import last_line
from tests.makers_remote import a_card, asked_by_card, code_for, helped

pytestmark = pytest.mark.django_db


@pytest.fixture
def hands() -> Iterator[clockwork.Hands]:
    with clockwork.at(clock.now()) as hands:
        yield hands


@pytest.fixture
def desk(lin: Actor) -> Actor:
    """A firm's operator; Lin has a PIN, and no phone that shows pages."""
    return makers_engagements.an_operator(makers_engagements.a_firm())


def test_she_approves_by_her_pin_and_the_code_from_her_phone(
    lin: Actor, hu: Actor, desk: Actor
) -> None:
    query, given = asked_by_card(lin, hu), helped(desk)

    remote.approve(
        desk,
        help_id=given,
        query_id=query,
        pin=makers.PIN,
        code=code_for(desk, given),
        sections=[Section.TRAINING],
    )

    asked = queries.asked_by(hu, query_id=query)
    assert asked.state is State.APPROVED
    assert asked.allowed_sections == (Section.IDENTITY, Section.TRAINING)
    query_services.open_report(hu, query_id=query)
    assert queries.who_looked(lin)[0].way == Way.COUNTER


def test_the_helper_stands_in_the_trail_and_on_her_page(lin: Actor, hu: Actor, desk: Actor) -> None:
    query, given = asked_by_card(lin, hu), helped(desk)
    code = code_for(desk, given)
    remote.approve(desk, help_id=given, query_id=query, pin=makers.PIN, code=code, sections=[])

    line = last_line(Action.REMOTE_HELP)
    assert (line.actor, line.subject) == (str(desk.person), lin.person)
    assert line.proof == f"counter:{given}"
    who = reads.helpers(lin, queries=[query])[query]
    assert who.firm_name == makers_firms.NAME
    assert who.helper == desk.person.hex[-8:].upper()


def test_the_helper_sees_who_asks_and_nothing_of_the_record(
    lin: Actor, hu: Actor, desk: Actor
) -> None:
    asked_by_card(lin, hu)

    page = reads.at_counter(desk, help_id=helped(desk))

    assert [one.called for one in page.waiting] == ["胡女士"]
    assert makers.NAME not in str([getattr(page, name) for name in page.__slots__])
    assert Action.QUERY_OPEN not in desk.holds


@pytest.mark.parametrize("wrong", ["pin", "code"])
def test_without_both_nothing_is_approved(lin: Actor, hu: Actor, desk: Actor, wrong: str) -> None:
    query, given = asked_by_card(lin, hu), helped(desk)
    right = {"pin": makers.PIN, "code": code_for(desk, given)}
    shown = right | {wrong: "000000"}

    with pytest.raises(WrongPin if wrong == "pin" else WrongCode):
        remote.approve(desk, help_id=given, query_id=query, sections=[], **shown)

    assert queries.asked_by(hu, query_id=query).state is State.ASKED


def test_a_code_serves_one_act(lin: Actor, hu: Actor, desk: Actor) -> None:
    given = helped(desk)
    first, second = (
        asked_by_card(lin, hu),
        asked_by_card(lin, makers.a_consumer(phone="13600136000")),
    )
    shown = {"pin": makers.PIN, "code": code_for(desk, given)}
    remote.approve(desk, help_id=given, query_id=first, sections=[], **shown)

    with pytest.raises(WrongCode):
        remote.approve(desk, help_id=given, query_id=second, sections=[], **shown)


def test_anothers_request_is_not_there(lin: Actor, hu: Actor, desk: Actor) -> None:
    mei = makers.a_worker(phone="13700137000", number=makers.a_number(order=4), name="赵桂香")
    query, given = asked_by_card(mei, hu), helped(desk)
    code = code_for(desk, given)

    with pytest.raises(NotFound):
        remote.approve(desk, help_id=given, query_id=query, pin=makers.PIN, code=code, sections=[])


def test_she_says_no_there(lin: Actor, hu: Actor, desk: Actor) -> None:
    query, given = asked_by_card(lin, hu), helped(desk)

    remote.decline(desk, help_id=given, query_id=query)

    assert queries.asked_by(hu, query_id=query).state is State.DECLINED
    with pytest.raises(NotOpen):
        remote.decline(desk, help_id=given, query_id=query)


def test_a_name_and_number_that_do_not_belong_together_find_nobody(lin: Actor, desk: Actor) -> None:
    for name, number in (("林秀", makers.a_number()), (makers.NAME, makers.a_number(order=44))):
        with pytest.raises(NotThere):
            remote.begin(desk, name=name, number=number, means=Means.COUNTER)
    assert last_line(Action.REMOTE_HELP).subject == desk.person


def test_a_help_lasts_half_an_hour_and_is_one_helpers(
    hands: clockwork.Hands, lin: Actor, desk: Actor
) -> None:
    given = helped(desk)
    other = makers_staff.an_officer()
    for act in (remote.send_code, remote.cancel_card):
        with pytest.raises(NotFound):
            act(other, help_id=given)

    hands.move(HELP_LASTS)

    with pytest.raises(NotFound):
        remote.send_code(desk, help_id=given)


def test_an_officers_counter_helps_as_well(lin: Actor, hu: Actor, desk: Actor) -> None:
    bai = makers_staff.an_officer()
    query, given = asked_by_card(lin, hu), helped(bai)
    code = code_for(bai, given)

    remote.approve(bai, help_id=given, query_id=query, pin=makers.PIN, code=code, sections=[])

    assert queries.asked_by(hu, query_id=query).state is State.APPROVED


def test_on_the_telephone_a_card_is_cancelled_and_nothing_else_done(
    lin: Actor, hu: Actor, desk: Actor
) -> None:
    token = a_card(lin)
    given = helped(desk, means=Means.PHONE)
    assert reads.at_counter(desk, help_id=given).waiting == []
    with pytest.raises(OnlyAtTheCounter):
        remote.send_code(desk, help_id=given)

    remote.cancel_card(desk, help_id=given)

    with pytest.raises(CardCancelled):
        certificates.named_by_ticket(token)


def test_a_card_is_made_and_messages_are_switched_on_at_the_counter(
    lin: Actor, desk: Actor
) -> None:
    given = helped(desk)
    remote.print_card(
        desk, help_id=given, pin=makers.PIN, code=code_for(desk, given), shows_name=True
    )
    remote.let_reply(desk, help_id=given, pin=makers.PIN, code=code_for(desk, given))

    paper = reads.paper_at_counter(desk, help_id=given)
    assert paper is not None
    assert paper.name == makers.NAME
    assert certificates.named_by_ticket(paper.token).worker == lin.person
    assert reads.answers_by_message(lin.person)


def test_nobody_else_helps(lin: Actor, hu: Actor) -> None:
    for somebody in (lin, hu, makers_staff.a_reviewer()):
        with pytest.raises(NotAllowed):
            helped(somebody)
