"""A card of paper: it names a certificate, leads to asking, and dies when it is cancelled."""

import pytest

from jiaxin.flows.certificates import reads
from jiaxin.flows.certificates import services as certificates
from jiaxin.flows.certificates.errors import CardCancelled, ForgedCode, NotShareable
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.queries import services as query_services
from jiaxin.flows.queries.rules import State
from jiaxin.ground.errors import NotAllowed, TooManyTries
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests.evidence import last_line
from tests.makers_remote import a_card, asked_by_card

pytestmark = pytest.mark.django_db


def test_a_card_names_the_certificate_and_nothing_of_her(lin: Actor) -> None:
    token = a_card(lin)

    named = reads.named_by_ticket(token)
    assert (named.worker, named.from_afar) == (lin.person, True)
    assert named.number not in token
    assert last_line(Action.CARD_PRINT).subject == lin.person


def test_what_is_asked_by_a_card_waits_a_day(lin: Actor, hu: Actor) -> None:
    asked = queries.put_to(lin, query_id=asked_by_card(lin, hu))

    assert asked.from_afar
    assert (asked.lapses_at - asked.asked_at).total_seconds() == 24 * 3600


def test_a_cancelled_card_reaches_nobody(lin: Actor, hu: Actor) -> None:
    token = a_card(lin)

    certificates.cancel_card(lin)
    certificates.cancel_card(lin)

    assert reads.my_card(lin) is None
    with pytest.raises(CardCancelled):
        reads.named_by_ticket(token)


def test_a_new_card_kills_the_one_before(lin: Actor) -> None:
    old, new = a_card(lin), a_card(lin)

    with pytest.raises(CardCancelled):
        reads.named_by_ticket(old)
    assert reads.named_by_ticket(new).worker == lin.person


def test_what_was_asked_by_a_card_is_not_asked_again_once_it_is_cancelled(
    lin: Actor, hu: Actor
) -> None:
    query = asked_by_card(lin, hu)
    query_services.decline(lin, query_id=query)
    again = query_services.ask_again(hu, query_id=query)
    assert queries.asked_by(hu, query_id=again).state is State.ASKED
    query_services.decline(lin, query_id=again)

    certificates.cancel_card(lin)

    with pytest.raises(CardCancelled):
        query_services.ask_again(hu, query_id=again)


@pytest.mark.parametrize("place", [0, 10, 30, 51])
def test_any_other_letter_makes_it_no_card_of_ours(lin: Actor, place: int) -> None:
    token = a_card(lin)
    other = "A" if token[place] != "A" else "B"

    with pytest.raises(ForgedCode):
        reads.named_by_ticket(token[:place] + other + token[place + 1 :])


def test_without_the_platforms_consent_no_card_is_made(lin: Actor) -> None:
    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.PLATFORM].id)

    with pytest.raises(NotShareable):
        certificates.print_card(lin, shows_name=False)


def test_so_many_cards_a_day(lin: Actor) -> None:
    for _ in range(10):
        a_card(lin)

    with pytest.raises(TooManyTries):
        a_card(lin)


def test_only_she_makes_her_card(hu: Actor) -> None:
    with pytest.raises(NotAllowed):
        certificates.print_card(hu, shows_name=False)
